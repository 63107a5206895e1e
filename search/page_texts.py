"""Keeping the words of each page beside Wagtail's index, in the same stroke."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from django.db.models import Manager
from modelsearch.index import RelatedFields, SearchField
from wagtail.models import Locale, Page

from search.models import NEXT, PageText
from search.words import index_text, words_written

LONGEST_TEXT = 30_000  # Characters of a page that excerpts are taken from
APART = ("title", "summary")


def keep(objs: Any) -> None:
    """Write the texts of those of `objs` that are pages; one SQL query for all."""
    rows = [_row(page) for page in objs if isinstance(page, Page) and page.pk]
    fields = [field.name for field in PageText._meta.fields if not field.primary_key]
    PageText.objects.bulk_create(rows, update_conflicts=True, unique_fields=["page"], update_fields=fields)


def language_of(obj: Any) -> str | None:
    """The language of a row that has one."""
    return _code(obj.locale_id) if getattr(obj, "locale_id", None) else None


@lru_cache(maxsize=64)
def _code(locale: int) -> str:
    return str(Locale.objects.values_list("language_code", flat=True).get(pk=locale))


def _row(page: Page) -> PageText:
    language = language_of(page) or "ar"
    summary, body = str(getattr(page, "summary", "") or ""), " ".join(" · ".join(_texts(page)).split())[:LONGEST_TEXT]
    return PageText(
        page_id=page.pk,
        language=language,
        title_words=_in_order(page.title, language),
        summary_words=_in_order(summary, language),
        body_words=" ".join(dict.fromkeys(index_text(body, language).split())),
        summary=summary,
        text=body,
    )


def _in_order(text: str, language: str) -> str:
    return NEXT.join(index_text(word, language) for word in words_written(text))


def _texts(obj: Any, fields: Any = None) -> Iterator[str]:
    """What the index takes from a row besides its title and summary, as written."""
    for field in fields or obj.get_search_fields():
        if isinstance(field, RelatedFields):
            for below in _below(field.get_value(obj)):
                yield from _texts(below, field.fields)
        elif isinstance(field, SearchField) and field.field_name not in APART:
            yield from _flat(field.get_value(obj))


def _below(value: Any) -> list[Any]:
    if value is None:
        return []
    if isinstance(value, Manager):
        return list(value.all())
    value = value() if callable(value) else value
    return list(value) if isinstance(value, list | tuple) else [value]


def _flat(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list | tuple):
        for item in value:
            yield from _flat(item)
    elif value not in (None, ""):
        yield str(value)

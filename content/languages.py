"""In which language a page really stands, and whether its translation is whole (R10).

Arabic (`LANGUAGE_CODE`) is the source. What nobody translated stands in the other trees as an alias of the Arabic page;
a translation may lack strings, which wagtail-localize fills with Arabic without a word. A reader is told of both.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.db.models import Exists, OuterRef
from wagtail.models import Locale, Page
from wagtail_localize.models import StringSegment, StringTranslation, Translation

CODES, CODES_LIVE = "content.languages.codes", 60 * 60  # seconds


class Standing(StrEnum):
    """How a page stands to its source."""

    SOURCE = "source"
    WHOLE = "whole"
    PARTIAL = "partial"  # Published with strings that nobody translated.
    STALE = "stale"  # The source has changed since.
    ALIAS = "alias"  # Not translated at all: the Arabic page in another frame.


@dataclass(frozen=True)
class State:
    """A page's standing, and since when its source says something else (only when it is stale)."""

    standing: Standing
    source_changed_at: datetime | None = None


def foreign_language(page: Page) -> str:
    """The language of the content where it is not that of the page's tree, else "". No query."""
    return settings.LANGUAGE_CODE if page.alias_of_id else ""


def code_of(page: Page) -> str:
    """The language of the tree in which `page` stands, without a query for each page: the locales are few and stay.

    A page that has not been saved yet is taken for one in the source's language.
    """
    if page.locale_id is None:
        return settings.LANGUAGE_CODE
    codes: dict[int, str] = cache.get(CODES) or {}
    if page.locale_id not in codes:  # Nothing was kept, or a language was added since.
        codes = dict(Locale.objects.values_list("pk", "language_code"))
        cache.set(CODES, codes, CODES_LIVE)
    return codes[page.locale_id]


def state(page: Page) -> State:
    """How `page` stands to its source: one SQL query, or two, none for a page in Arabic or an alias."""
    kept = page.__dict__.get("_state_of_translation")
    if kept is None:
        kept = page.__dict__["_state_of_translation"] = _state(page)
    return kept


def translation_of(page: Page) -> Any:
    """What wagtail-localize keeps of a translated page, if it is kept in step with a source; `lacks_words` tells
    whether a string of the source has no translation. One SQL query."""
    written = StringTranslation.objects.filter(
        translation_of_id=OuterRef("string_id"),
        context_id=OuterRef("context_id"),
        locale_id=page.locale_id,
        has_error=False,
    )
    missing = StringSegment.objects.filter(~Exists(written), source_id=OuterRef("source_id"))
    kept = Translation.objects.filter(source__object_id=page.translation_key, target_locale_id=page.locale_id)
    return kept.select_related("source").annotate(lacks_words=Exists(missing)).first()


def is_whole(translation: Translation) -> bool:
    """Whether each string of the source has its translation."""
    total, translated = translation.get_progress()
    return total == translated


def _state(page: Page) -> State:
    if page.alias_of_id:
        return State(Standing.ALIAS)
    if code_of(page) == settings.LANGUAGE_CODE:
        return State(Standing.SOURCE)
    translation = translation_of(page)
    if translation is None:
        return _state_by_date(page)
    if not translation.lacks_words:
        return State(Standing.WHOLE)
    changed: Any = translation.source.last_updated_at
    if page.last_published_at and changed and changed > page.last_published_at:
        return State(Standing.STALE, changed)
    return State(Standing.PARTIAL)


def _state_by_date(page: Page) -> State:
    """A translation that is kept by hand: older when its source was published after it."""
    sources = Page.objects.filter(translation_key=page.translation_key, locale__language_code=settings.LANGUAGE_CODE)
    changed = sources.values_list("last_published_at", flat=True).first()
    if changed and page.last_published_at and changed > page.last_published_at:
        return State(Standing.STALE, changed)
    return State(Standing.WHOLE)

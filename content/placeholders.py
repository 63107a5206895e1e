"""Facts that nobody confirmed yet: how they are written, found and shown (ruling 5).

An editor writes `[[رقم الهاتف]]`; visitors see «رقم الهاتف: يؤكّدها المحرر», marked as such. The marker is
plain text on purpose: it survives rich text, translation files and revisions.
"""

import json
import re
from collections.abc import Iterator
from html import unescape

from django.db import models
from django.utils.html import escape, format_html, strip_tags
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from modelcluster.models import get_all_child_relations
from wagtail.fields import StreamField

MARKER = re.compile(r"\[\[\s*([^\[\]]{1,120}?)\s*\]\]")


def found_in(text: str) -> list[str]:
    """The facts that `text` leaves open, in order of appearance."""
    return MARKER.findall(text)


def found_in_page(page: models.Model) -> list[str]:
    """The facts that a page's text, stream and child rows leave open."""
    return [fact for text in _texts_of(page) for fact in found_in(text)]


def shown(text: str, *, safe: bool = False) -> SafeString:
    """HTML in which each marker is a visible placeholder; `safe` says that `text` is HTML already."""
    html = text if safe else escape(text)
    return mark_safe(MARKER.sub(_badge, html))  # noqa: S308 (escaped on the line above)


def plain(text: str) -> str:
    """Plain text in which each marker is said in words: for feeds, pictures and other sites."""
    return unescape(strip_tags(shown(text)))


def pieces(text: str) -> Iterator[tuple[str, bool]]:
    """Plain text in order as (words, whether they stand for a fact left open): for paper, which marks those itself."""
    end = 0
    for match in MARKER.finditer(text):
        if match.start() > end:
            yield text[end : match.start()], False
        yield _in_words(match[1]), True
        end = match.end()
    if end < len(text):
        yield text[end:], False


def _in_words(fact: str) -> str:
    return f"{fact}: {_('an editor will confirm it')}"


def _badge(match: re.Match[str]) -> str:
    words = mark_safe(_in_words(match[1]))  # noqa: S308 (a part of what is HTML already)
    return format_html('<span class="placeholder">{}</span>', words)


def _texts_of(row: models.Model) -> Iterator[str]:
    for field in row._meta.concrete_fields:
        if isinstance(field, StreamField):
            yield json.dumps(field.value_from_object(row).get_prep_value(), ensure_ascii=False)
        elif isinstance(field, models.CharField | models.TextField):
            yield str(field.value_from_object(row) or "")
    for relation in get_all_child_relations(type(row)):
        for child in getattr(row, relation.get_accessor_name()).all():
            yield from _texts_of(child)

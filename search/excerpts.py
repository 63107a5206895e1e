"""The lines of a page around the words that were sought."""

from django.utils.safestring import SafeString, mark_safe

from search.models import PageText
from search.words import is_wanted, marked_words, words_in_place

LENGTH = 220  # Characters of an excerpt, more or less: two or three lines
BEFORE = 60  # Of them before the first word sought


def excerpt(page: PageText | None, wanted: set[str]) -> SafeString:
    """The summary if it speaks of a `wanted` word or the text doesn't; else the text around the first such word."""
    if page is None:
        return SafeString()
    place = None if _place(page.summary, wanted) is not None else _place(page.text, wanted)
    if place is None:
        return marked_words(page.summary or page.text[: _whole(page.text, LENGTH)], wanted)
    return _around(page.text, place, wanted)


def _place(text: str, wanted: set[str]) -> int | None:
    return next((start for start, word in words_in_place(text) if is_wanted(word, wanted)), None)


def _around(text: str, place: int, wanted: set[str]) -> SafeString:
    """Whole words of `text` around `place`, dots where something was left out; a placeholder is never cut."""
    start = _whole(text, max(0, place - BEFORE))
    end = _whole(text, min(len(text), start + LENGTH)) if start + LENGTH < len(text) else len(text)
    dots = ("… " if start else "", " …" if end < len(text) else "")
    inner = marked_words(text[start:end].strip(" ·"), wanted)
    return mark_safe(f"{dots[0]}{inner}{dots[1]}")  # noqa: S308 (escaped by marked_words)


def _whole(text: str, at: int) -> int:
    """A place not after `at` where neither a word nor a placeholder is cut."""
    opened = text.rfind("[[", 0, at)
    if opened >= 0 and text.find("]]", opened, at) < 0 and at - opened < LENGTH:
        return opened
    if at == 0 or at >= len(text):
        return at
    return text.rfind(" ", 0, at) + 1

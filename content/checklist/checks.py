"""The checks themselves: pure functions over the pieces of a page; `check` brings them together."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from content import placeholders
from content.checklist.languages import lagging
from content.checklist.links import dead
from content.checklist.pieces import Piece, pieces_of
from content.checklist.plain import paragraphs_of, sentences_of, words_in
from content.enums import ADVICE, STOPS, FindingKind
from content.languages import code_of
from content.models.page import ContentPage

FILE_NAME = re.compile(r"^[\w ().-]*\.(?:jpe?g|png|webp|avif|gif|heic)$|^(?:img|dsc|image|screenshot)[\W_]*\d+$", re.I)
BOLD_LINE = re.compile(r"<p[^>]*>\s*<b>([^<]{2,80})</b>\s*</p>")


@dataclass(frozen=True)
class Limits:
    """What the association sets: words in a sentence, sentences in a paragraph, letters of a title."""

    sentence_words: int = 20
    paragraph_sentences: int = 3
    title_length: int = 60


@dataclass(frozen=True)
class Finding:
    """One flaw: its kind, the words that show it, its place in words, and the fragment that leads the editor there."""

    kind: str
    words: str
    where: str
    anchor: str

    @property
    def stops(self) -> bool:
        """Whether publishing asks for a reason while it stands."""
        return self.kind in STOPS

    @property
    def label(self) -> str:
        return str(FindingKind(self.kind).label)

    @property
    def advice(self) -> str:
        return str(ADVICE[self.kind])


def check(page: ContentPage, limits: Limits | None = None) -> list[Finding]:
    """What stands against the page as it is in memory, draft or live: what stops first; at most twelve SQL queries."""
    limits = limits or Limits()
    pieces = list(pieces_of(page))
    found = [*_placeholders(page, pieces), *_pictures(pieces), *_links(pieces)]
    if page.is_plain_language and code_of(page) == settings.LANGUAGE_CODE:
        found += _long_texts(pieces, limits)
    return [*found, *_headings(pieces), *_whole(page, limits), *_of_its_type(page), *_translations(page)]


def _placeholders(page: ContentPage, pieces: list[Piece]) -> Iterator[Finding]:
    """Each fact once, at the first place that holds it; the page decides what counts, and may look beyond itself."""
    kind = FindingKind.PLACEHOLDER.value
    for fact in dict.fromkeys(page.unconfirmed()):
        holder = next((piece for piece in pieces if fact in placeholders.found_in(_text(piece))), None)
        yield Finding(kind, fact, holder.where if holder else _("Settings"), holder.anchor if holder else "")


def _text(piece: Piece) -> str:
    if piece.kind == "heading":
        return str(piece.value[1])
    return piece.value if isinstance(piece.value, str) else ""


def _pictures(pieces: list[Piece]) -> Iterator[Finding]:
    for piece in pieces:
        if piece.kind != "picture" or getattr(piece.value, "decorative", False):
            continue
        if piece.value is None:
            yield Finding(FindingKind.PICTURE.value, _("the picture was removed"), piece.where, piece.anchor)
            continue
        own = getattr(piece.value, "contextual_alt_text", None)
        words = (own if own is not None else piece.value.default_alt_text).strip()
        if not words or FILE_NAME.match(words):
            yield Finding(FindingKind.PICTURE.value, words or piece.value.title, piece.where, piece.anchor)


def _links(pieces: list[Piece]) -> Iterator[Finding]:
    for target in dead(pieces):
        shown = target.words or (str(target.key) if target.kind == "path" and target.key else "")
        yield Finding(FindingKind.LINK.value, shown, target.piece.where, target.piece.anchor)


def _long_texts(pieces: list[Piece], limits: Limits) -> Iterator[Finding]:
    for piece in pieces:
        if piece.kind not in {"text", "html"}:
            continue
        paragraphs = paragraphs_of(piece.value) if piece.kind == "html" else piece.value.splitlines()
        for paragraph in paragraphs:
            sentences = sentences_of(paragraph)
            for sentence in sentences:
                if words_in(sentence) > limits.sentence_words:
                    yield Finding(FindingKind.SENTENCE.value, _start(sentence), piece.where, piece.anchor)
            if len(sentences) > limits.paragraph_sentences:
                yield Finding(FindingKind.PARAGRAPH.value, _start(paragraph), piece.where, piece.anchor)


def _start(text: str) -> str:
    return Truncator(text).words(8)


def _headings(pieces: list[Piece]) -> Iterator[Finding]:
    """A third level without a second above it, and bold lines that play a heading."""
    stands = False
    for piece in pieces:
        if piece.kind == "heading":
            level, words = piece.value
            stands = stands or level == 2
            if level > 2 and not stands:
                yield Finding(FindingKind.HEADING.value, words, piece.where, piece.anchor)
        elif piece.kind == "html":
            for words in BOLD_LINE.findall(piece.value):
                yield Finding(FindingKind.HEADING.value, words, piece.where, piece.anchor)


def _whole(page: ContentPage, limits: Limits) -> Iterator[Finding]:
    title = page.seo_title or page.title
    if len(title) > limits.title_length:
        yield Finding(FindingKind.TITLE.value, _start(title), _("Title"), ":w:contentpath=seo_title")
    if not page.summary.strip():
        yield Finding(FindingKind.SUMMARY.value, "", _("Summary"), ":w:contentpath=summary")
    if page.review_on is None:
        yield Finding(FindingKind.REVIEW.value, "", _("Settings"), ":w:contentpath=review_on")


def _of_its_type(page: ContentPage) -> Iterator[Finding]:
    for kind in page.further_findings() if code_of(page) == settings.LANGUAGE_CODE else ():
        yield Finding(kind, "", _("Whole page"), "")


def _translations(page: ContentPage) -> Iterator[Finding]:
    for lag in lagging(page):
        told = _("missing") if lag.is_missing else _("older than its source")
        yield Finding(FindingKind.TRANSLATION.value, f"{lag.name}: {told}", _("Languages"), "")

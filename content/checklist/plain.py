"""Sentences and paragraphs as plain language counts them."""

import re
from html import unescape

from django.utils.html import strip_tags

# A stop ends a sentence when a space or the end follows it: 3.5 and an address are one word.
STOP = re.compile(r"[.!?؟؛;…۔।]+(?=[\s»\"')\]]|$)")
BREAK = re.compile(r"</(?:p|li|h[1-6]|blockquote)>|<br\s*/?>", re.IGNORECASE)
WORD = re.compile(r"\S*\w\S*")


def paragraphs_of(html: str) -> list[str]:
    """The paragraphs and list items of rich text, without marks."""
    parts = (unescape(strip_tags(part)) for part in BREAK.split(html))
    return [text for part in parts if (text := " ".join(part.split()))]


def sentences_of(text: str) -> list[str]:
    """The sentences of a paragraph, in order; a new line ends one as well."""
    return [
        sentence
        for line in text.splitlines()
        for part in STOP.split(line)
        if (sentence := part.strip(" »\"')]").strip())
    ]


def words_in(sentence: str) -> int:
    """How many words: what holds at least one letter or digit."""
    return len(WORD.findall(sentence))

"""How a demo page is written down: a slug, a type, fields, rows of its own, and the pages below it."""

from dataclasses import dataclass, field
from typing import Any

from content.models import ContentPage

Block = tuple[str, Any]
Rows = list[dict[str, Any]]

OVERRIDE = "موقع تجريبي: حقائق بانتظار تأكيد المحرر"


@dataclass(frozen=True)
class Draft:
    """One page to make. `rows` are child rows by relation; a list inside a row is a relation of that row."""

    slug: str
    kind: type[ContentPage]
    fields: dict[str, Any]
    rows: dict[str, Rows] = field(default_factory=dict)
    below: tuple["Draft", ...] = ()
    in_menu: bool = False


def paragraphs(*texts: str) -> str:
    """Rich text of one paragraph for each text."""
    return "".join(f"<p>{text}</p>" for text in texts)


def points(*texts: str) -> str:
    """Rich text of one list."""
    return "<ul>" + "".join(f"<li>{text}</li>" for text in texts) + "</ul>"


def text(*texts: str) -> Block:
    return "text", paragraphs(*texts)


def listed(*texts: str) -> Block:
    return "text", points(*texts)


def heading(words: str) -> Block:
    return "heading", words


def notice(title: str, words: str) -> Block:
    return "notice", {"title": title, "text": words}


def steps(*pairs: tuple[str, str]) -> Block:
    return "steps", {"steps": [{"title": title, "text": words} for title, words in pairs]}


def facts(*pairs: tuple[str, str]) -> Block:
    return "facts", {"facts": [{"name": name, "value": value} for name, value in pairs]}


@dataclass(frozen=True)
class PageAt:
    """A page of the demo by its slug, made before the one that leads to it."""

    slug: str


def ways(*pairs: tuple[str, str]) -> Block:
    """Cards that lead to other pages: the slug and a few words of each."""
    return "links", {"cards": [{"page": PageAt(slug), "text": words} for slug, words in pairs]}


def guide_steps(*pairs: tuple[str, str]) -> list[Block]:
    """The steps of a guide or of the home page, as its own field holds them."""
    return [("step", {"title": title, "text": words}) for title, words in pairs]


def asked(*pairs: tuple[str, str]) -> Rows:
    """Questions about a service and their answers."""
    return [{"question": question, "answer": paragraphs(answer)} for question, answer in pairs]

"""Links that lead nowhere, found without asking any host: the tree and the addresses of the site know enough."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.db.models import QuerySet
from django.urls import Resolver404, resolve
from django.utils.translation import get_language_from_path, override
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents import get_document_model
from wagtail.models import Page, Site

from content.checklist.pieces import Piece

SERVED_BY_TREE = "wagtail_serve"


@dataclass(frozen=True)
class Target:
    """Where a link leads: `kind` is `page`, `document` or `path`; `key` a primary key, None or a path of ours."""

    kind: str
    key: int | str | None
    words: str
    piece: Piece


@dataclass
class _Anchors(HTMLParser):
    """The links of rich text as Wagtail stores it: attributes and words of each."""

    found: list[tuple[dict[str, str], str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()
        self._open: dict[str, str] | None = None
        self._words = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            self._open, self._words = {name: value or "" for name, value in attrs}, ""

    def handle_data(self, data: str) -> None:
        self._words += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "a" and self._open is not None:
            self.found.append((self._open, self._words.strip()))
            self._open = None


def dead(pieces: Iterable[Piece]) -> list[Target]:
    """The links among `pieces` whose page, document or path readers can't open; at most eight SQL queries."""
    hosts = _hosts()
    targets = [target for piece in pieces for target in _targets(piece, hosts)]
    lost = {
        "page": _lost_keys(Page.objects.live().public(), targets, "page"),
        "document": _lost_keys(get_document_model().objects.all(), targets, "document"),
        "path": _lost_paths({str(target.key) for target in targets if target.kind == "path"}),
    }
    return [target for target in targets if target.key is None or target.key in lost[target.kind]]


def _targets(piece: Piece, hosts: set[str]) -> Iterator[Target]:
    if piece.kind in {"page", "document"}:
        yield Target(piece.kind, piece.value, "", piece)
    elif piece.kind == "html" and "<a" in piece.value:
        parser = _Anchors()
        parser.feed(piece.value)
        for given, words in parser.found:
            yield from _target(given, words, piece, hosts)


def _target(given: dict[str, str], words: str, piece: Piece, hosts: set[str]) -> Iterator[Target]:
    if given.get("linktype") in {"page", "document"}:
        key = given.get("id", "")
        yield Target(given["linktype"], int(key) if key.isascii() and key.isdigit() else None, words, piece)
        return
    try:
        address = urlsplit(given.get("href", ""))
    except ValueError:  # Such as http://[: no browser opens it either.
        yield Target("path", None, words, piece)
        return
    if address.path and address.scheme in {"", "http", "https"} and (address.hostname or "") in hosts:
        yield Target("path", unquote(address.path), words, piece)


def _hosts() -> set[str]:
    """The site's own names; the empty one stands for a path without a host."""
    ours = urlsplit(settings.WAGTAILADMIN_BASE_URL).hostname or ""
    return {"", ours, *Site.objects.values_list("hostname", flat=True)}


def _lost_keys(standing: QuerySet, targets: list[Target], kind: str) -> "set[int | str | None]":
    asked = {target.key for target in targets if target.kind == kind and target.key is not None}
    if not asked:
        return set()
    return set(asked - set(standing.filter(pk__in=asked).values_list("pk", flat=True)))


def _lost_paths(paths: set[str]) -> set[int | str | None]:
    """The paths that no address answers, no live page stands at and no redirect covers."""
    in_tree = {path for path in paths if _view_of(path) in {SERVED_BY_TREE, None}}
    if not in_tree:
        return set()
    homes = _homes()
    places = {path: place for path in in_tree if (place := _place(path, homes))}
    live = set(Page.objects.live().public().filter(url_path__in=places.values()).values_list("url_path", flat=True))
    known = {Redirect.normalise_path(path): path for path in in_tree}
    led = set(Redirect.objects.filter(old_path__in=known).values_list("old_path", flat=True))
    return {path for path in in_tree if places.get(path) not in live and path not in {known[each] for each in led}}


def _view_of(path: str) -> str | None:
    """The name of the address that answers, in the language of the path; None when nothing does."""
    with override(get_language_from_path(path) or settings.LANGUAGE_CODE):
        try:
            return resolve(path).url_name
        except Resolver404:
            return None


def _homes() -> dict[str, str]:
    """Where the tree of each language starts, by its code."""
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    if site is None:
        return {}
    twins = Page.objects.filter(translation_key=site.root_page.translation_key)
    return dict(twins.values_list("locale__language_code", "url_path"))


def _place(path: str, homes: dict[str, str]) -> str | None:
    """The page's place in the tree that the path names, whether or not a page stands there."""
    language = get_language_from_path(path)
    rest = path.removeprefix(f"/{language}") if language else path
    home = homes.get(language or settings.LANGUAGE_CODE)
    return f"{home}{rest.strip('/')}/".replace("//", "/") if home else None

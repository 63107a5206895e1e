"""A front end in miniature: from an address of the site to a page in HTML, with the standard library alone.

    python -m tests.headless_client http://127.0.0.1:8000 /en/

docs/headless.md explains each step. The texts come escaped or not as the API says: `text` is HTML, all else is plain.
"""

import json
import sys
from html import escape
from typing import Any
from urllib.parse import urlencode
from urllib.request import urlopen

Json = dict[str, Any]
RIGHT_TO_LEFT = {"ar", "ur"}


class Client:
    """The API at `base`, such as http://127.0.0.1:8000."""

    def __init__(self, base: str) -> None:
        self.base = base.rstrip("/")

    def get(self, path: str, **query: str) -> Any:
        """What stands at `path` below /api/v2/; a fault raises urllib's HTTPError."""
        with urlopen(f"{self.base}/api/v2/{path}?{urlencode(query)}", timeout=20) as answer:
            return json.load(answer)

    def rendered(self, html_path: str, language: str) -> str:
        """The page at `html_path` as a whole document."""
        settings = self.get("settings/", locale=language)
        menus = self.get("menus/", locale=language)
        page = self.get("pages/find/", html_path=html_path)
        return document(settings, menus, page)

    def preview(self, token: str, language: str) -> str:
        """A draft, by the token that an editor's link carries."""
        page = self.get("preview/", token=token)
        return document(self.get("settings/", locale=language), self.get("menus/", locale=language), page)


def document(settings: Json, menus: Json, page: Json) -> str:
    frame, written = settings["locale"], page["content_language"]
    return (
        f'<!doctype html><html lang="{frame}" dir="{direction(frame)}">'
        f"<title>{escape(page['title'])} – {escape(settings['site_name'])}</title>"
        f"<nav>{''.join(link(entry['title'], entry['url']) for entry in menus['main'])}</nav>"
        f'<main lang="{written}" dir="{direction(written)}">'
        f"<ol>{''.join(map(crumb, page['trail']))}</ol>"
        f"<h1>{escape(page['title'])}</h1>{''.join(map(block, page.get('body', [])))}</main>"
        f"<footer>{''.join(map(column, menus['footer']))}</footer></html>"
    )


def direction(language: str) -> str:
    return "rtl" if language in RIGHT_TO_LEFT else "ltr"


def link(title: str, url: str) -> str:
    return f'<a href="{escape(url)}">{escape(title)}</a>'


def crumb(page: Json) -> str:
    return f"<li>{link(page['title'], page['html_url'])}</li>"


def column(column: Json) -> str:
    links = "".join(link(entry["title"], entry["url"]) for entry in column["links"])
    return f"<h2>{escape(column['title'])}</h2>{links}"


def block(block: Json) -> str:
    """One block of a body. A type that this front end doesn't know is left out, so that a new one breaks nothing."""
    write = BLOCKS.get(block["type"])
    return write(block["value"]) if write else ""


def notice(value: Json) -> str:
    return f"<aside><p><strong>{escape(value['title'])}</strong></p><p>{escape(value['text'])}</p></aside>"


def steps(value: Json) -> str:
    rows = (f"<li><strong>{escape(step['title'])}</strong> {escape(step['text'])}</li>" for step in value["steps"])
    return f"<ol>{''.join(rows)}</ol>"


def facts(value: Json) -> str:
    rows = (f"<dt>{escape(fact['name'])}</dt><dd>{escape(fact['value'])}</dd>" for fact in value["facts"])
    return f"<dl>{''.join(rows)}</dl>"


def picture(value: Json) -> str:
    image = value["image"]
    if image is None:  # Not public.
        return ""
    return (
        f'<figure><img src="{escape(image["src"])}" srcset="{escape(image["srcset"])}" alt="{escape(image["alt"])}" '
        f'width="{image["width"]}" height="{image["height"]}"><figcaption>{escape(value["caption"])}</figcaption>'
        "</figure>"
    )


def cards(value: Json) -> str:
    shown = [card for card in value["cards"] if card["page"]]
    return "".join(
        f"<p>{link(card['page']['title'], card['page']['html_url'])} {escape(card['text'])}</p>" for card in shown
    )


BLOCKS = {
    "heading": lambda value: f"<h2>{escape(value)}</h2>",
    "subheading": lambda value: f"<h3>{escape(value)}</h3>",
    "text": str,  # HTML already
    "notice": notice,
    "steps": steps,
    "facts": facts,
    "picture": picture,
    "links": cards,
}

if __name__ == "__main__":
    place, path = sys.argv[1:3]
    first = path.strip("/").split("/")[0]
    print(Client(place).rendered(path, first if first in ("en", "ur", "bn") else "ar"))

"""«What you need»: all that one prepares before a service, as plain data for a page and for paper."""

import json
import re
from hashlib import sha256
from html import unescape
from typing import Any

from django.core.cache import cache
from django.utils.translation import get_language, get_language_bidi
from django.utils.translation import gettext as _

from content import typeset
from content.placeholders import MARKER
from services.models import ServicePage

TEMPLATE = "services/typst/what_you_need.typ"
BLOCK_END = re.compile(r"</(?:p|li|h[1-6])>|<br\s*/?>")
TAG = re.compile(r"<[^>]+>")
KEPT_FOR = 7 * 24 * 3600  # seconds; a changed page has another key at once


def lists(page: ServicePage) -> dict[str, Any]:
    """What stands on the page and on the paper: texts without markup, two SQL queries."""
    return {
        "conditions": lines(page.conditions),
        "papers": [
            {"name": plain(row.name), "help": plain(row.help_text), "required": row.is_required}
            for row in page.papers.all()
        ],
        "notes": lines(page.papers_note),
        "questions": [plain(row.label) for row in page.questions.all()],
        "where": plain(page.where),
        "time": plain(page.promised_time),
    }


def pdf(page: ServicePage, association: str) -> bytes:
    """The sheet as a PDF, set once for each version of its content."""
    data = {**lists(page), "title": plain(page.title), "association": association, "words": _words(), **_script()}
    digest = sha256(json.dumps(data, ensure_ascii=False, sort_keys=True).encode()).hexdigest()
    key = f"what-you-need:{digest}"
    made: bytes | None = cache.get(key)
    if made is None:
        made = typeset.pdf(TEMPLATE, data, made_at=page.last_published_at)
        cache.set(key, made, KEPT_FOR)
    return made


def lines(html: str) -> list[str]:
    """Rich text as its paragraphs and points, without markup."""
    parts = (unescape(TAG.sub("", part)).strip() for part in BLOCK_END.split(html))
    return [plain(part) for part in parts if part]


def plain(text: str) -> str:
    """Text in which an unconfirmed fact says that it is one."""
    return MARKER.sub(lambda fact: f"({fact[1]}: {_('an editor will confirm it')})", text)


def _script() -> dict[str, Any]:
    return {"lang": (get_language() or "ar").split("-")[0], "rtl": get_language_bidi()}


def _words() -> dict[str, str]:
    return {
        "title": _("What you need"),
        "conditions": _("Conditions"),
        "papers": _("Papers"),
        "optional": _("optional"),
        "questions": _("What we will ask you"),
        "where": _("Place"),
        "time": _("Time"),
        "tick": _("Tick what you have ready."),
    }

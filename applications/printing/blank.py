"""The form of a service on paper, to be filled by hand and brought or sent (R31)."""

import json
from hashlib import sha256
from typing import Any

from django import forms
from django.conf import settings
from django.core.cache import cache
from django.utils.translation import get_language, get_language_bidi
from django.utils.translation import gettext as _

from applications.declaration import agreement_in_force, version_of
from content import typeset
from people.forms import MemberForm
from people.parts import FORMS, WHY
from services.enums import ALWAYS_ASKED, FilePart, QuestionKind
from services.models import ServicePage
from services.preparing import plain
from services.queries import application_form
from services.snapshot import Question

TEMPLATE = "applications/typst/blank.typ"
KEPT_FOR = 7 * 24 * 3600  # seconds; a changed form has another key at once
MOST_CHOICES = 12  # More of them are not ticked but written.
MEMBER_ROWS = 6
LINES = {QuestionKind.LONG_TEXT: 6}


def pdf(service: ServicePage) -> bytes:
    """The blank form in the active language, set once for each version of it. Raises typeset.NotTypeset."""
    data = told(service)
    digest = sha256(json.dumps(data, ensure_ascii=False, sort_keys=True).encode()).hexdigest()
    key = f"blank-form:{digest}"
    made: bytes | None = cache.get(key)
    if made is None:
        made = typeset.pdf(TEMPLATE, data, made_at=service.last_published_at)
        cache.set(key, made, KEPT_FOR)
    return made


def told(service: ServicePage) -> dict[str, Any]:
    """What the paper asks, in words."""
    asked, agreement = application_form(service), agreement_in_force()
    parts = [(part, str(WHY.get(part, ""))) for part in ALWAYS_ASKED] + [(each.part, each.why) for each in asked.parts]
    return {
        "lang": (get_language() or "ar").split("-")[0],
        "rtl": get_language_bidi(),
        "association": str(settings.WAGTAIL_SITE_NAME),
        "title": plain(service.title),
        "parts": [_part(part, why) for part, why in parts],
        "questions": [_question(each) for each in asked.questions],
        "papers": [
            {"name": plain(each.name), "help": plain(each.help_text), "required": each.is_required}
            for each in asked.papers
        ],
        "declaration": {"text": agreement.text, "version": version_of(agreement.text)},
        "words": _words(),
    }


def _part(part: FilePart, why: str) -> dict[str, Any]:
    if part == FilePart.HOUSEHOLD:
        heads = [str(field.label) for field in MemberForm().fields.values()][:4]
        return {"title": str(part.label), "why": plain(why), "fields": [], "heads": heads, "rows": MEMBER_ROWS}
    fields = [_field(field) for field in FORMS[part]().fields.values() if not field.widget.is_hidden]
    return {"title": str(part.label), "why": plain(why), "fields": fields, "heads": [], "rows": 0}


def _field(field: forms.Field) -> dict[str, Any]:
    choices = [str(label) for value, label in getattr(field, "choices", ()) if value not in ("", None)]
    lines = 3 if isinstance(field.widget, forms.Textarea) else 1
    return _asked(str(field.label or ""), str(field.help_text or ""), choices, lines=lines, required=True)


def _question(each: Question) -> dict[str, Any]:
    choices = list(each.choices)
    if each.kind == QuestionKind.YES_NO:
        choices = [_("Yes"), _("No")]
    help_text = plain(each.help_text)
    if each.kind == QuestionKind.FILE and not help_text:
        help_text = _("Join it to this form.")
    return _asked(plain(each.label), help_text, choices, lines=LINES.get(each.kind, 1), required=each.is_required)


def _asked(label: str, help_text: str, choices: list[str], *, lines: int, required: bool) -> dict[str, Any]:
    ticked = choices if len(choices) <= MOST_CHOICES else []
    return {"label": label, "help": help_text, "choices": ticked, "lines": lines, "required": required}


def _words() -> dict[str, str]:
    return {
        "office": _("For the association: request number"),
        "how": _("Write clearly. Bring the form to us with your papers, or send it. You can also apply on our site."),
        "you": _("About you"),
        "questions": _("Your request"),
        "papers": _("Papers that you bring"),
        "optional": _("optional"),
        "declaration": _("The declaration"),
        "version": _("Version of the words"),
        "name": _("Name"),
        "signature": _("Signature or fingerprint"),
        "day": _("Date"),
    }

"""A version as the data of its document: everything in words, nothing left to look up."""

import re
from typing import Any

from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from content.placeholders import pieces, plain
from policies.difference import sections_of
from policies.models.version import PolicyVersion
from saudi import hijri

NUMBERED = re.compile(r"([0-9]+(?:\.[0-9]+)*)\.\s+")
# Phones and days with hyphens: right-to-left text would turn their parts around.
LEFT_TO_RIGHT = re.compile(r"(\+[0-9][0-9 ()-]{5,}[0-9]|[0-9]+(?:[-–][0-9]+){2,})")


def paper_of(version: PolicyVersion) -> dict[str, Any]:
    """What `policies/typst/policy.typ` reads. The document is Arabic: that text binds."""
    with translation.override(settings.LANGUAGE_CODE):
        return {
            "name": plain(version.title),
            "title": _words(version.title),
            "association": str(settings.WAGTAIL_SITE_NAME),
            "version": _("Version %(number)s") % {"number": version.number}
            + (f" · {plain(version.label)}" if version.label else ""),
            "banner": _banner(version),
            "stamp": _("Superseded") if version.superseded_at else "",
            "sections": [
                {"title": _words(each.title), "lines": [_line(line) for line in each.lines]}
                for each in sections_of(version.sections, number_steps=True)
            ],
            "approval_title": _words(version.approval_heading or _("Approval")),
            "approval": _approval(version),
            "clause": _words(version.supersedes_all),
            "changed_title": _("What this version changed"),
            "changed": _words(version.what_changed),
        }


def _line(line: str) -> dict[str, Any]:
    """A paragraph as {number, depth, words}; one without a number has an empty number and stands at depth 0."""
    found = NUMBERED.match(line)
    number = found[1] if found else ""
    return {"number": number, "depth": number.count("."), "words": _words(line[found.end() :] if found else line)}


def _words(text: str) -> list[dict[str, str]]:
    """Text in pieces of one kind: `open` for a fact nobody confirmed, `ltr` for a phone or a date, else ""."""
    rows = []
    for words, is_open in pieces(text.strip()):
        if is_open:
            rows.append({"kind": "open", "text": words})
        else:
            rows += [
                {"kind": "ltr" if LEFT_TO_RIGHT.fullmatch(part) else "", "text": part}
                for part in LEFT_TO_RIGHT.split(words)
                if part
            ]
    return rows


def _banner(version: PolicyVersion) -> str:
    if version.superseded_at is None:
        return ""
    day = hijri.both(timezone.localtime(version.superseded_at).date(), settings.LANGUAGE_CODE)
    return _("Superseded on %(day)s. This version is no longer in force.") % {"day": day}


def _approval(version: PolicyVersion) -> list[dict[str, Any]]:
    meeting = str(version.meeting_number or "") + (f" ({version.meeting_year})" if version.meeting_year else "")
    rows = {
        _("Board meeting"): meeting,
        _("Date of approval"): hijri.both(version.approved_on, settings.LANGUAGE_CODE),
        _("Approved by"): version.approver,
    }
    return [{"label": label, "words": _words(value)} for label, value in rows.items() if value]

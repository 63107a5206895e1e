"""A version as the data of its document: everything in words, nothing left to look up."""

from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from policies.difference import sections_of
from policies.models.version import PolicyVersion
from saudi import hijri


def paper_of(version: PolicyVersion) -> dict[str, Any]:
    """What `policies/typst/policy.typ` reads. The document is Arabic: that text binds."""
    with translation.override(settings.LANGUAGE_CODE):
        return {
            "title": version.title,
            "association": str(settings.WAGTAIL_SITE_NAME),
            "version": _("Version %(number)s") % {"number": version.number}
            + (f" · {version.label}" if version.label else ""),
            "banner": _banner(version),
            "sections": [{"title": each.title, "lines": each.lines} for each in sections_of(version.sections)],
            "approval_title": version.approval_heading or _("Approval"),
            "approval": _approval(version),
            "clause": version.supersedes_all,
            "changed_title": _("What this version changed"),
            "changed": version.what_changed,
        }


def _banner(version: PolicyVersion) -> str:
    if version.superseded_at is None:
        return ""
    day = hijri.both(version.superseded_at.date(), settings.LANGUAGE_CODE)
    return _("Superseded on %(day)s. This version is no longer in force.") % {"day": day}


def _approval(version: PolicyVersion) -> list[list[str]]:
    meeting = str(version.meeting_number or "") + (f" ({version.meeting_year})" if version.meeting_year else "")
    rows = [
        [_("Board meeting"), meeting],
        [_("Date of approval"), hijri.both(version.approved_on, settings.LANGUAGE_CODE)],
        [_("Approved by"), version.approver],
    ]
    return [row for row in rows if row[1]]

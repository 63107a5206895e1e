"""The declaration on paper: the exact words, the answers, and the check number that ties the signature to both."""

from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.html import strip_tags
from django.utils.translation import get_language, get_language_bidi
from django.utils.translation import gettext as _

from applications.declaration import agreement_in_force, fingerprint, version_of
from applications.models import Application
from applications.queries import Row, check_rows
from applications.steps import progress_of
from content import typeset
from office.queries import settings as office_settings
from people.rights.copy import pieces

TEMPLATE = "applications/typst/declaration.typ"


def pdf(case: Application) -> bytes:
    """The sheet in the person's language, as the request stands now. Raises typeset.NotTypeset."""
    with translation.override(case.person.recipient.language):
        return typeset.pdf(TEMPLATE, data_of(case))


def check_number(answers_hash: str) -> str:
    """What is compared by eye: enough of the fingerprint that two versions of a request differ."""
    return f"{answers_hash[:4]}-{answers_hash[4:8]}".upper()


def data_of(case: Application) -> dict[str, Any]:
    """What `applications/typst/declaration.typ` reads, in the active language."""
    progress, agreement = progress_of(case), agreement_in_force()
    titles = (_("About you"), _("What we asked"), _("Papers"))
    groups = zip(titles, check_rows(progress), strict=True)
    return {
        "lang": (get_language() or "ar").split("-")[0],
        "rtl": get_language_bidi(),
        "association": str(settings.WAGTAIL_SITE_NAME),
        "service": progress.form.service_title,
        "reference": case.reference,
        "check": check_number(fingerprint(progress)),
        "version": version_of(agreement.text),
        "groups": [{"title": title, "rows": [_row(row) for row in rows]} for title, rows in groups if rows],
        "text": agreement.text,
        "notice": _notice(),
        "words": _words(),
    }


def _row(row: Row) -> dict[str, Any]:
    return {"label": row.label, "value": pieces(row.value)}


def _notice() -> list[str]:
    """How the committee replies, in the words of the page."""
    shown = render_to_string("applications/committee_notice.html", {"numbers": office_settings()})
    lines = (" ".join(strip_tags(part).split()) for part in shown.split("</p>"))
    return [line for line in lines if line]


def _words() -> dict[str, str]:
    return {
        "title": _("Declaration"),
        "reference": _("Request number"),
        "check": _("Check number"),
        "declaration": _("I declare"),
        "notice_title": _("How the committee replies"),
        "name": _("Name"),
        "signature": _("Signature or thumbprint"),
        "day": _("Day"),
        "witness": _("The colleague who was present"),
    }

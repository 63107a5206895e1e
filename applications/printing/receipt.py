"""The receipt of a sent request as a PDF. It names no person, so it may lie on any desk."""

from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language, get_language_bidi
from django.utils.translation import gettext as _

from applications.models import Application, Paper
from applications.queries import tracking
from applications.steps import progress_of
from content import qr, typeset
from saudi import hijri

TEMPLATE = "applications/typst/receipt.typ"


def pdf(case: Application, *, address: str) -> bytes:
    """The receipt in the active language; `address` is where the request is followed. Raises typeset.NotTypeset."""
    signed = case.declarations.first()
    return typeset.pdf(TEMPLATE, told(case, address=address), made_at=signed.signed_at if signed else None)


def told(case: Application, *, address: str) -> dict[str, Any]:
    """What the paper says, in words."""
    signed = case.declarations.first()
    return {
        "lang": (get_language() or "ar").split("-")[0],
        "rtl": get_language_bidi(),
        "association": str(settings.WAGTAIL_SITE_NAME),
        "title": _("Receipt of a request"),
        "service": case.form["service_title"],
        "reference": case.reference,
        "sent": _day(case.submitted_at),
        "papers": _papers(case),
        "declaration": signed
        and {
            "text": signed.text,
            "version": signed.text_version,
            "hash": signed.answers_hash,
            "way": signed.get_method_display(),
            "day": _day(signed.signed_at),
        },
        "next": [{"title": line.title, "text": line.text} for line in tracking(case).promise],
        "address": address,
        "qr": str(qr.svg(address)),
        "words": _words(),
    }


def _papers(case: Application) -> list[dict[str, str]]:
    progress = progress_of(case)
    given = progress.papers
    return [{"name": each.name, "state": _state(given.get(each.key))} for each in progress.form.papers]


def _state(paper: Paper | None) -> str:
    """Whether it was given. Names of files stay out: they may tell of the person."""
    if paper is None or not paper.is_given:
        return _("not given")
    if paper.alternative:
        return _("another paper instead of it")
    return _("given") if paper.has_file else _("cannot be brought; the reason is kept")


def _day(moment: Any) -> str:
    return hijri.both(timezone.localdate(moment), get_language() or "ar") if moment else ""


def _words() -> dict[str, str]:
    return {
        "reference": _("Request number"),
        "service": _("Service"),
        "sent": _("Received on"),
        "papers": _("Papers"),
        "declaration": _("The declaration"),
        "signed": _("Signed on"),
        "version": _("Version of the words"),
        "hash": _("Mark of the answers"),
        "next": _("What happens next"),
        "follow": _("Follow your request"),
        "scan": _("Scan the picture with your phone, or open this address. Your own mobile opens it."),
        "qr": _("The address as a picture"),
    }

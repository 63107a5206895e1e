"""A certificate and a letter of thanks as tagged PDFs, in Arabic and in English."""

from typing import Any

from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from content import qr, typeset
from people.rights.copy import pieces
from saudi.hijri import both
from volunteering.hours.wording import spent
from volunteering.models import Certificate, OpportunityPage

CERTIFICATE = "volunteering/typst/certificate.typ"
THANKS = "volunteering/typst/thanks.typ"
LANGUAGES = ("ar", "en")


def certificate_pdf(certificate: Certificate, language: str, *, address: str) -> bytes:
    """The certificate; `address` is its public page. The same bytes each time. Raises typeset.NotTypeset."""
    with translation.override(language):
        data = {**told(certificate, language), "address": address, "qr": str(qr.svg(address))}
        return typeset.pdf(CERTIFICATE, data, made_at=certificate.issued_at)


def thanks_pdf(certificate: Certificate, language: str) -> bytes:
    """The letter of thanks that goes with it. Raises typeset.NotTypeset."""
    with translation.override(language):
        return typeset.pdf(THANKS, told(certificate, language), made_at=certificate.issued_at)


def told(certificate: Certificate, language: str) -> dict[str, Any]:
    """What both papers say, in words of the active language."""
    first, last = (both(day, language) for day in (certificate.first_day, certificate.last_day))
    days = first if first == last else _("%(first)s to %(last)s") % {"first": first, "last": last}
    words = {"time": spent(certificate.minutes), "opportunity": title_in(certificate, language)}
    return {
        "lang": language,
        "rtl": language == "ar",
        "association": str(settings.WAGTAIL_SITE_NAME),
        "number": certificate.number,
        "name": pieces(certificate.shown_name),
        "opportunity": pieces(words["opportunity"]),
        "gave": pieces(_gave(certificate) % words),
        "days": pieces(days),
        "issued": pieces(both(timezone.localdate(certificate.issued_at), language)),
        "thanks": [pieces(line % words) for line in _thanks()],
        "words": _words(),
    }


def title_in(certificate: Certificate, language: str) -> str:
    """What it is of, as the opportunity's page in the language says it; the source's where nobody translated."""
    opportunity = certificate.opportunity
    if opportunity is None:
        return str(certificate.title)
    pages = OpportunityPage.objects.filter(translation_key=opportunity.translation_key)
    found = pages.filter(locale__language_code=language).values_list("title", flat=True).first()
    return found or opportunity.title


def _gave(certificate: Certificate) -> str:
    return (
        _("Hours given: %(time)s, in the opportunity:") if certificate.opportunity else _("Hours given: %(time)s, in:")
    )


def _thanks() -> list[str]:
    return [
        _("Peace be upon you, and the mercy of God and His blessings."),
        _("You gave %(time)s of your time to “%(opportunity)s”. Thank you for each of them."),
        _("What you did reached people who needed it. We ask God to accept it from you and to reward you well."),
        _("You are welcome among our volunteers at any time."),
    ]


def _words() -> dict[str, str]:
    return {
        "title": _("Certificate of volunteering"),
        "thanks": _("Letter of thanks"),
        "intro": _("The association certifies the volunteering of"),
        "days": _("Days"),
        "number": _("Number of the certificate"),
        "issued": _("Issued on"),
        "verify": _("Anyone can verify this certificate: scan the picture, or open the address and type the number."),
        "qr": _("The address of the certificate's page as a picture"),
        "to": _("To"),
        "signature": _("The association's coordinator of volunteering"),
    }

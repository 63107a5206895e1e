"""One's own certificates for other front ends."""

from datetime import date, datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from ninja import Field, Router, Schema
from ninja.pagination import LimitOffsetPagination, paginate

from accounts.callers import session_token
from content.told import Told
from volunteering.certificates import paper, queries
from volunteering.certificates.views import address_of, as_file
from volunteering.joining.api import caller
from volunteering.models import Certificate, Volunteer

router = Router(auth=session_token, tags=["volunteering: certificates"])


class CertificateOut(Schema):
    number: str
    opportunity: str = Field(description="Its title; of help in requests, those words.")
    shown_name: str
    minutes: int
    first_day: date
    last_day: date
    issued_at: datetime
    revoked_at: datetime | None
    revoked_reason: str
    page: str = Field(description="The public page, where anybody verifies it.")


@router.get("", response=list[CertificateOut])
@paginate(LimitOffsetPagination)
def certificates(request: HttpRequest) -> Any:
    """Your certificates, revoked ones too, the newest first."""
    volunteer = Volunteer.objects.of(caller(request)).first()
    return Told(queries.own(volunteer), lambda rows: [_shown(request, each) for each in rows]) if volunteer else []


@router.get("/{number}/{language}.pdf")
def certificate_pdf(request: HttpRequest, number: str, language: str) -> HttpResponse:
    """A valid certificate as PDF, in `ar` or `en`."""
    if language not in paper.LANGUAGES:
        raise Http404
    try:
        found = queries.own_one(caller(request), number)
    except Certificate.DoesNotExist:
        raise Http404 from None
    made = paper.certificate_pdf(found, language, address=address_of(request, found))
    return as_file(made, f"certificate-{found.number}.pdf")


def _shown(request: HttpRequest, certificate: Certificate) -> dict[str, Any]:
    names = ("number", "shown_name", "minutes", "first_day", "last_day", "issued_at", "revoked_at", "revoked_reason")
    plain = {name: getattr(certificate, name) for name in names}
    return {**plain, "opportunity": str(certificate.title), "page": address_of(request, certificate)}

"""The public page of a certificate, and the papers for whoever earned it."""

from typing import cast

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.limits import TooMany, count_look
from accounts.models import User
from people.doors import refused
from people.refusals import TOO_MANY, UNPROCESSABLE, Refused
from volunteering.certificates import paper, queries
from volunteering.certificates.forms import NumberForm
from volunteering.certificates.paper import LANGUAGES, title_in
from volunteering.hours.wording import spent
from volunteering.models import Certificate

OFTEN = _("So many certificates were looked for from here just now. Please wait a little and try again.")
NONE = _("We know no certificate with this number. Please compare it with the paper once more.")


@require_safe
@never_cache
def find(request: HttpRequest) -> HttpResponse:
    """Type the number of a certificate."""
    form = NumberForm(request.GET if "number" in request.GET else None)
    if form.is_bound and form.is_valid():
        if number := queries.tidy(form.cleaned_data["number"]):
            return _unlisted(redirect("volunteering:certificate", number=number))
        return _unknown(request, form)
    return _unlisted(_form(request, form, status=UNPROCESSABLE if form.is_bound else 200))


@require_safe
@never_cache
def verify(request: HttpRequest, number: str) -> HttpResponse:
    """Whether a certificate is valid, and what it says. A number that never was is answered as a mistyped one."""
    try:
        count_look(request, "certificate")
    except TooMany:
        return _unlisted(refused(request, Refused(OFTEN, TOO_MANY)))
    certificate = queries.by_number(number)
    if certificate is None:
        return _unknown(request, NumberForm({"number": number[:60]}))
    return _unlisted(render(request, "volunteering/certificates/verify.html", facts_of(certificate)))


@require_safe
@never_cache
@login_required
def certificate_pdf(request: HttpRequest, number: str, language: str) -> HttpResponse:
    """One's own certificate, to keep."""
    certificate = _own(request, number, language)
    made = paper.certificate_pdf(certificate, language, address=address_of(request, certificate))
    return as_file(made, f"certificate-{certificate.number}.pdf")


@require_safe
@never_cache
@login_required
def thanks_pdf(request: HttpRequest, number: str, language: str) -> HttpResponse:
    """The letter of thanks that goes with it."""
    certificate = _own(request, number, language)
    return as_file(paper.thanks_pdf(certificate, language), f"thanks-{certificate.number}.pdf")


def address_of(request: HttpRequest, certificate: Certificate) -> str:
    """Where anybody verifies it."""
    return request.build_absolute_uri(public_path(certificate))


def public_path(certificate: Certificate) -> str:
    """The address of the public page in the active language."""
    return reverse("volunteering:certificate", args=[certificate.number])


def as_file(made: bytes, name: str) -> HttpResponse:
    """A PDF to save; kept by no proxy."""
    answer = HttpResponse(made, content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Cache-Control"] = "private, no-store"
    return answer


def facts_of(certificate: Certificate) -> dict[str, object]:
    """All that the public page shows; of a revoked one no more than that it is not valid."""
    language = get_language() or "ar"
    shown = {"time": spent(certificate.minutes), "opportunity": title_in(certificate, language)}
    return {"certificate": certificate, **(shown if certificate.is_valid else {})}


def _own(request: HttpRequest, number: str, language: str) -> Certificate:
    try:
        found = queries.own_one(cast(User, request.user), number)
    except Certificate.DoesNotExist:
        raise Http404 from None
    if language not in LANGUAGES:
        raise Http404
    return found


def _unknown(request: HttpRequest, form: NumberForm) -> HttpResponse:
    form.add_error("number", str(NONE))
    return _unlisted(_form(request, form, status=404))


def _form(request: HttpRequest, form: NumberForm, *, status: int) -> HttpResponse:
    return render(request, "volunteering/certificates/find.html", {"form": form}, status=status)


def _unlisted(answer: HttpResponse) -> HttpResponse:
    answer["X-Robots-Tag"] = "noindex, nofollow"
    return answer

"""The desk's screens of certificates: who earned one in an opportunity, all that were issued, and revoking."""

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLResolver, include, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail import hooks

from accounts.models import User
from content.screens import Screens
from volunteering.certificates import actions, paper, queries
from volunteering.certificates.earning import Of
from volunteering.certificates.forms import RevokeForm
from volunteering.certificates.views import address_of, as_file
from volunteering.models import Certificate, OpportunityPage, Volunteer
from volunteering.models.credit import ERRANDS
from volunteering.refusals import UNPROCESSABLE, Refused
from volunteering.rules import coordinates

View = Callable[..., HttpResponse]
shown = Screens(
    "volunteering/certificates/staff", "volunteering_certificates:list", gettext_lazy("Certificates"), "clipboard-list"
).shown
PAGE_SIZE = 30


@hooks.register("register_admin_urls")
def addresses() -> list[URLResolver]:
    return [path("volunteering/certificates/", include("volunteering.certificates.urls"))]


def desk(view: View) -> View:
    """Lets coordinators in; `opportunity` and `certificate` become what they name, or 404. None is help in requests."""

    @never_cache
    @wraps(view)
    def opened(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if not coordinates(cast(User, request.user)):
            raise PermissionDenied
        try:
            if kwargs.get("opportunity"):
                kwargs["opportunity"] = queries.opportunities().get(pk=kwargs["opportunity"])
            if "certificate" in kwargs:
                kwargs["certificate"] = queries.one(kwargs["certificate"])
        except (OpportunityPage.DoesNotExist, Certificate.DoesNotExist):
            raise Http404 from None
        return view(request, **kwargs)

    return opened


@require_safe
@desk
def listed(request: HttpRequest) -> HttpResponse:
    """Opportunities with approved hours, and what was issued; a number finds one certificate."""
    words = request.GET.get("q", "").replace("\x00", "").strip()[:60]
    page = Paginator(queries.issued(words), PAGE_SIZE).get_page(request.GET.get("page"))
    pages = list(queries.opportunities()[:PAGE_SIZE])
    valid = queries.valid_in(pages)
    rows = [(each, each.people, valid.get(each.pk, 0)) for each in pages]
    context: dict[str, Any] = {"page_obj": page, "words": words, "opportunities": [] if words else rows}
    context["helpers"], context["certified"] = (0, 0) if words else queries.helpers()
    return shown(request, "list", context, title=_("Certificates"))


@require_safe
@desk
def of_opportunity(request: HttpRequest, opportunity: Of) -> HttpResponse:
    """Who has approved hours in an opportunity, or helped in requests, and whose certificate stands."""
    people = queries.candidates(opportunity, cast(User, request.user))
    page = Paginator(people, PAGE_SIZE).get_page(request.GET.get("page"))
    due = sum(each.is_due for each in people)
    context = {"page_obj": page, "due": due, "issue_url": _issue_url(opportunity)}
    return shown(request, "opportunity", context, title=opportunity.title if opportunity else str(ERRANDS))


@require_POST
@desk
def issue(request: HttpRequest, opportunity: Of) -> HttpResponse:
    """Certify one volunteer, named by the number; or have the worker certify everyone."""
    user = cast(User, request.user)
    here = redirect(_page_of(opportunity))
    if "everyone" in request.POST:
        actions.ask_for_everyone(opportunity, by=user)
        messages.success(request, _("The certificates are being made. Look again in a minute."))
        return here
    volunteer = Volunteer.objects.filter(reference=request.POST.get("volunteer", "")[:20].replace("\x00", "")).first()
    if volunteer is None:
        raise Http404
    try:
        made = actions.issue(volunteer, opportunity, by=user)
        messages.success(
            request, _("Certificate %(number)s is issued, and the volunteer was told.") % {"number": made.number}
        )
    except Refused as refusal:
        messages.error(request, str(refusal.message))
    return here


@require_http_methods(["GET", "HEAD", "POST"])
@desk
def one(request: HttpRequest, certificate: Certificate) -> HttpResponse:
    """One certificate; revoking it."""
    form = RevokeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            actions.revoke(certificate, by=cast(User, request.user), reason=form.cleaned_data["reason"])
            messages.success(request, _("The certificate is revoked, and its page says so."))
            return redirect("volunteering_certificates:one", certificate=certificate.pk)
        except Refused as refusal:
            form.add_error(None, str(refusal.message))
    context = {"certificate": certificate, "form": form, "languages": paper.LANGUAGES}
    context["public"] = reverse("volunteering:certificate", args=[certificate.number])
    status = UNPROCESSABLE if form.is_bound else 200
    return shown(request, "one", context, title=_("A certificate"), status=status)


@require_safe
@desk
def pdf(request: HttpRequest, certificate: Certificate, language: str) -> HttpResponse:
    """The paper of a valid certificate, to print and hand over."""
    if language not in paper.LANGUAGES or not certificate.is_valid:
        raise Http404
    made = paper.certificate_pdf(certificate, language, address=address_of(request, certificate))
    return as_file(made, f"certificate-{certificate.number}.pdf")


def _page_of(opportunity: Of) -> str:
    if opportunity is None:
        return reverse("volunteering_certificates:errands")
    return reverse("volunteering_certificates:opportunity", args=[opportunity.pk])


def _issue_url(opportunity: Of) -> str:
    if opportunity is None:
        return reverse("volunteering_certificates:issue_errands")
    return reverse("volunteering_certificates:issue", args=[opportunity.pk])

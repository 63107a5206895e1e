"""One's own hours: what was noted, a correction, an objection."""

from typing import cast
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, get_language_bidi
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import User
from office.queries import settings as office_settings
from volunteering.certificates.queries import own as own_certificates
from volunteering.hours import actions, queries
from volunteering.hours.badges import badges
from volunteering.hours.forms import ClaimForm
from volunteering.hours.picture import picture
from volunteering.joining.fitting import fitting
from volunteering.joining.queries import title_pages
from volunteering.models import HoursEntry, Volunteer
from volunteering.refusals import UNPROCESSABLE, Refused

PAGE_SIZE = 20


@require_safe
@never_cache
@login_required
def listed(request: HttpRequest) -> HttpResponse:
    """One's hours as a picture and a list, one's certificates, and what it all comes to."""
    volunteer = Volunteer.objects.of(cast(User, request.user)).select_related("person").first()
    if volunteer is None:
        return render(request, "volunteering/hours/none.html")
    credit = queries.credit(volunteer)
    page = Paginator(credit.entries, PAGE_SIZE).get_page(request.GET.get("page"))
    certificates = own_certificates(volunteer)
    named = [entry.placement.shift.opportunity for entry in page]
    title_pages([*named, *(each.opportunity for each in certificates if each.opportunity)], get_language() or "ar")
    context = {
        "volunteer": volunteer,
        "page_obj": page,
        "credit": credit,
        "picture": picture(credit.given, is_rtl=get_language_bidi()),
        "badges": badges(credit),
        "certificates": certificates,
        "fitting": fitting(volunteer, get_language() or "ar", numbers=office_settings(request)),
    }
    return render(request, "volunteering/hours/listed.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def correct(request: HttpRequest, entry: UUID) -> HttpResponse:
    """Other hours, before anybody approved them; or an objection to what was approved."""
    user = cast(User, request.user)
    try:
        hours = queries.own_one(user, entry)
    except HoursEntry.DoesNotExist:
        raise Http404 from None
    title_pages([hours.placement.shift.opportunity], get_language() or "ar")
    if request.method != "POST":
        return _page(request, hours, ClaimForm(initial=ClaimForm.initial_of(hours.minutes)))
    form = ClaimForm(request.POST)
    if not form.is_valid():
        return _page(request, hours, form, status=UNPROCESSABLE)
    act = actions.dispute if hours.is_approved else actions.correct
    try:
        act(hours, by=user, minutes=form.total, reason=form.cleaned_data["reason"])
    except Refused as refusal:
        form.add_error(None, str(refusal.message))
        return _page(request, hours, form, status=refusal.status)
    messages.success(request, _("Thank you. A colleague looks at it, and we write to you."))
    return redirect("volunteering:hours")


def _page(request: HttpRequest, hours: HoursEntry, form: ClaimForm, *, status: int = 200) -> HttpResponse:
    context = {"hours": hours, "form": form}
    return render(request, "volunteering/hours/correct.html", context, status=status)

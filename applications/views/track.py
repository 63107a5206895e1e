"""Following a request."""

from typing import cast
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.models import User
from applications import lists, queries
from applications.asking.actions import asked_in
from applications.forms import TrackForm
from applications.models import Application
from applications.refusals import UNPROCESSABLE
from applications.views.doors import acting_in, own_case
from applications.wording import standing
from office.queries import settings as office_settings
from people.doors import Acting, file_door
from people.helping.enums import HelperScope
from services.queries import open_services

PAGE_SIZE = 20


@require_safe
@never_cache
def track(request: HttpRequest) -> HttpResponse:
    """Finds a request by its reference. A mistyped one is told apart from the others by its check character."""
    form = TrackForm(request.GET if "reference" in request.GET else None)
    if form.is_bound and form.is_valid():
        return redirect("applications:detail", reference=form.cleaned_data["reference"])
    status = UNPROCESSABLE if form.is_bound else 200
    return render(request, "applications/track.html", {"form": form}, status=status)


@require_safe
@never_cache
@login_required
def mine(request: HttpRequest) -> HttpResponse:
    """All requests that one has to do with: one's own, and those of whom one helps."""
    reach = lists.reach_of(cast(User, request.user))
    show = request.GET.get("show", "")
    page = Paginator(lists.requests_of(reach, show), PAGE_SIZE).get_page(request.GET.get("page"))
    filters = [{"key": key, "label": label, "is_chosen": key == show} for key, label in lists.choices(reach).items()]
    context = {"page_obj": page, "cases": [lists.row_of(case, reach) for case in page], "filters": filters}
    context["query"] = urlencode({"show": show}) if any(each["is_chosen"] for each in filters) and show else ""
    return render(request, "applications/mine.html", context)


@require_safe
@file_door(scope=HelperScope.REQUESTS_SEE)
def helped(request: HttpRequest, acting: Acting) -> HttpResponse:
    """The requests of whom one helps, and what can be asked for."""
    page = Paginator(queries.of(acting.person), PAGE_SIZE).get_page(request.GET.get("page"))
    services = open_services(get_language() or "ar") if acting.may(HelperScope.REQUESTS_FILL) else []
    cases = [{"case": case, "standing": standing(case)} for case in page]
    context = {"acting": acting, "page_obj": page, "cases": cases, "services": services}
    return render(request, "applications/helped.html", context)


@require_safe
@own_case(scope=HelperScope.REQUESTS_SEE)
def detail(request: HttpRequest, case: Application) -> HttpResponse:
    """The tracking page."""
    acting = acting_in(request)
    tracking = queries.tracking(case, numbers=office_settings(request), with_talk=acting.may(HelperScope.MESSAGES))
    asked = asked_in(case, by=acting.by)
    context = {"tracking": tracking, "case": case, "may_fill": acting.may(HelperScope.REQUESTS_FILL), "asked": asked}
    return render(request, "applications/detail.html", context)

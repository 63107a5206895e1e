"""The desk's screens of hours: what waits for approval, one entry, what they come to, and tables of them."""

from collections.abc import Callable
from functools import wraps
from typing import Any, cast
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import User
from attachments import tables as made
from content.screens import Screens
from volunteering.enums import HoursStatus
from volunteering.hours import actions, queries, tables
from volunteering.hours.forms import HoursFilters, SettleForm
from volunteering.models import Errand, HoursEntry, HoursTable
from volunteering.refusals import UNPROCESSABLE, Refused
from volunteering.rules import coordinates, not_to_judge

View = Callable[..., HttpResponse]
shown = Screens("volunteering/hours/staff", "volunteering_hours:list", gettext_lazy("Hours"), "history").shown
PAGE_SIZE = 50
FIRST = HoursStatus.PENDING


def desk(view: View) -> View:
    """Lets coordinators in; `entry` and `table` become what they name, or 404."""

    @never_cache
    @wraps(view)
    def opened(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        user = cast(User, request.user)
        if not coordinates(user):
            raise PermissionDenied
        try:
            if "entry" in kwargs:
                kwargs["entry"] = queries.one(kwargs["entry"])
            if "table" in kwargs:
                kwargs["table"] = tables.one(user, kwargs["table"])
        except (HoursEntry.DoesNotExist, HoursTable.DoesNotExist):
            raise Http404 from None
        return view(request, **kwargs)

    return opened


@require_safe
@desk
def listed(request: HttpRequest) -> HttpResponse:
    """Hours by the filters, those that wait first of all, with what they come to."""
    user = cast(User, request.user)
    form = HoursFilters(request.GET or {"status": FIRST})
    hours = queries.chosen(form.cleaned_data) if form.is_valid() else HoursEntry.objects.none()
    page = Paginator(hours, PAGE_SIZE).get_page(request.GET.get("page"))
    mine = not_to_judge(user)
    context = {
        "form": form,
        "page_obj": page,
        "rows": [(entry, entry.placement.volunteer.person_id not in mine) for entry in page],
        "query": urlencode(form.chosen) if form.is_valid() else "",
        "numbers": queries.counts(),
        "tables": HoursTable,
    }
    return shown(request, "list", context, title=_("Hours"), status=200 if form.is_valid() else UNPROCESSABLE)


@require_safe
@desk
def totals(request: HttpRequest) -> HttpResponse:
    """What approved hours come to, by season, opportunity and person."""
    form = HoursFilters(request.GET)
    hours = queries.chosen(form.cleaned_data) if form.is_valid() else HoursEntry.objects.none()
    errands = queries.helped(form.cleaned_data) if form.is_valid() else Errand.objects.none()
    helped = queries.helped_totals(errands)
    minutes = queries.sum_of(hours) + queries.helped_sum(errands)
    context = {"form": form, "totals": queries.totals(hours), "helped": helped, "minutes": minutes}
    return shown(request, "totals", context, title=_("What hours come to"))


@require_http_methods(["GET", "HEAD", "POST"])
@desk
def one(request: HttpRequest, entry: HoursEntry) -> HttpResponse:
    """One entry: what was noted, what the volunteer says, and what counts."""
    user = cast(User, request.user)
    form = SettleForm(request.POST if request.method == "POST" else None, entry=entry)
    if form.is_valid():
        try:
            actions.approve(entry, by=user, minutes=form.total, answer=form.cleaned_data["answer"])
            messages.success(request, _("The hours are approved, and the volunteer was told."))
            return redirect("volunteering_hours:list")
        except Refused as refusal:
            form.add_error(None, str(refusal.message))
    is_mine = entry.placement.volunteer.person_id in not_to_judge(user)
    context = {"entry": entry, "form": form, "is_mine": is_mine, "place": entry.placement}
    return shown(request, "one", context, title=_("Hours of a shift"), status=UNPROCESSABLE if form.is_bound else 200)


@require_POST
@desk
def approve_many(request: HttpRequest) -> HttpResponse:
    """Settle the marked ones as they stand."""
    done = actions.approve_many(_keys(request), by=cast(User, request.user))
    told = ngettext("%(number)d entry approved.", "%(number)d entries approved.", done.approved)
    messages.success(request, told % {"number": done.approved})
    if done.left:
        left = ngettext(
            "%(number)d entry was left: it changed meanwhile, or another colleague decides it.",
            "%(number)d entries were left: they changed meanwhile, or another colleague decides them.",
            done.left,
        )
        messages.warning(request, left % {"number": done.left})
    return redirect("volunteering_hours:list")


@require_POST
@desk
def ask(request: HttpRequest) -> HttpResponse:
    """Ask for the list that the page showed, as a table."""
    form = HoursFilters(request.POST)
    kind, of = request.POST.get("format", ""), request.POST.get("columns", "")
    if not form.is_valid() or kind not in HoursTable.Kind.values or of not in HoursTable.Columns.values:
        messages.error(request, _("Some filters are none of ours. Choose again above."))
        return redirect("volunteering_hours:list")
    table = tables.ask(by=cast(User, request.user), filters=form.chosen, kind=kind, of=of)
    return redirect("volunteering_hours:table", table=table.pk)


@require_safe
@desk
def progress(request: HttpRequest, table: HoursTable) -> HttpResponse:
    """How far the table is, and the way to it."""
    return shown(request, "progress", {"table": table}, title=_("Table of hours"))


@require_safe
@desk
def download(request: HttpRequest, table: HoursTable) -> Any:
    """The table itself, to save; kept by no browser and no proxy."""
    if not table.is_ready:
        raise Http404
    return made.respond(table, called="hours")


def _keys(request: HttpRequest) -> list[UUID]:
    """The entries that were marked; what is no key is passed over."""
    keys = []
    for each in request.POST.getlist("entry")[:PAGE_SIZE]:
        try:
            keys.append(UUID(each))
        except ValueError:
            continue
    return keys

"""Who stands in a shift and who waits; writing to them, adding somebody, taking somebody out."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from volunteering.joining import actions
from volunteering.joining.queries import counts
from volunteering.joining.staff import queries
from volunteering.joining.staff.doors import desk, shown
from volunteering.joining.staff.forms import AddForm, DeclineForm, WriteForm
from volunteering.models import Placement, Shift
from volunteering.refusals import UNPROCESSABLE, Refused

PAGE_SIZE = 50
PEOPLE = "shift_people:people"


@require_safe
@desk
def people(request: HttpRequest, shift: Shift) -> HttpResponse:
    """Those with a place, the waiting list in its order, and who left."""
    return _page(request, shift)


@require_POST
@desk
def write(request: HttpRequest, shift: Shift) -> HttpResponse:
    """A message to everybody in the shift."""
    user: Any = request.user
    form = WriteForm(request.POST)
    if not form.is_valid():
        return _page(request, shift, write_form=form, status=UNPROCESSABLE)
    given = {name: form.cleaned_data[name] for name in ("text", "to_waiting", "key")}
    try:
        count = actions.write_to_people(shift, by=user, **given)
    except Refused as refusal:
        return _refused(request, shift, refusal, write_form=form)
    told = ngettext("Written to %(count)d volunteer.", "Written to %(count)d volunteers.", count)
    messages.success(request, told % {"count": count})
    return redirect(PEOPLE, pk=shift.pk)


@require_POST
@desk
def add(request: HttpRequest, shift: Shift) -> HttpResponse:
    """Offer somebody a place, or put down who said yes."""
    user: Any = request.user
    form = AddForm(request.POST)
    volunteer = queries.volunteer_named(form.cleaned_data["reference"]) if form.is_valid() else None
    if volunteer is None:
        if form.is_valid():
            form.add_error("reference", _("No volunteer has this reference."))
        return _page(request, shift, add_form=form, status=UNPROCESSABLE)
    act = actions.put_down if form.cleaned_data["said_yes"] else actions.offer_to
    try:
        act(shift, volunteer, by=user)
    except Refused as refusal:
        return _refused(request, shift, refusal, add_form=form)
    messages.success(request, _("Done, and the volunteer was told."))
    return redirect(PEOPLE, pk=shift.pk)


@require_POST
@desk
def decline(request: HttpRequest, shift: Shift, place: Placement) -> HttpResponse:
    """Take somebody out, with a reason."""
    user: Any = request.user
    form = DeclineForm(request.POST)
    if not form.is_valid():
        return _page(request, shift, decline_form=form, declined=place.pk, status=UNPROCESSABLE)
    try:
        actions.decline(place, by=user, reason=form.cleaned_data["reason"])
    except Refused as refusal:
        return _refused(request, shift, refusal)
    messages.success(request, _("Done, and the volunteer was told."))
    return redirect(PEOPLE, pk=shift.pk)


def _page(request: HttpRequest, shift: Shift, *, status: int = 200, **given: Any) -> HttpResponse:
    numbers = counts(shift)
    page = Paginator(queries.people(shift), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "shift": shift,
        "counts": numbers,
        "page_obj": page,
        "groups": _grouped(page, before=numbers["taken"]),
        "write_form": WriteForm(),
        "add_form": AddForm(),
        "decline_form": DeclineForm(),
        "may_change": shift.is_planned and not shift.has_begun,
        **given,
    }
    return shown(request, "people", context, title=_("People of the shift"), status=status)


def _grouped(page: Any, *, before: int) -> list[dict[str, Any]]:
    """The rows of one page under their headings; those who wait with their number on the list."""
    titles = [_("With a place"), _("On the waiting list"), _("Not in the shift any more")]
    groups = [{"title": title, "rows": []} for title in titles]
    for number, place in enumerate(page.object_list, start=page.start_index()):
        place.number = number - before if place.group == queries.IN_LINE else None
        groups[place.group]["rows"].append(place)
    return [group for group in groups if group["rows"]]


def _refused(request: HttpRequest, shift: Shift, refusal: Refused, **given: Any) -> HttpResponse:
    messages.error(request, str(refusal.message))
    return _page(request, shift, status=refusal.status, **given)

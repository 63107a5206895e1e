"""The household of somebody whose request a colleague writes down: its rows, led back to the request's page."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from applications.models import Application
from applications.refusals import CONFLICT, UNPROCESSABLE
from applications.rules import enters
from casework.intake.doors import desk, shown
from people import actions
from people.enums import Via
from people.forms import MemberForm
from people.models import HouseholdMember
from people.refusals import Refused
from services.enums import FilePart

NUMBER = "identity_number"


@require_http_methods(["GET", "HEAD", "POST"])
@desk
def member(request: HttpRequest, case: Application, pk: UUID | None = None) -> HttpResponse:
    """A member of the household, new or changed; a number that stands is hidden, and stays when left empty."""
    if not enters(request.user, case):  # type: ignore[arg-type]
        raise Http404  # Only whoever writes the request down, and while it may change.
    row = _row(case, pk) if pk else None
    initial = {name: getattr(row, name) for name in MemberForm.base_fields if name != NUMBER} if row else None
    form = MemberForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid():
        try:
            _save(case, row, form.cleaned_data, request.user)
            return redirect(case.step_url(FilePart.HOUSEHOLD.value))
        except Refused as refusal:
            form.add_error(None, str(refusal.message))
            return _page(request, case, row, form, CONFLICT)
    return _page(request, case, row, form, UNPROCESSABLE if form.is_bound else 200)


@require_POST
@desk
def remove_member(request: HttpRequest, case: Application, pk: UUID) -> HttpResponse:
    if not enters(request.user, case):  # type: ignore[arg-type]
        raise Http404
    row = _row(case, pk)
    actions.remove(row, by=request.user, via=Via.STAFF)  # type: ignore[arg-type]
    messages.success(request, _("It was taken out of the file."))
    return redirect(case.step_url(FilePart.HOUSEHOLD.value))


def _save(case: Application, row: Any, data: dict[str, Any], user: Any) -> None:
    given = {"by": user, "via": Via.STAFF, **data}
    if row is None:
        actions.add(case.person, HouseholdMember, **given)
        return
    kept = given if data[NUMBER] else {name: value for name, value in given.items() if name != NUMBER}
    actions.change(row, **kept)


def _row(case: Application, pk: UUID) -> HouseholdMember:
    found = HouseholdMember.objects.filter(person=case.person, pk=pk).first()
    if found is None:
        raise Http404
    return found


def _page(request: HttpRequest, case: Application, row: Any, form: MemberForm, status: int) -> HttpResponse:
    context = {"case": case, "row": row, "form": form, "back": case.step_url(FilePart.HOUSEHOLD.value)}
    return shown(request, "member", context, title=_("A member of the household"), status=status)

"""The doors of help by volunteers."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from applications.models import Application
from applications.refusals import UNPROCESSABLE, Refused
from casework.helping_out import actions
from casework.helping_out.forms import FinishForm, HelpForm
from casework.models import HelpWanted
from casework.views.case import back, shown, staff_case


@require_POST
@staff_case
def ask(request: HttpRequest, case: Application) -> HttpResponse:
    """Look for a volunteer; what was typed is kept when it can't be."""
    user: Any = request.user
    form = HelpForm(request.POST)
    if form.is_valid():
        try:
            errand = actions.ask(case, by=user, **form.wanted())
        except Refused as refusal:
            form.add_error(None, str(refusal.message))
        else:
            return back(request, case, _said(errand.calls.count()))
    request.help_form = form  # type: ignore[attr-defined]
    return shown(request, case, status=UNPROCESSABLE)


@require_POST
@staff_case
def cancel(request: HttpRequest, case: Application, pk: int) -> HttpResponse:
    user: Any = request.user
    actions.cancel(_wanted(case, pk), by=user)
    return back(request, case, _("Nobody is looked for any more."))


@require_POST
@staff_case
def finish(request: HttpRequest, case: Application, pk: int) -> HttpResponse:
    user: Any = request.user
    form = FinishForm(request.POST)
    if not form.is_valid():
        raise Refused(_("Write the minutes in digits."), UNPROCESSABLE)
    actions.finish(_wanted(case, pk), by=user, **form.cleaned_data)
    return back(request, case, _("The help is noted. The volunteer was thanked."))


def _wanted(case: Application, pk: int) -> HelpWanted:
    wanted = case.help_wanted.select_related("errand", "application").filter(pk=pk).first()
    if wanted is None:
        raise Http404
    return wanted


def _said(count: int) -> str:
    if not count:
        return _("Nobody fits at present. We go on looking until the hour comes.")
    return _("The volunteers who fit were asked.")

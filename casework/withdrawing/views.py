"""The door of taking a request back."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from applications.models import Application
from casework.views.case import UNPROCESSABLE, back, shown, staff_case
from casework.withdrawing import actions
from casework.withdrawing.forms import WithdrawForm


@require_POST
@staff_case
def withdraw(request: HttpRequest, case: Application) -> HttpResponse:
    """Stop the request on the person's word; what was typed is kept when it can't be."""
    form = WithdrawForm(request.POST)
    if not form.is_valid():
        request.withdraw_form = form  # type: ignore[attr-defined]
        return shown(request, case, status=UNPROCESSABLE)
    actions.withdraw_for(case, by=request.user, **form.cleaned_data)  # type: ignore[arg-type]
    return back(request, case, _("The request was taken back, and the person is told."))

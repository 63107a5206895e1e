"""The page that asks about an interpreter; it stands before the others for whoever reads another language."""

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.models import User
from applications.actions import SENT_ALREADY
from applications.interpreting import actions
from applications.interpreting.forms import InterpreterForm
from applications.models import Application
from applications.refusals import CONFLICT, UNPROCESSABLE, Refused
from applications.steps import progress_of
from applications.views.doors import own_case
from applications.views.pages import onward
from people.helping.enums import HelperScope


@require_http_methods(["GET", "HEAD", "POST"])
@own_case(scope=HelperScope.REQUESTS_FILL)
def interpreter(request: HttpRequest, case: Application) -> HttpResponse:
    """Shown with what the file says or was chosen; saving goes on to the first open page, or the check page."""
    if not case.is_editable:
        raise Refused(SENT_ALREADY, CONFLICT)
    form = InterpreterForm(request.POST if request.method == "POST" else None, initial={"language": case.interpreter})
    if form.is_valid():
        actions.want(case, form.cleaned_data["language"], by=cast(User, request.user))
        return redirect(onward(case, progress_of(case)))
    context = {"case": case, "form": form, "to_check": "check" in request.GET}
    status = UNPROCESSABLE if form.is_bound else 200
    return render(request, "applications/interpreter.html", context, status=status)

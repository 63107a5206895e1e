"""The door of the checklist."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from applications.models import Application
from applications.refusals import UNPROCESSABLE, Refused
from casework.receiving import actions
from casework.receiving.forms import CourtesyForm
from casework.views.case import back, staff_case


@require_POST
@staff_case
def courtesy(request: HttpRequest, case: Application) -> HttpResponse:
    """Keep the ticks."""
    form = CourtesyForm(request.POST)
    if not form.is_valid():
        raise Refused(_("Choose from the list."), UNPROCESSABLE)
    actions.tick(case, by=request.user, done=form.cleaned_data["done"])  # type: ignore[arg-type]
    return back(request, case, _("The checklist is kept."))

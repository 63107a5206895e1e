"""The door of the notes."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from applications.models import Application
from applications.typed.actions import forget
from casework.noting import actions
from casework.noting.card import PAGE
from casework.noting.forms import NoteForm
from casework.views.case import UNPROCESSABLE, back, shown, staff_case


@require_POST
@staff_case
def note(request: HttpRequest, case: Application) -> HttpResponse:
    """Add a note; what was typed is kept when it can't be."""
    form = NoteForm(request.POST)
    if not form.is_valid():
        request.note_form = form  # type: ignore[attr-defined]
        return shown(request, case, status=UNPROCESSABLE)
    actions.note(case, by=request.user, **form.cleaned_data)  # type: ignore[arg-type]
    forget(case, PAGE, by=request.user)  # type: ignore[arg-type]
    return back(request, case, _("The note is kept."))

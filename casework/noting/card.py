"""The notes on the case page."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from applications.models import Application
from applications.typed.queries import typed_here
from casework.cards import Card, case_url
from casework.noting.forms import NoteForm

LATEST = 5
PAGE = "note"


def notes_card(request: HttpRequest, case: Application) -> Card:
    """The newest notes, the older ones folded, and a form for one more."""
    notes = list(case.notes.select_related("by"))
    form: NoteForm = getattr(request, "note_form", None) or NoteForm()
    typed = typed_here(request, form, PAGE, case=case, page=case_url(case))
    given = {
        "notes": notes[:LATEST],
        "older": notes[LATEST:],
        "form": form,
        "reference": case.reference,
        "typed": typed,
    }
    return Card(_("Notes for colleagues"), "casework/noting/card.html", given, order=20)

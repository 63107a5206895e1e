"""Writing a note. The person reads none of it here and is told nothing; a copy of their data holds it."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from applications.actions import lock
from applications.models import Application
from applications.refusals import UNPROCESSABLE, require
from audit.actions import record
from casework.actions import NOT_YOUR_DESK
from casework.models import Note
from casework.rules import can_open

NOTHING = _("Write the note.")


@transaction.atomic
def note(application: Application, *, by: User, text: str, once: UUID | None = None) -> Note:
    """Add a note. `once` is its own key: sent twice, there is one note."""
    case = lock(application)
    require(can_open(by, case), NOT_YOUR_DESK)
    require(bool(text.strip()), NOTHING, UNPROCESSABLE)
    if once and (kept := case.notes.filter(pk=once, by=by).first()):
        return kept
    made = Note(application=case, by=by, text=text.strip())
    if once and not Note.objects.filter(pk=once).exists():
        made.pk = once
    made.save(force_insert=True)
    record("note.written", by=by, subject=case, details={"note": str(made.pk)})
    return made

"""Keeping which interpreter is wanted."""

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from applications import rules
from applications.interpreting.queries import wanted_by
from applications.locking import lock
from applications.models import Application
from applications.refusals import CONFLICT, MOVED_ON, NOT_YOURS, require


@transaction.atomic
def want(application: Application, language: str, *, by: User) -> Application:
    """Note the language of the interpreter, one of `services.enums.Spoken`, or "" for none. Twice is as once."""
    case = lock(application)
    require(rules.fills(by, case), NOT_YOURS)
    require(case.is_editable, MOVED_ON, CONFLICT)
    case.interpreter, case.touched_at, case.warned_at = language, timezone.now(), None
    case.save(update_fields=["interpreter", "touched_at", "warned_at"])
    return case


def follow_file(case: Application) -> None:
    """The file was written in the request: what it needs is wanted here too, unless something was chosen."""
    case.person.refresh_from_db(fields=["needs_interpreter", "spoken"])
    if not case.interpreter and (found := wanted_by(case.person)):
        case.interpreter = found
        case.save(update_fields=["interpreter"])

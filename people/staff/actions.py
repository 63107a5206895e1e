"""What a colleague reads of a file leaves a row."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from audit.actions import record
from people import rules
from people.actions import PART_OF
from people.models import Person
from people.parts import file_of
from people.refusals import UNPROCESSABLE, require
from people.staff.masking import ROWS, opened

NOT_YOURS = _("Your role does not allow this, or the file is your own or of your kin.")
WHY = _("Write why you need this, in a few words.")
UNKNOWN = _("This is no part of the file.")


@transaction.atomic
def reveal(person: Person, field: str, *, by: User, reason: str, **details: Any) -> str:
    """The whole value of one field, against a reason that stays in the trail (invariant 1).

    `field` is one of `people.actions.PART_OF` or "household", "contacts". `details` say where it was asked for.
    """
    require(rules.may_reveal(by, person), NOT_YOURS)
    require(field in PART_OF or field in ROWS, UNKNOWN, UNPROCESSABLE)
    require(bool(reason.strip()), WHY, UNPROCESSABLE)
    record("person.revealed", by=by, subject=person, reason=reason.strip(), details={"field": field, **details})
    return opened(file_of(person), field)


def note_viewed(person: Person, *, by: User, **details: Any) -> None:
    """Leave a row that a colleague opened the file; `details` say where."""
    record("person.viewed", by=by, subject=person, details=details)

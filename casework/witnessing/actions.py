"""The sheet that is printed to be signed leaves a row."""

from django.db import transaction

from accounts.models import User
from applications.models import Application
from applications.signing import paper
from audit.actions import record


@transaction.atomic
def print_sheet(case: Application, *, by: User) -> bytes:
    """The sheet of the request as a PDF. Raises typeset.NotTypeset."""
    made = paper.pdf(case)
    record("case.sheet_printed", by=by, subject=case)
    record("person.viewed", by=by, subject=case.person, details={"case": case.reference})
    return made

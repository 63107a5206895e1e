"""Answering a request for a correction."""

from typing import Any

from django.db import transaction

from accounts.models import User
from audit.actions import record
from people.actions import FIELDS, keep
from people.enums import Via
from people.models import RightsRequest
from people.refusals import require
from people.rights import rules
from people.rights.actions.requests import NOT_YOUR_DESK, lock, moving, tell
from services.enums import FilePart


@transaction.atomic
def correct(asked: RightsRequest, *, values: dict[str, Any], note: str, by: User) -> RightsRequest:
    """Accept: write `values`, fields of the asked part, into the file (R8), or note that it was done otherwise.

    A row such as a member of the household is put right on its own page first; then `values` is empty.
    """
    fresh = lock(asked)
    require(rules.can_decide(by, fresh) and fresh.is_correction, NOT_YOUR_DESK)
    with moving():
        fresh.finish()
    names = FIELDS[FilePart(fresh.part)][1] if FilePart(fresh.part) in FIELDS else ()
    given = {name: value for name, value in values.items() if name in names}
    if given:
        keep(fresh.person, by=by, via=Via.CORRECTION, **given)
    fresh.answer, fresh.decided_by = note.strip(), by
    fresh.save(update_fields=["status", "ended_at", "answer", "decided_by"])
    record("rights.done", by=by, subject=fresh, details={"fields": sorted(given)})
    tell(fresh, "corrected", note=fresh.answer)
    return fresh

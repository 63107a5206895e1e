"""The private address of a volunteer's calendar: only its fingerprint is kept, so nobody reads it from the database."""

from hashlib import sha256
from secrets import token_urlsafe

from django.db import transaction

from accounts.models import User
from audit.actions import record
from volunteering import rules
from volunteering.locking import lock_volunteer
from volunteering.models import Volunteer
from volunteering.refusals import NOT_YOURS, require

KEY_BYTES = 32


def fingerprint(key: str) -> str:
    """What is kept of a key. It is random and long: no secret of ours is needed to keep it from being guessed."""
    return sha256(key.encode("utf-8", "replace")).hexdigest()


@transaction.atomic
def renew_feed(volunteer: Volunteer, *, by: User) -> str:
    """Another key for the calendar; the one before opens nothing any more. It is told this once."""
    require(rules.owns(by, volunteer), NOT_YOURS)
    key = token_urlsafe(KEY_BYTES)
    _keep(volunteer, fingerprint(key), by=by, action="volunteering.feed_renewed")
    return key


@transaction.atomic
def stop_feed(volunteer: Volunteer, *, by: User) -> None:
    """No key opens the calendar any more."""
    require(rules.owns(by, volunteer), NOT_YOURS)
    _keep(volunteer, "", by=by, action="volunteering.feed_stopped")


def _keep(volunteer: Volunteer, kept: str, *, by: User, action: str) -> None:
    row = lock_volunteer(volunteer)
    row.feed_key = volunteer.feed_key = kept
    row.save(update_fields=["feed_key"])
    record(action, by=by, subject=row, details={"volunteer": row.reference})

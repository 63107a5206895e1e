"""What a coordinator does with a volunteer: never with oneself or kin, always with a reason where it hurts."""

from contextlib import suppress
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from audit.actions import record, reveal
from people.consent.queries import has_consent
from volunteering.enums import Event
from volunteering.errands.actions import release
from volunteering.history import keep
from volunteering.joining import actions as places
from volunteering.locking import lock_volunteer
from volunteering.models import Qualification, Volunteer
from volunteering.refusals import CONFLICT, FORBIDDEN, UNPROCESSABLE, Refused, moving, require
from volunteering.registering.queries import CHARTER, coming
from volunteering.rules import may_judge

NOT_YOURS = _("Your role does not allow this, or it is your own or your kin's.")
WHY = _("Write the reason in a few kind words. The volunteer reads it.")
NO_CHARTER = _("The charter is not signed. The volunteer signs it, or a guardian does.")


@transaction.atomic
def activate(volunteer: Volunteer, *, by: User) -> Volunteer:
    """Accept somebody as a volunteer."""
    locked = _judged(volunteer, by)
    with moving():
        locked.activate()
    require(has_consent(locked.person, CHARTER), NO_CHARTER, CONFLICT)
    _note_review(locked, by)
    keep(locked, Event.ACTIVATED, by=by)
    return locked


@transaction.atomic
def decline(volunteer: Volunteer, *, by: User, reason: str) -> Volunteer:
    """Not accept somebody, with a reason that they read; they may send it again."""
    locked = _judged(volunteer, by, reason)
    with moving():
        locked.decline()
    locked.reason = reason.strip()
    _note_review(locked, by)
    keep(locked, Event.NOT_ACCEPTED, by=by, note=reason.strip())
    return locked


def suspend(volunteer: Volunteer, *, by: User, reason: str) -> Volunteer:
    """Let somebody serve no more until it is settled, with a reason that they read. Coming places go to others."""
    suspended = _suspend(volunteer, by=by, reason=reason)
    for placement in coming(suspended):  # Each by itself: a shift is locked before its volunteers.
        with suppress(Refused):  # It began meanwhile.
            places.decline(placement, by=by, reason=reason)
    release(suspended, by=by)
    return suspended


@transaction.atomic
def _suspend(volunteer: Volunteer, *, by: User, reason: str) -> Volunteer:
    locked = _judged(volunteer, by, reason)
    with moving():
        locked.suspend()
    locked.reason = reason.strip()
    locked.save(update_fields=["status", "reason", "paused_until"])
    keep(locked, Event.SUSPENDED, by=by, note=reason.strip())
    return locked


@transaction.atomic
def reinstate(volunteer: Volunteer, *, by: User, reason: str) -> Volunteer:
    """End a suspension, with a word that the volunteer reads."""
    locked = _judged(volunteer, by, reason)
    with moving():
        locked.reinstate()
    locked.save(update_fields=["status", "reason"])
    keep(locked, Event.REINSTATED, by=by, note=reason.strip())
    return locked


@transaction.atomic
def pause(volunteer: Volunteer, *, by: User, until: date | None = None) -> Volunteer:
    """Note that somebody asked for a pause, by telephone for instance."""
    locked = _judged(volunteer, by)
    with moving():
        locked.pause()
    locked.paused_until = until
    locked.save(update_fields=["status", "paused_until"])
    keep(locked, Event.PAUSED, by=by, until=until)
    return locked


@transaction.atomic
def resume(volunteer: Volunteer, *, by: User) -> Volunteer:
    """Note that somebody came back."""
    locked = _judged(volunteer, by)
    with moving():
        locked.resume()
    locked.save(update_fields=["status", "paused_until"])
    keep(locked, Event.RESUMED, by=by)
    return locked


@transaction.atomic
def check_qualification(qualification: Qualification, *, by: User) -> Qualification:
    """Note that the paper proves the skill."""
    row = _locked_paper(qualification, by)
    with moving():
        row.confirm()
    row.checked_by = by
    row.save(update_fields=["status", "checked_at", "checked_by", "reason"])
    keep(row.volunteer, Event.QUALIFICATION_CHECKED, by=by, paper=row.title)
    return row


@transaction.atomic
def refuse_qualification(qualification: Qualification, *, by: User, reason: str) -> Qualification:
    """Not accept a paper, or no longer, with a reason that the volunteer reads."""
    row = _locked_paper(qualification, by)
    require(bool(reason.strip()), WHY, UNPROCESSABLE)
    with moving():
        row.refuse()
    row.checked_by, row.reason = by, reason.strip()
    row.save(update_fields=["status", "checked_at", "checked_by", "reason"])
    keep(row.volunteer, Event.QUALIFICATION_REFUSED, by=by, note=reason.strip(), paper=row.title)
    return row


def note_opened(volunteer: Volunteer, *, by: User) -> None:
    """Leave a row that a colleague opened the screen of a volunteer."""
    record("volunteer.viewed", by=by, subject=volunteer)


def note_paper_opened(qualification: Qualification, *, by: User) -> None:
    """Leave a row that a colleague opened a paper."""
    record("volunteer.paper_opened", by=by, subject=qualification.volunteer, details={"skill": qualification.skill})


@transaction.atomic
def show_emergency(volunteer: Volunteer, *, by: User, reason: str) -> tuple[str, str]:
    """Whom to call in an emergency, name and mobile, against a reason that stays in the trail (invariant 1)."""
    require(may_judge(by, volunteer), NOT_YOURS, FORBIDDEN)
    require(bool(reason.strip()), _("Write why you need this, in a few words."), UNPROCESSABLE)
    name, mobile = (reveal(volunteer, each, by=by, reason=reason) for each in ("emergency_name", "emergency_mobile"))
    return name, mobile


def _judged(volunteer: Volunteer, by: User, reason: str | None = None) -> Volunteer:
    locked = lock_volunteer(volunteer)
    require(may_judge(by, locked), NOT_YOURS, FORBIDDEN)
    require(reason is None or bool(reason.strip()), WHY, UNPROCESSABLE)
    return locked


def _note_review(volunteer: Volunteer, by: User) -> None:
    volunteer.reviewed_by, volunteer.reviewed_at = by, timezone.now()
    volunteer.save(update_fields=["status", "due_on", "reason", "reviewed_by", "reviewed_at"])


def _locked_paper(qualification: Qualification, by: User) -> Qualification:
    volunteer = lock_volunteer(qualification.volunteer)
    require(may_judge(by, volunteer), NOT_YOURS, FORBIDDEN)
    row = Qualification.objects.select_for_update().get(pk=qualification.pk)
    row.volunteer = volunteer
    return row

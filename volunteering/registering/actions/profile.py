"""Beginning a registration, its pages one by one, and the papers that prove skills."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from attachments.actions import store
from attachments.checks import CheckedFile
from audit.actions import record
from people.actions import person_of
from people.models import Person
from people.wallet.actions import let_go
from volunteering.enums import QualificationStatus
from volunteering.locking import lock_volunteer
from volunteering.models import Qualification, Volunteer
from volunteering.refusals import CONFLICT, FORBIDDEN, NOT_YOURS, UNPROCESSABLE, require
from volunteering.registering.steps import FIELDS
from volunteering.rules import owns

MOST_QUALIFICATIONS = 20
NOT_NOW = _("Your volunteering is suspended, so nothing can be changed now. Call us.")
OWN_NUMBER = _("This is your own number. Write that of somebody else.")
MANY = _("There are many papers here already. Take one out first.")
CHECKED_STAYS = _("A colleague checked this paper, so it stays. Call us if it is wrong.")


@transaction.atomic
def begin(*, by: User) -> Volunteer:
    """Open the registration of whoever is signed in; one that stands already is returned as it is (R25)."""
    person = Person.objects.select_for_update().get(pk=person_of(by).pk)
    volunteer, made = Volunteer.objects.get_or_create(person=person)
    if made:
        record("volunteering.begun", by=by, subject=volunteer)
    return lock_volunteer(volunteer)


@transaction.atomic
def keep_step(volunteer: Volunteer, step: str, *, by: User, **details: Any) -> Volunteer:
    """Keep one page, and note that it was passed. Raises Refused for another's, and while suspended."""
    locked = _own(volunteer, by)
    mobile = details.get("emergency_mobile")
    require(not mobile or mobile != locked.person.mobile, OWN_NUMBER, UNPROCESSABLE)
    names = [name for name in FIELDS[step] if name in details and getattr(locked, name) != details[name]]
    for name in names:
        setattr(locked, name, details[name])
    _pass(locked, step)
    locked.save(update_fields=[*names, "answered"])
    if names:
        record("volunteering.changed", by=by, subject=locked, details={"fields": names})
    return locked


@transaction.atomic
def pass_file_part(volunteer: Volunteer, part: str, *, by: User) -> None:
    """Note that a page of the person's file was answered on the way."""
    locked = _own(volunteer, by)
    _pass(locked, part)
    locked.save(update_fields=["answered"])


@transaction.atomic
def add_qualification(
    volunteer: Volunteer,
    *,
    by: User,
    skill: str,
    title: str,
    paper: CheckedFile,
    issued_on: date | None = None,
    expires_on: date | None = None,
) -> Qualification:
    """Lay in a paper that proves a skill; a colleague checks it. `paper` has passed the chain of its form field."""
    locked = _own(volunteer, by)
    require(locked.qualifications.count() < MOST_QUALIFICATIONS, MANY, CONFLICT)
    file = store(paper, by=by, owner=locked.person_id, kind="qualification")
    made = Qualification.objects.create(
        volunteer=locked, skill=skill, title=title, issued_on=issued_on, expires_on=expires_on, paper=file
    )
    record("volunteering.qualification_added", by=by, subject=made)
    return made


@transaction.atomic
def remove_qualification(qualification: Qualification, *, by: User) -> None:
    """Take a paper out, file and all. Twice is as once; one that a colleague checked stays while it holds."""
    locked = _own(qualification.volunteer, by)
    row = locked.qualifications.select_for_update(of=("self",)).filter(pk=qualification.pk).first()
    if row is None:
        return
    require(row.status != QualificationStatus.CHECKED, CHECKED_STAYS, CONFLICT)
    record("volunteering.qualification_removed", by=by, subject=locked)
    paper = row.paper
    row.delete()
    if paper:
        let_go(paper)


def _own(volunteer: Volunteer, by: User) -> Volunteer:
    """The row anew, locked, of somebody who changes what is theirs."""
    locked = lock_volunteer(volunteer)
    require(owns(by, locked), NOT_YOURS, FORBIDDEN)
    require(not locked.is_suspended, NOT_NOW, CONFLICT)
    return locked


def _pass(volunteer: Volunteer, slug: str) -> None:
    if slug not in volunteer.answered:
        volunteer.answered = [*volunteer.answered, slug]

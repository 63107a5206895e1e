"""Issuing and revoking. A certificate says what was approved when it was issued and never changes."""

from functools import partial
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from accounts.models import User
from audit.actions import record
from volunteering.certificates.earning import Earned, Of, earned, earners, is_in_dispute
from volunteering.certificates.tasks import issue_everyones
from volunteering.enums import Event
from volunteering.history import keep
from volunteering.locking import lock_volunteer
from volunteering.models import Certificate, Volunteer
from volunteering.refusals import CONFLICT, NOT_YOURS, UNPROCESSABLE, Refused, require
from volunteering.rules import coordinates, may_judge

NO_HOURS = _("No hours of this volunteer are approved here yet.")
NO_NAME = _("The volunteer has no name to be shown on a certificate.")
IN_DISPUTE = _("The volunteer objects to hours of this opportunity. They are settled first.")
SAY_WHY = _("Say why it is revoked.")
REVOKED_BEFORE = _("This certificate was revoked before.")
CHANGED = _("The approved hours changed.")


@transaction.atomic
def issue(volunteer: Volunteer, of: Of, *, by: User) -> Certificate:
    """Certify what was earned. What is certified already stays; with more hours since, it is replaced."""
    fresh = lock_volunteer(volunteer)
    require(may_judge(by, fresh), NOT_YOURS)
    sum_of = earned(fresh, of)
    if sum_of is None:
        raise Refused(NO_HOURS, CONFLICT)
    require(not is_in_dispute(fresh, of), IN_DISPUTE, CONFLICT)
    standing = valid_of(fresh, of)
    if standing is not None and _says(standing, sum_of):
        return standing
    if standing is not None:
        _revoke(standing, by=by, reason=_changed(), told=False)
    return _issue(fresh, sum_of, by)


@transaction.atomic
def renew(volunteer: Volunteer, of: Of, *, by: User) -> Certificate | None:
    """Bring a valid certificate in line with hours that changed: revoked, and issued anew if any are left."""
    fresh = lock_volunteer(volunteer)
    standing = valid_of(fresh, of)
    if standing is None:
        return None
    sum_of = earned(fresh, of)
    if sum_of is not None and _says(standing, sum_of):
        return standing
    _revoke(standing, by=by, reason=_changed(), told=sum_of is None)
    return _issue(fresh, sum_of, by) if sum_of is not None else None


@transaction.atomic
def revoke(certificate: Certificate, *, by: User, reason: str) -> Certificate:
    """Take a certificate back; its public page says so from now on."""
    volunteer = lock_volunteer(certificate.volunteer)
    require(may_judge(by, volunteer), NOT_YOURS)
    require(bool(reason.strip()), SAY_WHY, UNPROCESSABLE)
    fresh = Certificate.objects.select_for_update(of=("self",)).get(pk=certificate.pk)
    require(fresh.is_valid, REVOKED_BEFORE, CONFLICT)
    fresh.volunteer = volunteer
    return _revoke(fresh, by=by, reason=reason.strip(), told=True)


@transaction.atomic
def ask_for_everyone(of: Of, *, by: User) -> None:
    """Have the worker certify everyone who has something to show."""
    require(coordinates(by), NOT_YOURS)
    record("volunteering.certify_all", by=by, subject=of)
    transaction.on_commit(partial(issue_everyones.enqueue, of.pk if of else None, by.pk))


def issue_to_everyone(of: Of, *, by: User) -> int:
    """Certify each by itself: whom the colleague may not judge, or who objects, is left. How many have one now."""
    return sum(_tried(volunteer, of, by) for volunteer in earners(of))


def valid_of(volunteer: Volunteer, of: Of) -> Certificate | None:
    """The valid certificate, if there is one."""
    valid = Certificate.objects.valid().filter(volunteer=volunteer)
    if of is None:
        return valid.filter(opportunity=None).first()
    return valid.filter(opportunity__translation_key=of.translation_key).first()


def _tried(volunteer: Volunteer, of: Of, by: User) -> bool:
    try:
        issue(volunteer, of, by=by)
    except Refused:
        return False
    return True


def _issue(volunteer: Volunteer, sum_of: Earned, by: User) -> Certificate:
    name = volunteer.shown_name.strip() or volunteer.person.full_name
    require(bool(name), NO_NAME, UNPROCESSABLE)
    made = Certificate.objects.create(
        volunteer=volunteer,
        opportunity=sum_of.opportunity,
        shown_name=name,
        minutes=sum_of.minutes,
        first_day=sum_of.first_day,
        last_day=sum_of.last_day,
        issued_by=by,
    )
    told: dict[str, Any] = {"opportunity": made.title, "number": made.number}
    keep(volunteer, Event.CERTIFIED, by=by, url_name="volunteering:hours", **told)
    return made


def _revoke(certificate: Certificate, *, by: User, reason: str, told: bool) -> Certificate:
    certificate.revoked_at, certificate.revoked_by, certificate.revoked_reason = timezone.now(), by, reason
    certificate.save(update_fields=["revoked_at", "revoked_by", "revoked_reason"])
    context: dict[str, Any] = {"opportunity": certificate.title, "number": certificate.number, "is_replaced": not told}
    keep(
        certificate.volunteer,
        Event.CERTIFICATE_REVOKED,
        by=by,
        note=reason,
        url_name="volunteering:hours",
        **context,
    )
    return certificate


def _says(certificate: Certificate, sum_of: Earned) -> bool:
    """Whether the certificate says what was earned by now."""
    said = (certificate.minutes, certificate.first_day, certificate.last_day)
    return said == (sum_of.minutes, sum_of.first_day, sum_of.last_day)


def _changed() -> str:
    """Why a certificate is replaced, in the language of the association: it is kept."""
    with override("ar"):
        return str(CHANGED)

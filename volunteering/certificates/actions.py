"""Issuing and revoking. A certificate says what was approved when it was issued and never changes."""

from dataclasses import dataclass
from datetime import date
from functools import partial

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from accounts.models import User
from audit.actions import record
from volunteering.certificates.tasks import issue_everyones
from volunteering.enums import Event, HoursStatus
from volunteering.history import keep
from volunteering.locking import lock_volunteer
from volunteering.models import Certificate, HoursEntry, OpportunityPage, Volunteer
from volunteering.refusals import CONFLICT, NOT_YOURS, UNPROCESSABLE, Refused, require
from volunteering.rules import coordinates, may_judge

NO_HOURS = _("No hours of this volunteer in this opportunity are approved yet.")
NO_NAME = _("The volunteer has no name to be shown on a certificate.")
IN_DISPUTE = _("The volunteer objects to hours of this opportunity. They are settled first.")
SAY_WHY = _("Say why it is revoked.")
REVOKED_BEFORE = _("This certificate was revoked before.")
CHANGED = _("The approved hours changed.")


@dataclass(frozen=True)
class Earned:
    """What a certificate would say."""

    opportunity: OpportunityPage
    minutes: int
    first_day: date
    last_day: date

    def is_in(self, certificate: Certificate) -> bool:
        """Whether the certificate says the same."""
        days = (certificate.first_day, certificate.last_day)
        return certificate.minutes == self.minutes and days == (self.first_day, self.last_day)


def earned(volunteer: Volunteer, opportunity: OpportunityPage) -> Earned | None:
    """The approved hours of a volunteer in an opportunity, whatever language its page is in. One query."""
    hours = HoursEntry.objects.filter(
        placement__volunteer=volunteer,
        placement__shift__opportunity__translation_key=opportunity.translation_key,
        status=HoursStatus.APPROVED,
        approved_minutes__gt=0,
    ).select_related("placement__shift__opportunity")
    rows = sorted(hours, key=lambda row: row.placement.shift.starts_at)
    if not rows:
        return None
    first, last = rows[0].placement.shift, rows[-1].placement.shift
    return Earned(first.opportunity, sum(row.approved_minutes or 0 for row in rows), first.day, last.day)


@transaction.atomic
def issue(volunteer: Volunteer, opportunity: OpportunityPage, *, by: User) -> Certificate:
    """Certify the approved hours. What is certified already stays; with more hours since, it is replaced."""
    fresh = lock_volunteer(volunteer)
    require(may_judge(by, fresh), NOT_YOURS)
    sum_of = earned(fresh, opportunity)
    if sum_of is None:
        raise Refused(NO_HOURS, CONFLICT)
    require(not _in_dispute(fresh, opportunity), IN_DISPUTE, CONFLICT)
    standing = valid_of(fresh, opportunity)
    if standing is not None and sum_of.is_in(standing):
        return standing
    if standing is not None:
        _revoke(standing, by=by, reason=_changed(), told=False)
    return _issue(fresh, sum_of, by)


@transaction.atomic
def renew(volunteer: Volunteer, opportunity: OpportunityPage, *, by: User) -> Certificate | None:
    """Bring a valid certificate in line with hours that changed: revoked, and issued anew if any are left."""
    fresh = lock_volunteer(volunteer)
    standing = valid_of(fresh, opportunity)
    if standing is None:
        return None
    sum_of = earned(fresh, opportunity)
    if sum_of is not None and sum_of.is_in(standing):
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
def ask_for_everyone(opportunity: OpportunityPage, *, by: User) -> None:
    """Have the worker certify everyone with approved hours in an opportunity."""
    require(coordinates(by), NOT_YOURS)
    record("volunteering.certify_all", by=by, subject=opportunity)
    transaction.on_commit(partial(issue_everyones.enqueue, opportunity.pk, by.pk))


def issue_to_everyone(opportunity: OpportunityPage, *, by: User) -> int:
    """Certify each by itself: whom the colleague may not judge, or who objects, is left. How many have one now."""
    hours = HoursEntry.objects.filter(
        status=HoursStatus.APPROVED,
        approved_minutes__gt=0,
        placement__shift__opportunity__translation_key=opportunity.translation_key,
    )
    people = Volunteer.objects.filter(placements__hours__in=hours).select_related("person").distinct().order_by("pk")
    return sum(_tried(volunteer, opportunity, by) for volunteer in people)


def valid_of(volunteer: Volunteer, opportunity: OpportunityPage) -> Certificate | None:
    """The valid certificate of an opportunity, if there is one."""
    key = opportunity.translation_key
    found = volunteer.certificates.valid().filter(opportunity__translation_key=key)
    certificate: Certificate | None = found.first()
    return certificate


def _tried(volunteer: Volunteer, opportunity: OpportunityPage, by: User) -> bool:
    try:
        issue(volunteer, opportunity, by=by)
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
    told = {"opportunity": sum_of.opportunity.title, "number": made.number}
    keep(volunteer, Event.CERTIFIED, by=by, url_name="volunteering:hours", **told)
    return made


def _revoke(certificate: Certificate, *, by: User, reason: str, told: bool) -> Certificate:
    certificate.revoked_at, certificate.revoked_by, certificate.revoked_reason = timezone.now(), by, reason
    certificate.save(update_fields=["revoked_at", "revoked_by", "revoked_reason"])
    context = {"opportunity": certificate.opportunity.title, "number": certificate.number, "is_replaced": not told}
    keep(
        certificate.volunteer,
        Event.CERTIFICATE_REVOKED,
        by=by,
        note=reason,
        url_name="volunteering:hours",
        **context,
    )
    return certificate


def _in_dispute(volunteer: Volunteer, opportunity: OpportunityPage) -> bool:
    key = opportunity.translation_key
    disputed = HoursEntry.objects.filter(placement__volunteer=volunteer, status=HoursStatus.DISPUTED)
    return disputed.filter(placement__shift__opportunity__translation_key=key).exists()


def _changed() -> str:
    """Why a certificate is replaced, in the language of the association: it is kept."""
    with override("ar"):
        return str(CHANGED)

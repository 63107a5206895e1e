"""Asking a guardian about one opportunity by text message, the answer, and taking it back.

The consent's row is locked before the shift: nobody who holds a shift or a volunteer waits for it.
"""

from datetime import timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _gettext

from accounts.models import User
from audit.actions import record
from notifications.actions import CODE_LIVES, send_text
from office.queries import settings as office_settings
from people.consent.actions import GUARDIAN_NEEDED, NOT_ONESELF
from people.consent.enums import Purpose
from people.consent.guardian import LINK_OVER, OF_AGE, WRONG_CODE, taking_back_words
from people.limits import require_patience
from people.models import MOBILE_PURPOSE, Consent, Person
from sealing.index import blind
from volunteering.enums import BEFORE_THE_DAY, Event
from volunteering.guardians import queries
from volunteering.history import keep
from volunteering.joining.actions import guardian_answered
from volunteering.models import GuardianConsent, OpportunityPage, Placement, Volunteer
from volunteering.refusals import CONFLICT, FORBIDDEN, GONE, NOT_YOURS, UNPROCESSABLE, require
from volunteering.registering.actions.moves import reopen_unsigned
from volunteering.rules import owns

ASKED = "guardian.asked_about_opportunity"
CODE_SENT = "guardian.code_to_take_back"


@transaction.atomic
def ask(
    volunteer: Volunteer, opportunity: OpportunityPage, *, name: str, relation: str, mobile: str, by: User
) -> GuardianConsent:
    """Send the guardian a link with a code about one opportunity. Asking again sends a new code in place of the former.

    What the guardian agreed to already is not asked again. Raises Refused for an adult, for the volunteer's own
    number, and for too many messages a day.
    """
    page, person = queries.source_of(opportunity), volunteer.person
    require(owns(by, volunteer), NOT_YOURS, FORBIDDEN)
    require(queries.is_minor_on(volunteer, timezone.localdate()), OF_AGE, CONFLICT)
    require(mobile != person.mobile, NOT_ONESELF, UNPROCESSABLE)
    row = _open_row(volunteer, page, mobile)
    if row.is_standing:
        return row
    require_patience(person, ASKED)
    row.name, row.relation, row.mobile = name, relation, mobile
    row.mobile_index = blind(mobile, purpose=MOBILE_PURPOSE)
    row.language, row.asked_at = person.recipient.language, timezone.now()
    code = row.new_code(until=row.asked_at + timedelta(days=office_settings().guardian_link_days))
    row.save()
    record(ASKED, by=by, subject=person)
    keep(volunteer, Event.GUARDIAN_ASKED, by=by)
    _send(row, code)
    return row


def answer(consent: GuardianConsent, *, code: str, given: bool, by: User | None) -> None:
    """The guardian agrees or not. A wrong code counts, and closes the link after a few.

    Raises Refused: over, wrong code, the volunteer in the guardian's place, a guardian who is under age.
    """
    with transaction.atomic():
        row = _locked(consent)
        require(queries.is_open(row), LINK_OVER, GONE)
        right = row.matches(code)
        if right:
            _require_guardian(row, by)
            row.answered_at, row.is_given = timezone.now(), given
        row.save()
        if right:
            _follow(row, given=given, by=by)
    require(right, WRONG_CODE, UNPROCESSABLE)


@transaction.atomic
def send_code(consent: GuardianConsent) -> None:
    """A new code to the number that agreed: whoever holds it may take the consent back."""
    row = _locked(consent)
    require(row.is_standing, LINK_OVER, GONE)
    require_patience(row.volunteer.person, CODE_SENT)
    code = row.new_code(until=timezone.now() + CODE_LIVES)
    row.save()
    record(CODE_SENT, by=None, subject=row.volunteer.person)
    _send(row, code, taking_back=True)


def withdraw(consent: GuardianConsent, *, code: str, by: User | None) -> None:
    """The guardian takes the consent back: places that need it are given up. Raises Refused for a wrong code."""
    with transaction.atomic():
        row = _locked(consent)
        require(row.is_standing and not row.code_is_spent(timezone.now()), LINK_OVER, GONE)
        right = row.matches(code)
        if right:
            _require_guardian(row, by)
            row.withdrawn_at = timezone.now()
        row.save()
        if right:
            _follow(row, given=False, by=by, withdrawn=True)
    require(right, WRONG_CODE, UNPROCESSABLE)


def follow_charter(person: Person, purposes: list[str]) -> None:
    """The guardian took the charter's consent back: the minor's coming places are given up, and they hear of it."""
    volunteer = Volunteer.objects.filter(person=person).select_related("person__recipient__user").first()
    if volunteer is None or Purpose.VOLUNTEER_CHARTER not in purposes:
        return
    if volunteer.is_under_review:
        reopen_unsigned(volunteer)
    elif volunteer.was_accepted:
        _give_places_up(volunteer)


def catch_up() -> int:
    """Do the same for minors whose charter was taken back some other way, or at a bad moment; how many."""
    signed = Consent.objects.standing().filter(purpose=Purpose.VOLUNTEER_CHARTER)
    coming = Placement.objects.filter(status__in=BEFORE_THE_DAY, shift__starts_at__gt=timezone.now())
    unsigned = Volunteer.objects.filter(placements__in=coming).exclude(person__consents__in=signed).distinct()
    minors = [each for each in unsigned.select_related("person__recipient__user") if each.person.is_minor]
    for volunteer in minors:
        _give_places_up(volunteer)
    return len(minors)


@transaction.atomic
def _give_places_up(volunteer: Volunteer) -> None:
    coming = Placement.objects.filter(volunteer=volunteer, status__in=BEFORE_THE_DAY)
    for page in OpportunityPage.objects.filter(shifts__placements__in=coming).distinct().order_by("pk"):
        guardian_answered(volunteer, page, given=False, withdrawn=True)
    keep(volunteer, Event.GUARDIAN_REFUSED, by=None, withdrawn=True)


def forget_unanswered() -> int:
    """Remove questions whose time is over without an answer; how many. Their places lapse by themselves."""
    late = GuardianConsent.objects.filter(answered_at__isnull=True, code_until__lt=timezone.now())
    count, _rows = late.delete()
    return count


def _open_row(volunteer: Volunteer, page: OpportunityPage, mobile: str) -> GuardianConsent:
    """The one row that stands for this opportunity, locked; a new one when there is none."""
    rows = GuardianConsent.objects.select_for_update().filter(volunteer=volunteer, opportunity=page)
    rows = rows.filter(withdrawn_at__isnull=True).exclude(answered_at__isnull=False, is_given=False)
    if found := rows.first():
        return found
    try:
        with transaction.atomic():
            return GuardianConsent.objects.create(volunteer=volunteer, opportunity=page, mobile=mobile)
    except IntegrityError:  # Two taps at once: the other one made it.
        return rows.get()


def _require_guardian(consent: GuardianConsent, by: User | None) -> None:
    """Whoever answers is neither the volunteer nor under age, as far as their accounts tell."""
    require(by is None or by.pk != consent.volunteer.person.user_id, NOT_ONESELF, CONFLICT)
    known = {person for person in (_behind(consent.mobile), _file_of(by)) if person}
    require(not any(person.is_minor for person in known), GUARDIAN_NEEDED, CONFLICT)


def _behind(mobile: str) -> Person | None:
    return Person.objects.present().filter(user__mobile=mobile).first()


def _file_of(user: User | None) -> Person | None:
    return Person.objects.behind(user).first() if user else None


def _follow(consent: GuardianConsent, *, given: bool, by: User | None, withdrawn: bool = False) -> None:
    """The places of the volunteer follow, then the volunteer hears of it."""
    guardian_answered(consent.volunteer, consent.opportunity, given=given, withdrawn=withdrawn)
    event = Event.GUARDIAN_AGREED if given else Event.GUARDIAN_REFUSED
    keep(consent.volunteer, event, by=by, opportunity=consent.opportunity.title, withdrawn=withdrawn)


def _locked(consent: GuardianConsent) -> GuardianConsent:
    rows = GuardianConsent.objects.select_for_update(of=("self",))
    return rows.select_related("opportunity", "volunteer__person__recipient__user").get(pk=consent.pk)


def _send(consent: GuardianConsent, code: str, *, taking_back: bool = False) -> None:
    """The message: nothing in it tells of whom it is about."""
    with translation.override(consent.language):
        address = settings.WAGTAILADMIN_BASE_URL + reverse("volunteering:guardian", kwargs={"pk": consent.pk})
        asked = _gettext(
            "The Da'wah and Communities Association in Yanbu asks you as a guardian about volunteering: "
            "%(address)s Code: %(code)s"
        )
        text = (taking_back_words() if taking_back else asked) % {"address": address, "code": code}
    assert consent.code_until is not None
    send_text(consent.mobile, text, until=consent.code_until)

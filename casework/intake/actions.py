"""A request written down for somebody: the person found or opened once, the request begun once."""

import uuid
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.rules import branch_of
from applications import places
from applications.enums import BEFORE_SUBMISSION, Event
from applications.history import keep
from applications.interpreting.queries import wanted_by
from applications.locking import lock, one_at_a_time
from applications.models import Application
from applications.refusals import CONFLICT, UNPROCESSABLE, Refused, require
from audit.actions import record
from casework.intake import queries, rules
from casework.seeking import actions as seeking
from office.models import Branch
from people.actions import speak
from people.consent.enums import Purpose
from people.consent.queries import has_withdrawn
from people.merging import linking
from people.models import Person
from people.rules import is_kin
from people.staff.queries import is_identity
from services import snapshot
from services.enums import Channel
from services.models import ServicePage

NOT_YOUR_DESK = _("Your role does not receive requests by this channel.")
OWN_OR_KIN = _("This is your own file or that of kin. Ask a colleague to write the request down.")
OPENED_ALREADY = _("A file with this mobile number stands already. Look at it before you open a second one.")
WITHDREW = _("The person took back the consent to the use of the file. They agree again first, then go on.")
NEVER_THERE = _("We never ask for an identity number on social media. Open the file without it.")
NO_BRANCH = _("Your account has no branch yet. Ask the manager to set it.")
BEGUN_ALONE = _("The person began this request on the site and goes on there. Help them on their own phone.")
MOVED_ON = _("This request was sent or stopped meanwhile. Nothing was changed.")


@transaction.atomic
def seek(words: str, *, by: User) -> list[Person]:
    """Whom the words may mean. Looking for an identity number leaves a row, and is allowed so often in a day."""
    if not is_identity(words):
        return queries.found(by, words)
    seeking.require_patience(by, seeking.INTAKE)
    hits = queries.found(by, words)
    seeking.note_sought(hits, by=by, kind=seeking.IDENTITY, place=seeking.INTAKE)
    return hits


@transaction.atomic
def standing_beside(*, identity: str, mobile: str, by: User) -> list[Person]:
    """The files that the colleague may open and that have this identity number or this mobile; noted as a look."""
    hits = queries.standing_beside(by, identity=identity, mobile=mobile)
    if identity:
        seeking.note_sought(hits, by=by, kind=seeking.IDENTITY, place=seeking.INTAKE)
    return hits


@transaction.atomic
def open_person(
    *,
    by: User,
    key: uuid.UUID,
    channel: Channel,
    mobile: str = "",
    language: str = "",
    anyway: bool = False,
    **details: Any,
) -> Person:
    """A file for somebody who has none, opened once for two colleagues as for one.

    Raises Refused (409) when a file with the same identity number stands, or one with the same mobile unless `anyway`.
    """
    require(channel in rules.channels_of(by), NOT_YOUR_DESK)
    given = details.get("identity_number", "")
    require(not (channel == Channel.SOCIAL and given), NEVER_THERE, UNPROCESSABLE)
    one_at_a_time(Person)
    others = linking.with_mobile(mobile).exclude(pk=key) if mobile and not anyway else Person.objects.none()
    require(not others.exists(), OPENED_ALREADY, CONFLICT)
    person = linking.open_file(by=by, key=key, mobile=mobile, **details)
    if language:
        speak(person, language)
    return person


@transaction.atomic
def enter(
    person: Person, service: ServicePage, *, by: User, channel: Channel, branch: Branch | None = None
) -> Application:
    """Begin a request for `person`, who is told of it. One that is open already goes on, with its own channel.

    Raises Refused (409) while another colleague writes it, so that two who hear the same caller make one request.
    """
    require(channel in rules.channels_of(by), NOT_YOUR_DESK)
    require(person.merged_into_id is None and not is_kin(by, person), OWN_OR_KIN)
    require(not has_withdrawn(person, Purpose.PROCESSING), WITHDREW, CONFLICT)
    if found := _draft(person, service):
        return _go_on(found, by)
    held = Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    require(held.merged_into_id is None, OWN_OR_KIN)
    if found := _draft(held, service):  # It was begun while we waited.
        return _of_ones_own(found, by)
    return _begin(held, service, by, channel, branch)


@transaction.atomic
def take_over(application: Application, *, by: User) -> Application:
    """Go on with what a colleague began to write down. Twice is as once."""
    case = lock(application)
    if case.entered_by_id == by.pk:
        return case
    require(rules.can_take_over(by, case), NOT_YOUR_DESK)
    before = case.entered_by
    case.entered_by = by
    case.save(update_fields=["entered_by"])
    record("application.taken_over", by=by, subject=case, details={"from": before.reference if before else ""})
    return case


@transaction.atomic
def go_on_by(application: Application, channel: Channel, *, by: User) -> Application:
    """The person goes on by another channel, as by phone after social media (R22)."""
    case = lock(application)
    require(case.entered_by_id == by.pk and channel in rules.channels_of(by), NOT_YOUR_DESK)
    require(case.is_editable, MOVED_ON, CONFLICT)
    if case.channel != channel:
        told = {"before": case.channel, "after": channel.value}
        case.channel = channel
        case.save(update_fields=["channel"])
        record("application.channel_changed", by=by, subject=case, details=told)
    return case


def _draft(person: Person, service: ServicePage) -> Application | None:
    return Application.objects.filter(person=person, service=service, status__in=BEFORE_SUBMISSION).first()


def _begin(person: Person, service: ServicePage, by: User, channel: Channel, branch: Branch | None) -> Application:
    places.require_open(service)
    where = _branch_of(by, channel, branch)
    given = {"channel": channel, "branch_id": where, "entered_by": by, "form": snapshot.take(service)}
    try:
        with transaction.atomic():
            case = Application.objects.create(person=person, service=service, interpreter=wanted_by(person), **given)
    except IntegrityError:  # The person began it alone at the same moment.
        raise Refused(BEGUN_ALONE, CONFLICT) from None
    keep(case, Event.ENTERED, by=by, details={"channel": channel.value})
    return case


def _go_on(draft: Application, by: User) -> Application:
    case = lock(draft)
    require(case.is_editable, MOVED_ON, CONFLICT)
    return _of_ones_own(case, by)


def _of_ones_own(case: Application, by: User) -> Application:
    """The draft when one began it oneself; never a colleague's, and never what the person began alone."""
    require(case.entered_by_id is not None, BEGUN_ALONE, CONFLICT)
    if case.entered_by_id != by.pk:
        raise Refused(queries.written_by(case), CONFLICT)
    return case


def _branch_of(by: User, channel: Channel, branch: Branch | None) -> int | None:
    """A delegate's own branch (R27); for others the one that was chosen."""
    own = branch_of(by)
    require(channel != Channel.DELEGATE or own is not None, NO_BRANCH, CONFLICT)
    return own or (branch.pk if branch else None)

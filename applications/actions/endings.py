"""Checking a request for its signature, and ending it."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from applications import clocks, places, rules
from applications.actions.answers import editable
from applications.booking.ending import release
from applications.declaration import void_declaration as void_declaration
from applications.enums import BEFORE_SUBMISSION, Event
from applications.history import keep
from applications.locking import lock as lock  # These as themselves: rooms above take them from here.
from applications.models import Application
from applications.models.application import may_lapse
from applications.refusals import NOT_YOURS as NOT_YOURS
from applications.refusals import moving, require
from applications.signing.actions import sign as sign
from applications.steps import progress_of
from applications.talk.rules import awaits_answer
from notifications.actions import notify


@transaction.atomic
def make_ready(application: Application, *, by: User) -> Application:
    """The answers were checked: the declaration is next. Harmless when repeated.

    When a helper did it, the person is asked to read and sign.
    """
    case = editable(application, by)
    require(progress_of(case).is_complete(), _("Some questions still need an answer."), 422)
    if case.status in BEFORE_SUBMISSION:
        with moving():
            case.make_ready()
        case.save(update_fields=["status"])
        keep(case, Event.READY, by=by)
    if not rules.owns(by, case):
        _ask_to_sign(case)
    return case


@transaction.atomic
def withdraw(application: Application, *, by: User, reason: str = "") -> Application:
    """Take the request back, any time before delivery; `reason` is for colleagues. A repeat changes nothing."""
    case = lock(application)
    require(rules.owns(by, case), NOT_YOURS)
    return stop(case, by=by, reason=reason)


def stop(case: Application, *, by: User, reason: str) -> Application:
    """Withdraw a request whose row the caller has locked, having asked who may. A repeat changes nothing."""
    if case.is_withdrawn:
        return case
    with moving():
        case.withdraw()
    case.save(update_fields=["status", "ended_at", *clocks.FIELDS, *clocks.WAITING])
    places.recount(case.service)
    release(case, by=by)
    case.unsaved.all().delete()
    keep(case, Event.WITHDRAWN, by=by, note=reason)
    return case


@transaction.atomic
def lapse(application: Application) -> bool:
    """End what nobody went on with in the time that was told; False when somebody did meanwhile, or asked (R34)."""
    case = lock(application)
    if not may_lapse(case) or awaits_answer(case):
        return False
    case.lapse()
    case.save(update_fields=["status", "ended_at", *clocks.FIELDS, *clocks.WAITING])
    places.recount(case.service)
    release(case, by=None)
    case.unsaved.all().delete()
    keep(case, Event.LAPSED, by=None)
    return True


def _ask_to_sign(case: Application) -> None:
    """A helper filled everything: the person reads it, and signs. One unread message is enough."""
    recipient, template = case.person.recipient, "applications/filled"
    if case.person.user_id is None:
        return  # Whoever has no account signs with the colleague who wrote the request down.
    if recipient.messages.filter(template=template, subject_id=str(case.pk), read_at__isnull=True).exists():
        return
    notify(
        recipient,
        template,
        subject=case,
        url_name="applications:check",
        url_kwargs={"reference": case.reference},
        context={"reference": case.reference, "service": case.form["service_title"], "entered": case.entered_by_id},
    )

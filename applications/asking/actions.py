"""Asking for an explanation, and reading it."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from applications import rules
from applications.actions import NOT_YOURS, lock
from applications.asking import queries
from applications.asking.queries import Asked
from applications.enums import OPEN_STATUSES, Event
from applications.history import keep
from applications.models import Application, Clarification
from applications.refusals import CONFLICT, require
from office.queries import deadline
from office.queries import settings as office_settings

ENDED = _("This request has ended, so nothing more can be asked in it. Write to us, and we answer you.")


@transaction.atomic
def ask(application: Application, *, by: User, step: str, text: str = "", wants_call: bool = False) -> Clarification:
    """Ask the social researcher to explain the page `step` (R38); due in the working days of the settings.

    A draft may ask too. While one is open for the page it is the same one: further words are added to it.
    """
    case = lock(application)
    require(rules.fills(by, case), NOT_YOURS)
    require(case.status in OPEN_STATUSES, ENDED, CONFLICT)
    awaited = case.clarifications.open().filter(step=step).first()
    if awaited:
        return _add(awaited, text, wants_call=wants_call)
    made = case.clarifications.create(
        step=step,
        question=text,
        wants_call=wants_call,
        asked_by=by,
        due_on=deadline(timezone.now(), office_settings().referral_days),
    )
    keep(case, Event.ASKED, by=by, details={"step": step})
    return made


def asked_at(case: Application, step: str, *, by: User) -> Asked:
    """What the page `step` shows of the explanations; their owner has read them from now on."""
    return _seen(queries.asked_at(case, step), case, by)


def asked_in(case: Application, *, by: User) -> Asked:
    """The same for the tracking page: those of every page."""
    return _seen(queries.asked_in(case), case, by)


def _seen(asked: Asked, case: Application, by: User) -> Asked:
    unread = [row.pk for row in asked.answered if row.seen_at is None]
    if unread and rules.owns(by, case):
        Clarification.objects.filter(pk__in=unread, seen_at__isnull=True).update(seen_at=timezone.now())
    return asked


def _add(awaited: Clarification, text: str, *, wants_call: bool) -> Clarification:
    if text and text not in awaited.question:
        awaited.question = f"{awaited.question}\n{text}".strip()
    awaited.wants_call = wants_call
    awaited.save(update_fields=["question", "wants_call"])
    return awaited

"""Asking for a volunteer's help in a request."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone, translation
from django.utils.formats import time_format
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from applications.actions import lock
from applications.models import Application
from applications.refusals import CONFLICT, require
from audit.actions import record
from casework.actions import NOT_YOUR_DESK
from casework.helping_out import rules
from casework.models import HelpWanted
from notifications.actions import notify, send_letter
from people.models import Person
from people.models.person import first_name
from saudi import hijri
from volunteering.enums import ErrandStatus
from volunteering.errands import actions as errands
from volunteering.models import Errand

OVER = _("This request is over: nobody is looked for any more.")
SAME = _("Somebody is looked for at that time already.")
LETTER_LIVES = timedelta(days=2)


@transaction.atomic
def ask(application: Application, *, by: User, starts_at: datetime, ends_at: datetime, **wanted: Any) -> Errand:
    """Look for a volunteer; the ones who fit are written to. The same wish twice is one.

    `wanted`: kind, language, town_part, open_to, details (see `volunteering.errands.actions.post`).
    """
    case = lock(application)
    require(rules.asks(by, case), NOT_YOUR_DESK)
    require(case.is_with_staff, OVER, CONFLICT)
    running = case.help_wanted.filter(errand__status__in=(ErrandStatus.OPEN, ErrandStatus.TAKEN))
    at_once = running.filter(errand__kind=wanted["kind"], errand__starts_at__lt=ends_at, errand__ends_at__gt=starts_at)
    require(not at_once.exists(), SAME, CONFLICT)
    errand = errands.post(by=by, starts_at=starts_at, ends_at=ends_at, first_name=first_name(case.person), **wanted)
    HelpWanted.objects.create(application=case, errand=errand)
    record("help.asked", by=by, subject=case, details={"errand": str(errand.pk)})
    errands.call_more(errand)
    return errand


@transaction.atomic
def cancel(wanted: HelpWanted, *, by: User) -> None:
    """It is needed no more."""
    require(rules.asks(by, lock(wanted.application)), NOT_YOUR_DESK)
    taken = Errand.objects.filter(pk=wanted.errand_id, status=ErrandStatus.TAKEN).exists()
    errands.cancel(wanted.errand, by=by)
    if taken:
        _tell_person(wanted.application, wanted.errand, "help_ended")


@transaction.atomic
def finish(wanted: HelpWanted, *, by: User, minutes: int) -> None:
    """The volunteer helped, for so many minutes."""
    require(rules.asks(by, lock(wanted.application)), NOT_YOUR_DESK)
    errands.finish(wanted.errand, by=by, minutes=minutes)


def person_of(errand: Errand) -> Person | None:
    """Who needs the help (`volunteering.errands.hearing`)."""
    wanted = HelpWanted.objects.select_related("application__person").filter(errand=errand).first()
    return wanted.application.person if wanted else None


def hear(errand: Errand) -> None:
    """Tell the person that somebody comes, or comes no more; and the colleague who asked."""
    rows = HelpWanted.objects.select_related("application__person__recipient__user")
    wanted = rows.filter(errand=errand).first()
    if wanted is None:
        return
    if errand.status != ErrandStatus.UNFILLED:
        _tell_person(wanted.application, errand, "help_found" if errand.is_taken else "help_ended")
    _tell_colleague(wanted.application, errand)


def _tell_person(case: Application, errand: Errand, what: str) -> None:
    notify(
        case.person.recipient,
        f"volunteering/{what}",
        subject=case,
        url_name="applications:detail",
        url_kwargs={"reference": case.reference},
        context={"reference": case.reference, **_said(errand, case.person.recipient.language)},
    )


def _tell_colleague(case: Application, errand: Errand) -> None:
    told = {"reference": case.reference, "standing": errand.status, **_said(errand, "ar")}
    if address := errand.asked_by.email:
        send_letter(address, "casework/help_changed", context=told, until=timezone.now() + LETTER_LIVES)


def _said(errand: Errand, language: str) -> dict[str, str]:
    begins = timezone.localtime(errand.starts_at)
    with translation.override(language):
        return {
            "help": str(errand.get_kind_display()),
            "day": hijri.both_short(begins.date(), language),
            "hour": time_format(begins.time(), "g:i A"),
        }

"""Writing a study. One order everywhere: lock, rule, move, save, event, audit, notify."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from applications.actions import lock
from applications.models import Application
from applications.refusals import CONFLICT, UNPROCESSABLE, require
from audit.actions import record
from casework import rules as desk
from casework.actions import MOVED_ON, NOT_YOUR_DESK
from casework.models import Study
from casework.studying import queries, rules

WRITTEN = ("meeting", "met_on", "findings", "economy", "needs", "recommendation", "reasons")
NEEDED = ("meeting", "met_on", "findings", "needs", "recommendation", "reasons")
SAVED_ELSEWHERE = _(
    "The study was saved in another window meanwhile. Below is what you wrote. Save once more to keep yours."
)
NOT_WHOLE = _("A study is signed when every part of it is written.")
IN_THE_FUTURE = _("The day of the meeting lies ahead. Sign after you have met.")


@transaction.atomic
def save(application: Application, *, by: User, version: int, **written: Any) -> Study:
    """Keep the draft, begun when there is none. `version` is the one that was opened, 0 for a new draft.

    Raises Refused (409) when somebody saved meanwhile: what they wrote is not lost.
    """
    case = _being_studied(application, by)
    study = queries.draft_of(case) or Study(application=case, researcher=by)
    require(study.version == version, SAVED_ELSEWHERE, CONFLICT)
    for name in WRITTEN:
        setattr(study, name, written.get(name, getattr(study, name)))
    study.researcher, study.saved_at, study.version = by, timezone.now(), version + 1
    study.save()
    if case.assigned_to_id is None:
        case.assigned_to = by
        case.save(update_fields=["assigned_to"])
    record("study.saved", by=by, subject=case)
    return study


@transaction.atomic
def sign(application: Application, *, by: User, version: int, **written: Any) -> Study:
    """Sign what is written: it stays as it is from now on. A repeat of the same changes nothing."""
    if repeated := _signed_already(application, by, version):
        return repeated
    study = save(application, by=by, version=version, **written)
    require(all(getattr(study, name) for name in NEEDED), NOT_WHOLE, UNPROCESSABLE)
    require(study.met_on is not None and study.met_on <= timezone.localdate(), IN_THE_FUTURE, UNPROCESSABLE)
    study.signed_at = timezone.now()
    study.save(update_fields=["signed_at"])
    record("study.signed", by=by, subject=study.application, details={"study": str(study.pk)})
    return study


def _being_studied(application: Application, by: User) -> Application:
    case = lock(application)
    require(desk.can_study(by, case), NOT_YOUR_DESK)
    require(rules.can_write(by, case), MOVED_ON, CONFLICT)
    return case


def _signed_already(application: Application, by: User, version: int) -> Study | None:
    """The study that this very post signed before."""
    case = lock(application)
    if queries.draft_of(case):
        return None
    newest = queries.signed_of(case).first()
    return newest if newest and newest.researcher_id == by.pk and newest.version == version + 1 else None

"""Taking a case, giving it to a colleague, and giving many at once. One order: lock, rule, save, audit, tell."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.roles import Role
from accounts.rules import has_role
from applications.actions import lock
from applications.models import Application
from applications.refusals import CONFLICT, UNPROCESSABLE, Refused, require
from audit.actions import record
from casework.assigning import rules
from casework.models import Desk
from notifications.actions import notify
from notifications.models import Recipient

MOST = 100  # So many cases are given in one go.
NOT_YOUR_DESK = _("Your role does not allow this, or the case is your own.")
MOVED_ON = _("This request stands with no desk any more, so it can't be taken or given.")
NOT_FOR_THEM = _("This colleague can't take the case: the role is another one, or the case is that of kin.")
WROTE_IT = _("You wrote this request down for the person, so another colleague of reception matches it.")
THEY_WROTE_IT = _("This colleague wrote the request down for the person, so another one matches it.")
ELSEWHERE = _("Meanwhile a colleague gave this request to someone else. Nothing was changed; look who has it now.")
UNKNOWN = _("There is no such request at your desk.")


@dataclass(frozen=True)
class Outcome:
    """What became of one case among many: "" when it was given, or why it was not."""

    reference: str
    refusal: str | Promise = ""


@transaction.atomic
def claim(application: Application, *, by: User) -> Application:
    """Take a case that stands with nobody. Twice is as once; whoever comes second is told who has it."""
    case = lock(application)
    require(rules.is_held_at_desk(case), MOVED_ON, CONFLICT)
    require(not rules.is_kept_from(by, case), WROTE_IT)
    require(rules.can_hold(by, case), NOT_YOUR_DESK)
    if case.assigned_to_id != by.pk:
        holder = case.assigned_to
        named = holder.get_full_name() if holder else ""
        require(holder is None, _("%(name)s has taken this request already.") % {"name": named}, CONFLICT)
        _stand_with(case, by, by=by)
    return case


@transaction.atomic
def assign(application: Application, *, to: User | None, by: User, was: str | None = None) -> Application:
    """Let the case stand with `to`, or with nobody. `was`: the reference of the holder that the screen showed."""
    case = lock(application)
    before = case.assigned_to_id
    _give(case, to, by=by, was=was)
    if to is not None and to.pk not in (by.pk, before):
        _tell(to, [case.reference], by=by)
    return case


def assign_many(cases: Mapping[str, Application | None], *, to: User | None, by: User) -> list[Outcome]:
    """Give each case by itself and say of each how it went; the colleague is told once of all.

    `cases` holds the references that were marked, None for one that the colleague can't see.
    """
    require(rules.gives(by), NOT_YOUR_DESK)
    require(bool(cases), _("Mark at least one request."), UNPROCESSABLE)
    require(len(cases) <= MOST, _("Mark at most a hundred requests."), UNPROCESSABLE)
    found = [_one_of_many(reference, case, to=to, by=by) for reference, case in sorted(cases.items())]
    given = [each.reference for each in found if not each.refusal]
    if to is not None and to.pk != by.pk and given:
        _tell(to, given, by=by)
    return found


@transaction.atomic
def be_away(colleague: User, *, first: date | None, last: date | None, by: User) -> Desk:
    """Note the days on which new requests pass a colleague by; None ends it. One's own, or a manager's to write."""
    require(colleague.pk == by.pk or has_role(by, Role.MANAGER), NOT_YOUR_DESK)
    whole = (first is None) == (last is None) and (first is None or last is None or first <= last)
    require(whole, _("Give both days; the last one can't come before the first."), UNPROCESSABLE)
    desk, _made = Desk.objects.update_or_create(user=colleague, defaults={"away_from": first, "away_until": last})
    days = {"from": first.isoformat() if first else "", "until": last.isoformat() if last else ""}
    record("desk.away", by=by, subject=colleague, details=days)
    return desk


@transaction.atomic
def _one_of_many(reference: str, application: Application | None, *, to: User | None, by: User) -> Outcome:
    if application is None:
        return Outcome(reference, UNKNOWN)
    try:
        _give(lock(application), to, by=by, was=None)
    except Refused as refusal:
        return Outcome(reference, refusal.message)
    return Outcome(reference)


def _give(case: Application, to: User | None, *, by: User, was: str | None) -> None:
    require(rules.is_held_at_desk(case), MOVED_ON, CONFLICT)
    require(rules.can_give(by, case), NOT_YOUR_DESK)
    require(to is None or not rules.is_kept_from(to, case), THEY_WROTE_IT, CONFLICT)
    require(to is None or rules.can_hold(to, case), NOT_FOR_THEM, CONFLICT)
    if case.assigned_to_id == (to.pk if to else None):
        return
    holder = case.assigned_to.reference if case.assigned_to else ""
    require(was is None or was == holder, ELSEWHERE, CONFLICT)
    _stand_with(case, to, by=by)


def _stand_with(case: Application, to: User | None, *, by: User | None) -> None:
    details = {"from": case.assigned_to.reference if case.assigned_to else "", "to": to.reference if to else ""}
    case.assigned_to = to
    case.save(update_fields=["assigned_to"])
    record("application.assigned", by=by, subject=case, details=details)


def _tell(colleague: User, references: Iterable[str], *, by: User) -> None:
    """One message, with references alone."""
    recipient, _made = Recipient.objects.get_or_create(user=colleague)
    given = list(references)
    context = {"references": given, "number": len(given), "by": by.get_full_name()}
    notify(recipient, "casework/assigned", subject=None, url_name="casework:queue", context=context)

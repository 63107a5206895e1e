"""Keeping what was typed, unchecked, for the account that typed it, and letting it go."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.http import QueryDict
from django.utils import timezone

from accounts.models import User
from applications import actions, rules
from applications.locking import lock
from applications.models import Application, Unsaved
from applications.refusals import CONFLICT, Refused, require
from applications.typed.queries import typed_on
from applications.typed.tokens import FIELD, Whose

MOST_FIELDS = 40
MOST_LETTERS = 50_000
LIVES_ALONE = timedelta(days=14)  # what was typed on a page of no request: it goes with no request
NOT_TYPED = frozenset({"csrfmiddlewaretoken", "check", "add", "remove", "next", "sign", FIELD})

May = Callable[[User, Application], bool]
_open: dict[str, May] = {}


def open_while(step: str, may: May) -> None:
    """A page of the desk takes what is typed only while `may` holds."""
    _open[step] = may


@transaction.atomic
def keep_typed(application: Application, step: str, data: QueryDict, *, by: User) -> Unsaved:
    """Keep what `by` typed on the page `step`, in place of what was kept of it before. The draft is alive."""
    case = lock(application)
    require(rules.fills(by, case), actions.NOT_YOURS)
    require(case.is_editable, actions.SENT_ALREADY, CONFLICT)
    row = _keep(case, step, data, by=by)
    case.touched_at, case.warned_at = row.saved_at, None
    case.save(update_fields=["touched_at", "warned_at"])
    return row


def keep_for(whose: Whose, data: QueryDict) -> Unsaved | None:
    """The same for the account that a page was shown to, while the page may still be used; else None."""
    user = User.objects.filter(pk=whose.user, is_active=True).first()
    case = _case(whose)
    if user is None or (whose.application and case is None):
        return None
    if case is None or not whose.fills:
        may = _open.get(whose.step)
        return None if may and case and not may(user, case) else _keep(case, whose.step, data, by=user)
    if not rules.fills(user, case) or not case.is_editable:
        return None
    try:
        return keep_typed(case, whose.step, data, by=user)
    except Refused:  # It was sent a moment ago.
        return None


def forget(case: Application | None, step: str, *, by: User) -> None:
    """The page is saved: nothing typed on it is left unsaved."""
    typed_on(case, step, by=by).delete()


def let_go(whose: Whose) -> None:
    """What was typed on the page is not wanted any more."""
    Unsaved.objects.filter(application=whose.application, step=whose.step, by=whose.user).delete()


def forget_lone() -> int:
    """Let go of what was typed on pages of no request and never saved; how many rows."""
    since = timezone.now() - LIVES_ALONE
    gone, _of_each = Unsaved.objects.filter(application__isnull=True, saved_at__lt=since).delete()
    return gone


def _case(whose: Whose) -> Application | None:
    if whose.application is None:
        return None
    return Application.objects.select_related("person").filter(pk=whose.application).first()


def _keep(case: Application | None, step: str, data: QueryDict, *, by: User) -> Unsaved:
    given = {"content": _content(data), "saved_at": timezone.now()}
    row, _made = Unsaved.objects.update_or_create(application=case, by=by, step=step, defaults=given)
    return row


def _content(data: QueryDict) -> dict[str, Any]:
    """The fields with their texts, within bounds; files never."""
    kept: dict[str, Any] = {}
    room = MOST_LETTERS
    for name in [name for name in data if name not in NOT_TYPED][:MOST_FIELDS]:
        values = data.getlist(name)
        room -= len(name) + sum(map(len, values))
        if room < 0:
            break
        kept[name] = values
    return kept

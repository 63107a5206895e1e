"""Giving a request to a colleague by the rules, and writing the rules."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.roles import Role
from accounts.rules import has_role
from applications.models import Application
from applications.refusals import UNPROCESSABLE, require
from audit.actions import record
from casework.assigning.rules import can_hold
from casework.models import Route
from casework.routing.queries import receivers, rules_for

NOT_YOUR_DESK = _("Your role does not allow this.")
NAMELESS = _("Choose a desk, or at least one colleague.")


def route(case: Application) -> User | None:
    """Let a case that nobody holds stand with the colleague whom the rules choose; the caller holds its lock.

    Whoever is away, of another desk, or kin is passed by; when a rule finds nobody the next one is tried, and without
    any the case waits unassigned. Nobody is told of each single case: the digest and the queue do.
    """
    if case.assigned_to_id is not None:
        return None
    for rule in rules_for(case):
        chosen = next((user for user in receivers(rule) if can_hold(user, case)), None)
        if chosen is not None:
            case.assigned_to = chosen
            case.save(update_fields=["assigned_to"])
            details = {"from": "", "to": chosen.reference, "rule": rule.pk}
            record("application.assigned", by=None, subject=case, details=details)
            return chosen
    return None


def route_sent(case: Application) -> None:
    """What is called with each request that was just sent."""
    route(case)


@transaction.atomic
def save_rule(rule: Route, *, by: User, colleagues: list[User], **fields: Any) -> Route:
    """Write a new rule, or a changed one."""
    require(has_role(by, Role.MANAGER), NOT_YOUR_DESK)
    require(bool(colleagues or fields.get("role")), NAMELESS, UNPROCESSABLE)
    for name, value in fields.items():
        setattr(rule, name, value)
    rule.save()
    rule.colleagues.set(colleagues)
    told = {name: str(getattr(value, "pk", value) or "") for name, value in fields.items()}
    record("route.saved", by=by, subject=rule, details={**told, "colleagues": [each.reference for each in colleagues]})
    return rule


@transaction.atomic
def remove_rule(rule: Route, *, by: User) -> None:
    """Remove a rule. Twice is as once."""
    require(has_role(by, Role.MANAGER), NOT_YOUR_DESK)
    found = Route.objects.filter(pk=rule.pk).first()
    if found is not None:
        record("route.removed", by=by, subject=found, details={"position": found.position})
        found.delete()

"""Reads of colleagues' accounts, each in a fixed number of queries."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import Invitation, RoleGroup, User
from accounts.roles import Role
from applications.enums import WITH_STAFF
from applications.models import Application
from audit.models import AuditEvent
from casework.colleagues.rules import can_take_over
from office.queries import has_branches, settings

RIGHTS: dict[str, Promise] = {
    Role.RECEPTION: _("Matches data and papers, sends back what is incomplete, and refers to the committee."),
    Role.RESEARCHER: _("Explains what is unclear, studies the family's needs, and recommends."),
    Role.COMMITTEE: _("Reads cases before the committee and votes on those without an own part."),
    Role.CHAIR: _("Leads the committee's sittings and signs its decisions."),
    Role.PROVIDER: _("Delivers what was granted and notes the delivery."),
    Role.DELEGATE: _("Receives requests for one branch and sees that branch's cases alone."),
    Role.VOLUNTEER_COORDINATOR: _("Reviews volunteers, fills shifts and approves hours."),
    Role.QUALITY: _("Reads figures and answers to surveys, without names."),
    Role.MANAGER: _("Sees every case, invites colleagues, gives and takes roles."),
    Role.EDITOR: _("Writes and translates pages."),
    Role.PUBLISHER: _("Approves and publishes pages that somebody else wrote."),
}
STATES = {"active": _("Working"), "idle": _("Idle"), "left": _("Left")}


@dataclass(frozen=True)
class Colleague:
    """One account as the list shows it."""

    user: User
    roles: list[str]
    has_second_factor: bool
    open_cases: int


@dataclass(frozen=True)
class Successor:
    """Somebody who may take over, and the cases already held."""

    user: User
    open_cases: int


def staff() -> QuerySet[User]:
    """Whoever works or worked here, by name, with what a list shows."""
    factor = Authenticator.objects.filter(user=OuterRef("pk"), type__in=["totp", "webauthn"])
    return (
        User.objects.filter(Q(is_staff=True) | Q(is_superuser=True) | Q(left_at__isnull=False))
        .select_related("branch")
        .annotate(second_factor=Exists(factor), held=Coalesce(Subquery(_held()), 0))
        .order_by("first_name", "last_name", "pk")
    )


def _held() -> QuerySet[Any]:
    """How many open cases stand with the account of the outer query."""
    cases = Application.objects.filter(assigned_to=OuterRef("pk"), status__in=WITH_STAFF).order_by()
    return cases.values("assigned_to").annotate(many=Count("pk")).values("many")


def found(*, words: str, role: str, state: str, branch: str) -> QuerySet[User]:
    """Colleagues by a part of the name or e-mail, a role, a state (`STATES`) and a branch."""
    people = staff()
    for word in words.split():
        people = people.filter(Q(first_name__icontains=word) | Q(last_name__icontains=word) | Q(email__icontains=word))
    if role in Role.values:
        people = people.filter(groups__role_group__role=role)
    if branch.isdecimal():
        people = people.filter(branch_id=int(branch))
    return _in_state(people, state)


def _in_state(people: QuerySet[User], state: str) -> QuerySet[User]:
    before = timezone.now() - timedelta(days=settings().staff_idle_days)
    idle = Q(last_login__lt=before) | Q(last_login__isnull=True, date_joined__lt=before)
    match state:
        case "left":
            return people.filter(is_active=False)
        case "idle":
            return people.filter(idle, is_active=True)
        case "active":
            return people.filter(is_active=True)
    return people


def shown(users: list[User]) -> list[Colleague]:
    """Colleagues with their roles, in one query more."""
    labels = dict(Role.choices)
    roles: dict[int, list[str]] = {}
    pairs = RoleGroup.objects.filter(group__user__in=users).values_list("group__user", "role")
    for user_id, role in pairs:
        roles.setdefault(user_id, []).append(str(labels[role]))
    return [
        Colleague(
            user=user,
            roles=sorted(roles.get(user.pk, [])),
            has_second_factor=bool(user.second_factor),  # type: ignore[attr-defined]
            open_cases=user.held,  # type: ignore[attr-defined]
        )
        for user in users
    ]


def one(reference: str) -> User:
    """A colleague by the account's reference. Raises User.DoesNotExist."""
    return staff().get(reference=reference)


def roles_offered() -> list[tuple[str, str]]:
    """The roles to choose from; that of a delegate only where there are branches (R27)."""
    return [(role.value, str(role.label)) for role in Role if role != Role.DELEGATE or has_branches()]


def roles_held(user: User) -> list[str]:
    """The codes of the roles, in the order in which the work goes."""
    held = set(RoleGroup.objects.filter(group__user=user).values_list("role", flat=True))
    return [role for role in Role.values if role in held]


def rights(roles: list[str]) -> list[dict[str, Any]]:
    """Each role with what it allows, in a sentence."""
    labels = dict(Role.choices)
    return [{"label": labels[role], "text": RIGHTS[role]} for role in roles]


@dataclass(frozen=True)
class Trace:
    """One act on the account in words; `roles` says what they were and what they became."""

    row: AuditEvent
    label: Promise
    roles: str


ACTS: dict[str, Promise] = {
    "account.staff_created": _("The account was opened"),
    "account.roles_changed": _("Roles changed"),
    "account.second_factor_reset": _("The second factor was reset"),
    "account.left": _("Left"),
    "account.returned": _("Came back"),
}


def history(user: User) -> list[Trace]:
    """What happened to the account's rights, newest first."""
    rows = AuditEvent.objects.about(user).filter(action__in=ACTS).select_related("by").order_by("-at", "-pk")[:30]
    return [Trace(row, ACTS[row.action], _roles_of(row.details)) for row in rows]


def _roles_of(details: dict[str, Any]) -> str:
    if "after" not in details:
        return ""
    named = {"before": _named(details["before"]), "after": _named(details["after"])}
    return gettext("From %(before)s to %(after)s") % named


def _named(roles: list[str]) -> str:
    labels = dict(Role.choices)
    return "، ".join(str(labels.get(role, role)) for role in roles) or "—"


def sessions(user: User) -> int:
    """On how many devices the colleague is signed in."""
    return UserSession.objects.filter(user=user).count()


def open_cases(user: User) -> QuerySet[Application]:
    """The cases that stand with the colleague and are not decided."""
    held = Application.objects.filter(assigned_to=user, status__in=WITH_STAFF)
    return held.select_related("person", "assigned_to").order_by("due_on", "pk")


def successors(leaver: User) -> list[Successor]:
    """Who may take over: at the desk that matches, working, the least loaded first."""
    people = staff().filter(is_active=True, groups__role_group__role=Role.RECEPTION).exclude(pk=leaver.pk)
    return [Successor(user, user.held) for user in people.order_by("held", "first_name", "pk")]  # type: ignore[attr-defined,misc]


def plan(leaver: User, chosen: list[User]) -> tuple[list[tuple[Application, User]], list[Application]]:
    """Who gets which case, the load spread evenly over `chosen`; and the cases that none of them may take."""
    load = {user.pk: 0 for user in chosen}
    moves, left = [], []
    for case in open_cases(leaver):
        able = [user for user in sorted(chosen, key=lambda each: load[each.pk]) if can_take_over(user, case)]
        if not able:
            left.append(case)
            continue
        load[able[0].pk] += 1
        moves.append((case, able[0]))
    return moves, left


def invitations() -> QuerySet[Invitation]:
    """Invitations that were not accepted or taken back, newest first."""
    open_ones = Invitation.objects.filter(accepted_at__isnull=True, revoked_at__isnull=True)
    return open_ones.select_related("invited_by", "branch")

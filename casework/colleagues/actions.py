"""Inviting colleagues, changing their roles, and handing over what a leaver held (R32)."""

import secrets
from collections.abc import Iterable
from datetime import timedelta

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.auth.models import Group
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.actions import create_staff
from accounts.models import Invitation, User
from accounts.models.invitation import digest
from accounts.roles import Role
from applications.models import Application
from applications.refusals import CONFLICT, UNPROCESSABLE, Refused, require
from audit.actions import record
from casework.colleagues import queries, rules
from notifications.actions import notify, send_link
from notifications.models import Recipient
from office.models import Branch
from office.queries import settings

NOT_OWN = _("Nobody changes their own rights. Ask another manager.")
NOT_YOURS = _("Only a manager sees to colleagues' accounts.")
LAST = _("This is the last manager. Give the role to somebody else first.")
BRANCHLESS = _("A branch delegate needs a branch.")
KNOWN = _("This address has an account already. Use an address of work that has none.")
INVITED = _("This address has been invited already. Send that invitation again, or take it back.")
REASONLESS = _("Write the reason in a few words: it is kept.")
OVER = _("This invitation was used, taken back, or is over.")


@transaction.atomic
def invite(*, email: str, roles: Iterable[Role], branch: Branch | None, by: User, origin: str) -> Invitation:
    """Invite somebody to work here; the link goes out by e-mail. `origin` is the site, like `https://example.org`."""
    chosen = sorted(roles)
    require(rules.manages(by), NOT_YOURS)
    _check_roles(chosen, branch)
    address = email.strip().lower()
    require(not User.objects.filter(email=address).exists(), KNOWN, CONFLICT)
    invitation = Invitation(email=address, roles=chosen, branch=branch, invited_by=by)
    invitation.index()
    _renew(invitation, origin, force_insert=True)
    record("invitation.sent", by=by, subject=invitation, details={"roles": chosen})
    return invitation


@transaction.atomic
def send_again(invitation: Invitation, *, by: User, origin: str) -> Invitation:
    """A new link for the same invitation; the former one opens nothing any more."""
    require(rules.manages(by), NOT_YOURS)
    locked = Invitation.objects.select_for_update().get(pk=invitation.pk)
    require(locked.accepted_at is None and locked.revoked_at is None, OVER, CONFLICT)
    _renew(locked, origin)
    record("invitation.sent_again", by=by, subject=locked)
    return locked


@transaction.atomic
def take_back(invitation: Invitation, *, by: User) -> Invitation:
    """The link opens nothing any more. Twice is as once."""
    require(rules.manages(by), NOT_YOURS)
    locked = Invitation.objects.select_for_update().get(pk=invitation.pk)
    require(locked.accepted_at is None, OVER, CONFLICT)
    if locked.revoked_at is None:
        locked.revoked_at = timezone.now()
        locked.save(update_fields=["revoked_at"])
        record("invitation.taken_back", by=by, subject=locked)
    return locked


@transaction.atomic
def accept(token: str, *, first_name: str, last_name: str, password: str) -> User:
    """Make the account of whoever holds the link. Raises Refused when it opens nothing, for two at once too."""
    invitation = Invitation.objects.select_for_update().filter(token_digest=digest(token)).first()
    if invitation is None or not invitation.is_waiting:
        raise Refused(OVER, CONFLICT)
    try:
        with transaction.atomic():
            user = create_staff(
                email=invitation.email,
                first_name=first_name,
                last_name=last_name,
                roles=[Role(role) for role in invitation.roles],
                password=password,
                by=invitation.invited_by,
            )
    except IntegrityError:
        raise Refused(OVER, CONFLICT) from None
    user.branch = invitation.branch
    user.save(update_fields=["branch"])
    invitation.accepted_at, invitation.accepted_by = timezone.now(), user
    invitation.save(update_fields=["accepted_at", "accepted_by"])
    record("invitation.accepted", by=user, subject=invitation)
    return user


@transaction.atomic
def change_roles(colleague: User, *, roles: Iterable[Role], branch: Branch | None, reason: str, by: User) -> User:
    """Give and take roles; it holds from the colleague's next click."""
    locked, chosen = _lock(colleague, by), sorted(roles)
    require(bool(reason.strip()), REASONLESS, UNPROCESSABLE)
    _check_roles(chosen, branch)
    former = queries.roles_held(locked)
    require(Role.MANAGER in chosen or not rules.is_last_manager(locked), LAST, CONFLICT)
    new_branch = branch if Role.DELEGATE in chosen else None
    if sorted(former) == chosen and locked.branch_id == (new_branch.pk if new_branch else None):
        return locked
    locked.groups.set([*locked.groups.filter(role_group__isnull=True), *_groups(chosen)])
    locked.branch = new_branch
    locked.save(update_fields=["branch"])
    details = {"before": sorted(former), "after": chosen}
    record("account.roles_changed", by=by, subject=locked, reason=reason.strip(), details=details)
    _tell(locked, "roles_changed")
    return locked


@transaction.atomic
def hand_over(leaver: User, *, to: list[User], reason: str, by: User) -> tuple[int, int]:
    """The colleague leaves: cases go to `to` evenly, the account is shut, its sessions end.

    Returns how many cases moved, and how many none of them may take: those wait unassigned in the queue.
    """
    locked = _lock(leaver, by)
    require(bool(reason.strip()), REASONLESS, UNPROCESSABLE)
    require(locked.is_active, _("This colleague has left already."), CONFLICT)
    require(not rules.is_last_manager(locked), LAST, CONFLICT)
    Application.objects.select_for_update().filter(pk__in=queries.open_cases(locked).values("pk")).count()
    moves, left = queries.plan(locked, to)
    for case, successor in moves:
        _assign(case, successor, by=by, leaver=locked)
    for case in left:
        _assign(case, None, by=by, leaver=locked)
    locked.is_active, locked.left_at = False, timezone.now()
    locked.save(update_fields=["is_active", "left_at"])
    end_sessions(locked)
    details = {"cases": len(moves), "unassigned": len(left), "roles": queries.roles_held(locked)}
    record("account.left", by=by, subject=locked, reason=reason.strip(), details=details)
    return len(moves), len(left)


@transaction.atomic
def return_to_work(colleague: User, *, reason: str, by: User) -> User:
    """Open the account of somebody who had left; the roles are as they were."""
    locked = _lock(colleague, by)
    require(bool(reason.strip()), REASONLESS, UNPROCESSABLE)
    if locked.is_active:
        return locked
    locked.is_active, locked.left_at = True, None
    locked.save(update_fields=["is_active", "left_at"])
    record("account.returned", by=by, subject=locked, reason=reason.strip())
    return locked


@transaction.atomic
def reset_second_factor(colleague: User, *, reason: str, by: User) -> None:
    """For a lost phone: the second factor is set up anew at the next sign-in, and every session ends."""
    locked = _lock(colleague, by)
    require(bool(reason.strip()), REASONLESS, UNPROCESSABLE)
    Authenticator.objects.filter(user=locked).delete()
    end_sessions(locked)
    record("account.second_factor_reset", by=by, subject=locked, reason=reason.strip())
    _tell(locked, "second_factor_reset")


def end_sessions(user: User) -> None:
    """Sign the account out on every device."""
    for session in UserSession.objects.filter(user=user):
        session.end()


def _lock(colleague: User, by: User) -> User:
    """The account, locked, when `by` may change it. Raises Refused."""
    require(rules.manages(by), NOT_YOURS)
    require(rules.may_change(by, colleague), NOT_OWN, CONFLICT)
    return User.objects.select_for_update(of=("self",)).get(pk=colleague.pk)


def _check_roles(roles: list[Role], branch: Branch | None) -> None:
    require(bool(roles), _("Choose at least one role."), UNPROCESSABLE)
    require(Role.DELEGATE not in roles or branch is not None, BRANCHLESS, UNPROCESSABLE)


def _groups(roles: list[Role]) -> list[Group]:
    return list(Group.objects.filter(role_group__role__in=roles))


def _assign(case: Application, to: User | None, *, by: User, leaver: User) -> None:
    case.assigned_to = to
    case.save(update_fields=["assigned_to"])
    details = {"from": leaver.reference, "to": to.reference if to else ""}
    record("application.handed_over", by=by, subject=case, details=details)


def _tell(colleague: User, what: str) -> None:
    recipient, _made = Recipient.objects.get_or_create(user=colleague)
    notify(recipient, f"colleagues/{what}", subject=None, url_name="wagtailadmin_home")


def _renew(invitation: Invitation, origin: str, *, force_insert: bool = False) -> None:
    """A new secret, a new time, and the e-mail that carries the link."""
    token = secrets.token_urlsafe(32)
    invitation.token_digest = digest(token)
    invitation.expires_at = timezone.now() + timedelta(days=settings().staff_invitation_days)
    try:
        with transaction.atomic():
            invitation.save(force_insert=force_insert)
    except IntegrityError:
        raise Refused(INVITED, CONFLICT) from None
    link = origin + reverse("invitation", args=[token])
    send_link(invitation.email, "colleagues/invitation", link=link, until=invitation.expires_at)

"""What a policy needs before the public reads it (R44)."""

from datetime import date
from typing import TYPE_CHECKING

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.roles import Role
from accounts.rules import has_role

if TYPE_CHECKING:
    from policies.models import PoliciesIndexPage, PolicyPage, PolicyVersion

EARLIEST = date(1979, 11, 20)  # 1 Muharram 1400


def approval_gaps(page: "PolicyPage") -> list[str | Promise]:
    """What the approval still lacks: the meeting, the date, the approver, an editor's confirmation (R44)."""
    facts: dict[Promise, object] = {
        _("the meeting's number"): page.meeting_number,
        _("the date of approval"): page.approved_on,
        _("who approved it"): page.approver.strip(),
        _("an editor's confirmation of the approval"): page.approval_confirmed,
    }
    return [name for name, value in facts.items() if not value]


def can_import(user: AbstractBaseUser | AnonymousUser, index: "PoliciesIndexPage") -> bool:
    """Whether the user may add a policy under this index."""
    return bool(index.permissions_for_user(user).can_add_subpage())


def date_fault(day: date | None) -> str | Promise | None:
    """Why a day cannot be that of an approval: not come yet, or before 1400 Hijri; None when it can."""
    if day is None:
        return None
    if day > timezone.localdate():
        return _("The date of approval has not come yet. Check it against the signed document.")
    if day < EARLIEST:
        return _("The date of approval is before 1400 Hijri. Check it against the signed document.")
    return None


def is_new_approval(page: "PolicyPage", standing: "PolicyVersion") -> bool:
    """Whether the page carries another meeting or day than the version in force."""
    return (page.meeting_number, page.meeting_year, page.approved_on) != standing.approval


def sees_circulation(user: AbstractBaseUser | AnonymousUser) -> bool:
    """Whether the user may see who has read what, and remind."""
    return has_role(user, Role.EDITOR, Role.PUBLISHER, Role.MANAGER)

"""What a policy needs before the public reads it (R44)."""

from typing import TYPE_CHECKING

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from policies.models import PoliciesIndexPage, PolicyPage


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

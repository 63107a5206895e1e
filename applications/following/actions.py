"""Letting a phone follow a request, and ending it (R5)."""

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from applications.actions import lock
from applications.following import rules
from applications.models import Application, Follower
from applications.refusals import CONFLICT, UNPROCESSABLE, require
from applications.rules import owns
from audit.actions import record
from notifications.actions import notify, send_text
from people.consent.enums import Method
from people.limits import require_patience

MOST = 5
INVITATION_LIVES = timedelta(days=2)
NOT_YOURS = _("This request is not yours.")
ENDED = _("This request has ended, so there is nothing to follow.")
NOT_ONESELF = _("This is the number of the owner of the request. Write another one.")
ENOUGH = _("Five numbers follow this request already. End one of them first.")
HOW = _("Choose how the person permitted it.")


@transaction.atomic
def permit(
    application: Application, *, by: User, name: str, mobile: str, relation: str = "", method: Method = Method.ONLINE
) -> Follower:
    """Let a number follow the request. The number and the person are told; the same number twice is once.

    A colleague says by which `method` the person permitted it. Raises Refused.
    """
    case = lock(application)
    require(rules.permits(by, case), NOT_YOURS)
    is_owner = owns(by, case)
    require(is_owner or method in (Method.PAPER, Method.SPOKEN), HOW, UNPROCESSABLE)
    require(not case.is_stopped, ENDED, CONFLICT)
    require(mobile != case.person.mobile, NOT_ONESELF, UNPROCESSABLE)
    if found := case.followers.reached_at(mobile).first():
        return found
    require(case.followers.standing().count() < MOST, ENOUGH, CONFLICT)
    require_patience(case.person, "follower.permitted")
    follower = Follower(application=case, name=name, mobile=mobile, relation=relation, noted_by=by)
    follower.method = Method.ONLINE if is_owner else method
    follower.index()
    follower.save(force_insert=True)
    record("follower.permitted", by=by, subject=case.person, details={"case": case.reference, "method": method})
    _invite(follower)
    _tell(follower, "applications/follower_added")
    return follower


@transaction.atomic
def revoke(follower: Follower, *, by: User) -> Follower:
    """The number follows no more, from the next look on; the person hears when a colleague did it. Twice is once."""
    case = lock(follower.application)
    require(rules.permits(by, case), NOT_YOURS)
    row = Follower.objects.get(pk=follower.pk)
    if row.revoked_at:
        return row
    row.revoked_at = timezone.now()
    row.save(update_fields=["revoked_at"])
    record("follower.ended", by=by, subject=case.person, details={"case": case.reference})
    if not owns(by, case):
        row.application = case
        _tell(row, "applications/follower_ended")
    return row


@transaction.atomic
def leave(application: Application, *, mobile: str, by: User | None) -> bool:
    """Whoever has the number follows no more, and the person hears of it; False when it followed nothing.

    `by` is the account of the number, when it has one: a code to the number is proof enough.
    """
    case = lock(application)
    row = case.followers.reached_at(mobile).first()
    if row is None:
        return False
    row.revoked_at = timezone.now()
    row.save(update_fields=["revoked_at"])
    record("follower.left", by=by, subject=case.person, details={"case": case.reference})
    row.application = case
    _tell(row, "applications/follower_ended")
    return True


def _tell(follower: Follower, template: str) -> None:
    case = follower.application
    notify(
        case.person.recipient,
        template,
        subject=case,
        url_name="applications:followers",
        url_kwargs={"reference": case.reference},
        context={"reference": case.reference, "name": follower.name},
    )


def _invite(follower: Follower) -> None:
    """The message says nothing of whom the request is, or for what: a phone may be in another's hand."""
    case = follower.application
    with translation.override(case.person.recipient.language):
        address = settings.WAGTAILADMIN_BASE_URL + reverse("applications:track_phone")
        text = _gettext(
            "The Da'wah and Communities Association in Yanbu: you may follow request %(reference)s with this number. "
            "Look here: %(address)s"
        ) % {"reference": case.reference, "address": address}
    send_text(follower.mobile, text, until=timezone.now() + INVITATION_LIVES)

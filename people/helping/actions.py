"""Inviting a trusted helper, answering, and ending: one permission, seen by both sides.

Nobody helps before the person proved by a code to the own mobile that it is them, and before the helper accepted from
the own account. What a helper does stands under the helper's own name.
"""

from collections.abc import Iterable
from datetime import date, timedelta

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.rules import is_staff
from audit.actions import record
from notifications.actions import CODE_LIVES, notify, send_code, send_text
from notifications.enums import Channel
from office.queries import settings as office_settings
from people.helping.enums import HelperScope
from people.helping.queries import invitations_for
from people.limits import require_patience
from people.models import Helper, Person
from people.refusals import CONFLICT, FORBIDDEN, GONE, UNPROCESSABLE, require

NOT_YOURS = _("This is not yours.")
NEEDS_MOBILE = _("Your account has no mobile number to send a code to.")
NOT_ONESELF = _("This is your own number. Write the number of whoever helps you.")
HELPS_ALREADY = _("This number helps you already, or is invited. End that first, then invite anew.")
CODE_OVER = _("This code is over. Ask for a new one.")
WRONG_CODE = _("The code is not right. Look at the message once more.")
INVITATION_OVER = _("This invitation is over. Ask for a new one.")
COLLEAGUE = _("A colleague of the association cannot be somebody's helper: you serve everyone alike.")
TOO_LONG = _("A helper's permission cannot last so long.")


@transaction.atomic
def invite(person: Person, *, by: User, name: str, mobile: str, scopes: Iterable[str], expires_on: date) -> Helper:
    """Write down whom the person wants to let help, and send the person a code to prove it. Nobody is told yet.

    Raises Refused: somebody else's file, one's own number, a number that helps already, too many a day.
    """
    locked = Person.objects.select_for_update(of=("self",)).select_related("user").get(pk=person.pk)
    today, numbers = timezone.localdate(), office_settings()
    require(by.pk == locked.user_id, NOT_YOURS, FORBIDDEN)
    require(bool(by.mobile), NEEDS_MOBILE, CONFLICT)
    require(mobile != by.mobile, NOT_ONESELF, UNPROCESSABLE)
    require(today < expires_on <= today + timedelta(days=numbers.helper_days), TOO_LONG, UNPROCESSABLE)
    require_patience(locked, "helper.invited")
    helper = Helper(person=locked, name=name, mobile=mobile, expires_on=expires_on)
    helper.scopes = [str(scope) for scope in HelperScope if scope in set(scopes)]
    helper.invited_until = min(expires_on, today + timedelta(days=numbers.helper_invite_days))
    helper.index()
    _clear_way(helper, by)
    code = helper.new_code(until=timezone.now() + CODE_LIVES)
    helper.save(force_insert=True)
    record("helper.invited", by=by, subject=locked, details={"scopes": helper.scopes})
    _send_proof(by, code)
    return helper


@transaction.atomic
def send_again(helper: Helper, *, by: User) -> None:
    """Another code to the person, in place of the former one."""
    row = _locked(helper)
    require(by.pk == row.person.user_id, NOT_YOURS, FORBIDDEN)
    require(row.state == "unproven", INVITATION_OVER, GONE)
    require_patience(row.person, "helper.code_again")
    code = row.new_code(until=timezone.now() + CODE_LIVES)
    row.save(update_fields=["code_index", "code_until", "code_tries"])
    record("helper.code_again", by=by, subject=row.person)
    _send_proof(by, code)


def _send_proof(by: User, code: str) -> None:
    """The code goes where the person signs in by."""
    channel = Channel.SMS if by.mobile else Channel.EMAIL
    send_code(channel, by.mobile or by.email or "", code)


def confirm(helper: Helper, *, by: User, code: str) -> Helper:
    """The person proves by the code that it is them; now the helper is told. A repeat changes nothing.

    Raises Refused for a wrong code, which counts, and for one that is over.
    """
    with transaction.atomic():
        row = _locked(helper)
        require(by.pk == row.person.user_id, NOT_YOURS, FORBIDDEN)
        if row.proven_at:
            return row
        require(row.state == "unproven", INVITATION_OVER, GONE)
        require(not row.code_is_spent(timezone.now()), CODE_OVER, GONE)
        right = row.matches(code)
        row.proven_at = timezone.now() if right else None
        row.save(update_fields=["code_index", "code_tries", "proven_at"])
        if right:
            record("helper.confirmed", by=by, subject=row)
            _tell_helper(row)
    require(right, WRONG_CODE, UNPROCESSABLE)
    return row


@transaction.atomic
def accept(helper: Helper, *, by: User) -> Helper:
    """The helper takes it on, from the account of the number that was invited. The person is told."""
    row = _locked(helper)
    if row.user_id == by.pk and row.state == "open":
        return row
    require(invitations_for(by).filter(pk=row.pk).exists(), INVITATION_OVER, GONE)
    require(not is_staff(by), COLLEAGUE, CONFLICT)
    row.user, row.accepted_at = by, timezone.now()
    row.save(update_fields=["user", "accepted_at"])
    record("helper.accepted", by=by, subject=row)
    _tell_person(row, "people/helper_accepted")
    return row


@transaction.atomic
def decline(helper: Helper, *, by: User) -> Helper:
    """The helper does not want to. The person is told."""
    row = _locked(helper)
    require(invitations_for(by).filter(pk=row.pk).exists(), INVITATION_OVER, GONE)
    row.declined_at = timezone.now()
    row.save(update_fields=["declined_at"])
    record("helper.declined", by=by, subject=row)
    _tell_person(row, "people/helper_left")
    return row


@transaction.atomic
def end(helper: Helper, *, by: User) -> Helper:
    """Either side ends the permission; it opens nothing from the next click on. A repeat changes nothing."""
    row = _locked(helper)
    require(by.pk in {row.person.user_id, row.user_id}, NOT_YOURS, FORBIDDEN)
    if row.revoked_at or row.declined_at:
        return row
    row.revoked_at, row.revoked_by = timezone.now(), by
    row.save(update_fields=["revoked_at", "revoked_by"])
    record("helper.ended", by=by, subject=row)
    if by.pk == row.user_id:
        _tell_person(row, "people/helper_left")
    return row


def forget_unconfirmed() -> int:
    """Remove whom a person wrote down a day ago and never confirmed by the code; how many."""
    before = timezone.now() - timedelta(days=1)
    count, _rows = Helper.objects.filter(proven_at__isnull=True, invited_at__lt=before).delete()
    return count


def _locked(helper: Helper) -> Helper:
    rows = Helper.objects.select_for_update(of=("self",))
    return rows.select_related("person__user", "person__recipient__user").get(pk=helper.pk)


def _clear_way(helper: Helper, by: User) -> None:
    """End what is over or was never confirmed for the same number. Raises Refused for what stands."""
    same = helper.person.helpers.filter(
        mobile_index=helper.mobile_index, revoked_at__isnull=True, declined_at__isnull=True
    )
    for row in same:
        require(row.state in {"over", "unproven"}, HELPS_ALREADY, CONFLICT)
        row.revoked_at, row.revoked_by = timezone.now(), by
        row.save(update_fields=["revoked_at", "revoked_by"])


def _tell_helper(helper: Helper) -> None:
    """The message says nothing of whom it is about: a phone may be in another's hand."""
    with translation.override(helper.person.recipient.language):
        address = settings.WAGTAILADMIN_BASE_URL + reverse("people:helping")
        text = _gettext(
            "The Da'wah and Communities Association in Yanbu: somebody asks you to help with an account. "
            "Sign in with this number to read and answer: %(address)s"
        ) % {"address": address}
    send_text(helper.mobile, text, until=timezone.now() + timedelta(days=office_settings().helper_invite_days))


def _tell_person(helper: Helper, template: str) -> None:
    notify(helper.person.recipient, template, subject=helper, url_name="people:helpers", context={"name": helper.name})

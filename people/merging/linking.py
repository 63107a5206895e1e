"""Files that staff opened, and the accounts of their people (design: person, account, file)."""

import uuid
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from audit.actions import record
from notifications.models import Recipient
from people import rules
from people.actions import keep, person_of
from people.enums import Via
from people.merging.actions import NOT_YOURS, join
from people.models import BIRTH_PURPOSE, IDENTITY_PURPOSE, MOBILE_PURPOSE, FileChange, Merge, Person
from people.refusals import CONFLICT, UNPROCESSABLE, require
from sealing.index import blind

PROOFS = {"identity_number", "birth_date"}
TRIES = 4  # Changes of either proof; whoever tries more often is guessing, and reception looks at the papers.
NO_ACCOUNT = _("No account has proven this number. Check it, or ask the person to sign in once.")
HAS_ACCOUNT = _("This file has an account already. Compare the two files instead.")
WHY_LINKED = _("Write how you know that the account is this person's.")
SAME_NUMBER = _("A file with this identity number stands already. Open it instead of a second one.")


def link_if_certain(person: Person, by: User, changed: list[str]) -> None:
    """Join an account's own file to the one that staff opened for the same person, when it is certain.

    Certain: the proven mobile, and the identity number or the birth date, fit exactly one file without an account.
    Nothing tells whether it happened: what the person sees next is the own file in both cases.
    """
    if not PROOFS & set(changed) or person.user_id != by.pk or not by.mobile or by.mobile_proven_at is None:
        return
    if FileChange.objects.filter(person=person, field__in=PROOFS).count() > TRIES:
        return
    found = list(_opened_for(person, by.mobile)[:2])
    if len(found) != 1:
        return
    # A colleague who holds the row now merges it by hand; waiting for it here could wait for each other.
    free = Person.objects.present().select_for_update(of=("self",), skip_locked=True).select_related("recipient")
    kept = free.filter(pk=found[0].pk, user__isnull=True).first()
    if kept is not None:
        join(kept, Person.objects.select_related("recipient").get(pk=person.pk), by=by, chosen={})


@transaction.atomic
def link(person: Person, *, mobile: str, by: User, reason: str) -> Merge:
    """Reception gives a file the account that has proven `mobile` (E.164): the account's own file is taken in."""
    require(bool(reason.strip()), WHY_LINKED, UNPROCESSABLE)
    account = User.objects.filter(mobile=mobile, mobile_proven_at__isnull=False, is_active=True).first()
    require(account is not None, NO_ACCOUNT, UNPROCESSABLE)
    assert account is not None
    own = person_of(account)
    rows = Person.objects.select_for_update(of=("self",)).select_related("recipient", "user")
    files = {each.pk: each for each in rows.filter(pk__in=[person.pk, own.pk]).order_by("pk")}
    for each in files.values():
        require(rules.can_merge(by) and not rules.is_kin(by, each), NOT_YOURS)
    kept = files[person.pk]
    require(kept.user_id is None and kept.merged_into_id is None and len(files) == 2, HAS_ACCOUNT, CONFLICT)
    done = join(kept, files[own.pk], by=by, chosen={})
    record("person.linked", by=by, subject=kept, reason=reason.strip(), details={"account": account.reference})
    return done


@transaction.atomic
def open_file(*, by: User, key: uuid.UUID | None = None, mobile: str = "", **details: Any) -> Person:
    """A file for someone who wrote, called or came, without an account (R9).

    `key` comes with the form: posted twice it opens one file. Raises Refused (409) when a file with the identity
    number stands; a file with the same mobile alone may be of the family: the form offers it before.
    """
    require(rules.can_open_files(by), NOT_YOURS)
    if key and (standing := Person.objects.filter(pk=key).first()):
        return standing
    number = details.get("identity_number", "")
    require(not number or not with_identity(number).exists(), SAME_NUMBER, CONFLICT)
    recipient = Recipient.objects.create(mobile=mobile)
    person = Person(pk=key or uuid.uuid4(), recipient=recipient)
    person.index()
    person.save(force_insert=True)
    record("person.opened", by=by, subject=person)
    keep(person, by=by, via=Via.STAFF, **details)
    return Person.objects.select_related("recipient", "user").get(pk=person.pk)


def with_identity(number: str) -> QuerySet[Person]:
    """The files that stand with this identity number, as cleaned."""
    return Person.objects.present().filter(identity_index=blind(number, purpose=IDENTITY_PURPOSE))


def with_mobile(mobile: str) -> QuerySet[Person]:
    """The files that stand with this mobile (E.164)."""
    return Person.objects.present().filter(mobile_index=blind(mobile, purpose=MOBILE_PURPOSE))


def _opened_for(person: Person, mobile: str) -> QuerySet[Person]:
    """Files without an account that the proofs fit."""
    proofs = Q(pk__in=[])
    if person.identity_index:
        proofs |= Q(identity_index=person.identity_index)
    if isinstance(person.birth_date, date):
        proofs |= Q(birth_index=blind(person.birth_date.isoformat(), purpose=BIRTH_PURPOSE))
    return with_mobile(mobile).filter(proofs, user__isnull=True).exclude(pk=person.pk)

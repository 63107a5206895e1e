"""Erasing a file: confirmed by a second pair of eyes, performed by the worker, in one transaction."""

from collections.abc import Iterator
from functools import partial
from typing import Any
from uuid import UUID

from django.db import models, transaction
from django.db.models import ProtectedError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.actions import close
from accounts.models import User
from attachments.actions import discard
from attachments.models import Attachment
from audit.actions import record
from notifications.actions import send_last_word
from people import registry
from people.models import Person, RightsRequest
from people.refusals import CONFLICT, require
from people.registry import Belonging, Erasing
from people.rights import rules
from people.rights.actions.requests import NOT_YOUR_DESK, lock, moving, tell, turn_down
from people.rights.tasks import erase_file
from sealing import keyring

SECOND_EYES = _("You work on a request of this person, so someone else must confirm the erasure.")
# What stays of the person's own row: what other rows point to, and when it was.
STAYS = {"id", "reference", "user", "recipient", "merged_into", "created_at", "erased_at"}


@transaction.atomic
def confirm(asked: RightsRequest, *, by: User) -> RightsRequest:
    """A manager without a part in the person's requests confirms; the worker then performs."""
    fresh = lock(asked)
    require(rules.can_decide(by, fresh) and fresh.is_erasure, NOT_YOUR_DESK)
    require(rules.can_confirm_erasure(by, fresh), SECOND_EYES)
    told = registry.obstacles(fresh.person)
    require(not told, " ".join(map(str, told)), CONFLICT)
    with moving():
        fresh.begin()
    fresh.decided_by = by
    fresh.save(update_fields=["status", "decided_by"])
    record("rights.begun", by=by, subject=fresh)
    tell(fresh, "confirmed")
    erase_file.enqueue(str(fresh.pk))
    return fresh


@transaction.atomic
def perform(request_id: str) -> None:
    """Erase; nothing happens when the person took it back meanwhile, and a new obstacle refuses it."""
    asked = RightsRequest.objects.filter(pk=request_id).first()
    fresh = lock(asked) if asked else None
    if fresh is None or not fresh.is_in_progress or not fresh.decided_by:
        return
    told = registry.obstacles(fresh.person)
    if told:
        turn_down(fresh, reason=" ".join(map(str, told)), by=fresh.decided_by)
        return
    with moving():
        fresh.finish()
    fresh.save(update_fields=["status", "ended_at"])
    outcome = erase(fresh.person, reference=fresh.reference)
    RightsRequest.objects.filter(pk=fresh.pk).update(outcome=outcome)
    record("rights.done", by=fresh.decided_by, subject=fresh, details=outcome)


def erase(person: Person, *, reference: str) -> dict[str, dict[str, int]]:
    """Erase the person's file, in the caller's transaction: how many rows of each model went and how many stayed.

    The person's reference and key stay, since what must be kept points to them. The last word goes out before the
    addresses are cleared.
    """
    files = [person, *person.absorbed.select_related("recipient__user", "user")]
    send_last_word(person.recipient, "rights/erased", context={"reference": reference, "kept": kept_titles(files)})
    _end_others(files)
    outcome: dict[str, dict[str, int]] = {"erased": {}, "kept": {}}
    loose: set[UUID] = set()
    for belonging in reversed(list(registry.held())):
        for file in files:
            gone = belonging.erasing is not Erasing.KEEP
            count = _erase_rows(belonging, file, loose) if gone else belonging.rows(file).count()
            counted = outcome["erased" if gone else "kept"]
            counted[belonging.label] = counted.get(belonging.label, 0) + count
    _discard(loose)
    for file in files:
        _blank(file)
    return outcome


def kept_titles(files: list[Person]) -> list[str]:
    """What stays of the person, in words."""
    kept = (each for each in registry.held() if each.erasing is Erasing.KEEP)
    return [str(each.title) for each in kept if any(each.rows(file).exists() for file in files)]


def forget_key(person: UUID) -> None:
    """Destroy the key of the person's files, once the erasure is certain: no copy of them opens any more."""
    keyring.erase(person)


def _end_others(files: list[Person]) -> None:
    """What else was asked about the file has no object any more."""
    for asked in RightsRequest.objects.select_for_update().open().filter(person__in=files):
        asked.take_back()
        asked.save(update_fields=["status", "ended_at"])
        record("rights.taken_back", by=None, subject=asked)


def _erase_rows(belonging: Belonging, person: Person, loose: set[UUID]) -> int:
    count = 0
    for row in belonging.rows(person):
        if belonging.before_erasing:
            belonging.before_erasing(row)
        loose |= set(_papers(row, belonging))
        if belonging.erasing is Erasing.REMOVE:
            row.delete()
        else:
            _clear(row, belonging.cleared)
        count += 1
    return count


def _papers(row: models.Model, belonging: Belonging) -> Iterator[UUID]:
    """The private files that only this row held."""
    for field in row._meta.concrete_fields:
        going = belonging.erasing is Erasing.REMOVE or field.name in belonging.cleared
        if going and field.related_model is Attachment and getattr(row, field.attname):
            yield getattr(row, field.attname)


def _clear(row: models.Model, names: tuple[str, ...]) -> None:
    for name in names:
        field: Any = row._meta.get_field(name)
        setattr(row, field.attname, _blank_of(field))
    row.save(update_fields=list(names))


def _blank_of(field: Any) -> Any:
    return None if field.null and not field.has_default() else field.get_default()


def _discard(loose: set[UUID]) -> None:
    for attachment in Attachment.objects.filter(pk__in=loose):
        try:
            with transaction.atomic():
                discard(attachment)
        except ProtectedError:
            continue  # What must be kept holds it too.


def _blank(person: Person) -> None:
    """The person's own row, its recipient and the account behind it."""
    for field in person._meta.concrete_fields:
        if field.name not in STAYS:
            setattr(person, field.attname, _blank_of(field))
    user, recipient = person.user, person.recipient
    person.user, person.erased_at = None, timezone.now()
    recipient.user, recipient.mobile, recipient.email = None, "", ""
    recipient.save()
    person.save()
    if user is not None:
        close(user)
    record("person.erased", by=None, subject=person)
    transaction.on_commit(partial(forget_key, person.pk))

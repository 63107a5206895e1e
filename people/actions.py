"""Writing the person's file. Every change leaves its value before and after, sealed, in the file's history."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from audit.actions import record
from notifications.models import Recipient
from office.queries import settings
from people.enums import Via
from people.models import BankAccount, Contact, FileChange, HouseholdMember, Means, Person
from people.refusals import CONFLICT, require
from people.registry import shut_parts
from services.enums import FilePart

# Which fields each part of the file keeps, and on which row: the person's own, the means, the bank account.
FIELDS: dict[FilePart, tuple[type[models.Model], tuple[str, ...]]] = {
    FilePart.NAME: (
        Person,
        (
            "given_name",
            "father_name",
            "grandfather_name",
            "family_name",
            "latin_given",
            "latin_father",
            "latin_grandfather",
            "latin_family",
            "full_name",
        ),
    ),
    FilePart.IDENTITY: (Person, ("identity_kind", "identity_number")),
    FilePart.BIRTH: (Person, ("birth_date",)),
    FilePart.NATIONALITY: (Person, ("nationality", "gender")),
    FilePart.LANGUAGES: (Person, ("spoken", "needs_interpreter")),
    FilePart.CONTACT: (Person, ("reach", "times")),
    FilePart.ADDRESS: (Person, ("short_address", "directions")),
    FilePart.CATEGORIES: (Person, ("categories",)),
    FilePart.HEALTH: (Person, ("health",)),
    FilePart.INCOME: (Means, ("incomes",)),
    FilePart.DEBTS: (Means, ("debts",)),
    FilePart.HOUSING: (Means, ("housing", "rent")),
    FilePart.BANK: (BankAccount, ("iban", "holder")),
}
PART_OF = {name: part for part, (_model, names) in FIELDS.items() for name in names}
ROWS: dict[type[models.Model], FilePart] = {HouseholdMember: FilePart.HOUSEHOLD, Contact: FilePart.CONTACT}
MANY = _("A file holds at most %(count)s of these. Tell us, if there are more.")
INDEXES = (
    "folded_name",
    "name_skeleton",
    "full_name",
    "identity_index",
    "birth_index",
    "mobile_index",
    "address_index",
)

# What other parts of the room do when an account's own file changed, in the same transaction.
AFTER_KEEP: list[Callable[[Person, User, list[str]], None]] = []


def person_of(user: User) -> Person:
    """The person behind an account; opened, with a recipient to write to, on first need (R9, A2)."""
    found = _behind(user)
    return _indexed(found) if found else _opened(user)


@transaction.atomic
def _opened(user: User) -> Person:
    """The one file of the account, for two callers at once as for one."""
    locked = User.objects.select_for_update().get(pk=user.pk)
    if found := _behind(locked):
        return found
    recipient, _made = Recipient.objects.get_or_create(user=locked)
    person = Person(user=locked, recipient=recipient)
    person.index()
    person.save(force_insert=True)
    record("person.opened", by=user, subject=person)
    return person


def _behind(user: User) -> Person | None:
    return Person.objects.behind(user).select_related("recipient", "user").first()


@transaction.atomic
def keep(person: Person, *, by: User | None, via: Via = Via.SELF, **details: Any) -> list[str]:
    """Write details of the person's file; the names of what changed. The trail never has their content (R8).

    `details` are fields of `FIELDS`; anything else is left out. What is the same as before changes nothing.
    Raises Refused (409) for a part that a room guards, such as one signed in a request that staff work on (R39).
    """
    locked = Person.objects.select_for_update(of=("self",)).select_related("recipient", "user").get(pk=person.pk)
    changed: list[str] = []
    for model in (Person, Means, BankAccount):
        given = {name: value for name, value in details.items() if name in PART_OF and _holder_of(name) is model}
        changed += _write(_holder(locked, model), locked, given, by=by, via=via) if given else []
    if changed:
        record("person.changed", by=by, subject=locked, details={"fields": changed})
    if {"identity_kind", "identity_number"} & set(changed) and locked.identity_sighted_at:
        sight_identity(locked, by=by, undo=True)  # Another number is another original.
    if changed and by and via == Via.SELF:
        for act in AFTER_KEEP:
            act(locked, by, changed)
    return changed


@transaction.atomic
def keep_part(person: Person, part: FilePart, *, by: User, via: Via = Via.SELF, **details: Any) -> list[str]:
    """Write one page of the file, and note that it was filled in though nothing be on it; what changed."""
    language = details.pop("language", None)
    changed = keep(person, by=by, via=via, **details)
    # The file may just have been found to be one that a colleague had opened before.
    goal = Person.objects.values_list("merged_into", flat=True).get(pk=person.pk) or person.pk
    fresh = Person.objects.select_for_update(of=("self",)).select_related("recipient").get(pk=goal)
    if part not in fresh.answered:
        fresh.answered = [*fresh.answered, part]
        fresh.save(update_fields=["answered"])
    if language:
        speak(fresh, language)
    return changed


@transaction.atomic
def add(person: Person, model: type[models.Model], *, by: User | None, via: Via = Via.SELF, **values: Any) -> Any:
    """One more row of the file: a member of the household, a contact."""
    locked = Person.objects.select_for_update().get(pk=person.pk)
    _require_free(locked, ROWS[model], via)
    limit = settings().household_most
    require(model._default_manager.filter(person=locked).count() < limit, MANY % {"count": limit}, CONFLICT)
    row = model(person=locked, **values)
    _index(row)
    row.save(force_insert=True)
    _note(locked, ROWS[model], "added", None, _plain(row, values), by, via)
    record("person.changed", by=by, subject=locked, details={"fields": [model._meta.model_name]})
    return row


@transaction.atomic
def change(row: Any, *, by: User | None, via: Via = Via.SELF, **values: Any) -> Any:
    """Other values for a row of the file."""
    person = Person.objects.select_for_update().get(pk=row.person_id)
    fresh = type(row).objects.select_for_update().get(pk=row.pk)
    before = _plain(fresh, values)
    _require_free(person, ROWS[type(row)], via)
    for name, value in values.items():
        setattr(fresh, name, value)
    after = _plain(fresh, values)
    if before != after:
        _index(fresh)
        fresh.save()
        _note(person, ROWS[type(row)], "changed", before, after, by, via)
        record("person.changed", by=by, subject=person, details={"fields": [row._meta.model_name]})
    return fresh


@transaction.atomic
def remove(row: Any, *, by: User | None, via: Via = Via.SELF) -> None:
    """Take a row out of the file; its values stay in the history. Twice is as once."""
    person = Person.objects.select_for_update().get(pk=row.person_id)
    found = type(row).objects.filter(pk=row.pk).first()
    if found is None:
        return
    _require_free(person, ROWS[type(row)], via)
    names = [each.attname for each in found._meta.concrete_fields if each.attname not in ("id", "person_id")]
    before = _plain(found, [name for name in names if not name.endswith(("_index", "_at"))])
    found.delete()
    _note(person, ROWS[type(row)], "removed", before, None, by, via)
    record("person.changed", by=by, subject=person, details={"fields": [row._meta.model_name]})


@transaction.atomic
def sight_identity(person: Person, *, by: User | None, undo: bool = False, **details: Any) -> None:
    """A colleague saw the original of the identity document, or takes that back. Who saw it first stays."""
    locked = Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    if bool(locked.identity_sighted_at) != undo:
        return
    locked.identity_sighted_at, locked.identity_sighted_by = (None, None) if undo else (timezone.now(), by)
    locked.save(update_fields=["identity_sighted_at", "identity_sighted_by"])
    record("person.identity_unsighted" if undo else "person.identity_sighted", by=by, subject=locked, details=details)


@transaction.atomic
def confirm(person: Person, *, by: User) -> Person:
    """The person read the file and found it right; the yearly update counts from here (R7)."""
    locked = Person.objects.select_for_update().get(pk=person.pk)
    locked.confirmed_at = timezone.now()
    locked.save(update_fields=["confirmed_at"])
    record("person.confirmed", by=by, subject=locked)
    return locked


def speak(person: Person, language: str) -> None:
    """Write to the person in `language` from now on."""
    if person.recipient.language != language:
        person.recipient.language = language
        person.recipient.save(update_fields=["language"])


def _indexed(person: Person) -> Person:
    """The file, found by the account's present number: accounts change theirs without knowing of files."""
    before = person.mobile_index
    person.index()
    if person.mobile_index != before:
        person.save(update_fields=["mobile_index"])
    return person


def _holder_of(name: str) -> type[models.Model]:
    return FIELDS[PART_OF[name]][0]


def _holder(person: Person, model: type[models.Model]) -> Any:
    if model is Person:
        return person
    return model._default_manager.filter(person=person).first() or model(person=person)


def _write(holder: Any, person: Person, given: dict[str, Any], *, by: User | None, via: Via) -> list[str]:
    """Set what differs on one row, and note each field's value before and after."""
    before = {name: getattr(holder, name) for name in given}
    changed = [name for name, value in given.items() if (value or None) != (before[name] or None)]
    if not changed:
        return []
    for part in {PART_OF[name] for name in changed}:
        _require_free(person, part, via)
    for name in changed:
        setattr(holder, name, given[name])
    _index(holder)
    adding = holder._state.adding
    holder.save() if adding or holder is not person else holder.save(update_fields=[*{*changed, *INDEXES}])
    for name in changed:
        _note(person, PART_OF[name], name, _jsonable(before[name]), _jsonable(given[name]), by, via)
    return changed


def _require_free(person: Person, part: FilePart, via: Via) -> None:
    """Colleagues correct what the person may not change."""
    told = shut_parts(person).get(part, "") if via in (Via.SELF, Via.HELPER) else ""
    require(not told, told, CONFLICT)


def _index(row: Any) -> None:
    if hasattr(row, "index"):
        row.index()


def _note(person: Person, part: FilePart, field: str, before: Any, after: Any, by: User | None, via: Via) -> None:
    FileChange.objects.create(person=person, part=part, field=field, before=before, after=after, by=by, via=via)


def _plain(row: Any, names: Any) -> dict[str, Any]:
    return {name: _jsonable(getattr(row, name)) for name in names}


def _jsonable(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value

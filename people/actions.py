"""Writing the person's file."""

from typing import Any

from django.db import transaction

from accounts.models import User
from audit.actions import record
from notifications.models import Recipient
from people.models import Person

KEPT = ("full_name", "identity_kind", "identity_number", "birth_date")


@transaction.atomic
def person_of(user: User) -> Person:
    """The person behind an account; opened, with a recipient to write to, on first need (R9, A2)."""
    locked = User.objects.select_for_update().get(pk=user.pk)
    found = Person.objects.select_related("recipient").filter(user=locked).first()
    if found:
        return found
    recipient, _made = Recipient.objects.get_or_create(user=locked)
    person = Person.objects.create(user=locked, recipient=recipient)
    record("person.opened", by=user, subject=person)
    return person


@transaction.atomic
def keep(person: Person, *, by: User, **details: Any) -> Person:
    """Write details of the person's file; the trail names the fields and never their content (R8)."""
    locked = Person.objects.select_for_update().get(pk=person.pk)
    changed = [name for name in KEPT if name in details and getattr(locked, name) != details[name]]
    if not changed:
        return locked
    for name in changed:
        setattr(locked, name, details[name])
    locked.index()
    locked.save(update_fields=[*changed, "identity_index", "folded_name"])
    record("person.changed", by=by, subject=locked, details={"fields": changed})
    return locked


def speak(person: Person, language: str) -> None:
    """Write to the person in `language` from now on."""
    if person.recipient.language != language:
        person.recipient.language = language
        person.recipient.save(update_fields=["language"])

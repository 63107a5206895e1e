"""What a merge moves, written down so that it can be put back to the letter."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from accounts.models import User
from notifications.models import Recipient
from people.actions import keep
from people.enums import Via
from people.merging.choices import settled
from people.models import Merge, Person
from people.parts import file_of
from people.registry import Belonging, held

MESSAGES = "recipient__person"
FILES = "people.Person"
Moved = dict[str, list[str]]


def move(kept: Person, absorbed: Person, *, by: User, chosen: Mapping[str, str]) -> tuple[Moved, dict[str, Any]]:
    """Bring everything of `absorbed` to `kept`; the keys of what moved, and what was there before."""
    values = settled(file_of(kept), file_of(absorbed), chosen)
    moved = {**_move_rows(kept, absorbed), FILES: _move_followers(kept, absorbed)}
    before = {
        "account": _move_account(kept, absorbed),
        "sighted": _move_sighting(kept, absorbed, values),
        "answered": _move_answered(kept, absorbed),
        "fields": _overwrite(kept, values, by),
    }
    Person.objects.filter(pk=absorbed.pk).update(merged_into=kept)
    return moved, before


def put_back(done: Merge, *, by: User) -> None:
    """The opposite of `move`. A value that somebody changed since stays as it is now."""
    before, kept = done.before, done.kept
    current = file_of(kept)
    keep(
        kept,
        by=by,
        via=Via.MERGE,
        **{
            name: _read(name, was)
            for name, (was, became) in before["fields"].items()
            if _plain(current.value(name)) == became
        },
    )
    _return_rows(done)
    Person.objects.filter(pk__in=done.moved.get(FILES, [])).update(merged_into=done.absorbed)
    _return_marks(kept, before)
    Person.objects.filter(pk=done.absorbed_id).update(merged_into=None)
    if before["account"]:
        _hand_over(before["account"], giver=kept, taker=done.absorbed)


def later(done: Merge) -> QuerySet[Merge]:
    """The merges that stand on this one: undone first, the files fit together again."""
    touching = Q(kept=done.kept_id) | Q(absorbed=done.kept_id)
    return Merge.objects.standing().filter(touching, at__gte=done.at).exclude(pk=done.pk)


def direct(belonging: Belonging) -> bool:
    """Whether its rows point to the person, or to whom the person's messages go."""
    return "__" not in belonging.path or belonging.path == MESSAGES


def _owner(belonging: Belonging, person: Person) -> dict[str, Any]:
    return {"recipient": person.recipient} if belonging.path == MESSAGES else {belonging.path: person}


def _move_rows(kept: Person, absorbed: Person) -> Moved:
    """What points to the person is pointed to the other; what hangs on such a row comes along with it."""
    moved: Moved = {}
    for each in held():
        if not direct(each):
            continue
        keys = [row.pk for row in each.rows(absorbed) if not (each.stays and each.stays(row, kept))]
        if keys:
            each.model._base_manager.filter(pk__in=keys).update(**_owner(each, kept))
            moved[each.label] = [str(key) for key in keys]
    return moved


def _return_rows(done: Merge) -> None:
    for each in held():
        if keys := done.moved.get(each.label):
            rows = each.model._base_manager.filter(pk__in=keys, **_owner(each, done.kept))
            rows.update(**_owner(each, done.absorbed))


def _move_followers(kept: Person, absorbed: Person) -> list[str]:
    """Files that were merged into `absorbed` before lead to `kept` at once: an account looks one step far."""
    followers = Person.objects.filter(merged_into=absorbed)
    keys = [str(key) for key in followers.values_list("pk", flat=True)]
    followers.update(merged_into=kept)
    return keys


def _move_account(kept: Person, absorbed: Person) -> int | None:
    """A file without an account takes over that of the other, and its messages find their reader."""
    if kept.user_id is not None or absorbed.user_id is None:
        return None
    account = absorbed.user_id
    _hand_over(account, giver=absorbed, taker=kept)
    return account


def _hand_over(account: int, *, giver: Person, taker: Person) -> None:
    for model, is_of in ((Person, "pk"), (Recipient, "person")):
        model._base_manager.filter(**{is_of: giver.pk}).update(user=None)
        model._base_manager.filter(**{is_of: taker.pk}).update(user=account)
    for person in Person.objects.select_related("user", "recipient__user").filter(pk__in=[giver.pk, taker.pk]):
        person.index()
        person.save(update_fields=["mobile_index"])


def _move_sighting(kept: Person, absorbed: Person, values: dict[str, Any]) -> list[Any] | None:
    """That the original was seen belongs to the number; the former marks, when they change."""
    number = values["identity_number"]
    if kept.identity_number == number and (kept.identity_sighted_at or not number):
        return None
    source = absorbed if absorbed.identity_number == number else None
    was, now = _sighting(kept), _sighting(source)
    if was == now:
        return None
    _mark_sighted(kept, *now)
    return was


def _sighting(person: Person | None) -> list[Any]:
    if person is None or person.identity_sighted_at is None:
        return [None, None]
    return [person.identity_sighted_at.isoformat(), person.identity_sighted_by_id]


def _mark_sighted(person: Person, at: str | None, by: int | None) -> None:
    Person.objects.filter(pk=person.pk).update(identity_sighted_at=at, identity_sighted_by_id=by)


def _move_answered(kept: Person, absorbed: Person) -> list[str]:
    """The parts that only the other file had filled in."""
    more = [part for part in absorbed.answered if part not in kept.answered]
    if more:
        Person.objects.filter(pk=kept.pk).update(answered=[*kept.answered, *more])
    return more


def _return_marks(kept: Person, before: dict[str, Any]) -> None:
    row = Person.objects.get(pk=kept.pk)
    if before["answered"]:
        left = [part for part in row.answered if part not in before["answered"]]
        Person.objects.filter(pk=kept.pk).update(answered=left)
    if before["sighted"] is not None:
        _mark_sighted(kept, *before["sighted"])


def _overwrite(kept: Person, values: dict[str, Any], by: User) -> dict[str, list[Any]]:
    """Write the values that stay; for each that changed, what it was and what it became."""
    fresh = Person.objects.select_related("recipient__user", "user").get(pk=kept.pk)
    standing = file_of(fresh)
    was = {name: _plain(standing.value(name)) for name in values}
    keep(fresh, by=by, via=Via.MERGE, **values)
    now = file_of(Person.objects.select_related("recipient__user", "user").get(pk=kept.pk))
    return {name: [was[name], _plain(now.value(name))] for name in was if was[name] != _plain(now.value(name))}


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _read(name: str, value: Any) -> Any:
    return date.fromisoformat(value) if name == "birth_date" and value else value

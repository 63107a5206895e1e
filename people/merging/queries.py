"""What finds two files of one person. It proposes; a colleague decides."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Any
from uuid import UUID

from django.db.models import Exists, Model, OuterRef, QuerySet
from django.db.models.fields import DateTimeField
from django.utils import timezone
from django.utils.functional import Promise

from accounts.models import User
from people.merging.choices import UNITS, Unit
from people.merging.enums import Likeness
from people.merging.journal import MESSAGES, direct
from people.models import BankAccount, Distinct, FileChange, HouseholdMember, Merge, Person
from people.parts import File, file_of
from people.registry import held
from people.rules import kin_of

MOST_ALIKE = 8  # Files that share one value; more are an office, a shop, a camp.
WEIGHTS = {
    Likeness.IDENTITY: 100,
    Likeness.BIRTH: 30,
    Likeness.NAME: 25,
    Likeness.SOUND: 20,
    Likeness.IBAN: 20,
    Likeness.HOUSEHOLD: 15,
    Likeness.MOBILE: 10,
}
NAMES = {Likeness.NAME, Likeness.SOUND}
Key = tuple[UUID, UUID]


@dataclass(frozen=True)
class Pair:
    """Two files that may be of one person, and why; `is_weak`: families share it too."""

    first: Any
    second: Any
    reasons: tuple[Likeness, ...]

    @property
    def weight(self) -> int:
        return sum(WEIGHTS[reason] for reason in self.reasons)

    @property
    def is_weak(self) -> bool:
        return self.weight < WEIGHTS[Likeness.SOUND] + WEIGHTS[Likeness.MOBILE]


@dataclass(frozen=True)
class Compared:
    """One value of two files beside each other."""

    unit: Unit
    differs: bool
    is_open: bool


@dataclass(frozen=True)
class Counted:
    """How many rows of one kind each of two files has."""

    title: str | Promise
    first: int
    second: int


def pairs(user: User) -> list[Pair]:
    """Pairs of keys, the strongest first, in a fixed number of queries however many people there are.

    Left out: pairs that a colleague said to be two people, and files of the user's own kin.
    """
    found: defaultdict[Key, set[Likeness]] = defaultdict(set)
    named: dict[UUID, tuple[str, str]] = {}
    for reason, rows in _sources():
        groups: defaultdict[str, set[UUID]] = defaultdict(set)
        for key, value, skeleton, folded in rows:
            groups[value].add(key)
            named[key] = (skeleton, folded)
        for key in _pairs_within(groups.values()):
            found[key].add(reason)
    hidden = set(Distinct.objects.values_list("first", "second"))
    kin = set(Person.objects.filter(kin_of(user)).values_list("pk", flat=True))
    made = [
        Pair(*key, _reasons(reasons, *(named[each] for each in key)))
        for key, reasons in found.items()
        if key not in hidden and kin.isdisjoint(key)
    ]
    return sorted(filter(_is_worth_showing, made), key=lambda pair: (-pair.weight, pair.first, pair.second))


def with_people(chosen: Iterable[Pair]) -> list[Pair]:
    """The pairs of one page with their files in place of the keys, in two queries."""
    chosen = list(chosen)
    keys = {key for pair in chosen for key in (pair.first, pair.second)}
    people = Person.objects.select_related("recipient", "user").in_bulk(keys)
    return [Pair(people[pair.first], people[pair.second], pair.reasons) for pair in chosen]


def compared(one: Person, other: Person) -> tuple[File, File, list[Compared]]:
    """Two files side by side: what both leave empty is left out."""
    first, second = file_of(one), file_of(other)
    lines = [
        Compared(unit, unit.differs(first, second), unit.is_open(first, second))
        for unit in UNITS
        if not (unit.is_empty(first) and unit.is_empty(second))
    ]
    return first, second, lines


def counted(one: Person, other: Person) -> list[Counted]:
    """What each of the two has beside its fields: a line for each kind of row that would move."""
    lines = [
        Counted(each.title, each.rows(one).count(), each.rows(other).count())
        for each in held()
        if direct(each) and each.model not in (FileChange, Merge, Distinct)
    ]
    return [line for line in lines if line.first or line.second]


def made_since(merge: Merge) -> list[Counted]:
    """What came into the kept file after the merge: undoing leaves it there."""
    lines = []
    for each in held():
        moment = _moment_of(each.model)
        if direct(each) and moment and each.model not in (FileChange, Merge, Distinct):
            rows = each.rows(merge.kept).filter(**{f"{moment}__gt": merge.at})
            told = rows.exclude(template="people/merged") if each.path == MESSAGES else rows
            lines.append(Counted(each.title, told.count(), 0))
    return [line for line in lines if line.first]


def are_two(one: Person, other: Person) -> bool:
    """Whether a colleague said that these are two people."""
    first, second = sorted((one.pk, other.pk))
    return Distinct.objects.filter(first=first, second=second).exists()


def kept_apart(person: Person) -> QuerySet[Distinct]:
    """The pairs of this file that are known to be of two people."""
    return (Distinct.objects.filter(first=person) | Distinct.objects.filter(second=person)).select_related(
        "first", "second", "by"
    )


def _sources() -> Iterator[tuple[Likeness, QuerySet[Any, Any]]]:
    """For each likeness the rows that share a value: (person, value, skeleton, folded name)."""
    people = Person.objects.present()
    for reason, field in ((Likeness.IDENTITY, "identity_index"), (Likeness.MOBILE, "mobile_index")):
        rows = _shared(people.exclude(**{field: ""}), field, "pk")
        yield reason, rows.values_list("pk", field, "name_skeleton", "folded_name")
    born = people.exclude(birth_index="").exclude(name_skeleton="")
    alike = _shared(born, "birth_index", "pk", "name_skeleton")
    yield Likeness.BIRTH, alike.values_list("pk", "birth_index", "name_skeleton", "folded_name")
    for reason, model, field in (
        (Likeness.IBAN, BankAccount, "iban_index"),
        (Likeness.HOUSEHOLD, HouseholdMember, "identity_index"),
    ):
        present = model._default_manager.order_by().filter(person__merged_into__isnull=True).exclude(**{field: ""})
        rows = _shared(present, field, "person")
        yield reason, rows.values_list("person", field, "person__name_skeleton", "person__folded_name")


def _shared(rows: QuerySet[Any], field: str, owner: str, *also: str) -> QuerySet[Any]:
    """The rows whose value another person's row has too; each value has an index of its own."""
    same = {name: OuterRef(name) for name in (field, *also)}
    return rows.filter(Exists(rows.filter(**same).exclude(**{owner: OuterRef(owner)})))


def _pairs_within(groups: Iterable[set[UUID]]) -> Iterator[Key]:
    for group in groups:
        if len(group) <= MOST_ALIKE:
            yield from combinations(sorted(group), 2)


def _reasons(reasons: set[Likeness], one: tuple[str, str], other: tuple[str, str]) -> tuple[Likeness, ...]:
    """The reasons in order of their strength, with what the names add."""
    if one[1] and one[1] == other[1]:
        reasons = reasons | {Likeness.NAME}
    elif one[0] and one[0] == other[0]:
        reasons = reasons | {Likeness.SOUND}
    return tuple(reason for reason in Likeness if reason in reasons)


def _is_worth_showing(pair: Pair) -> bool:
    """A birth date or a bank account without the name is a coincidence or a family; a mobile is worth a look."""
    return bool({Likeness.IDENTITY, Likeness.MOBILE} & set(pair.reasons)) or (
        len(pair.reasons) > 1 and bool(NAMES & set(pair.reasons))
    )


def _moment_of(model: type[Model]) -> str:
    """The field that says when a row of the model came to be, or ""."""
    for field in model._meta.concrete_fields:
        if isinstance(field, DateTimeField) and (field.auto_now_add or field.default is timezone.now):
            return field.name
    return ""

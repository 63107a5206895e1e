"""What a visitor asks of the opportunities; it stands in the address, so that it can be kept and shared."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Protocol
from urllib.parse import urlencode

from django.db.models import TextChoices
from django.utils import timezone
from django.utils.translation import get_language

from saudi import hijri
from services.enums import Spoken
from volunteering.enums import Field, Kind, Mode
from volunteering.models import Shift
from volunteering.models.opportunity import ShiftQuerySet

LONGEST_PLACE = 160
FLAG = "1"


class Weekday(StrEnum):
    """The days of the week in the order in which the association's week runs."""

    SUNDAY = "sun"
    MONDAY = "mon"
    TUESDAY = "tue"
    WEDNESDAY = "wed"
    THURSDAY = "thu"
    FRIDAY = "fri"
    SATURDAY = "sat"

    @property
    def number(self) -> int:
        """As `date.weekday()` counts: Monday is 0."""
        return (list(Weekday).index(self) - 1) % 7

    @property
    def label(self) -> str:
        """The day's name in the active language."""
        tables = hijri.WEEKDAYS
        return tables.get(get_language() or "ar", tables["en"])[self.number]


class Fitting(Protocol):
    """What the filters look at in an opportunity."""

    @property
    def field(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def mode(self) -> str: ...
    @property
    def languages(self) -> list[str]: ...


@dataclass(frozen=True)
class Filters:
    """What is empty asks for anything. Words that are no choice of ours ask for nothing.

    `typed` is what stood in the two fields of days, `wrong` names those that no calendar knows: they are told.
    """

    interest: str = ""
    kind: str = ""
    language: str = ""
    place: str = ""
    weekday: str = ""
    first: date | None = None
    last: date | None = None
    remote: bool = False
    free: bool = False
    typed: Mapping[str, str] = field(default_factory=dict)
    wrong: tuple[str, ...] = ()

    @classmethod
    def read(cls, asked: Mapping[str, str]) -> "Filters":
        """From an address: `interest`, `kind`, `language`, `place`, `day`, `from`, `to`, `remote=1`, `free=1`."""
        typed = {name: asked.get(name, "").strip()[:40] for name in ("from", "to")}
        days, wrong = _days(typed)
        first, last = days["from"], days["to"]
        if first and last and last < first:
            first, last = last, first
        return cls(
            interest=_known(asked.get("interest", ""), Field),
            kind=_known(asked.get("kind", ""), Kind),
            language=_known(asked.get("language", ""), Spoken),
            place=asked.get("place", "").replace("\x00", "")[:LONGEST_PLACE].strip(),
            weekday=asked.get("day", "") if asked.get("day", "") in list(Weekday) else "",
            first=first,
            last=last,
            remote=asked.get("remote", "") == FLAG,
            free=asked.get("free", "") == FLAG,
            typed=typed,
            wrong=wrong,
        )

    @property
    def any(self) -> bool:
        return bool(self.query)

    @property
    def has_more(self) -> bool:
        """Whether something is asked for that stands in the folded part of the form."""
        return bool(self.place or self.kind or self.first or self.last or self.wrong)

    @property
    def asks_for_a_shift(self) -> bool:
        """Whether an opportunity without a fitting shift is of no use."""
        return bool(self.weekday or self.first or self.last or self.free or self.place)

    @property
    def query(self) -> str:
        """The same filters as a query string."""
        given = {
            "interest": self.interest,
            "kind": self.kind,
            "language": self.language,
            "place": self.place,
            "day": self.weekday,
            "from": self.first.isoformat() if self.first else "",
            "to": self.last.isoformat() if self.last else "",
            "remote": FLAG if self.remote else "",
            "free": FLAG if self.free else "",
        }
        return urlencode({name: value for name, value in given.items() if value})

    def on(self, day: date) -> "Filters":
        """The same on one day alone."""
        return replace(self, first=day, last=day, weekday="")

    def fit(self, row: "Fitting") -> bool:
        """Whether an opportunity is what is asked for, apart from its hours and places."""
        return (
            self.interest in ("", row.field)
            and self.kind in ("", row.kind)
            and (not self.language or self.language in row.languages)
            and (not self.remote or row.mode == Mode.REMOTE)
        )

    def shifts(self) -> ShiftQuerySet:
        """The coming shifts at the times that are asked for, counted."""
        found: ShiftQuerySet = Shift.objects.coming().counted()
        if self.weekday:
            found = found.filter(starts_at__iso_week_day=Weekday(self.weekday).number + 1)
        if self.first:
            found = found.filter(starts_at__gte=_midnight(self.first))
        if self.last:
            found = found.filter(starts_at__lt=_midnight(self.last + timedelta(days=1)))
        return found.with_room() if self.free else found


def _known(value: str, choices: type[TextChoices]) -> str:
    return value if value in choices.values else ""


def _days(typed: Mapping[str, str]) -> tuple[dict[str, date | None], tuple[str, ...]]:
    """The days that were typed, in either calendar, and the names of those that are none."""
    days: dict[str, date | None] = dict.fromkeys(typed)
    wrong = []
    for name, words in typed.items():
        try:
            days[name] = _known_day(words) if words else None
        except hijri.InvalidDate:
            wrong.append(name)
    return days, tuple(wrong)


def _known_day(words: str) -> date:
    """A day that both calendars know: no other can be one of a shift. Raises InvalidDate."""
    day = hijri.parse(words)
    hijri.to_hijri(day)
    return day


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))

"""The approval line: meeting, dates in both calendars, and a proposal for a damaged date.

A part of a date is legible when it has the digits and the range that its place asks for; anything else says nothing.
Every day of the calendar is then held against the legible parts of both dates and the year named elsewhere in the
line. Exactly one day left is a proposal, for an editor to confirm (R44); none or several is none.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from policies.importer.layout import Block
from policies.importer.report import Report, Rule
from saudi.digits import to_western
from saudi.folding import fold
from saudi.hijri import GREGORIAN_MONTHS, HIJRI_MONTHS, HijriDate, to_gregorian, to_hijri

FIRST_HIJRI, LAST_HIJRI = 1380, 1500
FIRST_GREGORIAN, LAST_GREGORIAN = 1960, 2077
DATE = re.compile(
    r"(?<![0-9/])([0-9]{1,4})\s*[/\\-]\s*([0-9]{1,4})\s*[/\\-]\s*([0-9]{1,5})(?![0-9/])\s*((?:ه|م)(?![\u0621-\u064A]))?"
)
YEAR = re.compile(r"(?<![0-9/])(1[34][0-9]{2}|19[0-9]{2}|20[0-9]{2})(?![0-9/])")
BRACKETED = re.compile(r"[(（]\s*([0-9]{1,4})\s*[)）]")
NUMBER = re.compile(r"(?<![0-9/])([0-9]{1,3})(?![0-9/])")


@dataclass(frozen=True)
class Parts:
    """The legible parts of a date as scanned; None where a part says nothing."""

    year: int | None
    month: int | None
    day: int | None

    @property
    def whole(self) -> bool:
        return None not in (self.year, self.month, self.day)

    def fit(self, year: int, month: int, day: int) -> bool:
        return self.year in (None, year) and self.month in (None, month) and self.day in (None, day)


@dataclass
class Approval:
    """What the approval line says. `approved_on` is read from two whole dates that agree, or proposed."""

    text: str
    line: int
    meeting: int | None = None
    year: int | None = None
    approved_on: date | None = None
    proposed: bool = False
    supersedes: str = ""
    heading: str = ""


def plain(text: str) -> str:
    """The line with Western digits, folded letters, and month names between numbers written as numbers."""
    text = to_western(fold(text))
    for names in (HIJRI_MONTHS["ar"], GREGORIAN_MONTHS["ar"]):
        for number, name in enumerate(names, start=1):
            text = re.sub(
                rf"(?<![0-9])([0-9]{{1,4}}) {{1,3}}{re.escape(fold(name))} {{1,3}}([0-9]{{1,4}})(?![0-9])",
                rf"\1/{number}/\2",
                text,
            )
    return text


def is_approval(text: str) -> bool:
    """Whether a paragraph carries a date in each calendar, or at least one date and a bracketed number."""
    found = plain(text)
    dates = DATE.findall(found)
    return len(dates) >= 2 or (len(dates) == 1 and BRACKETED.search(found) is not None)


def approval_of(block: Block, report: Report, until: date | None = None) -> Approval:
    """Read the approval line; `until` is the last day that can have been meant."""
    text = plain(block.text)
    hijri, gregorian = _dates(text)
    rest = DATE.sub(" ", text)
    years = {int(year) for year in YEAR.findall(rest)}
    approval = Approval(block.text, block.line, _meeting(YEAR.sub(" ", rest)), _gregorian_year(years))
    days = list(fitting(hijri, gregorian, years, until)) if hijri or gregorian else []
    if len(days) == 1:
        approval.approved_on = days[0]
        approval.proposed = not (hijri and gregorian and hijri.whole and gregorian.whole)
    _say(approval, text, len(days), report)
    return approval


def _say(approval: Approval, text: str, count: int, report: Report) -> None:
    scanned = " · ".join(f"{first}/{second}/{third}" for first, second, third, _ in DATE.findall(text))
    if approval.approved_on is None:
        report.doubt(Rule.DATE, approval.line, scanned, str(count))
        return
    found = f"{slashed(to_hijri(approval.approved_on))} · {approval.approved_on:%Y-%m-%d}"
    if approval.proposed:
        report.doubt(Rule.DATE, approval.line, scanned, found)


def slashed(day: HijriDate) -> str:
    """A Hijri date as 14/05/1445."""
    return f"{day.day:02}/{day.month:02}/{day.year}"


def _meeting(rest: str) -> int | None:
    found = BRACKETED.search(rest) or NUMBER.search(rest)
    return int(found[1]) if found else None


def _gregorian_year(years: set[int]) -> int | None:
    known = [year for year in years if year >= FIRST_GREGORIAN]
    return known[0] if len(known) == 1 else None


def _dates(text: str) -> tuple[Parts | None, Parts | None]:
    """The first Hijri and the first Gregorian date of the line, told by era mark or by the year."""
    hijri = gregorian = None
    for first, second, third, era in DATE.findall(text):
        year, day = (first, third) if len(first) > 2 else (third, first)
        if era == "ه" or (not era and len(year) == 4 and int(year) < 1700):
            hijri = hijri or _parts(year, second, day, FIRST_HIJRI, LAST_HIJRI, 30)
        elif era == "م" or len(year) == 4:
            gregorian = gregorian or _parts(year, second, day, FIRST_GREGORIAN, LAST_GREGORIAN, 31)
    return hijri, gregorian


def _parts(year: str, month: str, day: str, first: int, last: int, days: int) -> Parts:
    return Parts(
        int(year) if len(year) == 4 and first <= int(year) <= last else None,
        int(month) if len(month) <= 2 and 1 <= int(month) <= 12 else None,
        int(day) if len(day) <= 2 and 1 <= int(day) <= days else None,
    )


def fitting(hijri: Parts | None, gregorian: Parts | None, years: set[int], until: date | None = None) -> Iterator[date]:
    """Every day that fits the legible parts in both calendars and each year named elsewhere in the line."""
    for day in _candidates(hijri, gregorian, years):
        other = to_hijri(day)
        named = all(year == (day.year if year >= FIRST_GREGORIAN else other.year) for year in years)
        fits_hijri = hijri is None or hijri.fit(other.year, other.month, other.day)
        fits_gregorian = gregorian is None or gregorian.fit(day.year, day.month, day.day)
        if named and fits_hijri and fits_gregorian and (until is None or day <= until):
            yield day


def _candidates(hijri: Parts | None, gregorian: Parts | None, years: set[int]) -> Iterator[date]:
    """The days worth asking: those of the known year, else all that the calendars share."""
    exact = next((year for year in years if year >= FIRST_GREGORIAN), None)
    exact = exact or (gregorian.year if gregorian else None)
    if exact is None and hijri and hijri.year:
        start = to_gregorian(hijri.year, 1, 1)
        yield from (start + timedelta(days=offset) for offset in range(355))
        return
    day, end = date(exact or FIRST_GREGORIAN, 1, 1), date(exact or LAST_GREGORIAN - 1, 12, 31)
    while day <= end:
        if gregorian is None or (gregorian.day in (None, day.day) and gregorian.month in (None, day.month)):
            yield day
        day += timedelta(days=1)

"""Umm al-Qura dates beside Gregorian ones, in both directions and in words.

The calendar is known for 1343 to 1500 Hijri (1924-08-01 to 2077-11-16).
"""

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

from hijridate import Gregorian, Hijri

from .digits import strip_marks, to_western

Reason = Literal["empty", "shape", "no_such_day", "out_of_range"]

HIJRI_MONTHS: dict[str, tuple[str, ...]] = {
    "ar": (
        "محرم",
        "صفر",
        "ربيع الأول",
        "ربيع الآخر",
        "جمادى الأولى",
        "جمادى الآخرة",
        "رجب",
        "شعبان",
        "رمضان",
        "شوال",
        "ذو القعدة",
        "ذو الحجة",
    ),
    "en": (
        "Muharram",
        "Safar",
        "Rabi al-Awwal",
        "Rabi al-Thani",
        "Jumada al-Ula",
        "Jumada al-Akhirah",
        "Rajab",
        "Shaban",
        "Ramadan",
        "Shawwal",
        "Dhu al-Qadah",
        "Dhu al-Hijjah",
    ),
    "ur": (
        "محرم",
        "صفر",
        "ربیع الاول",
        "ربیع الثانی",
        "جمادی الاولیٰ",
        "جمادی الثانیہ",
        "رجب",
        "شعبان",
        "رمضان",
        "شوال",
        "ذوالقعدہ",
        "ذوالحجہ",
    ),
    "bn": (
        "মহররম",
        "সফর",
        "রবিউল আউয়াল",
        "রবিউস সানি",
        "জমাদিউল আউয়াল",
        "জমাদিউস সানি",
        "রজব",
        "শাবান",
        "রমজান",
        "শাওয়াল",
        "জিলকদ",
        "জিলহজ",
    ),
}

GREGORIAN_MONTHS: dict[str, tuple[str, ...]] = {
    "ar": (
        "يناير",
        "فبراير",
        "مارس",
        "أبريل",
        "مايو",
        "يونيو",
        "يوليو",
        "أغسطس",
        "سبتمبر",
        "أكتوبر",
        "نوفمبر",
        "ديسمبر",
    ),
    "en": (
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ),
    "ur": ("جنوری", "فروری", "مارچ", "اپریل", "مئی", "جون", "جولائی", "اگست", "ستمبر", "اکتوبر", "نومبر", "دسمبر"),
    "bn": (
        "জানুয়ারি",
        "ফেব্রুয়ারি",
        "মার্চ",
        "এপ্রিল",
        "মে",
        "জুন",
        "জুলাই",
        "আগস্ট",
        "সেপ্টেম্বর",
        "অক্টোবর",
        "নভেম্বর",
        "ডিসেম্বর",
    ),
}

# Monday first, as date.weekday() counts.
WEEKDAYS: dict[str, tuple[str, ...]] = {
    "ar": ("الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    "ur": ("پیر", "منگل", "بدھ", "جمعرات", "جمعہ", "ہفتہ", "اتوار"),
    "bn": ("সোমবার", "মঙ্গলবার", "বুধবার", "বৃহস্পতিবার", "শুক্রবার", "শনিবার", "রবিবার"),
}

_ERAS = {"ar": ("هـ", ""), "en": (" AH", ""), "ur": ("ھ", "ء"), "bn": (" হিজরি", "")}
_FIRST_GREGORIAN_YEAR = 1700  # a smaller year can only be a Hijri one

_SEPARATOR = r"\s*[/\\\-‐‑‒–—−.،؍\s]\s*"
_DAY_FIRST = re.compile(rf"([0-9]{{1,2}}){_SEPARATOR}([0-9]{{1,2}}){_SEPARATOR}([0-9]{{4}})")
_YEAR_FIRST = re.compile(rf"([0-9]{{4}}){_SEPARATOR}([0-9]{{1,2}}){_SEPARATOR}([0-9]{{1,2}})")
_ERA_MARK = re.compile(r"\s*(هـ|ه|ھ|م|ء)\.?$")
_LONGEST_INPUT = 40
_IN_A_DATE = re.compile(
    r"(?<=[^·\s]) (?=[^0-9])|(?<=[^·\s\d]) (?=[0-9]{4})"
)  # spaces of a date, not that after its weekday
NO_BREAK, JOINER = "\u00a0", "\u2060"  # neither lets a line end


class InvalidDate(ValueError):
    """A text or a triple that is no date; `reason` says why."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason)
        self.reason: Reason = reason


@dataclass(frozen=True, order=True)
class HijriDate:
    """A day of the Umm al-Qura calendar; months count from 1."""

    year: int
    month: int
    day: int

    def __str__(self) -> str:
        return f"{self.year:04}-{self.month:02}-{self.day:02}"


def to_hijri(day: date) -> HijriDate:
    """The Hijri date of a Gregorian day. Raises `InvalidDate` outside the known range."""
    try:
        found = Gregorian(day.year, day.month, day.day).to_hijri()
    except (ValueError, OverflowError):
        raise InvalidDate("out_of_range") from None
    return HijriDate(found.year, found.month, found.day)


def to_gregorian(year: int, month: int, day: int) -> date:
    """The Gregorian day of a Hijri date. Raises `InvalidDate` for a day that the calendar does not have."""
    if not 1343 <= year <= 1500:
        raise InvalidDate("out_of_range")
    try:
        found = Hijri(year, month, day).to_gregorian()
    except (ValueError, OverflowError):
        raise InvalidDate("no_such_day") from None
    return date(found.year, found.month, found.day)


def parse(text: str) -> date:
    """The day that a text names, in either calendar and any digits: `d/m/y` or `y-m-d`, four-digit year.

    A year below 1700 is Hijri. Raises `InvalidDate` and nothing else.
    """
    plain = to_western(strip_marks(text)).strip()
    if not plain:
        raise InvalidDate("empty")
    if len(plain) > _LONGEST_INPUT:
        raise InvalidDate("shape")
    year, month, day = _parts(_ERA_MARK.sub("", plain))
    _check_era(plain, year)
    return to_gregorian(year, month, day) if year < _FIRST_GREGORIAN_YEAR else _gregorian(year, month, day)


def _parts(text: str) -> tuple[int, int, int]:
    if found := _DAY_FIRST.fullmatch(text):
        return int(found[3]), int(found[2]), int(found[1])
    if found := _YEAR_FIRST.fullmatch(text):
        return int(found[1]), int(found[2]), int(found[3])
    raise InvalidDate("shape")


def _check_era(text: str, year: int) -> None:
    """A date marked «م» with a Hijri year, or the reverse, contradicts itself: never guess."""
    mark = _ERA_MARK.search(text)
    if mark and (mark[1] in ("م", "ء")) != (year >= _FIRST_GREGORIAN_YEAR):
        raise InvalidDate("shape")


def _gregorian(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise InvalidDate("no_such_day") from None


def both(day: date, language: str = "ar") -> str:
    """The weekday and both dates: «الخميس 8 رجب 1448هـ · 17 ديسمبر 2026». Only Gregorian outside the known range."""
    return f"{weekday(day, language)} {both_short(day, language)}"


def unbroken(dates: str) -> str:
    """Each calendar's date on one line, "al-Akhirah" too; the line may end after a weekday and between the two."""
    kept = _IN_A_DATE.sub(NO_BREAK, dates.replace(" · ", f"{NO_BREAK}· "))
    return kept.replace("-", f"-{JOINER}")


def weekday(day: date, language: str = "ar") -> str:
    """The name of the day of the week."""
    return WEEKDAYS[_known(language)][day.weekday()]


def both_short(day: date, language: str = "ar") -> str:
    """Both dates without the weekday: «8 رجب 1448هـ · 17 ديسمبر 2026»."""
    language = _known(language)
    era_hijri, era_gregorian = _ERAS[language]
    gregorian = f"{day.day} {GREGORIAN_MONTHS[language][day.month - 1]} {day.year}{era_gregorian}"
    try:
        hijri = to_hijri(day)
    except InvalidDate:
        return gregorian
    return f"{hijri.day} {HIJRI_MONTHS[language][hijri.month - 1]} {hijri.year}{era_hijri} · {gregorian}"


def hijri_month(year: int, month: int, language: str = "ar") -> str:
    """A month in words: «رمضان 1448هـ»."""
    language = _known(language)
    return f"{HIJRI_MONTHS[language][month - 1]} {year}{_ERAS[language][0]}"


def gregorian_month(year: int, month: int, language: str = "ar") -> str:
    """A month in words: «ديسمبر 2026»."""
    language = _known(language)
    return f"{GREGORIAN_MONTHS[language][month - 1]} {year}{_ERAS[language][1]}"


def _known(language: str) -> str:
    """The table to use: the language's own, English where we have none."""
    base = language.replace("_", "-").split("-")[0].lower()
    return base if base in HIJRI_MONTHS else "en"

from contextlib import suppress
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saudi.hijri import HijriDate, InvalidDate, both, both_short, parse, to_gregorian, to_hijri

FIRST, LAST = date(1924, 8, 1), date(2077, 11, 16)


def test_the_approval_date():
    assert to_gregorian(1445, 5, 14) == date(2023, 11, 28)
    assert to_hijri(date(2023, 11, 28)) == HijriDate(1445, 5, 14)
    assert both(date(2023, 11, 28)) == "الثلاثاء 14 جمادى الأولى 1445هـ · 28 نوفمبر 2023"


@given(st.dates(FIRST, LAST))
def test_round_trip_over_the_whole_range(day):
    hijri = to_hijri(day)
    assert to_gregorian(hijri.year, hijri.month, hijri.day) == day
    assert parse(f"{hijri.day}/{hijri.month}/{hijri.year}هـ") == day
    assert parse(str(hijri)) == day
    assert parse(day.isoformat()) == day
    assert parse(f"{day.day} / {day.month} / {day.year} م") == day


@pytest.mark.parametrize(
    "typed",
    [
        "١٤/٠٥/١٤٤٥هـ",
        "14-5-1445",
        "۱۴۴۵/۵/۱۴",
        "1445-05-14",
        "14 5 1445 ه",
        "٢٨/١١/٢٠٢٣م",
        "\u200f2023.11.28\u202c",
        "28؍11؍2023",
    ],
)
def test_either_calendar_any_digits(typed):
    assert parse(typed) == date(2023, 11, 28)


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("", "empty"),
        ("\x00 \u200f", "empty"),
        ("غدًا", "shape"),
        ("14/05/45", "shape"),
        ("14/50/544", "shape"),
        ("9" * 10000, "shape"),
        ("1/1/" + "9" * 5000, "shape"),
        ("²/1/1445", "shape"),
        ("14/13/1445", "no_such_day"),
        ("31/5/1445", "no_such_day"),
        ("0/5/1445", "no_such_day"),
        ("30/2/2023", "no_such_day"),
        ("1/1/1300", "out_of_range"),
        ("1/1/1501", "out_of_range"),
        ("1/1/0000", "out_of_range"),
        ("14/05/1445م", "shape"),
        ("28/11/2023هـ", "shape"),
    ],
)
def test_each_refusal_has_its_reason(typed, reason):
    with pytest.raises(InvalidDate) as refused:
        parse(typed)
    assert refused.value.reason == reason


@given(st.one_of(st.text(), st.text(alphabet="0123456789٠١٢٣٤٥٦٧٨٩/-. هم\x00\u200f")))
def test_nothing_but_invalid_date_is_raised(text):
    with suppress(InvalidDate):
        assert isinstance(parse(text), date)


def test_outside_the_known_range():
    for day in (FIRST - timedelta(days=1), LAST + timedelta(days=1), date.min, date.max):
        with pytest.raises(InvalidDate) as refused:
            to_hijri(day)
        assert refused.value.reason == "out_of_range"
    assert both(date(1900, 1, 1)) == "الاثنين 1 يناير 1900"
    assert both_short(date(1900, 1, 1), "en") == "1 January 1900"


def test_in_words():
    day = date(2026, 12, 17)
    assert both(day) == "الخميس 8 رجب 1448هـ · 17 ديسمبر 2026"
    assert both(day, "en") == both(day, "en-gb") == "Thursday 8 Rajab 1448 AH · 17 December 2026"
    assert both(day, "ur") == "جمعرات 8 رجب 1448ھ · 17 دسمبر 2026ء"
    assert both(day, "bn") == "বৃহস্পতিবার 8 রজব 1448 হিজরি · 17 ডিসেম্বর 2026"
    assert both(day, "fr") == both(day, "en")
    assert both_short(day) == "8 رجب 1448هـ · 17 ديسمبر 2026"
    assert both(datetime(2026, 12, 17, 23, 59)) == both(day)


@given(st.dates())
def test_words_for_any_day(day):
    for language in ("ar", "en", "ur", "bn"):
        assert both(day, language).endswith(both_short(day, language))
        assert both(day, language).isprintable()

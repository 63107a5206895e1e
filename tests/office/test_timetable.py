"""Special hours, the coming week and feasts."""

from datetime import date, datetime, time, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from office import queries
from office.models import Holiday, OfficeSettings, SpecialHours
from office.timetable import Hours, Span, Timetable

FIRST, LAST = date(2026, 2, 18), date(2026, 3, 18)  # Ramadan 1447
DAYS = st.dates(date(2026, 1, 1), date(2026, 6, 30))
CLOCK = st.times()


@st.composite
def timetables(draw):
    def hours(name=""):
        opening, closing = sorted(draw(st.lists(CLOCK, min_size=2, max_size=2, unique=True)))
        return Hours(opening, closing, name)

    first = draw(DAYS)
    return Timetable(
        ordinary=hours(),
        rest=dict.fromkeys(draw(st.lists(DAYS, max_size=30)), "عيد"),
        spans=(Span(first, first + timedelta(days=draw(st.integers(0, 40))), hours("رمضان")),),
    )


@given(timetables(), st.datetimes(datetime(2026, 1, 1), datetime(2026, 6, 30)))
def test_shut_doors_open_next_at_a_moment_at_which_they_are_open(table, now):
    if table.is_open(now):
        hours = table.hours_on(now.date())
        assert hours.opening <= now.time() < hours.closing and now.date() not in table.rest
        return
    day, hours = table.next_opening(now)
    opening = datetime.combine(day, hours.opening)
    assert opening > now and table.is_open(opening)
    # Nothing opens earlier on any day in between.
    between = [now.date() + timedelta(days=passed) for passed in range((day - now.date()).days)]
    assert not any((found := table.hours_on(each)) and datetime.combine(each, found.opening) > now for each in between)


@given(timetables(), DAYS)
def test_special_hours_hold_from_the_first_to_the_last_day_and_never_at_rest(table, day):
    hours, span = table.hours_on(day), table.spans[0]
    if day.weekday() in (4, 5) or day in table.rest:
        assert hours is None
    else:
        assert hours == (span.hours if span.first <= day <= span.last else table.ordinary)


@pytest.fixture
def ramadan(db):
    OfficeSettings.objects.create(opening_time=time(8), closing_time=time(14, 30))
    return SpecialHours.objects.create(
        name="رمضان", first_day=FIRST, last_day=LAST, opening_time=time(10), closing_time=time(15)
    )


def test_the_sentence_and_deadlines_follow_special_hours(ramadan):
    with translation.override("en"):
        assert queries.opening_sentence(datetime(2026, 3, 17, 9)) == "Closed now. We open today at 10:00 AM."
        assert queries.opening_sentence(datetime(2026, 3, 17, 14, 45)) == "Open now until 3:00 PM."
        assert queries.opening_sentence(datetime(2026, 3, 18, 16)) == "Closed now. We open tomorrow at 8:00 AM."
    # 14:45 is before the closing in Ramadan and after it on another day.
    assert queries.deadline(datetime(2026, 3, 17, 14, 45), 1) == date(2026, 3, 18)
    assert queries.deadline(datetime(2026, 4, 14, 14, 45), 1) == date(2026, 4, 16)


def test_a_holiday_is_named_in_the_readers_language_or_not_at_all(ramadan):
    Holiday.objects.create(day=date(2026, 4, 14), name="إجازة الفرع")
    Holiday.objects.create(day=date(2026, 9, 23), name="اليوم الوطني", occasion="national_day")
    with translation.override("en"):
        assert queries.opening_sentence(datetime(2026, 4, 14, 9)).startswith("Closed for a holiday.")
        assert queries.opening_sentence(datetime(2026, 9, 23, 9)).startswith("Closed for National Day.")
    with translation.override("ar"):
        assert queries.opening_sentence(datetime(2026, 4, 14, 9)).startswith("مغلق لمناسبة إجازة الفرع.")


def test_special_hours_that_contradict_are_refused(ramadan):
    given = {"name": "x", "opening_time": time(9), "closing_time": time(12)}
    with pytest.raises(ValidationError):
        SpecialHours(first_day=LAST, last_day=LAST + timedelta(days=3), **given).full_clean()
    with pytest.raises(ValidationError):
        SpecialHours(first_day=date(2026, 5, 2), last_day=date(2026, 5, 1), **given).full_clean()
    with pytest.raises(ValidationError):
        SpecialHours(
            name="x", first_day=FIRST - timedelta(days=9), last_day=FIRST - timedelta(days=8),
            opening_time=time(12), closing_time=time(9),
        ).full_clean()  # fmt: skip
    ramadan.full_clean()  # It does not contradict itself.


def test_the_week_and_the_feasts_of_the_contact_page(ramadan, django_assert_num_queries):
    Holiday.objects.bulk_create(
        Holiday(day=date(2026, 3, day), name="عيد الفطر", occasion="eid_al_fitr") for day in range(19, 23)
    )
    Holiday.objects.create(day=date(2026, 9, 23), name="اليوم الوطني", occasion="national_day")
    now = datetime(2026, 3, 17, 9)
    with translation.override("en"), django_assert_num_queries(2):
        table = queries.timetable(OfficeSettings(opening_time=time(8), closing_time=time(14, 30)), now.date())
        week, known = queries.week(now, table), queries.coming_holidays(now, table)
    assert [day.hours for day in week] == ["10:00 AM to 3:00 PM"] * 2 + [""] * 4 + ["8:00 AM to 2:30 PM"]
    assert week[2].occasion == "Eid al-Fitr"
    with translation.override("en"), django_assert_num_queries(1):
        feasts = queries.coming_holidays(now, None)
    assert feasts == known
    assert [(each.name, each.first.day, each.last.day) for each in feasts] == [
        ("Eid al-Fitr", 19, 22),
        ("National Day", 23, 23),
    ]


def test_without_hours_there_is_no_week(db, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert queries.week(datetime(2026, 3, 17, 9), queries.timetable(OfficeSettings(), FIRST)) == []

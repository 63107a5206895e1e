"""From a pattern to shifts, and a season on the same Hijri days of another year."""

from datetime import date, datetime, time, timedelta

import pytest
import time_machine
from django.utils import timezone

from office.models import Holiday
from saudi.hijri import InvalidDate, to_gregorian, to_hijri
from tests.volunteering.volunteers import make_opportunity, make_shift
from volunteering.scheduling.plans import (
    Pattern,
    checked,
    days_between,
    length_of_month,
    moments,
    parse_month,
    repeat,
    same_day,
)

IFTAR = (time(17), time(19, 30))
NOW = datetime(2026, 11, 29, 9, tzinfo=timezone.get_default_timezone())


@pytest.fixture(autouse=True)
def now():
    with time_machine.travel(NOW):
        yield


def test_hours_past_midnight_end_on_the_next_day():
    starts_at, ends_at = moments(date(2027, 2, 10), (time(21), time(1)))
    assert (ends_at - starts_at) == timedelta(hours=4)
    assert timezone.localtime(ends_at).date() == date(2027, 2, 11)


def test_only_the_chosen_weekdays_of_a_time():
    days = days_between(date(2027, 1, 3), date(2027, 1, 16), {6, 1})
    assert [day.isoformat() for day in days] == ["2027-01-03", "2027-01-05", "2027-01-10", "2027-01-12"]


def test_a_hijri_month_has_29_days_or_30():
    lengths = {length_of_month(1448, month) for month in range(1, 13)}
    assert lengths == {29, 30}
    assert sum(length_of_month(1448, month) for month in range(1, 13)) in (354, 355)
    with pytest.raises(InvalidDate):
        length_of_month(1448, 13)


def test_the_thirtieth_of_a_month_of_29_days_is_no_day_of_that_year():
    long = next(year for year in range(1440, 1460) if length_of_month(year, 9) == 30)
    short = next(year for year in range(1440, 1460) if length_of_month(year, 9) == 29)
    assert same_day(to_gregorian(long, 9, 30), short) is None
    assert to_hijri(same_day(to_gregorian(long, 9, 29), short)).day == 29


@pytest.mark.django_db
def test_a_season_goes_to_the_same_hijri_days_with_its_hours_and_places():
    opportunity = make_opportunity()
    first = moments(to_gregorian(1447, 9, 1), IFTAR)[0]
    shift = make_shift(opportunity, starts=first, hours=2.5, capacity=9, place="الساحة", note="احضر مبكرًا")
    (planned,) = repeat([shift], by_years=1).plan
    assert to_hijri(timezone.localdate(planned.starts_at)).year == 1448
    assert (to_hijri(timezone.localdate(planned.starts_at)).month, planned.capacity) == (9, 9)
    assert timezone.localtime(planned.starts_at).time() == time(17)
    assert (planned.ends_at - planned.starts_at, planned.place, planned.note) == (
        timedelta(hours=2.5),
        "الساحة",
        "احضر مبكرًا",
    )
    assert planned.source == shift.pk


@pytest.mark.django_db
def test_a_lost_thirtieth_and_a_new_one_are_told():
    opportunity = make_opportunity()
    pairs = [(year, length_of_month(year, 9), length_of_month(year + 1, 9)) for year in range(1440, 1465)]
    shrinks = next(year for year, now, then in pairs if (now, then) == (30, 29))
    grows = next(year for year, now, then in pairs if (now, then) == (29, 30))
    lost = make_shift(opportunity, starts=moments(to_gregorian(shrinks, 9, 30), IFTAR)[0])
    last = make_shift(opportunity, starts=moments(to_gregorian(grows, 9, 29), IFTAR)[0])
    assert repeat([lost], by_years=1).lost == [lost]
    assert repeat([lost], by_years=1).plan == []
    assert repeat([last], by_years=1).longer == [to_gregorian(grows + 1, 9, 30)]


@pytest.mark.django_db
def test_what_stands_in_the_way_is_said_and_only_the_own_shift_and_the_past_stop(django_assert_num_queries):
    opportunity, other = make_opportunity(), make_opportunity("packing", title="تعبئة السلال")
    days = [date(2026, 11, 28), date(2027, 1, 4), date(2027, 1, 5), date(2027, 1, 6)]
    Holiday.objects.create(day=date(2027, 1, 6), name="إجازة")
    make_shift(opportunity, starts=moments(days[1], IFTAR)[0])
    make_shift(other, starts=moments(days[2], IFTAR)[0])
    with django_assert_num_queries(2):
        past, met, beside, rest = checked(opportunity, Pattern(days, [IFTAR], capacity=4).shifts())
    assert past.is_past and not past.is_free
    assert met.met and not met.is_free
    assert beside.beside.opportunity == other and beside.is_free
    assert rest.is_rest and rest.is_free


@pytest.mark.django_db
def test_a_shift_at_another_place_is_in_nobodys_way():
    opportunity = make_opportunity()
    make_shift(opportunity, starts=moments(date(2027, 1, 4), IFTAR)[0], place="المستودع")
    (planned,) = checked(opportunity, Pattern([date(2027, 1, 4)], [IFTAR], capacity=4).shifts())
    assert planned.is_free and planned.beside is None


def test_a_month_is_read_and_nothing_else():
    assert parse_month("2027-02") == date(2027, 2, 1)
    for text in ("", "2027-13", "x", "2027-02-05"):
        with pytest.raises(InvalidDate):
            parse_month(text)

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from django.test import RequestFactory
from django.utils import translation

from office import queries
from office.models import Branch, Holiday, OfficeSettings

pytestmark = pytest.mark.django_db
RIYADH = ZoneInfo("Asia/Riyadh")
TUESDAY = date(2026, 3, 17)


@pytest.fixture
def feast():
    Holiday.objects.bulk_create(
        Holiday(day=date(2026, 3, day), name="عيد الفطر", occasion="eid_al_fitr") for day in range(19, 23)
    )


@pytest.fixture
def hours():
    return OfficeSettings.objects.create(opening_time=time(8), closing_time=time(14, 30))


def moment(day, hour, minute=0):
    return datetime(2026, 3, day, hour, minute, tzinfo=RIYADH)


def test_a_deadline_moves_with_the_table(feast, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert queries.deadline(TUESDAY, 5) == date(2026, 3, 26)
    Holiday.objects.create(day=date(2026, 3, 23), name="عيد الفطر")
    Holiday.objects.create(day=date(2026, 3, 24), name="عيد الفطر")
    assert queries.deadline(TUESDAY, 5) == date(2026, 3, 30)
    assert date(2026, 3, 24) in queries.holidays()


def test_what_comes_at_rest_counts_as_the_next_working_days(feast, hours, django_assert_num_queries):
    monday = date(2026, 3, 23)
    assert queries.deadline(date(2026, 3, 20), 1) == queries.deadline(monday, 1) == date(2026, 3, 24)
    with django_assert_num_queries(3):
        assert queries.deadline(moment(17, 14, 29), 1) == date(2026, 3, 18)
    assert queries.deadline(moment(17, 14, 30), 1) == monday
    assert queries.deadline(moment(20, 20), 1) == date(2026, 3, 24)
    # 22:00 UTC on Monday is already Tuesday in Yanbu, before the doors open.
    assert queries.deadline(datetime(2026, 3, 16, 22, tzinfo=UTC), 1) == date(2026, 3, 18)


def test_without_hours_the_day_alone_decides():
    assert queries.deadline(moment(17, 23), 1) == date(2026, 3, 18)


def test_calendar_deadlines_roll(feast):
    assert queries.roll(TUESDAY) == TUESDAY
    assert queries.roll(date(2026, 3, 19)) == date(2026, 3, 23)


def test_the_two_weeks_as_the_shortest_and_the_longest_wait(feast):
    window = queries.decision_window(date(2026, 3, 5))
    assert (window.expected_from, window.due) == (date(2026, 3, 23), date(2026, 4, 5))
    window = queries.decision_window(date(2026, 3, 5), OfficeSettings(two_week_reading="maximum"))
    assert (window.expected_from, window.due) == (date(2026, 3, 5), date(2026, 3, 23))


def test_settings_are_read_without_being_written(django_assert_num_queries):
    with django_assert_num_queries(1):
        assert queries.settings().min_days == 14
    assert not OfficeSettings.objects.exists()


def test_settings_are_read_once_a_request(hours, django_assert_num_queries):
    request = RequestFactory().get("/")
    with django_assert_num_queries(1):
        assert queries.settings(request) == queries.settings(request) == hours


def test_branches_in_one_query(django_assert_num_queries):
    Branch.objects.bulk_create(Branch(name=name, area="حي", is_active=name != "ج") for name in "بجأ")
    with django_assert_num_queries(1):
        assert [branch.name for branch in queries.branches()] == ["أ", "ب"]


@pytest.mark.parametrize(
    ("day", "hour", "minute", "opened", "sentence"),
    [
        (17, 8, 0, True, "Open now until 2:30 PM."),
        (17, 14, 29, True, "Open now until 2:30 PM."),
        (17, 7, 59, False, "Closed now. We open today at 8:00 AM."),
        (17, 14, 30, False, "Closed now. We open tomorrow at 8:00 AM."),
        (19, 9, 0, False, "Closed for Eid al-Fitr. We open on Monday at 8:00 AM."),
        (20, 9, 0, False, "Closed for Eid al-Fitr. We open on Monday at 8:00 AM."),
    ],
)
def test_open_or_closed(feast, hours, django_assert_num_queries, day, hour, minute, opened, sentence):
    with translation.override("en"), django_assert_num_queries(6):
        assert queries.is_open(moment(day, hour, minute)) is opened
        assert queries.opening_sentence(moment(day, hour, minute)) == sentence


def test_a_long_rest_names_the_whole_date(feast, hours):
    Holiday.objects.bulk_create(Holiday(day=date(2026, 3, day), name="إجازة") for day in range(23, 27))
    with translation.override("en"):
        said = queries.opening_sentence(moment(18, 20))
    assert said == "Closed now. We open on Sunday 10 Shawwal 1447 AH · 29 March 2026 at 8:00 AM."


def test_nothing_is_said_of_unknown_hours():
    assert queries.opening_sentence(moment(17, 9)) == ""
    assert queries.is_open(moment(17, 9)) is False

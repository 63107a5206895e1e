"""Times are made in the association's hours, off its days of rest, and never twice for one colleague (R20, R35)."""

from datetime import date, datetime, time, timedelta

import pytest
import time_machine
from django.utils import timezone

from applications.booking import actions as booking
from applications.models import Slot
from applications.refusals import CONFLICT, Refused
from audit.models import AuditEvent
from casework.book import actions
from casework.book.times import Pattern, moments
from office.models import Branch, Holiday, OfficeSettings, SpecialHours
from tests import cases
from tests.booking import slot

pytestmark = pytest.mark.django_db
SUNDAY = date(2026, 11, 15)
NOW = timezone.make_aware(datetime(2026, 11, 10, 9))
WORK = frozenset({6, 0, 1, 2, 3})


@pytest.fixture(autouse=True)
def _tenth_of_november():
    with time_machine.travel(NOW, tick=True):
        yield


@pytest.fixture
def reception(staff):
    return staff("reception")


@pytest.fixture
def researcher(staff):
    return staff("researcher")


def pattern(**given) -> Pattern:
    plain = {"first": SUNDAY, "last": SUNDAY, "weekdays": WORK, "begins": time(9), "ends": time(11), "minutes": 30}
    return Pattern(**{**plain, **given})


def told(act, *args, **given):
    with pytest.raises(Refused) as refusal:
        act(*args, **given)
    return refusal.value


def hours(found):
    return [timezone.localtime(moment).strftime("%H:%M") for moment in found]


def test_a_day_is_cut_into_times_of_the_length():
    assert hours(moments(pattern(), NOW)) == ["09:00", "09:30", "10:00", "10:30"]
    assert hours(moments(pattern(minutes=50), NOW)) == ["09:00", "09:50"]  # What would pass the end is left out.


def test_a_week_keeps_to_its_days_and_to_the_days_of_rest():
    Holiday.objects.create(day=SUNDAY + timedelta(days=7), name="عيد")
    weeks = pattern(last=SUNDAY + timedelta(days=20), weekdays=frozenset({6, 4}), ends=time(9, 30))
    days = [timezone.localdate(moment) for moment in moments(weeks, NOW)]
    assert days == [SUNDAY, SUNDAY + timedelta(days=14)]  # No Friday, and not the holiday.


def test_office_hours_and_special_ones_bound_the_day():
    OfficeSettings.objects.update_or_create(pk=1, defaults={"opening_time": time(9, 30), "closing_time": time(10, 30)})
    assert hours(moments(pattern(), NOW)) == ["09:30", "10:00"]
    later = {"opening_time": time(10, 30), "closing_time": time(14)}
    SpecialHours.objects.create(name="رمضان", first_day=SUNDAY, last_day=SUNDAY, **later)
    assert hours(moments(pattern(), NOW)) == ["10:30"]


def test_what_has_passed_is_left_out_today_and_refused_before(reception):
    today = timezone.localdate()
    assert hours(moments(pattern(first=today, last=today), NOW)) == ["09:30", "10:00", "10:30"]
    gone = pattern(first=today - timedelta(days=2), last=today - timedelta(days=1))
    assert told(actions.make_times, gone, by=reception).message == actions.PAST


def test_a_day_of_rest_alone_gives_no_time(reception):
    friday = SUNDAY - timedelta(days=2)
    assert told(actions.make_times, pattern(first=friday, last=friday), by=reception).message == actions.NONE
    assert told(actions.make_times, pattern(ends=time(9, 20)), by=reception).message == actions.NONE


def test_times_are_made_all_or_none_and_leave_a_row(reception, researcher):
    made = actions.make_times(pattern(colleague=researcher, meeting="home"), by=reception)
    assert len(made) == Slot.objects.filter(colleague=researcher, meeting="home", made_by=reception).count() == 4
    assert AuditEvent.objects.get(action="book.times_made").details == {"count": 4}
    overlapping = pattern(colleague=researcher, begins=time(10, 45), ends=time(12))
    refusal = told(actions.make_times, overlapping, by=reception)
    assert refusal.status == CONFLICT and "10:45" in str(refusal.message)
    assert Slot.objects.count() == 4
    assert len(actions.make_times(pattern(colleague=reception), by=reception)) == 4  # Another colleague is free then.
    after = pattern(colleague=researcher, begins=time(11), ends=time(11, 30))
    assert len(actions.make_times(after, by=reception)) == 1


def test_the_same_form_sent_twice_makes_its_times_once(reception):
    for place in ("غرفة ١", "غرفة ٢"):  # Two desks at one hour.
        actions.make_times(pattern(place=place), by=reception)
        assert told(actions.make_times, pattern(place=place), by=reception).status == CONFLICT
    assert Slot.objects.count() == 8


def test_too_many_at_once_are_refused(reception):
    year = pattern(last=SUNDAY + timedelta(days=360), minutes=5, ends=time(20))
    assert told(actions.make_times, year, by=reception).message == actions.TOO_MANY


def test_one_makes_ones_own_and_reception_everybodys(reception, researcher, staff):
    branch, other = (Branch.objects.create(name=name, area="حي") for name in ("فرع أ", "فرع ب"))
    delegate = staff("delegate")
    delegate.branch = branch
    delegate.save()
    assert actions.make_times(pattern(colleague=researcher), by=researcher)
    for refused in (pattern(), pattern(colleague=reception)):
        assert told(actions.make_times, refused, by=researcher).status == 403
    assert actions.make_times(pattern(colleague=delegate, branch=branch), by=delegate)
    for wrong in (pattern(colleague=delegate), pattern(colleague=delegate, branch=other), pattern(branch=branch)):
        assert told(actions.make_times, wrong, by=delegate).status == 403
    for stranger in (staff("editor"), staff("committee")):
        assert told(actions.make_times, pattern(colleague=stranger), by=stranger).status == 403


def test_a_free_time_is_taken_out_and_a_given_one_stays(reception, member, new_member):
    service = cases.make_service()
    free, given = slot(reception), slot(reception, days=4)
    booking.book(cases.submitted(member, service), given, by=member)
    rival = new_member()
    cancelled = booking.book(cases.submitted(rival, service), free, by=rival)
    booking.cancel(cancelled, by=rival)
    assert told(actions.remove_time, given, by=reception).status == CONFLICT
    for _click in range(2):
        actions.remove_time(free, by=reception)
    assert list(Slot.objects.all()) == [given]
    cancelled.refresh_from_db()
    assert (cancelled.slot, cancelled.place) == (None, free.place)


def test_a_colleague_takes_out_ones_own_alone(reception, researcher, staff):
    assert told(actions.remove_time, slot(reception, colleague=reception), by=researcher).status == 403
    actions.remove_time(slot(reception, colleague=researcher, days=5), by=researcher)


def test_a_time_agreed_at_the_counter_is_made_and_given_in_one_step(reception, researcher, member):
    case = cases.submitted(member, cases.make_service())
    agreed = pattern(colleague=researcher, meeting="home", ends=time(9, 30))
    made = actions.arrange(case.person, case, agreed, by=reception, note="سنتصل قبل الوصول")
    assert (made.slot.is_open, made.note, made.colleague) == (False, "سنتصل قبل الوصول", researcher)
    assert actions.arrange(case.person, case, agreed, by=reception) == made  # Sent twice.
    crossing = pattern(colleague=researcher, begins=time(9, 15), ends=time(9, 45))
    assert told(actions.arrange, case.person, case, crossing, by=reception).status == CONFLICT
    assert Slot.objects.count() == 1


def test_a_free_time_at_that_very_moment_is_the_one_that_is_given(reception, member):
    case = cases.submitted(member, cases.make_service())
    actions.make_times(pattern(colleague=reception), by=reception)
    made = actions.arrange(case.person, case, pattern(colleague=reception, ends=time(9, 30)), by=reception)
    assert made.slot.is_open and Slot.objects.count() == 4


def test_what_cannot_be_given_leaves_no_time_behind(reception, staff, member):
    case = cases.submitted(member, cases.make_service())
    booking.book(case, slot(reception), by=member)
    outsider = staff("researcher")
    assert told(actions.arrange, case.person, case, pattern(colleague=reception), by=outsider).status == 403
    assert Slot.objects.count() == 1

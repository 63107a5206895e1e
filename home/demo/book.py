"""The book of appointments: times for the coming two weeks, two of them taken, and a call that has taken place."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from accounts.models import User
from accounts.roles import Role
from applications.booking import actions as booking
from applications.booking.queries import offered
from applications.enums import Meeting
from applications.models import Slot
from casework.book.actions import arrange, make_times
from casework.book.times import Pattern
from home.demo.cases import case_of
from home.demo.clock import DAY, HOUR, clock, morning, open_morning, working_day
from home.demo.people import NEIGHBOURS, account_of

WHOLE_WEEK = frozenset({6, 0, 1, 2, 3})
EVERY_OTHER_DAY = frozenset({6, 1, 3})
ASKED_WHEN_TO_COME, IS_VISITED, WAS_CALLED = NEIGHBOURS[14], NEIGHBOURS[12], NEIGHBOURS[15]
VISIT_NOTE = "نكمل معكم ما بقي من الزيارة الأولى. لا تعدّوا لنا شيئًا، وجزاكم الله خيرًا."
CALL_NOTE = "نتصل بك لنشرح لك أي صفحة نحتاج إلى صورتها."


def build_book(staff: dict[Role, User]) -> None:
    """Times at the office, on the phone and one at a home; who took them, and who kept an appointment."""
    today, visit_on = timezone.localdate(), working_day(6)
    _call_that_took_place(staff[Role.RESEARCHER])
    with clock(open_morning(3)):
        _open_times(staff[Role.RECEPTION], today)
        home = _visit_time(staff[Role.RESEARCHER], visit_on)
    with clock(morning(2) + 10 * HOUR):
        _person_takes_one()
    with clock(open_morning(1)):
        booking.book(case_of(IS_VISITED), home, by=staff[Role.RESEARCHER], note=VISIT_NOTE)


def _open_times(reception: User, today: date) -> None:
    """Half hours of the mornings, and short calls after the noon prayer."""
    coming: dict[str, Any] = {"first": today + DAY, "last": today + 14 * DAY}
    office = Pattern(
        **coming,
        weekdays=WHOLE_WEEK,
        begins=time(9),
        ends=time(10, 30),
        minutes=30,
        colleague=reception,
        place="غرفة المقابلات",
    )
    calls = Pattern(
        **coming, weekdays=EVERY_OTHER_DAY, begins=time(13), ends=time(14), minutes=20, meeting=Meeting.CALL
    )
    for pattern in (office, calls):
        make_times(pattern, by=reception)


def _visit_time(researcher: User, day: date) -> Slot:
    """One time for a visit to a home."""
    visit = Pattern(
        day, day, WHOLE_WEEK, time(16, 30), time(17, 30), minutes=60, meeting=Meeting.HOME, colleague=researcher
    )
    return make_times(visit, by=researcher)[0]


def _person_takes_one() -> None:
    case = case_of(ASKED_WHEN_TO_COME)
    later = offered(case).filter(meeting=Meeting.OFFICE, starts_at__gt=timezone.now() + 5 * DAY)
    booking.book(case, later[1], by=account_of(ASKED_WHEN_TO_COME))


def _call_that_took_place(researcher: User) -> None:
    """Agreed the day before, made in the morning, noted as kept."""
    day, begins = working_day(-3), time(11)
    moment = timezone.make_aware(datetime.combine(day, begins))
    call = Pattern(
        day,
        day,
        WHOLE_WEEK,
        begins,
        time(11, 20),
        minutes=20,
        meeting=Meeting.CALL,
        colleague=researcher,
        is_open=False,
    )
    case = case_of(WAS_CALLED)
    with clock(moment - DAY):
        meeting = arrange(case.person, case, call, by=researcher, note=CALL_NOTE)
    with clock(moment + timedelta(minutes=25)):
        booking.hold(meeting, by=researcher, came=True)

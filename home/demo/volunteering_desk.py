"""Volunteering as its coordinator sees it: a season, a series, a shift called off, and words about an opportunity."""

import re
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import uuid4

from django.utils import timezone

from accounts.models import User
from accounts.roles import Role
from home.demo.clock import DAY, HOUR, clock, morning
from home.demo.people import Neighbour, account_of
from notifications.models import Message
from people.actions import keep
from people.consent.queries import current
from people.enums import Gender
from quality.volunteering import refresh_volunteering
from saudi.hijri import to_gregorian, to_hijri
from volunteering.day.actions import check_in, check_out
from volunteering.enums import Field
from volunteering.hours.actions import approve
from volunteering.joining.actions import join
from volunteering.models import OpportunityPage, Placement, Shift, ShiftBatch, Volunteer
from volunteering.rating.actions import ask_all, rate
from volunteering.registering.actions import moves, profile
from volunteering.registering.queries import CHARTER
from volunteering.registering.staff.actions import activate
from volunteering.scheduling.actions import cancel, make, make_many
from volunteering.scheduling.plans import Pattern, days_between, length_of_month

IFTAR, EVENING = (time(17), time(19, 30)), (time(16), time(19))
WHOLE_WEEK, TWICE_A_WEEK = frozenset(range(7)), frozenset({6, 1})
RAMADAN = 9
HELPERS = (
    Neighbour("ماهر بن سعيد بن حسن العمري", "+966500000052", "national", "1000000149", date(1998, 2, 4)),
    Neighbour("راشد بن فواز بن علي البلوي", "+966500000053", "national", "1000000156", date(1995, 9, 17)),
    Neighbour("أنس بن خالد بن عمر الجهني", "+966500000054", "national", "1000000164", date(2001, 6, 30)),
    Neighbour("زياد بن محمد بن سالم الرفاعي", "+966500000055", "national", "1000000172", date(1989, 12, 8)),
    Neighbour("هاني بن إبراهيم بن أحمد الصبحي", "+966500000056", "national", "1000000180", date(1993, 4, 21)),
    Neighbour("سامر بن عادل بن ناصر الحربي", "+966500000057", "national", "1000000198", date(1999, 10, 2)),
)
QUESTIONS = ("overall", "prepared", "treated", "useful")
# A score for each of them, and what they wrote beside it.
WORDS = (
    ((5, 5, 5, 4), "الترتيب واضح، ووصلتنا المهام قبل الموعد."),
    ((4, 4, 5, 4), ""),
    ((5, 4, 5, 5), "نحتاج إلى عربة ثانية لنقل الصناديق."),
    ((3, 2, 5, 3), "انتظرنا طويلًا قبل أن يبدأ العمل."),
    ((4, 4, 4, None), ""),
    ((5, 5, 5, 5), "أحببت العمل مع الفريق."),
)


def build_volunteering_desk(staff: dict[Role, User]) -> None:
    """Make what is missing; a desk that has a set of shifts already is left as it is."""
    pages = list(OpportunityPage.objects.filter(locale__language_code="ar", live=True).order_by("pk"))
    if not pages or ShiftBatch.objects.exists():
        return
    coordinator = staff[Role.VOLUNTEER_COORDINATOR]
    season = next((page for page in pages if page.field == Field.RAMADAN), pages[0])
    other = next((page for page in pages if page.field == Field.LOGISTICS), pages[-1])
    with clock(morning(20)):
        volunteers = [_volunteer(each, coordinator) for each in HELPERS]
    with clock(morning(9)):
        _season(season, coordinator)
        series = _series(other, coordinator)
    _rated_evening(other, volunteers, coordinator)
    with clock(morning(2)):
        off = series.shifts.order_by("starts_at")[2]
        cancel(off, reason="نعتذر: المستودع مغلق للصيانة في هذا اليوم.", by=coordinator)
    refresh_volunteering()


def _season(page: OpportunityPage, coordinator: User) -> ShiftBatch:
    """Every evening of the coming Ramadan."""
    year = to_hijri(timezone.localdate()).year
    if to_gregorian(year, RAMADAN, 1) <= timezone.localdate():
        year += 1
    first, last = (to_gregorian(year, RAMADAN, day) for day in (1, length_of_month(year, RAMADAN)))
    pattern = Pattern(days_between(first, last, WHOLE_WEEK), [IFTAR], capacity=9)
    return make_many(page, pattern.shifts(), key=uuid4(), by=coordinator)


def _series(page: OpportunityPage, coordinator: User) -> ShiftBatch:
    """Two afternoons a week for the next six weeks."""
    today = timezone.localdate()
    days = days_between(today + 10 * DAY, today + 52 * DAY, TWICE_A_WEEK)
    return make_many(page, Pattern(days, [EVENING], capacity=6).shifts(), key=uuid4(), by=coordinator)


def _rated_evening(page: OpportunityPage, volunteers: list[Volunteer], coordinator: User) -> None:
    """Six served a few days ago, their hours were approved, and each said how it was."""
    day = timezone.localdate() - 6 * DAY
    begins = timezone.make_aware(datetime.combine(day, EVENING[0]))
    with clock(begins - 2 * DAY):
        shift = make(page, by=coordinator, starts_at=begins, ends_at=begins + 3 * HOUR, capacity=len(volunteers))
        places = [join(shift, by=_account(each)) for each in volunteers]
    with clock(begins + timedelta(minutes=3)):
        for place in places:
            check_in(place, by=coordinator)
    with clock(begins + 3 * HOUR):
        for place in places:
            check_out(place, by=coordinator)
    with clock(begins + DAY):
        for place in Placement.objects.filter(shift=shift).select_related("hours"):
            approve(place.hours, by=coordinator)
        ask_all()
    with clock(begins + 2 * DAY):
        _say_how_it_was(shift)


def _say_how_it_was(shift: Shift) -> None:
    letters = Message.objects.filter(
        template="volunteering/word_asked", recipient__person__volunteer__placements__shift=shift
    )
    for letter, (scores, text) in zip(letters, WORDS, strict=False):
        found = re.search(r"/rate/([\w-]+)/", letter.body)
        if found:
            rate(found[1], scores=dict(zip(QUESTIONS, scores, strict=True)), text=text)


def _volunteer(neighbour: Neighbour, coordinator: User) -> Volunteer:
    """Registered page by page, reviewed by the coordinator."""
    user = account_of(neighbour)
    volunteer = profile.begin(by=user)
    known: dict[str, Any] = {"full_name": neighbour.name, "gender": Gender.MALE, "birth_date": neighbour.birth}
    keep(volunteer.person, by=user, **known, spoken=["ar"], nationality="SA")
    steps: dict[str, dict[str, Any]] = {
        "interests": {"interests": [Field.RAMADAN, Field.LOGISTICS]},
        "skills": {"skills": ["organising"]},
        "interpreting": {"interprets": []},
        "car": {"has_car": True},
        "times": {"availability": {"6": ["afternoon", "evening"], "1": ["afternoon"]}},
        "emergency": {"emergency_name": "أحد الأقارب", "emergency_mobile": "+966500000059"},
        "certificate-name": {"shown_name": neighbour.name},
        "qualifications": {},
        "about": {"about": "أحب العمل مع الفريق."},
    }
    for step, given in steps.items():
        profile.keep_step(volunteer, step, by=user, **given)
    sent = moves.send(volunteer, by=user, agreement=current(CHARTER, "ar"))
    return activate(sent, by=coordinator)


def _account(volunteer: Volunteer) -> User:
    user = volunteer.person.user
    assert user is not None
    return user

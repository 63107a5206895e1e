"""What volunteers' time came to: a past Ramadan, recent weeks, hours in every standing, certificates."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.utils import timezone

from accounts.models import User
from accounts.roles import Role
from home.demo.clock import DAY, HOUR, clock
from home.demo.volunteering_registering import SERVING, Helping, serving
from saudi.hijri import to_gregorian, to_hijri
from volunteering.certificates.actions import issue, issue_to_everyone, revoke
from volunteering.day import actions as day
from volunteering.hours import actions as hours
from volunteering.joining.actions import join
from volunteering.models import Certificate, HoursEntry, OpportunityPage, Placement, Shift, Volunteer
from volunteering.scheduling.actions import make

RAMADAN = 9
EVENINGS = (3, 6, 9, 13, 17, 21, 25)  # days of the month
VETERANS = (
    Helping("عبدالرزاق", "يوسف", "السهلي", "+966500000091", date(1990, 5, 2), has_car=True),
    Helping("حسام", "فايز", "الجهني", "+966500000092", date(1984, 9, 23), skills=("organising",)),
    Helping("منصور", "عايد", "المرواني", "+966500000093", date(2000, 3, 11)),
    Helping("بسام", "رائد", "الحمدي", "+966500000094", date(1996, 12, 30), interests=("ramadan", "events")),
)
STAYED = "بقيت حتى سُلّمت آخر سلة."
SETTLED = "اعتمدنا ما في سجل الحضور."
OBJECTED = "كان الانصراف بعد الوقت المسجل بقليل."
WRONG_NAME = "كُتب الاسم خطأ، وتصدر شهادة أخرى بعد تصحيحه."
TRAVELLED = "سافر لظرف عائلي وأخبرنا بعدها."
SCRATCH = "جرح صغير في إصبع متطوع عند فتح صندوق. عولج في حينه، ونحتاج إلى قفازات."


def build_credit(staff: dict[Role, User]) -> int:
    """Shifts that are over, from joining to the certificate; how many certificates, none on a second run."""
    if Certificate.objects.exists():
        return 0
    by, second = staff[Role.VOLUNTEER_COORDINATOR], staff[Role.MANAGER]
    _last_ramadan(by, second)
    _recent_weeks(by, second)
    return Certificate.objects.count()


def _last_ramadan(by: User, second: User) -> None:
    """Seven evenings of four people, one absence with an excuse, and certificates after the feast."""
    page, days = _page("iftar-hosts"), list(_evenings())
    ago = (timezone.localdate() - days[0]).days
    people = [serving(each, by, days_ago=ago + 40) for each in VETERANS]
    for number, evening in enumerate(days):
        shift = _shift(page, evening, time(17), hours=3, capacity=6, by=by)
        came = people if number != 2 else people[:-1]
        _day_of(shift, came, by, absent=people[-1:] if number == 2 else [])
        with clock(shift.ends_at + DAY):
            hours.approve_many(_waiting(shift), by=second)
    with clock(_at(days[-1], time(10)) + 12 * DAY):
        issue_to_everyone(page, by=by)
    with clock(_at(days[-1], time(11)) + 15 * DAY):
        revoke(people[-1].certificates.get(), by=by, reason=WRONG_NAME)


def _recent_weeks(by: User, second: User) -> None:
    """Four Saturdays: the first two certified, then hours that were objected to, corrected, and wait."""
    page = _page("food-baskets")
    people = [Volunteer.objects.get(person__user__mobile=each.mobile) for each in SERVING[:5]]
    shifts = []
    for weeks in (4, 3, 2, 1):
        saturday = timezone.localdate() - timedelta(days=(timezone.localdate().weekday() - 5) % 7 + 7 * (weeks - 1) + 1)
        shift = _shift(page, saturday, time(16), hours=3, capacity=8, by=by)
        absent = people[4:] if weeks == 2 else []
        _day_of(shift, [each for each in people if each not in absent], by, absent=absent)
        shifts.append(shift)
    for shift in shifts[:3]:
        with clock(shift.ends_at + DAY):
            hours.approve_many(_waiting(shift), by=second)
    with clock(shifts[1].ends_at + 2 * DAY):
        for volunteer in people[:3]:
            issue(volunteer, page, by=by)
    _said_by_volunteers(shifts, people)
    day.write_incident(shifts[-1], by=by, text=SCRATCH, volunteer=people[1])


def _said_by_volunteers(shifts: list[Shift], people: list[Volunteer]) -> None:
    """One objects to hours that were approved, one corrects hours that wait."""
    entry = HoursEntry.objects.get(placement__shift=shifts[2], placement__volunteer=people[3])
    with clock(shifts[2].ends_at + 2 * DAY):
        hours.dispute(entry, by=_user(people[3]), minutes=195, reason=OBJECTED)
    entry = HoursEntry.objects.get(placement__shift=shifts[3], placement__volunteer=people[0])
    hours.correct(entry, by=_user(people[0]), minutes=195, reason=STAYED)


def _day_of(shift: Shift, came: list[Volunteer], by: User, *, absent: list[Volunteer]) -> None:
    """They join some days before, come a little early, leave a little late; who did not come is excused later."""
    places = _joined(shift, [*came, *absent])
    with clock(shift.starts_at - timedelta(minutes=6)):
        for place in places[: len(came)]:
            day.check_in(place, by=by)
    with clock(shift.ends_at + timedelta(minutes=4)):
        day.close(shift, by=by)
    for place in places[len(came) :]:
        with clock(shift.ends_at + DAY + HOUR):
            day.excuse(place, by=by, reason=TRAVELLED)


def _joined(shift: Shift, people: list[Volunteer]) -> list[Placement]:
    with clock(shift.starts_at - 3 * DAY):
        return [join(shift, by=_user(volunteer)) for volunteer in people]


def _shift(page: OpportunityPage, on: date, begins: time, *, hours: int, capacity: int, by: User) -> Shift:
    start = _at(on, begins)
    with clock(start - 5 * DAY):
        return make(page, by=by, starts_at=start, ends_at=start + timedelta(hours=hours), capacity=capacity)


def _evenings() -> Iterator[date]:
    """Evenings of the last Ramadan that is over."""
    year = to_hijri(timezone.localdate()).year
    if to_gregorian(year, RAMADAN + 1, 20) >= timezone.localdate():
        year -= 1
    return (to_gregorian(year, RAMADAN, number) for number in EVENINGS)


def _page(slug: str) -> OpportunityPage:
    return OpportunityPage.objects.get(slug=slug, locale__language_code="ar")


def _at(on: date, begins: time) -> datetime:
    return timezone.make_aware(datetime.combine(on, begins))


def _waiting(shift: Shift) -> list[UUID]:
    return list(HoursEntry.objects.filter(placement__shift=shift, status="pending").values_list("pk", flat=True))


def _user(volunteer: Volunteer) -> User:
    assert volunteer.person.user is not None
    return volunteer.person.user

"""The book as a colleague reads it, each page in a fixed number of queries."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from accounts.models import User
from accounts.roles import Role
from accounts.rules import branch_of
from applications.booking import rules as booking
from applications.booking.queries import free
from applications.enums import Booking, Meeting
from applications.models import Application, Appointment, Slot
from people.models import Person
from people.rules import kin_of

MINE, ALL = "mine", "all"
STANDING = (Booking.BOOKED, Booking.KEPT, Booking.MISSED)
AT_WORK = (Role.RECEPTION, Role.RESEARCHER, Role.DELEGATE, Role.MANAGER)


@dataclass(frozen=True)
class Chosen:
    """What of the book is shown: the days from `first` to `last`, whose times, and which kind of meeting."""

    first: date
    last: date
    who: str = MINE
    meeting: str = ""

    @property
    def days(self) -> list[date]:
        return [self.first + timedelta(days=passed) for passed in range((self.last - self.first).days + 1)]

    @property
    def bounds(self) -> tuple[datetime, datetime]:
        """From the first midnight to the one after the last day."""
        after = self.last + timedelta(days=1)
        return tuple(timezone.make_aware(datetime.combine(day, time())) for day in (self.first, after))  # type: ignore[return-value]


@dataclass(frozen=True)
class Entry:
    """One line of the book: a free time, or an appointment. One of kin is shown as taken and no more."""

    starts_at: datetime
    minutes: int
    meeting: str
    meeting_label: str
    colleague: User | None
    place: str
    slot: Slot | None = None
    appointment: Appointment | None = None

    @property
    def is_free(self) -> bool:
        return self.slot is not None and self.appointment is None and not getattr(self.slot, "is_taken", False)

    @property
    def day(self) -> date:
        return timezone.localdate(self.starts_at)

    @property
    def hour(self) -> str:
        return timezone.localtime(self.starts_at).strftime("%H:%M")


def colleagues() -> QuerySet[User]:
    """Who meets people, by name."""
    at_work = User.objects.filter(is_active=True, groups__role_group__role__in=AT_WORK)
    return at_work.distinct().order_by("first_name", "last_name", "pk")


def visible(user: User) -> QuerySet[Appointment]:
    """Appointments of people who are neither the colleague nor kin; a delegate's are those of the branch."""
    kin = Person.objects.filter(kin_of(user)).values("pk")
    related = ("person__recipient__user", "person__user", "application", "colleague", "slot__branch")
    found = Appointment.objects.exclude(person__in=kin).select_related(*related)
    return found.filter(application__branch=_branch(user)) if _branch(user) else found


def one(user: User, pk: UUID) -> Appointment:
    """Raises Appointment.DoesNotExist for one's own, kin's, another branch's, and none alike."""
    return visible(user).get(pk=pk)


def entries(user: User, chosen: Chosen) -> list[Entry]:
    """What the days hold, in order of time; four queries."""
    since, until = chosen.bounds
    during = Q(starts_at__gte=since, starts_at__lt=until) & _whose(user, chosen.who)
    if chosen.meeting:
        during &= Q(meeting=chosen.meeting)
    meetings = list(visible(user).filter(during, state__in=STANDING))
    shown = {each.slot_id for each in meetings}
    taken = Exists(Appointment.objects.filter(slot=OuterRef("pk"), state__in=STANDING))
    slots = Slot.objects.filter(during).annotate(is_taken=taken).select_related("colleague", "branch")
    if _branch(user):
        slots = slots.filter(branch=_branch(user))
    lines = [_of_slot(slot) for slot in slots if slot.pk not in shown]
    return sorted(lines + [_of_meeting(each) for each in meetings], key=lambda entry: (entry.starts_at, entry.minutes))


def by_day(chosen: Chosen, found: list[Entry]) -> list[tuple[date, list[Entry]]]:
    """Every day of the choice with its lines, days without any too."""
    return [(day, [entry for entry in found if entry.day == day]) for day in chosen.days]


def grid(chosen: Chosen, found: list[Entry]) -> list[tuple[str, list[list[Entry]]]]:
    """A row for each hour at which something begins, with a cell for each day."""
    hours = sorted({entry.hour for entry in found})
    return [
        (hour, [[entry for entry in found if entry.hour == hour and entry.day == day] for day in chosen.days])
        for hour in hours
    ]


def to_give(user: User, meeting: str = "") -> QuerySet[Slot]:
    """The free times that a colleague gives to a person, the nearest first; those kept back from the web too."""
    slots = Slot.objects.filter(starts_at__gt=timezone.now()).select_related("colleague", "branch")
    slots = slots.filter(meeting=meeting) if meeting in Meeting.values else slots
    slots = slots.filter(branch=_branch(user)) if _branch(user) else slots
    return free(slots).order_by("starts_at", "pk")


def visits(user: User, day: date) -> list[Appointment]:
    """One's own visits to homes on a day that are still to be made, in order of time; three queries."""
    since, until = Chosen(day, day).bounds
    during = Q(starts_at__gte=since, starts_at__lt=until, meeting=Meeting.HOME, state=Booking.BOOKED, colleague=user)
    return list(visible(user).filter(during).order_by("starts_at", "pk"))


def coming_numbers(user: User) -> dict[str, int]:
    """How many of the colleague's own appointments are still to come today and within a week; one query."""
    now, today = timezone.now(), timezone.localdate()
    tomorrow = timezone.make_aware(datetime.combine(today + timedelta(days=1), time()))
    mine = visible(user).filter(colleague=user, state=Booking.BOOKED, starts_at__gte=now)
    week = mine.filter(starts_at__lt=tomorrow + timedelta(days=6)).order_by()
    return week.aggregate(today=Count("pk", filter=Q(starts_at__lt=tomorrow)), week=Count("pk"))


def coming_of(case: Application) -> list[Appointment]:
    """The appointments of a request for its card, the latest first; one query."""
    return list(case.appointments.select_related("colleague").order_by("-starts_at", "pk")[:6])


def coming_of_person(user: User, person: Person) -> QuerySet[Appointment]:
    return visible(user).filter(person=person, state=Booking.BOOKED).order_by("starts_at", "pk")


def _branch(user: User) -> int | None:
    return None if booking.works_for(user) else branch_of(user)


def _whose(user: User, who: str) -> Q:
    if who == ALL:
        return Q()
    return Q(colleague=user) if who == MINE else Q(colleague__reference=who)


def _of_slot(slot: Slot) -> Entry:
    place = slot.place or (slot.branch.name if slot.branch else "")
    label = str(slot.get_meeting_display())
    return Entry(slot.starts_at, slot.minutes, slot.meeting, label, slot.colleague, place, slot=slot)


def _of_meeting(each: Appointment) -> Entry:
    label = str(each.get_meeting_display())
    return Entry(each.starts_at, each.minutes, each.meeting, label, each.colleague, each.place, each.slot, each)

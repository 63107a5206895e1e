"""What waits at the coordinator's desk, each kind counted and listed by the same condition."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Q, QuerySet, Sum
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from office.models import OfficeSettings
from office.queries import settings as office_settings
from volunteering.enums import HOLDING, ErrandStatus, HoursStatus, PlacementStatus, QualificationStatus, VolunteerStatus
from volunteering.models import (
    Errand,
    GuardianConsent,
    HoursEntry,
    Incident,
    Placement,
    Qualification,
    Shift,
    Volunteer,
)
from volunteering.scheduling.queries import lacking, shifts

THIN_SHOWN = 8  # shifts that lack people, on the desk itself
MISSED_FOR = timedelta(days=60)  # An absence that nobody excused by then is no work any more.
Rows = QuerySet[Any]


@dataclass(frozen=True)
class Kind:
    """One kind of what waits. `is_turn` marks what is late or in dispute."""

    slug: str
    label: str | Promise
    rows: Callable[[OfficeSettings, date], Rows]
    is_turn: bool = False


def _reviews(_numbers: OfficeSettings, _today: date) -> Rows:
    waiting = Volunteer.objects.filter(status=VolunteerStatus.UNDER_REVIEW)
    return waiting.select_related("person").order_by("due_on", "pk")


def _overdue(numbers: OfficeSettings, today: date) -> Rows:
    return _reviews(numbers, today).filter(due_on__lt=today)


def _thin(numbers: OfficeSettings, today: date) -> Rows:
    until = today + timedelta(days=numbers.volunteer_thin_days)
    soon = shifts().filter(pk__in=Shift.objects.coming(), starts_at__date__lte=until)
    return soon.filter(lacking(), opportunity__live=True)


def _expiring(numbers: OfficeSettings, today: date) -> Rows:
    until = today + timedelta(days=numbers.papers_warn_days)
    known = Qualification.objects.filter(status=QualificationStatus.CHECKED, expires_on__range=(today, until))
    active = known.filter(volunteer__status=VolunteerStatus.ACTIVE)
    return active.select_related("volunteer__person").order_by("expires_on", "pk")


def _hours(_numbers: OfficeSettings, _today: date) -> Rows:
    return _entries().filter(status=HoursStatus.PENDING)


def _disputes(_numbers: OfficeSettings, _today: date) -> Rows:
    return _entries().filter(status=HoursStatus.DISPUTED)


def _missed(_numbers: OfficeSettings, _today: date) -> Rows:
    since = timezone.now() - MISSED_FOR
    return _places().filter(status=PlacementStatus.NO_SHOW, is_excused__isnull=True, shift__starts_at__gte=since)


def _offers(_numbers: OfficeSettings, _today: date) -> Rows:
    return _places().filter(status=PlacementStatus.OFFERED).order_by("answer_until", "pk")


def _errands(_numbers: OfficeSettings, _today: date) -> Rows:
    """Help that is over and that nobody has noted: it counts for nobody until then."""
    over = Errand.objects.filter(status=ErrandStatus.TAKEN, ends_at__lte=timezone.now())
    return over.select_related("taken_by__person", "asked_by").order_by("ends_at", "pk")


def _guardians(_numbers: OfficeSettings, _today: date) -> Rows:
    asked = GuardianConsent.objects.filter(answered_at__isnull=True, withdrawn_at__isnull=True)
    return asked.select_related("volunteer__person", "opportunity").order_by("asked_at", "pk")


def _incidents(_numbers: OfficeSettings, _today: date) -> Rows:
    unread = Incident.objects.filter(read_at__isnull=True)
    return unread.select_related("shift__opportunity", "by", "volunteer__person").order_by("at", "pk")


KINDS = (
    Kind("reviews", _("Registrations to review"), _reviews),
    Kind("overdue", _("Reviews overdue"), _overdue, is_turn=True),
    Kind("thin", _("Shifts that lack people"), _thin),
    Kind("hours", _("Hours to approve"), _hours),
    Kind("disputes", _("Hours in dispute"), _disputes, is_turn=True),
    Kind("missed", _("Absences to judge"), _missed),
    Kind("expiring", _("Qualifications that end soon"), _expiring),
    Kind("offers", _("Offers not answered yet"), _offers),
    Kind("errands", _("Help in requests not noted yet"), _errands),
    Kind("guardians", _("Guardians not answered yet"), _guardians),
    Kind("incidents", _("Incidents to read"), _incidents, is_turn=True),
)
BY_SLUG = {kind.slug: kind for kind in KINDS}


@dataclass(frozen=True)
class Number:
    """How much of a kind waits."""

    kind: Kind
    count: int


def numbers() -> list[Number]:
    """Every kind with its count, one query each."""
    office, today = office_settings(), timezone.localdate()
    return [Number(kind, kind.rows(office, today).order_by().count()) for kind in KINDS]


def rows_of(kind: Kind) -> Rows:
    return kind.rows(office_settings(), timezone.localdate())


def thin() -> list[Shift]:
    """The next shifts that lack people; one query."""
    return list(rows_of(BY_SLUG["thin"])[:THIN_SHOWN])


@dataclass(frozen=True)
class Fill:
    """How full the coming shifts of an opportunity are."""

    key: int
    title: str
    taken: int
    capacity: int

    @property
    def percent(self) -> int:
        return min(100, round(100 * self.taken / self.capacity)) if self.capacity else 0

    @property
    def free_percent(self) -> int:
        return 100 - self.percent


def fill(most: int = 8) -> list[Fill]:
    """The opportunities with most coming places, each with what is held of them; two queries."""
    coming = Shift.objects.coming().order_by()
    held = coming.values_list("opportunity").annotate(
        held=Count("placements", filter=Q(placements__status__in=HOLDING))
    )
    taken = dict(held)
    places = coming.values_list("opportunity", "opportunity__title").annotate(room=Sum("capacity"))
    return [
        Fill(key, title, taken.get(key, 0), room) for key, title, room in places.order_by("-room", "opportunity")[:most]
    ]


def _entries() -> Rows:
    whole = HoursEntry.objects.select_related("placement__volunteer__person", "placement__shift__opportunity")
    return whole.order_by("created_at", "pk")


def _places() -> Rows:
    whole = Placement.objects.select_related("volunteer__person", "shift__opportunity")
    return whole.order_by("shift__starts_at", "pk")

"""Reads of the coordinator's desk, each in a fixed number of queries."""

from typing import Any
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet, TextField
from django.db.models.functions import Cast
from django.utils import timezone

from accounts.models import User
from people.consent.enums import Method
from people.models import Consent, Person
from people.rules import kin_keys
from people.staff.queries import matching
from sealing.references import BadReference, parse
from services.enums import Spoken
from volunteering.enums import Field, QualificationStatus, Skill, VolunteerStatus
from volunteering.models import Qualification, Volunteer
from volunteering.models.volunteer import PREFIX
from volunteering.registering.queries import CHARTER

LISTS = {"field": ("interests", Field), "skill": ("skills", Skill), "language": ("interprets", Spoken)}
DUE = ("open", "overdue", "papers")
FILTERS = ("status", *LISTS, "due", "minors")


def visible_to(user: User) -> QuerySet[Volunteer]:
    """Everybody but oneself and one's kin."""
    rows = Volunteer.objects.exclude(person__in=kin_keys(user))
    return rows.select_related("person__recipient", "person__user", "reviewed_by")


def listed(user: User, words: str = "", **asked: str) -> QuerySet[Volunteer]:
    """The list, what is due first; `words`: a reference, a mobile, a name or how it sounds; `asked`: `FILTERS`."""
    rows: QuerySet[Any] = visible_to(user).annotate(
        unchecked=Count("qualifications", filter=Q(qualifications__status=QualificationStatus.WAITING))
    )
    if words:
        rows = rows.filter(_named(words))
    rows = rows.filter(status=asked["status"]) if asked.get("status") in VolunteerStatus.values else rows
    for name, (column, known) in LISTS.items():
        if asked.get(name) in known.values:
            kept = Cast(column, TextField())
            rows = rows.alias(**{f"{name}_kept": kept}).filter(**{f"{name}_kept__contains": f'"{asked[name]}"'})
    rows = _due(rows, asked.get("due", ""))
    if asked.get("minors"):
        rows = rows.filter(pk__in=_minors())
    return rows.order_by(F("due_on").asc(nulls_last=True), "-created_at", "pk")


def one(user: User, reference: str) -> Volunteer:
    """A volunteer by reference. Raises Volunteer.DoesNotExist for oneself, for kin and for none alike."""
    try:
        return visible_to(user).get(reference=parse(reference, PREFIX))
    except BadReference:
        raise Volunteer.DoesNotExist from None


def paper(volunteer: Volunteer, pk: UUID) -> Qualification:
    """A qualification of the volunteer. Raises Qualification.DoesNotExist."""
    return volunteer.qualifications.select_related("paper", "checked_by").get(pk=pk)


def screen(volunteer: Volunteer) -> dict[str, Any]:
    """What the screen of one volunteer reads beside the row itself."""
    return {
        "qualifications": list(volunteer.qualifications.select_related("paper", "checked_by")),
        "events": list(volunteer.events.select_related("by", "placement__shift__opportunity").order_by("-at")[:40]),
        "places": list(volunteer.placements.select_related("shift__opportunity").order_by("-shift__starts_at")[:20]),
        "charter": charter_of(volunteer.person),
        "guardian_consents": list(volunteer.guardian_consents.select_related("opportunity")[:20]),
    }


def charter_of(person: Person) -> Consent | None:
    """The charter as it stands agreed to."""
    return person.consents.standing().select_related("agreement").filter(purpose=CHARTER).first()


def counts(user: User) -> dict[str, int]:
    """How much waits at the desk, in one query."""
    today = timezone.localdate()
    review = Q(status=VolunteerStatus.UNDER_REVIEW)
    return visible_to(user).aggregate(
        reviews=Count("pk", filter=review, distinct=True),
        overdue=Count("pk", filter=review & Q(due_on__lt=today), distinct=True),
    )


def _named(words: str) -> Q:
    try:
        return Q(reference=parse(words, PREFIX))
    except BadReference:
        return Q(person__in=Person.objects.filter(matching(words)).values("pk"))


def _due(rows: QuerySet[Volunteer], due: str) -> QuerySet[Volunteer]:
    waiting = rows.filter(status=VolunteerStatus.UNDER_REVIEW)
    if due == "overdue":
        return waiting.filter(due_on__lt=timezone.localdate())
    if due == "papers":
        return rows.filter(qualifications__status=QualificationStatus.WAITING, status__in=CHECKED_FOR).distinct()
    return waiting if due == "open" else rows


CHECKED_FOR = (VolunteerStatus.UNDER_REVIEW, VolunteerStatus.ACTIVE, VolunteerStatus.PAUSED)


def _minors() -> list[UUID]:
    """Who is under age today. Birth dates are sealed: those alone are opened for whom a guardian signed or is asked."""
    signed = Consent.objects.standing().filter(purpose=CHARTER, method=Method.GUARDIAN).values("person")
    some = Volunteer.objects.filter(Q(status=VolunteerStatus.GUARDIAN_PENDING) | Q(person__in=signed))
    return [each.pk for each in some.select_related("person") if each.person.is_minor]

"""Reads for the pages of a person's rights and for the staff's screens, each in a fixed number of queries."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Min, QuerySet
from django.db.models.functions import TruncHour
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from accounts.models import RoleGroup, User
from accounts.roles import Role
from audit.models import AuditEvent
from people import registry
from people.models import Export, Hold, Person, RetentionReport, RightsRequest
from people.registry import Erasing
from people.rights import retention
from people.rights.enums import OPEN, RightsKind, Seen

Text = str | Promise
KEPT_RULE = "kept"
DAYS_IN_A_YEAR = 365


@dataclass(frozen=True)
class Viewer:
    """Who saw what and when: the desk, not the colleague's name (docs/decisions/0027)."""

    at: datetime
    who: str
    what: Text


@dataclass(frozen=True)
class ErasureTold:
    """What an erasure would do, before it is asked for."""

    erased: list[Text]
    kept: list[tuple[Text, Text]]
    obstacles: list[Text]
    kept_years: int


def viewers(person: Person) -> QuerySet[Any, Any]:
    """Which colleague saw the person's data, newest first; what one saw again in the same hour stands once.

    Rows of {by, action, at}; `shown` puts a page of them in words.
    """
    files = [str(key) for key in Person.objects.filter(merged_into=person).values_list("pk", flat=True)]
    kind = ContentType.objects.get_for_model(Person)
    rows = AuditEvent.objects.filter(subject_type=kind, subject_id__in=[str(person.pk), *files], action__in=Seen.values)
    if person.user_id:
        rows = rows.exclude(by=person.user_id)
    grouped = rows.order_by().annotate(hour=TruncHour("at")).values("by", "action", "hour")
    return grouped.annotate(first=Min("at")).order_by("-first", "action")


def shown(rows: Iterable[dict[str, Any]]) -> list[Viewer]:
    """A page of `viewers` in words; one query for the desks."""
    page = list(rows)
    desks: dict[int, list[str]] = {}
    found = RoleGroup.objects.filter(group__user__in={row["by"] for row in page if row["by"]})
    for user, role in found.values_list("group__user", "role").order_by("role"):
        desks.setdefault(user, []).append(str(Role(role).label))
    colleague = _("A colleague")
    return [
        Viewer(row["first"], " · ".join(desks.get(row["by"], [])) or colleague, Seen(row["action"]).label)
        for row in page
    ]


def mine(person: Person) -> QuerySet[RightsRequest]:
    """What the person asked, newest first, of the files that became one with theirs too."""
    files = [person.pk, *person.absorbed.values_list("pk", flat=True)]
    return RightsRequest.objects.filter(person__in=files).select_related("export")


def own(person: Person, reference: str) -> RightsRequest:
    """One's own. Raises RightsRequest.DoesNotExist for another's and none alike."""
    return mine(person).select_related("person").get(reference=reference)


def ready_export(person: Person, reference: str) -> Export:
    """One's own copy that can be downloaded now. Raises RightsRequest.DoesNotExist or Export.DoesNotExist."""
    export = Export.objects.get(request=own(person, reference))
    if not export.is_ready:
        raise Export.DoesNotExist
    return export


def erasure_told(person: Person) -> ErasureTold:
    """What goes, what must stay, why and how long, and what stands against it."""
    held = list(registry.held())
    kept = [(each.title, each.kept_because) for each in held if each.erasing is Erasing.KEEP]
    return ErasureTold(
        erased=[each.title for each in held if each.erasing is Erasing.REMOVE],
        kept=kept,
        obstacles=registry.obstacles(person),
        kept_years=kept_days() // DAYS_IN_A_YEAR,
    )


def kept_days() -> int:
    """How long what must be kept of an erased person stays; 0 when no room keeps anything."""
    return next((each.days for each in retention.all_set() if each.rule.code == KEPT_RULE), 0)


def queue(user: User, view: str) -> QuerySet[RightsRequest]:
    """One view of the queue, the most urgent first, without the colleague's own."""
    rows = visible_to(user)
    if view == "ended":
        return rows.exclude(status__in=OPEN).order_by("-ended_at", "pk")
    if view in RightsKind.values:
        rows = rows.filter(kind=view)
    rows = rows.overdue() if view == "overdue" else rows.open()
    return rows.order_by("due_on", "created_at", "pk")


def visible_to(user: User) -> Any:
    return RightsRequest.objects.exclude(person__user=user).select_related("person__user", "decided_by")


def reports() -> QuerySet[RetentionReport]:
    """Reports with their lines, newest first; two queries."""
    return RetentionReport.objects.order_by("-as_of", "pk").prefetch_related("lines__stopped_by")


def holds() -> QuerySet[Hold]:
    return Hold.objects.standing().select_related("person", "by")

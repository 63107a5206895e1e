"""Numbers that the public reads, worked out of what happened and handed to the guides."""

from collections import defaultdict
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from applications.enums import Event
from applications.models import CaseEvent, Decision
from office.queries import settings as office_settings
from quality.durations import days_taken, within
from services.actions import publish_figures, withdraw_figures
from services.models import ServicePage

Moves = dict[UUID, list[tuple[str, datetime]]]


@transaction.atomic
def refresh_service_times() -> int:
    """Publish the actual time of every service with enough answered requests; returns how many have one.

    Fewer than `figures_min_cases` show none: a number over two families would speak of them.
    """
    office, taken = office_settings(), _days_by_service(office_settings().figures_days)
    published = 0
    for service in _one_a_service():
        days = taken.get(service.translation_key, [])
        if len(days) < max(office.figures_min_cases, 1):
            withdraw_figures(service)
            continue
        publish_figures(
            service,
            cases=len(days),
            median_days=within(days, 0.5),
            p90_days=within(days, 0.9),
            measured_on=timezone.localdate(),
        )
        published += 1
    return published


def _one_a_service() -> list[ServicePage]:
    """One page for each service, whichever language: the source where there is one."""
    pages = ServicePage.objects.select_related("locale").order_by("pk")
    by_key = {page.translation_key: page for page in pages}
    by_key.update({each.translation_key: each for each in pages if each.locale.language_code == settings.LANGUAGE_CODE})
    return list(by_key.values())


def _days_by_service(looked_back: int) -> dict[UUID, list[int]]:
    """Days of every request decided lately, by the translation key of its service; two SQL queries."""
    since = timezone.now() - timedelta(days=looked_back)
    decided = Decision.objects.filter(at__gte=since)
    moves = _pauses(since)
    rows = decided.values_list(
        "application_id", "application__service__translation_key", "application__submitted_at", "at"
    )
    found: dict[UUID, list[int]] = defaultdict(list)
    for case, service, sent, at in rows.iterator():
        if sent is not None:
            found[service].append(days_taken(sent, at, moves.get(case, [])))
    return found


def _pauses(since: datetime) -> Moves:
    events = CaseEvent.objects.filter(
        kind__in=(Event.RETURNED, Event.RESUBMITTED), application__decision__at__gte=since
    ).order_by("at", "pk")
    moves: Moves = defaultdict(list)
    for case, kind, at in events.values_list("application_id", "kind", "at").iterator():
        moves[case].append((kind, at))
    return moves

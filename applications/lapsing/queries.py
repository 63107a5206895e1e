"""Which requests are near their end, or past it, for want of an answer from the person."""

from datetime import date, datetime, time, timedelta

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from applications.enums import BEFORE_SUBMISSION, Event
from applications.models import Application, CaseEvent
from office.queries import settings as office_settings


def was_warned(case: Application) -> bool:
    """Whether the person was told of the end that comes next; writing in a draft moves the end, so it counts anew."""
    if case.is_waiting:
        return case.events.filter(kind=Event.LAPSE_WARNED, at__gte=case.waiting_since).exists()
    return case.warned_at is not None


def last_day(case: Application) -> date:
    """The last day on which the person may go on: of a draft at least the notice of the settings after the word."""
    numbers = office_settings()
    told = timezone.localdate(case.warned_at) + timedelta(days=numbers.draft_warn_days)
    if case.is_waiting:
        return case.waiting_until or told
    return max(timezone.localdate(case.touched_at) + timedelta(days=numbers.draft_days), told)


def to_warn() -> QuerySet[Application]:
    """Never told, and near the end: drafts by the day they were last written in, returned ones by their own day."""
    numbers, today = office_settings(), timezone.localdate()
    drafts = _untouched(numbers.draft_days - numbers.draft_warn_days).filter(warned_at__isnull=True)
    told = CaseEvent.objects.filter(
        application=OuterRef("pk"), kind=Event.LAPSE_WARNED, at__gte=OuterRef("waiting_since")
    )
    soon = today + timedelta(days=numbers.draft_warn_days)
    return drafts | Application.objects.waiting().filter(~Exists(told), waiting_until__lte=soon)


def to_lapse() -> QuerySet[Application]:
    """Told, and perhaps past their end; the action looks once more under the lock."""
    drafts = _untouched(office_settings().draft_days + 1).filter(warned_at__isnull=False)
    return drafts | Application.objects.waiting().filter(waiting_until__lt=timezone.localdate())


def _untouched(days: int) -> QuerySet[Application]:
    """Drafts last written in so many days ago or earlier; a day counts whole, by the association's clock."""
    after = timezone.localdate() - timedelta(days=days - 1)
    midnight = timezone.make_aware(datetime.combine(after, time.min))
    return Application.objects.filter(status__in=BEFORE_SUBMISSION, touched_at__lt=midnight)

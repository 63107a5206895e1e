"""A word before an appointment, once (R11)."""

from datetime import timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from applications.booking.wording import When, note_to
from applications.models import Appointment
from notifications.actions import notify
from office.queries import settings as office_settings


def due() -> QuerySet[Appointment]:
    """Booked appointments within the hours of the reminder, of which nobody was reminded yet; one query and one more.

    What was missed while the clock stood still is caught up with as long as the appointment has not begun.
    """
    now = timezone.now()
    until = now + timedelta(hours=office_settings().appointment_remind_hours)
    return Appointment.objects.booked().filter(reminded_at__isnull=True, starts_at__gt=now, starts_at__lte=until)


@transaction.atomic
def remind(appointment: Appointment) -> bool:
    """Write the reminder; whether it was written now. Cancelled, moved or reminded of meanwhile, it is not."""
    rows = due().select_for_update(of=("self",)).select_related("application", "person__recipient__user")
    meeting = rows.filter(pk=appointment.pk).first()
    if meeting is None:
        return False
    meeting.reminded_at = timezone.now()
    meeting.save(update_fields=["reminded_at"])
    about = meeting.application or meeting.person
    notify(
        meeting.person.recipient,
        "applications/appointment_soon",
        subject=meeting,
        url_name="applications:appointment",
        url_kwargs={"pk": str(meeting.pk)},
        context={"reference": about.reference, "when": When(meeting.starts_at), "note": note_to(meeting)},
    )
    return True

"""What we write unasked: which of it a person stopped, and what was written already (R7)."""

import uuid

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.enums import NoticeKind
from people.models.person import Person


class NoticeChoice(models.Model):
    """A kind of reminder that the person stopped. It starts again when the row goes."""

    wagtail_reference_index_ignore = True

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="notice_choices")
    kind = models.CharField(_("Kind of reminder"), max_length=10, choices=NoticeKind.choices)
    stopped_at = models.DateTimeField(_("Stopped on"), default=timezone.now)

    class Meta:
        verbose_name = _("Stopped reminder")
        verbose_name_plural = _("Stopped reminders")
        constraints = [models.UniqueConstraint(fields=["person", "kind"], name="notice_stopped_once")]

    def __str__(self) -> str:
        return self.kind


class Notice(models.Model):
    """One reminder that was written. `about` is the paper or the person, `for_day` the day that it counts from."""

    wagtail_reference_index_ignore = True

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="notices")
    kind = models.CharField(_("Kind of reminder"), max_length=10, choices=NoticeKind.choices)
    about = models.UUIDField()
    for_day = models.DateField(_("Counted from"))
    stage = models.PositiveSmallIntegerField(_("First or second"))
    sent_at = models.DateTimeField(_("Written on"), default=timezone.now)

    class Meta:
        verbose_name = _("Reminder")
        verbose_name_plural = _("Reminders")
        constraints = [
            models.UniqueConstraint(fields=["about", "kind", "for_day", "stage"], name="notice_written_once")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {str(self.pk)[:8]}"

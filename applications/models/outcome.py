"""What comes of it: the history that the person reads, and the decision."""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from applications.enums import DeclineReason, Event
from applications.models.application import Application
from sealing.fields import SealedTextField

User = settings.AUTH_USER_MODEL


class CaseEvent(models.Model):
    """One line of the history that the person reads."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="events")
    kind = models.CharField(_("What happened"), max_length=12, choices=Event.choices)
    at = models.DateTimeField(_("When"), default=timezone.now)
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    note = SealedTextField(_("Note"), blank=True, default="")

    class Meta:
        verbose_name = _("Event")
        verbose_name_plural = _("History")
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["application", "at"], name="case_event_history")]

    def __str__(self) -> str:
        return self.kind


class Decision(models.Model):
    """What the committee decided, and who had which part in it: whoever decides had none before (R40, A5)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    application = models.OneToOneField(Application, on_delete=models.CASCADE, related_name="decision")
    is_accepted = models.BooleanField(_("Accepted"))
    reason_code = models.CharField(_("Reason"), max_length=14, choices=DeclineReason.choices, blank=True)
    reason = SealedTextField(_("Reason in words"))
    early_reason = SealedTextField(_("Why before the two weeks"), blank=True, default="")
    object_until = models.DateField(_("Objection until"), null=True, blank=True)
    entered_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    verified_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    referred_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recommended_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("Decided on"), default=timezone.now)

    class Meta:
        verbose_name = _("Decision")
        verbose_name_plural = _("Decisions")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(entered_by__isnull=True) | ~models.Q(decided_by=models.F("entered_by")),
                name="decision_not_by_who_entered",
            ),
            models.CheckConstraint(
                condition=~models.Q(decided_by=models.F("verified_by")), name="decision_not_by_who_matched"
            ),
            models.CheckConstraint(
                condition=~models.Q(decided_by=models.F("referred_by")), name="decision_not_by_who_referred"
            ),
            models.CheckConstraint(
                condition=models.Q(recommended_by__isnull=True) | ~models.Q(decided_by=models.F("recommended_by")),
                name="decision_not_by_who_recommended",
            ),
            models.CheckConstraint(
                condition=models.Q(is_accepted=True, reason_code="")
                | (models.Q(is_accepted=False, object_until__isnull=False) & ~models.Q(reason_code="")),
                name="decision_declined_has_its_reason",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)[:8]

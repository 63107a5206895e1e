"""«I don't understand what to do»: a question to the social researcher from any step (R38)."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from applications.enums import STOPPED
from applications.models.application import Application
from sealing.fields import SealedTextField

User = settings.AUTH_USER_MODEL


class ClarificationQuerySet(models.QuerySet["Clarification"]):
    def open(self) -> "ClarificationQuerySet":
        """Nobody has explained yet, and the request still goes on."""
        return self.filter(answered_at__isnull=True).exclude(application__status__in=STOPPED)


class Clarification(models.Model):
    """One referral for an explanation, with its own clock. The request stays where it is meanwhile."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="clarifications")
    step = models.SlugField(
        _("Page"), max_length=80, blank=True, help_text=_("Where the person stood; blank: no page.")
    )
    question = SealedTextField(_("What is not clear"), blank=True, default="")
    wants_call = models.BooleanField(_("Wants a phone call"), default=False)
    asked_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(_("Asked on"), default=timezone.now)
    due_on = models.DateField(_("Due on"))
    assigned_to = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("Assigned to")
    )
    answer = SealedTextField(_("Explanation"), blank=True, default="")
    answered_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(_("Explained on"), null=True)
    seen_at = models.DateTimeField(_("Read on"), null=True)

    objects = ClarificationQuerySet.as_manager()

    class Meta:
        verbose_name = _("Request for explanation")
        verbose_name_plural = _("Requests for explanation")
        default_permissions = ()
        ordering = ["-asked_at", "-pk"]
        indexes = [
            models.Index(fields=["due_on"], condition=Q(answered_at__isnull=True), name="clarification_open"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["application", "step"],
                condition=Q(answered_at__isnull=True),
                name="clarification_one_open_a_page",
            ),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, answered_by__isnull=True)
                | Q(answered_at__isnull=False, answered_by__isnull=False),
                name="clarification_answered_by_someone",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)[:8]

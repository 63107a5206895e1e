"""The trail of who did what to what. Rows are added, never changed, never removed."""

import uuid
from typing import Any, NoReturn

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sealing.fields import SealedTextField


class AppendOnly(TypeError):
    """Someone tried to change or remove a row of the trail."""


class AuditEventQuerySet(models.QuerySet["AuditEvent"]):
    """Reads and inserts; the bulk ways of changing rows are shut."""

    def update(self, **kwargs: Any) -> NoReturn:
        raise AppendOnly("Audit rows are never changed.")

    def delete(self) -> NoReturn:
        raise AppendOnly("Audit rows are never removed.")

    def about(self, subject: models.Model) -> "AuditEventQuerySet":
        """The rows whose subject is `subject`, oldest first."""
        kind = ContentType.objects.get_for_model(subject)
        return self.filter(subject_type=kind, subject_id=str(subject.pk)).order_by("at", "pk")


class AuditEvent(models.Model):
    """One act. `details` holds names of fields and references, never a personal value."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    at = models.DateTimeField(_("When"), default=timezone.now, db_index=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("Who"),
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("Empty when the system acted by itself."),
    )
    action = models.CharField(_("Action"), max_length=60, db_index=True)
    subject_type = models.ForeignKey(ContentType, null=True, on_delete=models.PROTECT, related_name="+")
    subject_id = models.CharField(max_length=40, blank=True)
    subject = GenericForeignKey("subject_type", "subject_id")
    reason = SealedTextField(_("Reason"), blank=True, default="")
    details = models.JSONField(_("Details"), default=dict, blank=True)

    objects = AuditEventQuerySet.as_manager()

    class Meta:
        verbose_name = _("Audit row")
        verbose_name_plural = _("Audit trail")
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["subject_type", "subject_id", "at"], name="audit_about")]

    def __str__(self) -> str:
        return f"{self.action} {self.subject_id}".strip()

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Insert; raises AppendOnly on a row that stands already."""
        if not self._state.adding:
            raise AppendOnly("Audit rows are never changed.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise AppendOnly("Audit rows are never removed.")

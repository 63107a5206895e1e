"""What colleagues write on a case for each other, and how the person was received (R33)."""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from applications.models import Application
from casework.enums import Courtesy
from sealing.fields import SealedTextField

User = settings.AUTH_USER_MODEL


class Note(models.Model):
    """A note of a colleague for colleagues. The person does not read it here, yet it is part of their data."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="notes")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("Written on"), default=timezone.now)
    text = SealedTextField(_("Note"))

    class Meta:
        verbose_name = _("Note on a request")
        verbose_name_plural = _("Notes on requests")
        default_permissions = ()
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return str(self.pk)[:8]


class Reception(models.Model):
    """The courtesy checklist of one case: what was done, by whom (R33)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    application = models.OneToOneField(Application, on_delete=models.CASCADE, related_name="reception")
    done = models.JSONField(_("Done"), default=list)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("Written on"), default=timezone.now)

    class Meta:
        verbose_name = _("Courtesy checklist")
        verbose_name_plural = _("Courtesy checklists")
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.pk)[:8]

    @property
    def is_whole(self) -> bool:
        return set(Courtesy.values) <= set(self.done)

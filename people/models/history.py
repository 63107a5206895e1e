"""What changed in a file: who, when, and the value before and after, sealed."""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.enums import Via
from people.models.person import Person
from sealing.fields import SealedJSONField
from services.enums import FilePart


class FileChange(models.Model):
    """One field, changed once. `field` is the model's own name for it, or the kind of a row that came or went."""

    wagtail_reference_index_ignore = True

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="changes")
    part = models.CharField(_("Part of the file"), max_length=20, choices=FilePart.choices)
    field = models.CharField(_("Field"), max_length=40)
    before = SealedJSONField(_("Before"), null=True)
    after = SealedJSONField(_("After"), null=True)
    at = models.DateTimeField(_("When"), default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    via = models.CharField(_("Changed by"), max_length=12, choices=Via.choices)

    class Meta:
        verbose_name = _("Change of the file")
        verbose_name_plural = _("History of the file")
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["person", "-at"], name="file_history")]

    def __str__(self) -> str:
        return f"{self.field} {str(self.pk)[:8]}"

"""What a front end asked once and may ask again without doing it twice."""

import uuid
from datetime import timedelta

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sealing.fields import SealedTextField

LIVES = timedelta(days=1)


class Replay(models.Model):
    """The answer to one call with an `Idempotency-Key`, given again for a day. It tells nothing of who called."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.CharField(max_length=64, unique=True)  # A blind index of the session token and the caller's key.
    asked = models.CharField(max_length=64)  # A blind index of the method, the address and the content.
    code = models.PositiveSmallIntegerField(null=True)
    content_type = models.CharField(max_length=80, blank=True)
    body = SealedTextField(blank=True, default="")
    at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        verbose_name = _("Answer kept for a repeated call")
        verbose_name_plural = _("Answers kept for repeated calls")
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.pk)[:8]

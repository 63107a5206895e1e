"""What was tapped on a phone without a connection, so that it counts once however often it is sent."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

User = settings.AUTH_USER_MODEL


class Tap(models.Model):
    """The key that a phone gave to one tap. It names neither the shift nor the volunteer."""

    wagtail_reference_index_ignore = True

    key = models.UUIDField(primary_key=True, editable=False)
    by = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    received_at = models.DateTimeField(_("Received on"), default=timezone.now, db_index=True)

    class Meta:
        verbose_name = _("Tap on a phone")
        verbose_name_plural = _("Taps on phones")
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.pk)[:8]

"""That a colleague is kin to someone: such a case is closed to them (separation of duties)."""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.models.person import Person


class Kinship(models.Model):
    """Declared by the colleague, or by a manager who knows of it. Beside what the files themselves tell."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="kin", verbose_name=_("Colleague")
    )
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="kin_at_work", verbose_name=_("Person"))
    declared_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    declared_at = models.DateTimeField(_("Declared on"), default=timezone.now)

    class Meta:
        verbose_name = _("Kinship of a colleague")
        verbose_name_plural = _("Kinships of colleagues")
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["user", "person"], name="kinship_once")]

    def __str__(self) -> str:
        return str(self.pk)[:8]

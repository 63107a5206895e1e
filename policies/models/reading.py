"""Circulation: which colleague was asked to read a version, and who has."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class PolicyReadingQuerySet(models.QuerySet["PolicyReading"]):
    def open(self) -> "PolicyReadingQuerySet":
        """Still to be read; a superseded version is no longer asked for."""
        return self.filter(acknowledged_at__isnull=True, version__superseded_at__isnull=True)


class PolicyReading(models.Model):
    """One colleague's task to read one version and say so."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="policy_readings")
    version = models.ForeignKey("policies.PolicyVersion", on_delete=models.CASCADE, related_name="readings")
    asked_at = models.DateTimeField(_("Asked on"), default=timezone.now)
    reminded_at = models.DateTimeField(_("Reminded on"), null=True, blank=True)
    acknowledged_at = models.DateTimeField(_("Read on"), null=True, blank=True)

    objects = PolicyReadingQuerySet.as_manager()

    class Meta:
        verbose_name = _("Reading of a policy")
        verbose_name_plural = _("Readings of policies")
        ordering = ["asked_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["user", "version"], name="one_reading_per_colleague")]

    def __str__(self) -> str:
        return f"{self.version_id}: {self.user_id}"

"""What keeps the doors: counts of attempts, known devices, and the alarm of an owner."""

import uuid
from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.enums import AlarmKind
from sealing.fields import SealedTextField


class Tally(models.Model):
    """How often one thing was tried since a window began; every process of the site counts in the same row.

    The key is a blind index, so that a row tells neither a number nor an address.
    """

    key = models.CharField(max_length=64, primary_key=True)
    began_at = models.DateTimeField(default=timezone.now)
    ends_at = models.DateTimeField(db_index=True)
    count = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("Count of attempts")
        verbose_name_plural = _("Counts of attempts")

    def __str__(self) -> str:
        return self.key[:8]

    def is_over(self, now: datetime) -> bool:
        return self.ends_at <= now

    def start_anew(self, now: datetime, seconds: int) -> None:
        self.began_at, self.ends_at, self.count = now, now + timedelta(seconds=seconds), 0


class Device(models.Model):
    """A browser that an account was signed in from, known by the blind index of a random cookie.

    Guesses from elsewhere never lock it out, and signing in from it needs no warning.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="devices")
    key = models.CharField(max_length=64)
    first_seen_at = models.DateTimeField(_("First seen on"), default=timezone.now)
    forgotten_at = models.DateTimeField(_("Forgotten on"), null=True, blank=True)

    class Meta:
        verbose_name = _("Known device")
        verbose_name_plural = _("Known devices")
        constraints = [models.UniqueConstraint(fields=["user", "key"], name="device_once_an_account")]

    def __str__(self) -> str:
        return f"device {self.pk}"


class Alarm(models.Model):
    """The “it wasn't me” of one message: a key that ends every session once, and puts a changed address back."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="alarms")
    kind = models.CharField(_("Kind"), max_length=20, choices=AlarmKind.choices)
    key = models.CharField(max_length=64, unique=True)
    former = SealedTextField(_("Former address"), blank=True, default="")
    created_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField(_("Ends on"), db_index=True)
    used_at = models.DateTimeField(_("Used on"), null=True, blank=True)

    class Meta:
        verbose_name = _("Alarm")
        verbose_name_plural = _("Alarms")

    def __str__(self) -> str:
        return f"{self.kind} {str(self.pk)[:8]}"

    def is_open(self, now: datetime) -> bool:
        return self.used_at is None and now < self.expires_at

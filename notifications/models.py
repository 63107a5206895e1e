"""Whom we write to, what we wrote, and the outbox that carries it out."""

import uuid
from collections.abc import Callable
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from notifications.enums import Channel, DeliveryStatus, Outcome
from sealing.fields import SealedTextField

LEASE = timedelta(minutes=5)  # Longer than a batch takes when every gateway answers at the last second.
BACKOFF = [timedelta(seconds=10), timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=3)]


class Recipient(models.Model):
    """Whom a message is addressed to; the rooms above point here, with or without an account behind it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.CASCADE, related_name="recipient"
    )
    mobile = SealedTextField(_("Mobile"), blank=True, default="", help_text=_("Used when there is no account."))
    email = SealedTextField(_("E-mail"), blank=True, default="")
    language = models.CharField(_("Language"), max_length=10, default="ar")

    class Meta:
        verbose_name = _("Recipient")
        verbose_name_plural = _("Recipients")

    def __str__(self) -> str:
        return str(self.pk)[:8]

    def addresses(self) -> dict[Channel, str]:
        """Where each way out leads; a way without an address is absent."""
        mobile = (self.user and self.user.mobile) or self.mobile
        email = (self.user and self.user.email) or self.email
        return {way: address for way, address in ((Channel.SMS, mobile), (Channel.EMAIL, email)) if address}


# Rooms above add whom else an account reads for: two accounts of one person read one inbox.
ALSO_READS: list[Callable[[models.Model], models.QuerySet[Recipient]]] = []


class MessageQuerySet(models.QuerySet["Message"]):
    def of(self, user: models.Model) -> "MessageQuerySet":
        """What was written to the owner of an account, newest first."""
        whose = models.Q(recipient__user=user)
        for recipients in ALSO_READS:
            whose |= models.Q(recipient__in=recipients(user))
        return self.filter(whose).order_by("-created_at", "-pk")

    def unread(self) -> "MessageQuerySet":
        return self.filter(read_at__isnull=True)


class Message(models.Model):
    """One message in a person's inbox. Its words are sealed: they may tell of a decision."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    recipient = models.ForeignKey(Recipient, on_delete=models.CASCADE, related_name="messages")
    template = models.CharField(_("Template"), max_length=60)
    title = SealedTextField(_("Title"))
    body = SealedTextField(_("Text"))
    subject_type = models.ForeignKey(ContentType, null=True, on_delete=models.PROTECT, related_name="+")
    subject_id = models.CharField(max_length=40, blank=True)
    subject = GenericForeignKey("subject_type", "subject_id")
    url_name = models.CharField(max_length=60, blank=True)
    url_kwargs = models.JSONField(default=dict, blank=True)
    created_at = models.DateTimeField(_("Written on"), default=timezone.now, db_index=True)
    read_at = models.DateTimeField(_("Read on"), null=True, blank=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        verbose_name = _("Message")
        verbose_name_plural = _("Messages")
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["recipient", "-created_at"], name="message_inbox")]

    def __str__(self) -> str:
        return f"{self.template} {str(self.pk)[:8]}"

    def get_absolute_url(self) -> str:
        """The page that the message speaks of."""
        return reverse(self.url_name, kwargs=self.url_kwargs) if self.url_name else ""


class DeliveryQuerySet(models.QuerySet["Delivery"]):
    def due(self, now: datetime) -> "DeliveryQuerySet":
        """What may be tried now: waiting, its time come, and leased to no other sweeper."""
        free = models.Q(leased_until__isnull=True) | models.Q(leased_until__lt=now)
        return self.filter(free, status=DeliveryStatus.PENDING, next_attempt_at__lte=now).order_by("next_attempt_at")


class Delivery(models.Model):
    """One row of the outbox: one text to one address, tried until it is sent or given up."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    message = models.ForeignKey(Message, null=True, on_delete=models.CASCADE, related_name="deliveries")
    channel = models.CharField(_("Channel"), max_length=10, choices=Channel.choices)
    address = SealedTextField(_("Address"))
    title = SealedTextField(_("Title"), blank=True, default="")
    text = SealedTextField(_("Text"))
    status = models.CharField(
        _("Status"), max_length=10, choices=DeliveryStatus.choices, default=DeliveryStatus.PENDING, editable=False
    )
    attempts = models.PositiveSmallIntegerField(_("Attempts"), default=0)
    next_attempt_at = models.DateTimeField(_("Next attempt"), default=timezone.now)
    leased_until = models.DateTimeField(null=True, blank=True)
    expires_at = models.DateTimeField(_("Do not send after"), null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(_("Sent on"), null=True, blank=True)
    last_error = models.CharField(_("Last error"), max_length=120, blank=True)
    gateway_id = models.CharField(_("Number at the gateway"), max_length=100, blank=True, db_index=True)
    outcome = models.CharField(_("Reported"), max_length=12, choices=Outcome.choices, blank=True, editable=False)
    reported_at = models.DateTimeField(_("Reported on"), null=True, blank=True)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        verbose_name = _("Delivery")
        verbose_name_plural = _("Outbox")
        ordering = ["-created_at"]
        indexes = [models.Index(fields=["status", "next_attempt_at"], name="delivery_due")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(status=DeliveryStatus.SENT, sent_at__isnull=False)
                | (~models.Q(status=DeliveryStatus.SENT) & models.Q(sent_at__isnull=True)),
                name="delivery_sent_has_its_date",
            ),
            models.CheckConstraint(
                condition=models.Q(outcome="", reported_at__isnull=True)
                | (~models.Q(outcome="") & models.Q(reported_at__isnull=False)),
                name="delivery_report_has_its_date",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.channel} {str(self.pk)[:8]}"

    def lease(self, now: datetime) -> None:
        """Take the row for one attempt; it falls free by itself when the sweeper dies."""
        self.leased_until = now + LEASE
        self.attempts += 1

    def mark_sent(self, now: datetime, gateway_id: str = "") -> None:
        self.gateway_id = gateway_id[:100]
        self.status = DeliveryStatus.SENT
        self.sent_at = now
        self.leased_until = None
        self.last_error = ""

    def mark_reported(self, now: datetime, outcome: Outcome) -> bool:
        """Note the gateway's report; what arrived stays so, whatever is said later. False when nothing changed."""
        if self.outcome in (outcome, Outcome.DELIVERED):
            return False
        self.outcome, self.reported_at = outcome, now
        return True

    def mark_missed(self, now: datetime, fault: str) -> None:
        """Note a miss: try again later, or give up when the tries are spent or the text is worthless."""
        self.leased_until = None
        self.last_error = fault[:120]
        spent = self.attempts > len(BACKOFF)
        if spent or self.is_worthless(now):
            self.status = DeliveryStatus.FAILED
        else:
            self.next_attempt_at = now + BACKOFF[self.attempts - 1]

    def is_worthless(self, now: datetime) -> bool:
        """Whether its time is over, as with a code that no longer opens anything."""
        return self.expires_at is not None and self.expires_at <= now

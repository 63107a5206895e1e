"""Ways out, and where a delivery stands."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Channel(models.TextChoices):
    SMS = "sms", _("Text message")
    EMAIL = "email", _("E-mail")


class DeliveryStatus(models.TextChoices):
    PENDING = "pending", _("Waiting")
    SENT = "sent", _("Sent")
    FAILED = "failed", _("Could not be sent")


class Outcome(models.TextChoices):
    """What the gateway reported afterwards: sent is not yet arrived."""

    DELIVERED = "delivered", _("Arrived")
    UNDELIVERED = "undelivered", _("Did not arrive")

"""Ways to reach an account, and what its owner is told of."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Address(models.TextChoices):
    """Where a code goes. The values are those of `notifications.enums.Channel`, a room above."""

    MOBILE = "sms", _("Mobile number")
    EMAIL = "email", _("E-mail")


class AlarmKind(models.TextChoices):
    """What a message with “it wasn't me” tells; each names the templates of its message."""

    SIGNED_IN = "signed_in", _("Sign-in from a new device")
    MOBILE = "mobile_changed", _("Mobile changed")
    EMAIL = "email_changed", _("E-mail changed")
    PASSWORD = "password_changed", _("Password changed")
    FACTOR = "factor_changed", _("Second step changed")

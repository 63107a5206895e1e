"""Choices that the association makes about its own work."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class TwoWeekReading(TextChoices):
    """How the policy's two weeks are read (R41): the shortest wait, or the longest."""

    MINIMUM = "minimum", _("The shortest wait: no reply is promised before it")
    MAXIMUM = "maximum", _("The longest wait: the reply comes within it")

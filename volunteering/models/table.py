"""A table of hours that a coordinator asked for."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from attachments.models import MadeTable


class HoursTable(MadeTable):
    """One table. Its filters are choices and days, never words that were searched."""

    class Columns(models.TextChoices):
        OURS = "ours", _("Our own columns")
        NATIONAL = "national", _("Columns of the national volunteering platform, to be confirmed")

    columns = models.CharField(_("Columns"), max_length=8, choices=Columns.choices, default=Columns.OURS)

    class Meta:
        verbose_name = _("Table of hours")
        verbose_name_plural = _("Tables of hours")
        default_permissions = ()

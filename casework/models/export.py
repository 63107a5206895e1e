"""A table of the queue that a manager asked for."""

from django.utils.translation import gettext_lazy as _

from attachments.models import MadeTable


class QueueExport(MadeTable):
    """One table. Its filters are choices, never words that were searched."""

    class Meta:
        verbose_name = _("Table of the queue")
        verbose_name_plural = _("Tables of the queue")
        default_permissions = ()

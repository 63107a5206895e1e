"""How scheduled work went."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class JobRun(models.Model):
    """How the last run of one scheduled command went (`office.schedule`)."""

    name = models.CharField(_("Work"), max_length=80, unique=True)
    last_started_at = models.DateTimeField(_("Last start"), null=True, editable=False)
    last_finished_at = models.DateTimeField(_("Last end"), null=True, editable=False)
    last_error = models.CharField(_("Failure"), max_length=80, blank=True, editable=False)
    leased_until = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("Scheduled work")
        verbose_name_plural = _("Scheduled work")
        ordering = ("name",)
        default_permissions = ("view",)

    def __str__(self) -> str:
        return self.name

    @property
    def was_cut_short(self) -> bool:
        """Whether the last run began and never said how it ended: its process was killed."""
        return self.leased_until is not None

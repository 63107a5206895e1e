"""What upper rooms tell the guide: how long requests really took, and how many places are taken.

One row for all languages of a service: it is known by the translation key of its page. Only `services.actions` writes.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ServiceFigures(models.Model):
    """The actual time of a service, in calendar days from sending to reply, pauses off."""

    translation_key = models.UUIDField(unique=True, editable=False)
    cases = models.PositiveIntegerField(_("Requests"))
    median_days = models.PositiveIntegerField(_("Half were answered within, in days"))
    p90_days = models.PositiveIntegerField(_("Nine of ten were answered within, in days"))
    measured_on = models.DateField(_("Measured on"))

    class Meta:
        verbose_name = _("Figures of a service")
        verbose_name_plural = _("Figures of services")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(cases__gt=0, p90_days__gte=models.F("median_days")),
                name="services_figures_make_sense",
            )
        ]

    def __str__(self) -> str:
        return str(self.translation_key)


class ServicePlaces(models.Model):
    """How many places of the present opening are taken. Its row is the lock of whoever takes the last one."""

    translation_key = models.UUIDField(unique=True, editable=False)
    opens_on = models.DateField(null=True, help_text=_("The opening that is counted."))
    taken = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("Places of a service")
        verbose_name_plural = _("Places of services")

    def __str__(self) -> str:
        return str(self.translation_key)

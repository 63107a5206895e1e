"""Days off, and hours other than the usual ones."""

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel

from office.enums import Occasion
from saudi import hijri

LONGEST_PERIOD = 365  # days; a longer one is a slip of the hand


class Holiday(models.Model):
    """One day on which the association rests beside its weekend; a feast is several of them."""

    day = models.DateField(_("Day"), unique=True)
    name = models.CharField(_("Occasion"), max_length=100)
    occasion = models.CharField(
        _("Kind of occasion"),
        max_length=20,
        choices=Occasion.choices,
        default=Occasion.OTHER,
        blank=True,
        help_text=_("A known one is named to visitors in their own language."),
    )

    panels: ClassVar = [FieldPanel("day"), FieldPanel("name"), FieldPanel("occasion")]

    class Meta:
        verbose_name = _("Holiday")
        verbose_name_plural = _("Holidays")
        ordering = ("day",)

    def __str__(self) -> str:
        return f"{self.name} · {hijri.both_short(self.day)}"

    def title(self) -> str:
        """The occasion in the active language; "" where only its Arabic name is known and the reader reads another."""
        if (get_language() or "ar").startswith("ar"):
            return self.name
        return "" if self.occasion in ("", Occasion.OTHER) else self.get_occasion_display()


class SpecialHours(models.Model):
    """Other opening hours from one day to another, as in Ramadan. The weekend and holidays stay days of rest."""

    name = models.CharField(_("Occasion"), max_length=100, help_text=_("Such as Ramadan."))
    first_day = models.DateField(_("First day"))
    last_day = models.DateField(_("Last day"))
    opening_time = models.TimeField(_("Opening time"))
    closing_time = models.TimeField(_("Closing time"))

    panels: ClassVar = [
        FieldPanel("name"),
        FieldRowPanel([FieldPanel("first_day"), FieldPanel("last_day")]),
        FieldRowPanel([FieldPanel("opening_time"), FieldPanel("closing_time")]),
    ]

    class Meta:
        verbose_name = _("Special hours")
        verbose_name_plural = _("Special hours")
        ordering = ("first_day",)
        constraints = [
            models.CheckConstraint(
                condition=Q(first_day__lte=F("last_day")),
                name="office_special_days_in_order",
                violation_error_message=_("The last day can't come before the first."),
            ),
            models.CheckConstraint(
                condition=Q(opening_time__lt=F("closing_time")),
                name="office_special_opens_before_it_closes",
                violation_error_message=_("The closing can't come before the opening."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} · {hijri.both_short(self.first_day)}"

    def clean(self) -> None:
        """Two special hours for one day would contradict each other."""
        super().clean()
        if self.first_day and self.last_day:
            same = SpecialHours.objects.filter(first_day__lte=self.last_day, last_day__gte=self.first_day)
            if other := same.exclude(pk=self.pk).first():
                raise ValidationError(_("These days have special hours already: %(other)s."), params={"other": other})

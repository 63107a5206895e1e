"""What colleagues type about holidays: years and days in either calendar and any digits."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from office import suggestions
from office.enums import Occasion
from saudi import hijri
from saudi.digits import strip_marks, to_western

LONGEST_FEAST = 30  # days; a longer one is a slip of the hand


class YearForm(forms.Form):
    """The year whose holidays are to be suggested."""

    year = forms.CharField(label=_("Year"), max_length=10, help_text=_("Hijri or Gregorian, such as 1448 or 2026."))

    def clean_year(self) -> int:
        """A year for which dates are known."""
        plain = to_western(strip_marks(self.cleaned_data["year"])).strip()
        try:
            year = int(plain) if plain.isascii() and plain.isdigit() else 0
            suggestions.of_year(year)
        except (suggestions.UnknownYear, ValueError):
            raise ValidationError(_("Write a year of four digits that the calendars know.")) from None
        return year


class DayField(forms.CharField):
    """A day in either calendar."""

    def clean(self, value: Any) -> date:
        """The Gregorian day."""
        text = super().clean(value)
        try:
            return hijri.parse(text)
        except hijri.InvalidDate:
            raise ValidationError(_("Write a date such as 1/10/1447 or 20/3/2026.")) from None


class FeastForm(forms.Form):
    """A feast of several days, as one entry."""

    first = DayField(label=_("First day"), max_length=40, help_text=_("Hijri or Gregorian: 1/10/1447 or 20/3/2026."))
    last = DayField(label=_("Last day"), max_length=40)
    name = forms.CharField(label=_("Occasion"), max_length=100)
    occasion = forms.ChoiceField(label=_("Kind of occasion"), choices=Occasion.choices, initial=Occasion.OTHER)

    def clean(self) -> dict[str, Any]:
        """The days in order, and not too many."""
        given = super().clean() or {}
        first, last = given.get("first"), given.get("last")
        if first and last and last < first:
            self.add_error("last", _("The last day can't come before the first."))
        elif first and last and (last - first).days >= LONGEST_FEAST:
            self.add_error("last", _("A feast has at most %(days)d days here.") % {"days": LONGEST_FEAST})
        return given

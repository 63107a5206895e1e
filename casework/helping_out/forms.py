"""What a colleague fills in to ask for a volunteer."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from applications.models import Application
from people.enums import Gender
from people.forms import CleanText, ClockField, EitherDateField, NumberField
from services.enums import Spoken
from volunteering.enums import ErrandKind, OpenTo, TownPart

LIKE = {Gender.MALE: OpenTo.MEN, Gender.FEMALE: OpenTo.WOMEN}
CHOOSE = _("Choose one.")


class HelpForm(forms.Form):
    """Which help, when and where. The volunteers who are asked read all but the last line."""

    kind = forms.ChoiceField(
        label=_("Help"), choices=[("", "—"), *ErrandKind.choices], error_messages={"required": CHOOSE}
    )
    language = forms.ChoiceField(
        label=_("Language beside Arabic"), choices=[("", "—"), *Spoken.choices], required=False
    )
    open_to = forms.ChoiceField(label=_("Who helps"), choices=OpenTo.choices, error_messages={"required": CHOOSE})
    day = EitherDateField(label=_("Day"), help_text=_("Hijri or Gregorian, like 1/9/1448 or 8/2/2027."))
    begins = ClockField(label=_("From"))
    ends = ClockField(label=_("Until"))
    town_part = forms.ChoiceField(
        label=_("Part of town"), choices=[("", "—"), *TownPart.choices], error_messages={"required": CHOOSE}
    )
    details = CleanText(
        label=_("Where exactly, and what to know"),
        help_text=_("Read by whoever takes it on, with the person's first name, until it is over. Leave out why."),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", "help_%s")
        super().__init__(*args, **kwargs)

    @classmethod
    def of(cls, case: Application) -> "HelpForm":
        """An empty form with what the file says already."""
        by = LIKE[Gender(case.person.gender)] if case.person.gender else OpenTo.EVERYONE
        return cls(initial={"language": case.interpreter, "open_to": by})

    def clean(self) -> dict[str, Any]:
        """An interpreter has a language, and the end comes after the beginning."""
        given = super().clean() or {}
        if given.get("kind") == ErrandKind.INTERPRETER and given.get("language", "") in ("", "ar"):
            self.add_error("language", _("Choose the language."))
        if given.get("begins") and given.get("ends") and given["ends"] <= given["begins"]:
            self.add_error("ends", _("The end comes after the beginning."))
        return given

    def wanted(self) -> dict[str, Any]:
        """What the action takes."""
        given = self.cleaned_data
        hours = {
            name: timezone.make_aware(datetime.combine(given["day"], given[clock]))
            for name, clock in (("starts_at", "begins"), ("ends_at", "ends"))
        }
        language = given["language"] if given["kind"] == ErrandKind.INTERPRETER else ""
        return {
            **hours,
            "language": language,
            **{name: given[name] for name in ("kind", "open_to", "town_part", "details")},
        }


class FinishForm(forms.Form):
    """How long the volunteer helped."""

    minutes = NumberField(label=_("Minutes"), min_value=1, max_value=960)

"""What a volunteer is asked, one thing to a page."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from accounts.forms import MobileField
from attachments.forms import PaperField
from people.consent.forms import ShortNameField
from people.forms import CleanText, EitherDateField, PersonNameField
from people.wallet.forms import DetailsForm
from services.enums import Spoken
from volunteering.enums import Field, PartOfDay, Skill

SUNDAY_FIRST = (6, 0, 1, 2, 3, 4, 5)  # As in `date.weekday()`.
LONGEST_PAUSE = timedelta(days=366)
CHOOSE_ONE = _("Choose one of the answers.")


def several(label: Any, choices: Any, **kwargs: Any) -> forms.MultipleChoiceField:
    """Which of these, as boxes."""
    return forms.MultipleChoiceField(label=label, choices=choices, widget=forms.CheckboxSelectMultiple, **kwargs)


class InterestsForm(forms.Form):
    interests = several(
        _("What would you like to help with?"),
        Field.choices,
        error_messages={"required": _("Choose at least one thing.")},
    )


class SkillsForm(forms.Form):
    skills = several(_("What can you do?"), Skill.choices, required=False)


class InterpretingForm(forms.Form):
    interprets = several(
        _("Between Arabic and which languages can you interpret?"),
        [(code, name) for code, name in Spoken.choices if code != "ar"],
        required=False,
    )


class CarForm(forms.Form):
    has_car = forms.TypedChoiceField(
        label=_("Do you have a car and a driving licence?"),
        choices=[("yes", _("Yes")), ("no", _("No"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
        error_messages={"required": CHOOSE_ONE},
    )

    def __init__(self, data: Any = None, *, initial: dict[str, Any] | None = None) -> None:
        held = (initial or {}).get("has_car")
        words = {} if held is None else {"has_car": "yes" if held else "no"}
        super().__init__(data, initial=words)


class TimesForm(forms.Form):
    """A box for each weekday and part of the day; kept as `{"0": ["morning", …]}`."""

    title = _("When do you usually have time?")

    availability = several(
        _("When do you usually have time?"),
        [(f"{day}-{part}", f"{WEEKDAYS[day]} · {part.label}") for day in SUNDAY_FIRST for part in PartOfDay],
        error_messages={"required": _("Choose at least one time.")},
    )

    def __init__(self, data: Any = None, *, initial: dict[str, Any] | None = None) -> None:
        held = (initial or {}).get("availability") or {}
        chosen = [f"{day}-{part}" for day, parts in held.items() for part in parts]
        super().__init__(data, initial={"availability": chosen})

    def clean_availability(self) -> dict[str, list[str]]:
        chosen: dict[str, list[str]] = {}
        for each in self.cleaned_data["availability"]:
            day, _dash, part = each.partition("-")
            chosen.setdefault(day, []).append(part)
        return chosen

    @property
    def rows(self) -> list[tuple[str, list[tuple[Any, str]]]]:
        """Each weekday with its boxes and what each box means in full."""
        boxes = list(self["availability"])
        width = len(PartOfDay)
        return [
            (str(WEEKDAYS[day]), [(box, str(box.choice_label)) for box in boxes[place * width : (place + 1) * width]])
            for place, day in enumerate(SUNDAY_FIRST)
        ]

    @property
    def parts(self) -> list[str]:
        return [str(part.label) for part in PartOfDay]


class EmergencyForm(forms.Form):
    title = _("Whom do we call in an emergency?")

    emergency_name = ShortNameField(label=_("Name"), help_text=_("Somebody of your family, or a close friend."))
    emergency_mobile = MobileField(label=_("Mobile number"))


class ShownNameForm(forms.Form):
    shown_name = PersonNameField(
        label=_("How shall your name stand on certificates?"),
        help_text=_("It may be shorter than your full name."),
        max_length=120,
    )


class AboutForm(forms.Form):
    about = CleanText(label=_("About you"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 5}))


class QualificationForm(DetailsForm):
    """A paper that proves a skill."""

    number = None  # type: ignore[assignment]

    skill = forms.ChoiceField(
        label=_("Which skill does it prove?"),
        choices=[("", ""), *Skill.choices],
        error_messages={"required": _("Choose the skill.")},
    )
    title = CleanText(
        label=_("Name of the paper"),
        help_text=_("Such as: driving licence, first aid course, degree in medicine."),
        max_length=120,
        error_messages={"required": _("Write what this paper is called.")},
    )
    paper = PaperField(
        label=_("Picture or file of the paper"),
        error_messages={"required": _("Choose a picture or a file of the paper.")},
    )
    field_order = ("skill", "title", "issued_on", "expires_on", "paper")

    def clean_expires_on(self) -> Any:
        day = super().clean_expires_on()
        if day and day < timezone.localdate():
            raise ValidationError(_("This paper has ended already. Send one that still holds."), code="ended")
        return day


class PauseForm(forms.Form):
    until = EitherDateField(
        label=_("Until which day?"),
        help_text=_("In the Hijri or the Gregorian calendar. Leave it empty if you do not know yet."),
        required=False,
    )

    def clean_until(self) -> date | None:
        day: date | None = self.cleaned_data["until"]
        today = timezone.localdate()
        if day and day <= today:
            raise ValidationError(_("Choose a day that is still to come."), code="past")
        if day and day > today + LONGEST_PAUSE:
            raise ValidationError(_("A pause lasts a year at most. You may also end your volunteering."), code="far")
        return day

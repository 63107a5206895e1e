"""A member of the household."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from people.enums import Gender, Relation
from people.forms.fields import CleanText, EitherDateField, PersonNameField
from people.forms.who import check_birth
from saudi import identifiers


class MemberForm(forms.Form):
    name = PersonNameField(label=_("Name"), max_length=120)
    relation = forms.ChoiceField(
        label=_("What is this person to you?"),
        choices=[("", ""), *Relation.choices],
        error_messages={"required": _("Choose one of the answers.")},
    )
    gender = forms.ChoiceField(label=_("Man or woman"), choices=[("", ""), *Gender.choices], required=False)
    birth_date = EitherDateField(
        label=_("Date of birth"),
        help_text=_("In the Hijri or the Gregorian calendar, like 14/5/1410 or 20/3/1990."),
        error_messages={"required": _("Write the date of birth.")},
    )
    identity_number = forms.CharField(
        label=_("Identity or iqama number"),
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs={"class": "ltr-input", "autocomplete": "off", "inputmode": "numeric"}),
    )
    note = CleanText(label=_("Illness, disability or study"), required=False, max_length=200)

    def clean_birth_date(self) -> date | None:
        day: date | None = self.cleaned_data["birth_date"]
        return check_birth(day) if day else None

    def clean_identity_number(self) -> str:
        text: str = self.cleaned_data["identity_number"]
        if not text.strip():
            return ""
        try:
            return identifiers.clean_national_or_resident(text)
        except identifiers.InvalidIdentifier:
            raise ValidationError(
                _("Check the number: ten digits that begin with 1 or 2. You may leave it empty."), code="invalid"
            ) from None

    def clean(self) -> dict[str, Any]:
        return super().clean() or {}

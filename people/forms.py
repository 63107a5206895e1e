"""Questions about the person, one to a page."""

from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.enums import IdentityKind
from saudi import identifiers
from saudi.digits import strip_marks
from saudi.hijri import InvalidDate, parse
from saudi.identifiers import InvalidIdentifier

OLDEST_YEARS = 120
IDENTITY_FAULTS = {
    IdentityKind.NATIONAL: _("Check the identity number: ten digits that begin with 1."),
    IdentityKind.RESIDENT: _("Check the iqama number: ten digits that begin with 2."),
    IdentityKind.PASSPORT: _("Check the passport number: letters and digits as printed in it."),
    IdentityKind.BORDER: _("Check the border number: ten digits."),
}
FIRST_DIGIT = {IdentityKind.NATIONAL: "1", IdentityKind.RESIDENT: "2"}


class EitherDateField(forms.CharField):
    """A date in either calendar and any digits, cleaned to a Gregorian date."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs["error_messages"] = {"required": _("Write the date."), **kwargs.get("error_messages", {})}
        super().__init__(max_length=40, **kwargs)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {**super().widget_attrs(widget), "inputmode": "text", "class": "ltr-input", "autocomplete": "off"}

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return None
        try:
            return parse(text)
        except InvalidDate:
            raise ValidationError(
                _("We could not read this date. Write day, month and year, like 14/5/1410 or 20/3/1990."),
                code="unreadable",
            ) from None

    def prepare_value(self, value: Any) -> Any:
        return value.strftime("%d/%m/%Y") if hasattr(value, "strftime") else value


def mark_conditional(field: forms.Field) -> None:
    """Keep a field from being called optional: whether it may stay empty depends on another one."""
    field.is_conditional = True  # type: ignore[attr-defined]


class NameForm(forms.Form):
    full_name = forms.CharField(
        label=_("Your full name"),
        help_text=_("As it is written in your identity document."),
        max_length=120,
        error_messages={"required": _("Write your full name.")},
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )

    def clean_full_name(self) -> str:
        name = " ".join(strip_marks(self.cleaned_data["full_name"]).split())
        if len(name) < 3 or not any(sign.isalpha() for sign in name):
            raise ValidationError(_("Write your full name in letters."), code="letters")
        return name


class IdentityForm(forms.Form):
    identity_kind = forms.ChoiceField(
        label=_("Which identity document do you have?"),
        choices=IdentityKind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose your identity document.")},
    )
    identity_number = forms.CharField(
        label=_("Its number"),
        help_text=_("We do not ask for a copy. Our colleague will look at the original once."),
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs={"class": "ltr-input", "autocomplete": "off", "inputmode": "text"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        mark_conditional(self.fields["identity_number"])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        kind, number = data.get("identity_kind"), data.get("identity_number", "")
        if kind == IdentityKind.NONE:
            data["identity_number"] = ""
        elif kind and not number.strip():
            self.add_error("identity_number", ValidationError(_("Write the number."), code="required"))
        elif kind:
            data["identity_number"] = self._read(IdentityKind(kind), number)
        return data

    def _read(self, kind: IdentityKind, number: str) -> str:
        readers = {
            IdentityKind.PASSPORT: identifiers.clean_passport,
            IdentityKind.BORDER: identifiers.clean_border,
        }
        try:
            cleaned = readers.get(kind, identifiers.clean_national_or_resident)(number)
            if cleaned.startswith(FIRST_DIGIT.get(kind, "")):
                return cleaned
        except InvalidIdentifier:
            pass
        self.add_error("identity_number", ValidationError(IDENTITY_FAULTS[kind], code="invalid"))
        return number


class BirthDateForm(forms.Form):
    birth_date = EitherDateField(
        label=_("Your date of birth"),
        help_text=_("In the Hijri or the Gregorian calendar, like 14/5/1410 or 20/3/1990."),
    )

    def clean_birth_date(self) -> Any:
        day = self.cleaned_data["birth_date"]
        today = timezone.localdate()
        if day > today:
            raise ValidationError(_("This date has not come yet. Check the year."), code="future")
        if day.year < today.year - OLDEST_YEARS:
            raise ValidationError(_("This date is too long ago. Check the year."), code="past")
        return cast(object, day)

"""Who the person is: names, identity document, birth date, nationality, languages."""

from datetime import date
from typing import Any, cast

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from people.enums import Gender, IdentityKind
from people.forms.fields import EitherDateField, PersonNameField, mark_conditional
from saudi import countries, identifiers
from saudi.identifiers import InvalidIdentifier
from saudi.languages import NAMES

OLDEST_YEARS = 120
IDENTITY_FAULTS = {
    IdentityKind.NATIONAL: _("Check the identity number: ten digits that begin with 1."),
    IdentityKind.RESIDENT: _("Check the iqama number: ten digits that begin with 2."),
    IdentityKind.PASSPORT: _("Check the passport number: letters and digits as printed in it."),
    IdentityKind.BORDER: _("Check the border number: ten digits."),
}
FIRST_DIGIT = {IdentityKind.NATIONAL: "1", IdentityKind.RESIDENT: "2"}
LATIN_NAMES = ("latin_given", "latin_father", "latin_grandfather", "latin_family")


def read_identity(kind: IdentityKind, number: str) -> str:
    """The number in its one plain form. Raises ValidationError."""
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
    raise ValidationError(IDENTITY_FAULTS[kind], code="invalid")


def check_birth(day: date) -> date:
    """A day on which somebody alive can have been born. Raises ValidationError."""
    today = timezone.localdate()
    if day > today:
        raise ValidationError(_("This date has not come yet. Check the year."), code="future")
    if day.year < today.year - OLDEST_YEARS:
        raise ValidationError(_("This date is too long ago. Check the year."), code="past")
    return day


class NameForm(forms.Form):
    """The name as the document has it, part by part; Latin letters where the document has them."""

    title = _("Your name, as in your document")

    given_name = PersonNameField(
        label=_("First name"),
        widget=forms.TextInput(attrs={"autocomplete": "given-name"}),
        error_messages={"required": _("Write the first name.")},
    )
    father_name = PersonNameField(label=_("Father's name"), required=False)
    grandfather_name = PersonNameField(label=_("Grandfather's name"), required=False)
    family_name = PersonNameField(
        label=_("Family name"),
        widget=forms.TextInput(attrs={"autocomplete": "family-name"}),
        error_messages={"required": _("Write the family name.")},
    )
    latin_given = PersonNameField(label=_("First name in Latin letters"), required=False)
    latin_father = PersonNameField(label=_("Father's name in Latin letters"), required=False)
    latin_grandfather = PersonNameField(label=_("Grandfather's name in Latin letters"), required=False)
    latin_family = PersonNameField(label=_("Family name in Latin letters"), required=False)

    folded = LATIN_NAMES
    fold_title = _("My document also has my name in Latin letters")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in LATIN_NAMES:
            self.fields[name].widget.attrs.update({"class": "ltr-input", "autocapitalize": "words"})

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for name in LATIN_NAMES:
            if any(sign.isalpha() and not sign.isascii() and not "À" <= sign <= "ɏ" for sign in data.get(name, "")):
                self.add_error(name, ValidationError(_("Write this one in Latin letters."), code="latin"))
        if not any(data.get(name) for name in LATIN_NAMES) and str(data.get("given_name", "")).isascii():
            pairs = zip(LATIN_NAMES, ("given_name", "father_name", "grandfather_name", "family_name"), strict=True)
            data.update({latin: data.get(name, "") for latin, name in pairs})
        return data


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
            try:
                data["identity_number"] = read_identity(IdentityKind(kind), number)
            except ValidationError as fault:
                self.add_error("identity_number", fault)
        return data


class BirthDateForm(forms.Form):
    birth_date = EitherDateField(
        label=_("Your date of birth"),
        help_text=_("In the Hijri or the Gregorian calendar, like 14/5/1410 or 20/3/1990."),
    )

    def clean_birth_date(self) -> Any:
        return check_birth(cast(date, self.cleaned_data["birth_date"]))


class NationalityForm(forms.Form):
    title = _("Your nationality")

    nationality = forms.ChoiceField(label=_("Nationality"), error_messages={"required": _("Choose your nationality.")})
    gender = forms.ChoiceField(
        label=pgettext_lazy("question", "Are you a man or a woman?"),
        choices=Gender.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of the answers.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = countries.choices(get_language() or "ar")
        self.fields["nationality"].choices = [("", ""), *known]  # type: ignore[attr-defined]


class LanguagesForm(forms.Form):
    title = _("Your languages")

    language = forms.ChoiceField(
        label=_("In which language do we write to you?"),
        choices=settings.LANGUAGES,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a language.")},
    )
    spoken = forms.MultipleChoiceField(
        label=_("Which languages do you speak?"),
        choices=list(NAMES.items()),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    needs_interpreter = forms.BooleanField(label=_("I need an interpreter when we speak."), required=False)

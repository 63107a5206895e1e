"""How the person is reached: ways and times, other numbers, the home."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from accounts.forms import PHONE_FAULTS
from people.enums import ContactKind, Reach, Times
from people.forms.fields import CleanText, area
from saudi import addresses
from saudi.phones import InvalidPhone, normalise


class ContactPreferenceForm(forms.Form):
    title = _("How we reach you")

    reach = forms.ChoiceField(
        label=_("How do you like to be reached?"),
        help_text=_("A text message comes in any case."),
        choices=Reach.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of the answers.")},
    )
    times = forms.ChoiceField(
        label=_("When may we call?"),
        choices=Times.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of the answers.")},
    )


class ContactForm(forms.Form):
    """One more number or address."""

    kind = forms.ChoiceField(
        label=_("What is it?"),
        choices=ContactKind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of the answers.")},
    )
    value = forms.CharField(
        label=_("Number or address"),
        max_length=120,
        widget=forms.TextInput(attrs={"class": "ltr-input", "autocomplete": "off"}),
        error_messages={"required": _("Write the number or the address.")},
    )
    note = CleanText(label=_("Whose it is"), required=False, max_length=80)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        kind, value = data.get("kind"), data.get("value", "")
        if kind and value:
            try:
                data["value"] = _address(value) if kind == ContactKind.EMAIL else normalise(value)
            except InvalidPhone as fault:
                self.add_error("value", ValidationError(PHONE_FAULTS[fault.reason], code=fault.reason))
            except ValidationError:
                self.add_error("value", ValidationError(_("Write an e-mail address like name@example.com."), "email"))
        return data


class AddressForm(forms.Form):
    title = _("Where you live")

    short_address = forms.CharField(
        label=_("Short national address"),
        help_text=_("Four letters and four digits, on the plate at the door. Leave it empty if you do not know it."),
        required=False,
        max_length=20,
        widget=forms.TextInput(attrs={"class": "ltr-input", "autocomplete": "off", "autocapitalize": "characters"}),
    )
    directions = CleanText(
        label=_("How do we find your home?"),
        help_text=_("The district, and what is near: a mosque, a school, a shop."),
        max_length=500,
        widget=area(4),
        error_messages={"required": _("Tell us how to find your home.")},
    )

    def clean_short_address(self) -> str:
        text = self.cleaned_data["short_address"]
        if not text.strip():
            return ""
        try:
            return addresses.clean_short(text)
        except addresses.InvalidAddress:
            raise ValidationError(
                _("A short national address has four letters and four digits, like ABCD1234."), code="invalid"
            ) from None


def _address(text: str) -> str:
    address = text.strip().lower()
    validate_email(address)
    return address

"""Addresses as people type them."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from saudi.digits import strip_marks
from saudi.phones import InvalidPhone, normalise

PHONE_FAULTS = {
    "empty": _("Write your mobile number."),
    "too_short": _("The mobile number is too short. Check that no digit is missing."),
    "too_long": _("The mobile number is too long. Check for an extra digit."),
    "not_mobile": _("This is not a mobile number. We send a code to it, so it must be a mobile."),
    "invalid": _("We could not read this mobile number. Write it like 05X XXX XXXX, or with + and the country code."),
}
EMAIL_FAULTS = {
    "required": _("Write your e-mail."),
    "invalid": _("This e-mail is not complete. Write it like name@example.com."),
}


class MobileField(forms.CharField):
    """A mobile number in any digits and spacing, cleaned to E.164."""

    widget = forms.TextInput

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Mobile number"))
        kwargs.setdefault("max_length", 40)
        kwargs["error_messages"] = {"required": PHONE_FAULTS["empty"], **kwargs.get("error_messages", {})}
        super().__init__(**kwargs)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {
            **super().widget_attrs(widget),
            "inputmode": "tel",
            "autocomplete": "tel",
            "class": "ltr-input",
        }

    def clean(self, value: Any) -> str:
        text = super().clean(value)
        if not text:
            return text
        try:
            return normalise(text)
        except InvalidPhone as fault:
            raise ValidationError(PHONE_FAULTS[fault.reason], code=fault.reason) from fault


class EmailField(forms.EmailField):
    """An e-mail as people type it, cleaned to small letters."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("E-mail"))
        kwargs.setdefault("max_length", 254)
        kwargs["error_messages"] = {**EMAIL_FAULTS, **kwargs.get("error_messages", {})}
        super().__init__(**kwargs)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {**super().widget_attrs(widget), "autocomplete": "email", "class": "ltr-input"}

    def to_python(self, value: Any) -> str:
        return str(super().to_python(strip_marks(str(value or ""))) or "").strip().lower()

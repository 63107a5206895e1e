"""The number of a certificate as it is typed, and why one is revoked."""

from django import forms
from django.utils.translation import gettext_lazy as _

from people.forms import CleanText
from people.forms.fields import area


class NumberForm(forms.Form):
    """Any case, digits, spaces and dashes."""

    number = CleanText(
        label=_("Number of the certificate"),
        help_text=_("Twelve letters and digits, like 7K3M-9Q2X-4D8H. It stands at the foot of the certificate."),
        max_length=60,
        widget=forms.TextInput(
            attrs={"class": "ltr-input", "autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
        error_messages={"required": _("Write the number of the certificate.")},
    )


class RevokeForm(forms.Form):
    """Why a certificate is revoked; the volunteer reads it."""

    reason = CleanText(
        label=_("Why it is revoked"),
        help_text=_("The volunteer reads it; the public page does not show it."),
        max_length=300,
        widget=area(2),
        error_messages={"required": _("Say why it is revoked.")},
    )

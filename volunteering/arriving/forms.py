"""The code of the day, as it is typed."""

from django import forms
from django.utils.translation import gettext_lazy as _

from people.forms import CleanText


class ArriveForm(forms.Form):
    """Filled by the picture that was scanned, or by hand."""

    code = CleanText(
        label=_("The code of the day"),
        help_text=_("Six letters and digits, on the coordinator's screen."),
        max_length=20,
        widget=forms.TextInput(
            attrs={"class": "ltr-input", "autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
        error_messages={"required": _("Write the code that is shown there.")},
    )

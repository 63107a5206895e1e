"""The explanation."""

from django import forms
from django.utils.translation import gettext_lazy as _

from casework.explaining.actions import NOTHING
from people.forms import CleanText


class ExplainForm(forms.Form):
    """Plain words to the person."""

    text = CleanText(
        label=_("Explanation"),
        help_text=_("Short sentences in plain words. The person reads them on the page where they stood."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 6, "dir": "auto"}),
        error_messages={"required": NOTHING},
    )

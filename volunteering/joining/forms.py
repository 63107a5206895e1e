"""What a volunteer posts about a place."""

from django import forms
from django.utils.translation import gettext_lazy as _

from people.forms import CleanText


class LeaveForm(forms.Form):
    """Why, if one likes to say so; and that one goes although it is late."""

    reason = CleanText(
        label=_("If you like, tell us why"), required=False, max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )
    although_late = forms.BooleanField(required=False, widget=forms.HiddenInput)


class HandOverForm(forms.Form):
    """Whom to ask."""

    named = CleanText(
        label=_("Reference or mobile of the volunteer"),
        max_length=40,
        help_text=_("The reference stands on their own page of shifts. A mobile finds only those you served with."),
        widget=forms.TextInput(attrs={"dir": "ltr", "autocomplete": "off"}),
    )

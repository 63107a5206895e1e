"""What a coordinator posts about the people of a shift."""

import uuid

from django import forms
from django.utils.translation import gettext_lazy as _

from people.forms.fields import CleanText, area


class WriteForm(forms.Form):
    """A message to everybody in the shift. The key lets a second click write nothing more."""

    text = CleanText(label=_("Message"), max_length=1500, widget=area(4))
    to_waiting = forms.BooleanField(label=_("Those on the waiting list read it too"), required=False)
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)


class AddForm(forms.Form):
    """Who gets a place, and whether they said yes already."""

    reference = CleanText(
        label=_("Reference of the volunteer"), max_length=40, widget=forms.TextInput(attrs={"dir": "ltr"})
    )
    said_yes = forms.BooleanField(
        label=_("They said yes already. Without this they are offered the place and answer themselves."), required=False
    )


class DeclineForm(forms.Form):
    reason = CleanText(label=_("Reason, as the volunteer reads it"), max_length=300, widget=area(4))

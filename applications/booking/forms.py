"""What a person posts about an appointment."""

from django import forms
from django.utils.translation import gettext_lazy as _

from people.forms import CleanText

CHOOSE = _("Choose one of the times.")


class SlotForm(forms.Form):
    """Which of the free times. Whether it is still free is the action's to say."""

    slot = forms.UUIDField(error_messages={"required": CHOOSE, "invalid": CHOOSE})


class CancelForm(forms.Form):
    """Why, if the person likes to say so."""

    reason = CleanText(
        label=_("If you like, tell us why"), required=False, max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )

"""What a coordinator writes."""

from django import forms
from django.utils.translation import gettext_lazy as _

from people.forms import CleanText
from volunteering.registering.forms import PauseForm
from volunteering.registering.staff.actions import WHY


class NothingForm(forms.Form):
    """A button alone."""


class ReasonForm(forms.Form):
    """A reason that the volunteer reads."""

    reason = CleanText(
        label=_("Reason, as the volunteer reads it"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": WHY},
    )


class ShowForm(forms.Form):
    """Why a hidden value is needed."""

    reason = CleanText(
        label=_("Why do you need it?"),
        max_length=300,
        error_messages={"required": _("Write why you need this, in a few words.")},
    )


__all__ = ["NothingForm", "PauseForm", "ReasonForm", "ShowForm"]

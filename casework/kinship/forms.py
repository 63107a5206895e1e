"""Of whom one is kin."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from casework.kinship.actions import WHY
from people.forms import CleanText

UNKNOWN = _("No file has exactly this number. Check it, or ask reception which file it is.")


class DeclareForm(forms.Form):
    """The person by a number, and for a manager the colleague."""

    who = CleanText(
        label=_("Number of the person"),
        help_text=_("The number of the file or of a request, the mobile, or the identity number."),
        max_length=40,
        widget=forms.TextInput(attrs={"class": "ltr-input", "autocomplete": "off"}),
        error_messages={"required": _("Write the number.")},
    )

    def __init__(self, *args: Any, people: Any = None, me: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.me = me
        if people is not None:
            field: Any = forms.ModelChoiceField(label=_("Colleague"), queryset=people, initial=me)
            field.label_from_instance = lambda user: user.get_full_name() or user.reference
            self.fields["colleague"] = field

    def colleague(self) -> User:
        return self.cleaned_data.get("colleague") or self.me


class RemoveForm(forms.Form):
    """Why it is taken back."""

    reason = CleanText(label=_("Reason"), max_length=300, error_messages={"required": WHY})

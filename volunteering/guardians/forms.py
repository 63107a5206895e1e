"""What a guardian answers, and how an answer is taken back."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from people.consent.forms import IN_THE_MESSAGE, CodeField


class AnswerForm(forms.Form):
    """Yes or no, that one is the guardian, and the code of the message."""

    answer = forms.ChoiceField(
        label=_("Do you agree?"),
        choices=[("yes", _("Yes, I agree")), ("no", _("No, I do not agree"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of the answers.")},
    )
    is_guardian = forms.BooleanField(label=_("I am the guardian, and over eighteen."), required=False)
    code = CodeField(help_text=IN_THE_MESSAGE)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("answer") == "yes" and not data.get("is_guardian"):
            told = _("Only the guardian agrees. Tick this if you are.")
            self.add_error("is_guardian", ValidationError(told, code="required"))
        return data

    @property
    def is_given(self) -> bool:
        """Whether the guardian agrees, of a valid form."""
        return bool(self.cleaned_data["answer"] == "yes")


class TakeBackForm(forms.Form):
    code = CodeField()

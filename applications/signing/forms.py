"""The form of the declaration: two ticks, then the code."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from people.consent.forms import CodeField


class DeclarationForm(forms.Form):
    """The signature: both sentences are ticked by the person, who then writes the code of the message."""

    is_true = forms.BooleanField(
        label=_("I declare that what I wrote is true, and I am responsible for it."),
        error_messages={"required": _("Tick the declaration to send your request.")},
    )
    notice_seen = forms.BooleanField(
        label=_("I have read how and when the committee replies."),
        error_messages={"required": _("Tick that you have read how the committee replies.")},
    )
    code = CodeField(label=_("The code that signs your request"))
    answers_hash = forms.CharField(widget=forms.HiddenInput, max_length=64)
    text_version = forms.CharField(widget=forms.HiddenInput, required=False, max_length=16)

    def __init__(self, *args: Any, asks_code: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not asks_code:
            del self.fields["code"]

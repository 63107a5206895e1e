"""A message about a request."""

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from attachments.causes import BadFile
from attachments.forms import Papers, PapersField, named_problem
from people.forms import CleanText


class MessageForm(forms.Form):
    """The words, the files, and whether an answer is wanted. With `adds` only files come and the rest may wait."""

    text = CleanText(
        label=_("Your message"),
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Write your message.")},
    )
    file = PapersField(label=_("Pictures or files"), required=False)
    is_question = forms.BooleanField(label=_("I want an answer"), required=False)
    once = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, adds: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.adds = adds
        self.sent = Papers()
        self.initial.setdefault("once", uuid.uuid4())
        if adds:
            self.fields["text"].required = False

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        self.sent = data.get("file") or Papers()
        if self.sent.problems:
            self.add_error("file", list(self.sent.problems))
        return data

    def refuse(self, name: str, problem: BadFile) -> None:
        """A file that has no room beside the others."""
        self.add_error("file", named_problem(name, problem))

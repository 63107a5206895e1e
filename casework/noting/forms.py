"""A note."""

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from casework.noting.actions import NOTHING
from people.forms import CleanText


class NoteForm(forms.Form):
    """The words, and the note's own key."""

    text = CleanText(
        label=_("New note"),
        help_text=_("For colleagues alone. Write what you would not mind the person to read one day."),
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
        error_messages={"required": NOTHING},
    )
    once = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", "note_%s")
        super().__init__(*args, **kwargs)
        self.initial.setdefault("once", uuid.uuid4())

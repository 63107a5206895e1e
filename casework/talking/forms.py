"""A colleague's message to the person."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from applications.models import CaseMessage
from applications.talk.forms import MessageForm

SHOWN = 90
PAGE = "reply"


class ReplyForm(MessageForm):
    """The words, and which of the person's open questions they answer."""

    answers = forms.MultipleChoiceField(
        label=_("Which questions does this answer?"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, questions: list[CaseMessage], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].label = _("Message to the person")
        self.fields["text"].help_text = _("Write politely and plainly: the person reads it as it stands.")
        if questions:
            self.fields["answers"].choices = [(str(each.pk), _begun(each.text)) for each in questions]  # type: ignore[attr-defined]
            self.initial["answers"] = [str(each.pk) for each in questions]
        else:
            del self.fields["answers"]


def _begun(text: str) -> str:
    return text if len(text) <= SHOWN else f"{text[:SHOWN].rstrip()}…"

"""What is written about a letter."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from attachments.forms import PaperField
from casework.enums import Way
from casework.letters import actions
from people.forms import CleanText, EitherDateField

ROWS = {"rows": 8}


class LetterForm(forms.Form):
    """One letter; a letter of ours has a text, one that came a scan."""

    way = forms.ChoiceField(
        label=_("Direction"), choices=[(Way.IN, _("Incoming")), (Way.OUT, _("Outgoing"))], widget=forms.RadioSelect
    )
    party = CleanText(
        label=_("From or to whom"), max_length=160, error_messages={"required": _("Write from whom or to whom it is.")}
    )
    subject = CleanText(
        label=_("Subject"), max_length=200, error_messages={"required": _("Write what the letter is about.")}
    )
    dated_on = EitherDateField(
        label=_("Date of the letter"),
        required=False,
        help_text=_("In the Hijri or the Gregorian calendar, like 14/5/1410 or 20/3/1990."),
    )
    is_undated = forms.BooleanField(label=_("No date stands on the letter"), required=False)
    their_number = CleanText(label=_("Their own number"), required=False, max_length=40)
    body = CleanText(
        label=_("Text"),
        required=False,
        max_length=6000,
        widget=forms.Textarea(attrs=ROWS),
        help_text=_("Of a letter that we write. It is printed as it stands."),
    )
    scan = PaperField(label=_("Scan of the letter"), required=False)
    reference = CleanText(label=_("Request that it is about"), required=False, max_length=40)
    needs_reply = forms.BooleanField(label=_("It wants a reply from us"), required=False)
    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, is_reply: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("reference", "needs_reply", "way", "their_number", "is_undated") if is_reply else ():
            del self.fields[name]
        self.is_reply = is_reply

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if self.is_reply and not self.errors:
            data["dated_on"] = data.get("dated_on") or timezone.localdate()
        way = Way.OUT if self.is_reply else data.get("way")
        if "dated_on" not in self.errors:
            self._check_day(data)
        if way == Way.OUT and not data.get("body", "").strip():
            self.add_error("body", ValidationError(actions.WORDLESS, code="required"))
        return data

    def _check_day(self, data: dict[str, Any]) -> None:
        day = data.get("dated_on")
        if day is None and not data.get("is_undated"):
            self.add_error("dated_on", ValidationError(actions.UNDATED, code="required"))
        elif day and day > timezone.localdate():
            self.add_error("dated_on", ValidationError(actions.NOT_YET, code="future"))

    def details(self) -> dict[str, Any]:
        """What the action keeps of it."""
        data = {name: value for name, value in self.cleaned_data.items() if name != "reference"}
        return {**data, "way": Way.OUT if self.is_reply else Way(data["way"])}

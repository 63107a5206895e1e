"""What is written about a contact."""

import re
from datetime import date, datetime, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from casework.delegates.queries import channels
from casework.enums import Way
from people.forms import CleanText, EitherDateField, NumberField
from people.staff.forms import MobileField
from saudi.digits import to_western
from saudi.identifiers import is_national_or_resident
from services.enums import Channel

NEVER_THERE = _("Take the identity number out: on social media it is neither asked nor written down.")
NO_NUMBER = _("Take the identity number out: it has its own place in the file.")
AREA = {"rows": 4}
TIME = re.compile(r"([0-9]{1,2})[:.]([0-9]{2})")


class ContactForm(forms.Form):
    """One contact; everything but the way it came and what it was about may stay empty."""

    channel = forms.ChoiceField(label=_("Channel"))
    way = forms.ChoiceField(label=_("Who began it"), choices=Way.choices, widget=forms.RadioSelect, initial=Way.IN)
    name = CleanText(label=_("Who it was"), required=False, max_length=120)
    mobile = MobileField(label=_("Mobile number"), required=False)
    account = CleanText(label=_("Account on social media"), required=False, max_length=120)
    summary = CleanText(
        label=_("What it was about"),
        max_length=2000,
        widget=forms.Textarea(attrs=AREA),
        error_messages={"required": _("Write what it was about.")},
    )
    needs_reply = forms.BooleanField(label=_("It wants a reply from us"), required=False)
    on = EitherDateField(label=_("Day"), required=False, help_text=_("Leave it empty when it is just now."))
    hour = CleanText(
        label=_("Time"),
        required=False,
        max_length=8,
        help_text=_("As on a clock of 24 hours, like 13:30."),
        widget=forms.TextInput(attrs={"class": "ltr-input", "autocomplete": "off"}),
    )
    minutes = NumberField(label=_("How many minutes it took"), required=False, min_value=0, max_value=600)
    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, is_known: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["channel"].choices = [(each.value, each.label) for each in channels_offered()]  # type: ignore[attr-defined]
        for name in ("name", "mobile", "account") if is_known else ():
            del self.fields[name]

    def clean_hour(self) -> time | None:
        text = to_western(self.cleaned_data["hour"]).strip()
        found = TIME.fullmatch(text)
        if text and (found is None or int(found[1]) > 23 or int(found[2]) > 59):
            raise ValidationError(_("Write the time like 13:30."), code="invalid")
        return time(int(found[1]), int(found[2])) if found else None

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if holds_identity(data.get("summary", "")):
            told = NEVER_THERE if data.get("channel") == Channel.SOCIAL else NO_NUMBER
            self.add_error("summary", ValidationError(told, code="identity"))
        if data.get("hour") and not data.get("on"):
            data["on"] = timezone.localdate()
        return data

    def details(self) -> dict[str, Any]:
        """What the action keeps of it."""
        data = {name: value for name, value in self.cleaned_data.items() if name not in ("on", "hour")}
        return {**data, "channel": Channel(data["channel"]), "way": Way(data["way"]), "at": self._moment()}

    def _moment(self) -> datetime | None:
        day: date | None = self.cleaned_data["on"]
        if day is None:
            return None
        if self.cleaned_data["hour"] is None and day == timezone.localdate():
            return timezone.now()
        return timezone.make_aware(datetime.combine(day, self.cleaned_data["hour"] or time(12)))


class AnswerForm(forms.Form):
    """What was answered."""

    text = CleanText(
        label=_("What was answered, and how"),
        max_length=2000,
        widget=forms.Textarea(attrs=AREA),
        error_messages={"required": _("Write what was answered.")},
    )


class AttachForm(forms.Form):
    """Which request it is about."""

    reference = forms.CharField(
        label=_("Request number"),
        max_length=40,
        widget=forms.TextInput(attrs={"class": "ltr-input", "autocomplete": "off", "autocapitalize": "characters"}),
        error_messages={"required": _("Write the request number.")},
    )


def channels_offered() -> list[Channel]:
    """How a contact may have come: any way but the website."""
    return [each for each in channels() if each != Channel.WEBSITE]


def holds_identity(text: str) -> bool:
    """Whether an identity or iqama number stands among the words."""
    shaped = re.findall(r"(?<![0-9+])[12][0-9]{9}(?![0-9])", to_western(text))
    return any(map(is_national_or_resident, shaped))

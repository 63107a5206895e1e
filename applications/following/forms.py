"""Whom to let follow, and the way in without an account."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms import MobileField
from applications.forms import TrackForm
from people.consent.enums import Method
from people.consent.forms import CodeField, ShortNameField
from people.forms import CleanText


class FollowerForm(forms.Form):
    """Who follows, and on which number."""

    name = ShortNameField(label=_("Name of whoever follows the request"))
    relation = CleanText(
        label=_("What are they to you?"), required=False, max_length=60, help_text=_("Such as a son or a neighbour.")
    )
    mobile = MobileField(label=_("Their mobile number"))


class NotedFollowerForm(FollowerForm):
    """The same, noted by a colleague on the person's word."""

    method = forms.ChoiceField(
        label=_("How did the person permit it?"),
        choices=[(each.value, each.label) for each in (Method.SPOKEN, Method.PAPER)],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how the person permitted it.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["relation"].label = _("What are they to the person?")


class PhoneTrackForm(TrackForm):
    """The request's number, and the mobile number that may follow it."""

    mobile = MobileField(label=_("Your mobile number"))


class PhoneCodeForm(forms.Form):
    code = CodeField()

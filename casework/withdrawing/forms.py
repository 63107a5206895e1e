"""The person's word."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from casework.withdrawing.actions import WHY
from people.forms import CleanText


class WithdrawForm(forms.Form):
    """How the person told us, and why."""

    reason = CleanText(
        label=_("How the person told us, and why"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
        error_messages={"required": WHY},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", "withdraw_%s")
        super().__init__(*args, **kwargs)

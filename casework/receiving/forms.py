"""The checklist."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from casework.enums import Courtesy


class CourtesyForm(forms.Form):
    """One tick for each way of courtesy."""

    done = forms.MultipleChoiceField(
        label=_("What was done"),
        choices=Courtesy.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("Choose from the list.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", "courtesy_%s")
        super().__init__(*args, **kwargs)

"""What a volunteer fills in about errands."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from people.forms.fields import mark_conditional
from volunteering.enums import TownPart
from volunteering.models import Volunteer


class ChoiceForm(forms.Form):
    """Whether and where one may be asked."""

    takes_errands = forms.BooleanField(
        label=_("Ask me when somebody needs an interpreter or a driver"),
        required=False,
        help_text=_("We write to you. You answer yes or no each time."),
    )
    town_parts = forms.MultipleChoiceField(
        label=_("Where I can be"),
        choices=TownPart.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("Choose from the list only.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        mark_conditional(self.fields["town_parts"])

    @classmethod
    def of(cls, volunteer: Volunteer) -> "ChoiceForm":
        """Filled in with what the volunteer said before."""
        return cls(initial={"takes_errands": volunteer.takes_errands, "town_parts": volunteer.town_parts})

    def clean(self) -> dict[str, object]:
        """Nobody is asked for nowhere."""
        given = super().clean() or {}
        if given.get("takes_errands") and not given.get("town_parts") and "town_parts" not in self.errors:
            self.add_error("town_parts", _("Choose where you can be."))
        return given

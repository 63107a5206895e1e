"""Which of two files stays, and which value of each stays."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from people.forms import CleanText
from people.merging.actions import WHY_APART
from people.merging.choices import ABSORBED, KEPT
from people.merging.queries import Compared

FIRST, SECOND = "first", "second"
SIDES = [(FIRST, _("First file")), (SECOND, _("Second file"))]


class MergeForm(forms.Form):
    """A choice for the file, and one for each value on which the two files differ."""

    keeps = forms.ChoiceField(label=_("Which file stays?"), choices=SIDES, widget=forms.RadioSelect)

    def __init__(self, *args: Any, lines: list[Compared], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.open_units = [line.unit for line in lines if line.is_open]
        for unit in self.open_units:
            self.fields[f"take_{unit.key}"] = forms.ChoiceField(
                label=str(unit.label), choices=SIDES, widget=forms.RadioSelect, required=False
            )

    def chosen(self) -> dict[str, str]:
        """For each value on which the files differ, whether that of the kept or of the absorbed file stays."""
        keeps = self.cleaned_data["keeps"]
        taken = {unit.key: self.cleaned_data[f"take_{unit.key}"] or keeps for unit in self.open_units}
        return {key: KEPT if side == keeps else ABSORBED for key, side in taken.items()}


class ApartForm(forms.Form):
    """How it is known that these are two people."""

    reason = CleanText(
        label=_("How do you know that these are two people?"),
        min_length=8,
        max_length=200,
        error_messages={"required": WHY_APART, "min_length": WHY_APART},
    )

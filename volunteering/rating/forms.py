"""A volunteer's word on an opportunity."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from people.forms import CleanText
from volunteering.rating.queries import ITEMS

SCALE = [("5", _("5, very good")), ("4", "4"), ("3", "3"), ("2", "2"), ("1", _("1, not good"))]
NOT_APPLICABLE = ("none", _("Does not apply"))


def _asked(label: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=[*SCALE, NOT_APPLICABLE], widget=forms.RadioSelect)


class RatingForm(forms.Form):
    """Four questions from 1 to 5, and a free word."""

    overall = forms.ChoiceField(label=_("Overall"), choices=SCALE, widget=forms.RadioSelect)
    prepared = _asked(_("I knew what to do"))
    treated = _asked(_("I was treated well"))
    useful = _asked(_("My time was used well"))
    text = CleanText(
        label=_("What should stay, and what should become better?"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Write no names and no numbers. Long numbers and e-mail addresses are taken out by themselves."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ITEMS:
            self.fields[name].error_messages["required"] = _("Choose one.")

    def scores(self) -> dict[str, int | None]:
        chosen = {name: self.cleaned_data[name] for name in ITEMS}
        return {name: None if value == NOT_APPLICABLE[0] else int(value) for name, value in chosen.items()}

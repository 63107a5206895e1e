"""What is written down on the day."""

import json
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from people.forms import CleanText
from people.forms.fields import area
from saudi.digits import to_western
from volunteering.day.taps import ACTS, ACTS_NOW, LONGEST_AGO, MOST, Given
from volunteering.models import Volunteer


class ExcuseForm(forms.Form):
    """Why somebody could not come."""

    reason = CleanText(
        label=_("Why they could not come"),
        max_length=300,
        error_messages={"required": _("Say why they could not come.")},
    )


class IncidentForm(forms.Form):
    """What happened, and to whom if to one volunteer."""

    text = CleanText(
        label=_("What happened"),
        max_length=2000,
        widget=area(4),
        error_messages={"required": _("Write what happened.")},
    )
    about = forms.ModelChoiceField(
        queryset=Volunteer.objects.none(),
        label=_("Whom it is about"),
        required=False,
        empty_label=_("Nobody in particular"),
    )

    def __init__(self, *args: Any, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen: Any = self.fields["about"]
        chosen.queryset = people
        chosen.label_from_instance = lambda volunteer: volunteer.person.full_name


class WalkInForm(forms.Form):
    """Somebody who came without a place: by the number of a volunteer, or by what a card says."""

    who = CleanText(
        label=_("Number of the volunteer, or what the card says"),
        max_length=200,
        widget=forms.TextInput(attrs={"class": "ltr-input", "autocomplete": "off"}),
        error_messages={"required": _("Write the number of the volunteer.")},
    )
    reason = CleanText(
        label=_("Why one more is needed"),
        required=False,
        max_length=300,
        help_text=_("Only when all places are taken."),
    )


def taps_in(body: bytes) -> list[Given]:
    """The taps of a sending. Raises ValidationError for anything that is none."""
    try:
        given = json.loads(body.decode())["taps"]
        if not isinstance(given, list) or len(given) > MOST:
            raise ValueError
        return [_tap(each) for each in given]
    except (ValueError, KeyError, TypeError, AttributeError):
        raise ValidationError(_("This could not be read. Reload the page."), code="unreadable") from None


def _tap(each: dict[str, Any]) -> Given:
    """One tap. Raises ValueError or TypeError."""
    ago = int(to_western(str(each.get("seconds_ago", 0))))
    if each["act"] not in {**ACTS, **ACTS_NOW} or not 0 <= ago <= LONGEST_AGO:
        raise ValueError
    placement = UUID(str(each["placement"])) if each.get("placement") else None
    card = str(each.get("card", ""))[:200]
    if placement is None and not card:
        raise ValueError
    return Given(UUID(str(each["key"])), each["act"], ago, placement, card)

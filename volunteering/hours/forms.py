"""What is said about hours: by the volunteer, and by the colleague who settles them."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from people.forms import CleanText, EitherDateField, NumberField
from people.forms.fields import DIGITS, area
from volunteering.enums import HoursStatus
from volunteering.models import HoursEntry, OpportunityPage

MOST_HOURS = 24
MOST_HOURS_TOLD = _("The hours are 24 at most.")


class TimeForm(forms.Form):
    """A length of time as hours and minutes."""

    hours = NumberField(
        label=_("Hours"),
        min_value=0,
        max_value=MOST_HOURS,
        widget=forms.TextInput(attrs=DIGITS),
        error_messages={"required": _("Write the hours, 0 if there were none."), "max_value": MOST_HOURS_TOLD},
    )
    minutes = NumberField(
        label=_("Minutes"),
        required=False,
        min_value=0,
        max_value=59,
        widget=forms.TextInput(attrs=DIGITS),
        error_messages={"max_value": _("The minutes beside the hours are 59 at most.")},
    )

    @property
    def total(self) -> int:
        """In minutes."""
        return int(self.cleaned_data["hours"]) * 60 + int(self.cleaned_data["minutes"] or 0)

    @staticmethod
    def initial_of(minutes: int) -> dict[str, int]:
        return dict(zip(("hours", "minutes"), divmod(minutes, 60), strict=True))


class ClaimForm(TimeForm):
    """The volunteer says how long it was, and why."""

    reason = CleanText(
        label=_("Why"),
        max_length=500,
        widget=area(),
        error_messages={"required": _("Say why, in a few words.")},
    )


class SettleForm(TimeForm):
    """The colleague says what counts."""

    answer = CleanText(
        label=_("A word to the volunteer"),
        required=False,
        max_length=500,
        widget=area(),
        help_text=_("Needed when you approve something else than the volunteer says."),
    )

    def __init__(self, *args: Any, entry: HoursEntry, **kwargs: Any) -> None:
        kwargs.setdefault("initial", self.initial_of(entry.minutes))
        super().__init__(*args, **kwargs)
        self.entry = entry

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        said = self.entry.claimed_minutes
        if said is not None and not self.errors and self.total != said and not data.get("answer"):
            self.add_error("answer", ValidationError(_("Say why other hours are approved."), code="required"))
        return data


class HoursFilters(forms.Form):
    """Which hours the desk looks at."""

    status = forms.ChoiceField(label=_("Status"), choices=[("", _("All")), *HoursStatus.choices], required=False)
    opportunity = forms.ModelChoiceField(
        queryset=OpportunityPage.objects.none(), label=_("Opportunity"), required=False, empty_label=_("All")
    )
    season = forms.ChoiceField(label=_("Season"), required=False)
    first = EitherDateField(label=_("Shifts from"), required=False)
    last = EitherDateField(label=_("Until"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        pages = OpportunityPage.objects.filter(shifts__isnull=False).distinct().order_by("title")
        chosen: Any = self.fields["opportunity"]
        chosen.queryset = pages
        seasons = OpportunityPage.objects.exclude(season="").order_by("season").values_list("season", flat=True)
        which: Any = self.fields["season"]
        which.choices = [("", _("All")), *((each, each) for each in dict.fromkeys(seasons))]

    @property
    def chosen(self) -> dict[str, str]:
        """What was chosen, as it stands in an address and is kept with a table."""
        data = self.cleaned_data
        raw = {**data, "opportunity": data["opportunity"].pk if data["opportunity"] else ""}
        return {name: str(value) for name, value in raw.items() if value}

"""What a coordinator fills in about shifts: input to clean data and plans."""

from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Any

from django import forms
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.forms import CleanText, ClockField, EitherDateField, NumberField
from saudi import hijri
from volunteering.enums import ShiftStatus
from volunteering.models import OpportunityPage, Shift
from volunteering.models.opportunity import LONGEST_SHIFT, MOST_PLACES
from volunteering.scheduling import queries
from volunteering.scheduling.actions import TOO_LONG, WHY
from volunteering.scheduling.plans import Pattern, Planned, Span, days_between, length_of_month, moments

WEEK = (6, 0, 1, 2, 3, 4, 5)  # Sunday first, as date.weekday() counts.
LONGEST, FURTHEST = timedelta(days=370), timedelta(days=5 * 366)
TOO_FAR = _("Plan five years ahead at most.")
EITHER = _("Hijri or Gregorian: 1/9/1448 or 20/3/2026.")
NUMERIC = forms.TextInput(attrs={"dir": "ltr", "autocomplete": "off", "inputmode": "numeric"})
PLACE = _("Only when it is not the opportunity's own.")
SPANS = 3  # pairs of hours that a day may have


class OpportunityField(forms.ModelChoiceField):
    """An opportunity by its title; one that is not public yet says so."""

    def __init__(self, **kwargs: Any) -> None:
        words: dict[str, Any] = {"label": _("Opportunity"), "empty_label": _("Choose"), **kwargs}
        super().__init__(queryset=queries.opportunities(), **words)

    def label_from_instance(self, obj: Any) -> str:
        page: OpportunityPage = obj
        return page.title if page.live else f"{page.title} ({_('draft')})"


class PlacesField(NumberField):
    """How many places a shift has."""

    def __init__(self) -> None:
        super().__init__(label=_("Places"), min_value=1, max_value=MOST_PLACES, widget=NUMERIC)


class FiltersForm(forms.Form):
    """Which shifts the list shows."""

    opportunity = OpportunityField(required=False, empty_label=_("All"))
    first = EitherDateField(label=_("From the day"), required=False)
    last = EitherDateField(label=_("To the day"), required=False)
    fill = forms.ChoiceField(
        label=_("Places"),
        required=False,
        choices=[("", _("All")), ("lacking", _("People are lacking")), ("full", _("Full"))],
    )
    state = forms.ChoiceField(
        label=_("Status"),
        required=False,
        choices=[("", _("Planned")), ("cancelled", _("Cancelled")), ("all", _("All"))],
    )

    def condition(self) -> Q:
        """What the filters ask of counted shifts; what was not understood asks nothing."""
        data = getattr(self, "cleaned_data", {})
        asked = Q()
        if page := data.get("opportunity"):
            asked &= Q(opportunity__translation_key=page.translation_key)
        if fill := data.get("fill"):
            asked &= queries.lacking() if fill == "lacking" else Q(taken__gte=F("capacity"))
        if (state := data.get("state")) != "all":
            asked &= Q(status=ShiftStatus.CANCELLED if state == "cancelled" else ShiftStatus.PLANNED)
        return asked

    def days(self) -> Q:
        """From which day to which; without any, from today on."""
        data = getattr(self, "cleaned_data", {})
        first, last = data.get("first"), data.get("last")
        asked = Q(starts_at__date__gte=first or (date.min if last else timezone.localdate()))
        return asked & Q(starts_at__date__lte=last) if last else asked


class TimeForm(forms.Form):
    """A day with its hours, and where."""

    day = EitherDateField(label=_("Day"), help_text=EITHER)
    begins = ClockField(label=_("From the hour"))
    ends = ClockField(label=_("To the hour"), help_text=_("An hour before the first one is that of the next day."))
    place = CleanText(label=_("Place"), required=False, max_length=160, help_text=PLACE)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("day") and data.get("begins") and data.get("ends"):
            if data["day"] > timezone.localdate() + FURTHEST:
                self.add_error("day", TOO_FAR)
                return data
            starts_at, ends_at = moments(data["day"], (data["begins"], data["ends"]))
            if starts_at <= timezone.now():
                self.add_error("day", _("This time has passed. Choose one that is still to come."))
            _require_length(self, "ends", (data["begins"], data["ends"]))
            data |= {"starts_at": starts_at, "ends_at": ends_at}
        return data

    def time(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("starts_at", "ends_at", "place")}

    @staticmethod
    def of(shift: Shift) -> dict[str, Any]:
        """What the form shows of a shift."""
        begins, ends = timezone.localtime(shift.starts_at), timezone.localtime(shift.ends_at)
        return {"day": begins.date(), "begins": begins.time(), "ends": ends.time(), "place": shift.place}


class ShiftForm(TimeForm):
    """One new shift."""

    opportunity = OpportunityField()
    capacity = PlacesField()
    note = CleanText(label=_("Word to the volunteers"), required=False, max_length=300)
    field_order = ("opportunity", "day", "begins", "ends", "capacity", "place", "note")

    def details(self) -> dict[str, Any]:
        return {**self.time(), "capacity": self.cleaned_data["capacity"], "note": self.cleaned_data["note"]}


class CapacityForm(forms.Form):
    capacity = PlacesField()


class NoteForm(forms.Form):
    note = CleanText(
        label=_("Word to the volunteers"),
        required=False,
        max_length=300,
        help_text=_("It stands with the shift, on the page of the opportunity too."),
    )


class CancelForm(forms.Form):
    """Why a shift does not take place."""

    reason = CleanText(
        label=_("Why it is cancelled"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Write politely and plainly: the volunteers read it as it stands."),
        error_messages={"required": WHY},
    )


class SeriesForm(forms.Form):
    """The same hours on many days: weekdays between two days, or a Hijri month."""

    opportunity = OpportunityField()
    month = forms.TypedChoiceField(
        label=_("A whole Hijri month"),
        required=False,
        coerce=int,
        empty_value=None,
        help_text=_("Such as Ramadan; the month decides whether it has 29 days or 30. Or write two days below."),
    )
    year = NumberField(label=_("Hijri year"), required=False, min_value=1440, max_value=1499, widget=NUMERIC)
    first = EitherDateField(label=_("First day"), required=False, help_text=EITHER)
    last = EitherDateField(label=_("Last day"), required=False)
    weekdays = forms.TypedMultipleChoiceField(
        label=_("On which days of the week"), coerce=int, widget=forms.CheckboxSelectMultiple
    )
    capacity = PlacesField()
    place = CleanText(label=_("Place"), required=False, max_length=160, help_text=PLACE)
    note = CleanText(label=_("Word to the volunteers"), required=False, max_length=300)

    def __init__(self, *args: Any, language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = language if language in hijri.WEEKDAYS else "ar"
        months = enumerate(hijri.HIJRI_MONTHS[language], start=1)
        self.fields["month"].choices = [("", _("No whole month")), *months]  # type: ignore[attr-defined]
        self.fields["weekdays"].choices = [(day, hijri.WEEKDAYS[language][day]) for day in WEEK]  # type: ignore[attr-defined]
        self.fields["weekdays"].initial = list(WEEK)
        self.fields["year"].initial = hijri.to_hijri(timezone.localdate()).year
        for number in range(1, SPANS + 1):
            self._add_span(number)
        self.order_fields(["opportunity", "month", "year", "first", "last", "weekdays", *self._spans(), "capacity"])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        self._settle_days(data)
        spans = [(data.get(f"begins_{at}"), data.get(f"ends_{at}")) for at in range(1, SPANS + 1)]
        for at, (begins, ends) in enumerate(spans, start=1):
            if (begins is None) != (ends is None):
                self.add_error(f"ends_{at}", _("Write both hours, or neither."))
            elif begins and ends:
                _require_length(self, f"ends_{at}", (begins, ends))
        data["spans"] = sorted((begins, ends) for begins, ends in spans if begins and ends)
        self._refuse_overlaps(data)
        return data

    def plan(self) -> list[Planned]:
        """The shifts that the form asks for; what stands in their way is not looked at yet."""
        data = self.cleaned_data
        kept = {name: data[name] for name in ("capacity", "place", "note")}
        days = days_between(data["first"], data["last"], data["weekdays"])
        return Pattern(days, data["spans"], **kept).shifts()

    def month_days(self) -> int | None:
        """How many days the whole Hijri month has, when one was chosen."""
        data = self.cleaned_data
        return length_of_month(data["year"], data["month"]) if data.get("month") else None

    def _settle_days(self, data: dict[str, Any]) -> None:
        """First and last day, from the month when one is chosen."""
        month, year, first, last = (data.get(name) for name in ("month", "year", "first", "last"))
        if month and year:
            data["first"] = hijri.to_gregorian(year, month, 1)
            data["last"] = hijri.to_gregorian(year, month, length_of_month(year, month))
            self._require_order(data["first"], data["last"])
        elif month:
            self.add_error("year", _("Write the Hijri year, like 1448."))
        elif not first and "first" not in self.errors:
            self.add_error("first", _("Choose a month, or write the first day."))
        elif first:
            data["last"] = last or first
            self._require_order(first, data["last"])

    def _require_order(self, first: date, last: date) -> None:
        if last < first:
            self.add_error("last", _("The last day can't come before the first."))
        elif last - first > LONGEST:
            self.add_error("last", _("Make shifts for a year at most."))
        elif last > timezone.localdate() + FURTHEST:
            self.add_error("first", TOO_FAR)

    def _refuse_overlaps(self, data: dict[str, Any]) -> None:
        """The hours of one day may follow each other, not run into each other."""
        if self.errors:
            return
        if not data["spans"]:
            self.add_error("begins_1", _("Write from which hour to which."))
        lengths = [moments(date(2000, 1, 1), span) for span in data["spans"]]
        if any(later[0] < earlier[1] for earlier, later in pairwise(lengths)):
            self.add_error("begins_2", _("These hours run into each other."))

    def _add_span(self, number: int) -> None:
        first = number == 1
        words = {1: _("From the hour"), 2: _("Again from"), 3: _("And again from")}
        self.fields[f"begins_{number}"] = ClockField(label=words[number], required=first)
        self.fields[f"ends_{number}"] = ClockField(label=_("To the hour"), required=first)

    def _spans(self) -> list[str]:
        return [f"{part}_{at}" for at in range(1, SPANS + 1) for part in ("begins", "ends")]


class CopyForm(forms.Form):
    """The season of one Hijri year, repeated in another."""

    year = forms.TypedChoiceField(label=_("Shifts of the Hijri year"), coerce=int)
    target = NumberField(label=_("In the Hijri year"), min_value=1440, max_value=1499, widget=NUMERIC)
    new_page = forms.BooleanField(
        label=_("In a copy of the page"),
        required=False,
        help_text=_("It stays a draft until an editor publishes it. Otherwise the same page gets the shifts."),
    )
    invite = forms.BooleanField(
        label=_("Offer everyone who came the same place again"),
        required=False,
        help_text=_("They are asked once the shifts stand, and answer by the day below."),
    )
    answer_until = EitherDateField(label=_("Answer until"), required=False, help_text=EITHER)

    def __init__(self, *args: Any, years: list[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["year"].choices = [(year, str(year)) for year in years]  # type: ignore[attr-defined]
        if years:
            self.fields["target"].initial = years[0] + 1

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("year") and data.get("target") and data["target"] <= data["year"]:
            self.add_error("target", _("Choose a later year than that of the shifts."))
        if data.get("invite") and data.get("new_page"):
            self.add_error("invite", _("Publish the copy first. Then offer the places from the screen of its shifts."))
        elif data.get("invite"):
            _require_answer_day(self, data)
        return data


def _require_length(form: forms.Form, name: str, span: Span) -> None:
    starts_at, ends_at = moments(date(2000, 1, 1), span)
    if ends_at - starts_at > LONGEST_SHIFT:
        form.add_error(name, TOO_LONG)


def _require_answer_day(form: forms.Form, data: dict[str, Any]) -> None:
    until = data.get("answer_until")
    if until is None and "answer_until" not in form.errors:
        form.add_error("answer_until", _("Write until which day they may answer."))
    elif until and until <= timezone.localdate():
        form.add_error("answer_until", _("This day has passed. Choose one that is still to come."))


def end_of(day: date) -> datetime:
    """The last minute of a day."""
    return timezone.make_aware(datetime.combine(day, datetime.max.time().replace(second=0, microsecond=0)))

"""What a colleague fills in about times and appointments."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from applications.enums import Meeting
from casework.book.actions import PAST
from casework.book.times import Pattern
from office.models import Branch, OfficeSettings
from people.forms import CleanText, ClockField, EitherDateField, NumberField
from saudi import hijri

WEEKDAYS = (6, 0, 1, 2, 3)  # Sunday first, as date.weekday() counts; the rest of the week is rest.
LONGEST = timedelta(days=92)
ANYONE = _("Anyone at the desk")
SHORT = forms.TextInput(attrs={"dir": "ltr", "autocomplete": "off", "inputmode": "numeric"})


class ColleagueField(forms.ModelChoiceField):
    """A colleague by name; the value is the reference, never a key."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(queryset=User.objects.none(), to_field_name="reference", **kwargs)

    def label_from_instance(self, obj: Any) -> str:
        return str(obj.get_full_name() or obj.reference)


class MeetingForm(forms.Form):
    """What a time is: the kind of meeting, with whom, where, and how long."""

    meeting = forms.ChoiceField(label=_("Kind of meeting"), choices=Meeting.choices, initial=Meeting.OFFICE)
    colleague = ColleagueField(label=_("Colleague"), required=False, empty_label=ANYONE)
    minutes = NumberField(label=_("Minutes"), min_value=5, max_value=480, widget=SHORT)
    place = CleanText(
        label=_("Place"),
        max_length=200,
        required=False,
        help_text=_("Of a meeting at the office, such as the room. Left empty it is the branch or our address."),
    )
    branch = forms.ModelChoiceField(
        label=_("Branch"), queryset=Branch.objects.none(), required=False, empty_label=_("Headquarters")
    )

    def __init__(
        self,
        *args: Any,
        by: User,
        numbers: OfficeSettings,
        colleagues: QuerySet[User],
        branch: int | None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.by = by
        branches = Branch.objects.active().filter(pk=branch) if branch else Branch.objects.active()
        self.fields["minutes"].initial = numbers.appointment_minutes
        self.fields["branch"].queryset = branches  # type: ignore[attr-defined]
        self.fields["branch"].required = branch is not None
        self.fields["colleague"].queryset = colleagues  # type: ignore[attr-defined]
        self.fields["colleague"].initial = by.reference
        if not colleagues:
            del self.fields["colleague"]  # One makes one's own alone.

    @property
    def whose(self) -> User | None:
        found: User | None = self.cleaned_data.get("colleague") if "colleague" in self.fields else self.by
        return found

    def meeting_details(self) -> dict[str, Any]:
        """What of a pattern this part of the form gives."""
        data = self.cleaned_data
        kept = {name: data[name] for name in ("minutes", "branch")}
        place = data["place"].strip() if data["meeting"] == Meeting.OFFICE else ""
        return {**kept, "meeting": Meeting(data["meeting"]), "colleague": self.whose, "place": place}


class TimesForm(MeetingForm):
    """Times of one day, or of chosen weekdays between two days."""

    first = EitherDateField(label=_("First day"), help_text=_("Hijri or Gregorian: 1/10/1447 or 20/3/2026."))
    last = EitherDateField(label=_("Last day"), required=False, help_text=_("Left empty it is that one day."))
    weekdays = forms.TypedMultipleChoiceField(
        label=_("On which days of the week"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )
    begins = ClockField(label=_("From the hour"))
    ends = ClockField(label=_("To the hour"))
    is_open = forms.BooleanField(label=_("People may book it online"), required=False, initial=True)
    field_order = ("meeting", "colleague", "first", "last", "weekdays", "begins", "ends", "minutes", "place", "branch")

    def __init__(self, *args: Any, language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = hijri.WEEKDAYS[language if language in hijri.WEEKDAYS else "ar"]
        self.fields["weekdays"].choices = [(day, names[day]) for day in WEEKDAYS]  # type: ignore[attr-defined]
        self.fields["weekdays"].initial = list(WEEKDAYS)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        first, last = data.get("first"), data.get("last") or data.get("first")
        begins, ends = data.get("begins"), data.get("ends")
        if first and first < timezone.localdate():
            self.add_error("first", PAST)
        elif first and last and last < first:
            self.add_error("last", _("The last day can't come before the first."))
        elif first and last and last - first > LONGEST:
            self.add_error("last", _("Make times for three months at most."))
        elif first and last and last > first and not data.get("weekdays"):
            self.add_error("weekdays", _("Choose at least one day of the week."))
        if begins and ends and ends <= begins:
            self.add_error("ends", _("The end must come after the beginning."))
        return data

    def pattern(self) -> Pattern:
        data = self.cleaned_data
        plain = {name: data[name] for name in ("first", "begins", "ends", "is_open")}
        days = {"last": data["last"] or data["first"], "weekdays": frozenset(data["weekdays"])}
        return Pattern(**plain, **days, **self.meeting_details())


class ArrangeForm(MeetingForm):
    """A time that was agreed with the person just now."""

    day = EitherDateField(label=_("Day"), help_text=_("Hijri or Gregorian: 1/10/1447 or 20/3/2026."))
    begins = ClockField(label=_("Hour"))
    note = CleanText(
        label=_("Note to the person"), required=False, max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )
    field_order = ("meeting", "day", "begins", "minutes", "colleague", "place", "branch", "note")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        day, begins = data.get("day"), data.get("begins")
        if day and begins and timezone.make_aware(datetime.combine(day, begins)) <= timezone.now():
            self.add_error("day", _("This time has passed. Choose one that is still to come."))
        elif begins and data.get("minutes") and self._ends(begins) <= begins:
            self.add_error("begins", _("It would go on past midnight. Choose an earlier hour."))
        return data

    def pattern(self) -> Pattern:
        day, begins = self.cleaned_data["day"], self.cleaned_data["begins"]
        within = {"first": day, "last": day, "weekdays": frozenset(), "begins": begins, "ends": self._ends(begins)}
        return Pattern(**within, is_open=False, **self.meeting_details())

    def _ends(self, begins: time) -> time:
        return (datetime.combine(date.min, begins) + timedelta(minutes=self.cleaned_data["minutes"])).time()


class GiveForm(forms.Form):
    """Which of the free times, and a word to the person."""

    slot = forms.UUIDField(
        error_messages={"required": _("Choose one of the times."), "invalid": _("Choose one of the times.")}
    )
    note = CleanText(
        label=_("Note to the person"), required=False, max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )


class CallOffForm(forms.Form):
    """Why an appointment does not take place."""

    reason = CleanText(
        label=_("Why it is cancelled"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Write politely and plainly: the person reads it as it stands."),
        error_messages={"required": _("Write why, in a few words: the person reads it.")},
    )

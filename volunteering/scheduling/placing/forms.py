"""Who is offered which places: by filters, by a list of references, or whoever came in a former year."""

import csv
import re
from datetime import date, datetime, time
from itertools import chain
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.forms import CleanText, EitherDateField, NumberField
from saudi.digits import strip_marks, to_western
from saudi.hijri import InvalidDate, parse
from sealing.references import BadReference
from sealing.references import parse as reference_of
from services.enums import Spoken
from volunteering.enums import Field, Skill
from volunteering.models import OpportunityPage, Shift
from volunteering.models.volunteer import PREFIX
from volunteering.scheduling.forms import EITHER, NUMERIC, OpportunityField, end_of
from volunteering.scheduling.placing import queries
from volunteering.scheduling.placing.spreading import Spread, again, spread

CLOCK = re.compile(r"([0-9]{1,2})[:.٫]([0-9]{2})")
LARGEST = 512 * 1024  # bytes of a list
MOST_LINES = 5000
FILTERS, LIST, AGAIN = "filters", "list", "again"
WAYS = [
    (FILTERS, _("Those who fit the filters")),
    (LIST, _("Those on my list")),
    (AGAIN, _("Everybody who came in a former year: the same place again")),
]
FIELDS_OF = {
    FILTERS: ("interest", "skill", "language", "free_only"),
    LIST: ("references", "file"),
    AGAIN: ("source", "year"),
}


class PlacingForm(forms.Form):
    """Which volunteers, which shifts, and until when they may answer."""

    way = forms.ChoiceField(label=_("Whom"), choices=WAYS, initial=FILTERS, widget=forms.RadioSelect)
    interest = forms.ChoiceField(label=_("Would like to help with"), required=False)
    skill = forms.ChoiceField(label=_("Can"), required=False)
    language = forms.ChoiceField(label=_("Interprets"), required=False)
    free_only = forms.BooleanField(label=_("Only at times at which they said they have time"), required=False)
    references = CleanText(
        label=_("The list"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 5, "dir": "ltr"}),
        help_text=_("One reference a line. A day and an hour after it, with commas, choose the shift."),
    )
    file = forms.FileField(label=_("Or the list as a CSV file"), required=False)
    source = OpportunityField(required=False, empty_label=_("This one"))
    year = NumberField(label=_("Hijri year in which they came"), required=False, min_value=1440, max_value=1499)
    first = EitherDateField(label=_("Shifts from the day"), required=False, help_text=EITHER)
    last = EitherDateField(label=_("To the day"), required=False)
    each = NumberField(label=_("How many shifts for each"), min_value=1, max_value=60, initial=1, widget=NUMERIC)
    answer_until = EitherDateField(label=_("Answer until"), help_text=EITHER)

    def __init__(self, *args: Any, opportunity: OpportunityPage, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.opportunity = opportunity
        self.unknown: list[str] = []
        anything: tuple[str, Any] = ("", _("Anything"))
        for name, kind in {"interest": Field, "skill": Skill, "language": Spoken}.items():
            self.fields[name].choices = [anything, *kind.choices]  # type: ignore[attr-defined]
        self.fields["source"].label = _("In which opportunity they came")
        self.fields["year"].widget = NUMERIC

    def clean_answer_until(self) -> date:
        day: date = self.cleaned_data["answer_until"]
        if day < timezone.localdate():
            raise forms.ValidationError(_("This day has passed. Choose one that is still to come."))
        return day

    def clean_file(self) -> str:
        """The text of the file."""
        given = self.cleaned_data.get("file")
        if not given:
            return ""
        if given.size > LARGEST:
            raise forms.ValidationError(_("This list is too long. Take a part of it."))
        try:
            return strip_marks(given.read().decode("utf-8-sig"))
        except UnicodeDecodeError:
            raise forms.ValidationError(_("We could not read this file. Save it as CSV in UTF-8.")) from None

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        data["list"] = "\n".join(filter(None, (data.get("references"), data.get("file"))))
        way = data.get("way")
        if way == LIST and not data["list"] and "file" not in self.errors:
            self.add_error("references", _("Write at least one reference, or choose a file."))
        elif way == AGAIN and not data.get("year") and "year" not in self.errors:
            self.add_error("year", _("Write the Hijri year, like 1447."))
        try:
            data["rows"] = read(data["list"])
        except csv.Error:
            self.add_error("references", _("We could not read this list. Put each reference on a line of its own."))
        return data

    @property
    def by_way(self) -> list[tuple[str, Any, list[forms.BoundField]]]:
        """Each way, its words, and the fields that it alone asks for."""
        return [(way, label, [self[name] for name in FIELDS_OF[way]]) for way, label in WAYS]

    @property
    def of_all_ways(self) -> list[forms.BoundField]:
        """The fields that every way asks for, without the choice of the way."""
        own = {"way", *chain.from_iterable(FIELDS_OF.values())}
        return [field for field in self if field.name not in own]

    def carry_list(self) -> None:
        """Let a file go on as what it said: the next post can't hold it."""
        typed: Any = self.data
        carried = typed.copy()
        carried["references"] = self.cleaned_data["list"]
        self.data = carried

    @property
    def until(self) -> datetime:
        return end_of(self.cleaned_data["answer_until"])

    def shifts(self) -> list[Shift]:
        """The coming shifts of the opportunity that were chosen."""
        coming, data = queries.coming(self.opportunity), self.cleaned_data
        if data.get("first"):
            coming = coming.filter(starts_at__date__gte=data["first"])
        if data.get("last"):
            coming = coming.filter(starts_at__date__lte=data["last"])
        return list(coming)

    def spread(self) -> Spread:
        """Who would be offered what."""
        data, coming = self.cleaned_data, self.shifts()
        if data["way"] == AGAIN:
            return again(queries.who_came(data.get("source") or self.opportunity, data["year"]), coming)
        if data["way"] == LIST:
            return self._listed(coming)
        return self._filtered(coming)

    def _filtered(self, coming: list[Shift]) -> Spread:
        data = self.cleaned_data
        wanted = {"interests": data["interest"], "skills": data["skill"], "interprets": data["language"]}
        fitting = [
            volunteer
            for volunteer in queries.suited(self.opportunity)
            if all(not value or value in getattr(volunteer, name) for name, value in wanted.items())
        ]
        return spread(fitting, coming, each=data["each"], free_only=data["free_only"])

    def _listed(self, coming: list[Shift]) -> Spread:
        """Those on the list: at the hour that it names, else spread evenly."""
        rows: list[Row] = self.cleaned_data["rows"]
        known = queries.by_reference(row.reference for row in rows if row.reference)
        at = {timezone.localtime(shift.starts_at).replace(tzinfo=None): shift for shift in coming}
        pairs, loose, self.unknown = [], [], []
        for row in rows:
            volunteer, shift = known.get(row.reference), at.get(row.at) if row.at else None
            if volunteer is None or (row.is_timed and shift is None):
                self.unknown.append(row.text)
            elif shift:
                pairs.append((volunteer, shift))
            else:
                loose.append(volunteer)
        free = spread(dict.fromkeys(loose), coming, each=self.cleaned_data["each"])
        return Spread([*pairs, *free.pairs], free.left)


class Row:
    """One line of a list: a reference, and a moment when it names one."""

    def __init__(self, cells: list[str]) -> None:
        self.text = ", ".join(cells)[:120]
        self.is_timed = len(cells) > 1 and bool(cells[1])
        self.reference = _reference(cells[0])
        self.at = _moment(cells[1], cells[2] if len(cells) > 2 else "") if self.is_timed else None


def read(text: str) -> list[Row]:
    """The rows of a pasted list or a CSV file, without its heading and empty lines. Raises csv.Error."""
    lines = csv.reader(text.replace("\t", ",").replace("؛", ",").replace("،", ",").splitlines())
    cells = ([cell.strip() for cell in line] for line in lines)
    rows = [Row(line) for line in cells if line and line[0]][:MOST_LINES]
    return rows[1:] if rows and not rows[0].reference and not any(sign.isdecimal() for sign in rows[0].text) else rows


def _reference(text: str) -> str:
    try:
        return reference_of(text, PREFIX)
    except BadReference:
        return ""


def _moment(day: str, hour: str) -> datetime | None:
    """The moment in the association's own clock; None for what is neither day nor hour."""
    found = CLOCK.fullmatch(to_western(hour).strip())
    try:
        clock = time(int(found[1]), int(found[2])) if found else None
        return datetime.combine(parse(day), clock) if clock else None
    except (InvalidDate, ValueError):
        return None

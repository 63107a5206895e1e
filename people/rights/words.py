"""What a file holds, as its owner reads it on paper: fields by name, choices in words, dates in both calendars."""

from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from people.actions import FIELDS, PART_OF
from people.enums import Category, DebtKind, Housing, IncomeKind
from saudi import hijri

# Codes that stand inside sealed values, where no field names their choices.
CODES: dict[str, type[models.TextChoices]] = {
    "categories": Category,
    "incomes": IncomeKind,
    "debts": DebtKind,
    "housing": Housing,
}


def label(model: type[models.Model], name: str) -> str:
    """The name of a field as people read it."""
    return str(model._meta.get_field(name).verbose_name)  # type: ignore[union-attr]


def said(row: models.Model, name: str) -> str:
    """The value of a field in words; "" for none."""
    value = getattr(row, name)
    field: Any = row._meta.get_field(name)
    if value not in (None, "") and field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if name == "field" and value in PART_OF:
        return label(FIELDS[PART_OF[value]][0], value)
    changed = getattr(row, "field", "") if name in ("before", "after") else name
    return worded(value, CODES.get(str(changed)))


def worded(value: Any, codes: type[models.TextChoices] | None = None) -> str:
    """Any value that a row or a JSON field holds, in words."""
    if value in (None, "", [], {}):
        return ""
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, dict):
        return " · ".join(f"{_coded(key, codes)}: {worded(each, codes)}" for key, each in value.items())
    if isinstance(value, list | tuple):
        return " · ".join(worded(each, codes) for each in value)
    if isinstance(value, datetime):
        return _day(timezone.localtime(value).date()) + value.astimezone().strftime(" %H:%M")
    if isinstance(value, date):
        return _day(value)
    return _text(str(value), codes)


def _text(text: str, codes: type[models.TextChoices] | None) -> str:
    try:
        day = parse_date(text) if len(text) == 10 else None
    except ValueError:
        day = None
    return _day(day) if day else _coded(text, codes)


def _coded(code: Any, codes: type[models.TextChoices] | None) -> str:
    return str(dict(codes.choices).get(code, code)) if codes else str(code)


def _day(day: date) -> str:
    try:
        return hijri.both_short(day, settings.LANGUAGE_CODE)
    except hijri.InvalidDate:
        return day.isoformat()

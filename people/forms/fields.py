"""Numbers, amounts, dates and texts as people type them."""

import re
from datetime import time
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from saudi import names
from saudi.digits import strip_marks, to_western
from saudi.hijri import InvalidDate, parse

GROUPED = re.compile("[0-9]{1,3}(?:[,٬،][0-9]{3})+(?:[.٫][0-9]+)?")
CLOCK = re.compile(r"([0-9]{1,2})(?:[:.٫]([0-9]{2}))?")
GREATEST_AMOUNT = Decimal(10**9)
UNREADABLE_DATE = _(
    "We could not read this date. Write day, month and year, Hijri or Gregorian, like 1/9/1448 or 8/2/2027."
)
DIGITS = {"inputmode": "numeric", "class": "ltr-input", "autocomplete": "off"}


def mark_conditional(field: forms.Field) -> None:
    """Keep a field from being called optional: whether it may stay empty depends on another one."""
    field.is_conditional = True  # type: ignore[attr-defined]


class EitherDateField(forms.CharField):
    """A date in either calendar and any digits, cleaned to a Gregorian date."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs["error_messages"] = {"required": _("Write the date."), **kwargs.get("error_messages", {})}
        super().__init__(max_length=40, **kwargs)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {**super().widget_attrs(widget), "inputmode": "text", "class": "ltr-input", "autocomplete": "off"}

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return None
        try:
            return parse(text)
        except InvalidDate:
            raise ValidationError(
                UNREADABLE_DATE,
                code="unreadable",
            ) from None

    def prepare_value(self, value: Any) -> Any:
        return value.strftime("%d/%m/%Y") if hasattr(value, "strftime") else value


class ClockField(forms.CharField):
    """An hour of the day on the clock of 24, in any digits: 9, 9:30, ١٣:٠٠."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=12, widget=forms.TextInput(attrs={"dir": "ltr", "autocomplete": "off"}), **kwargs)

    def clean(self, value: Any) -> Any:
        text = to_western(strip_marks(super().clean(value))).strip()
        if not text and not self.required:
            return None
        found = CLOCK.fullmatch(text)
        try:
            return time(int(found[1]), int(found[2] or 0)) if found else self._unreadable()
        except ValueError:
            self._unreadable()

    def prepare_value(self, value: Any) -> Any:
        return value.strftime("%H:%M") if isinstance(value, time) else value

    def _unreadable(self) -> None:
        raise ValidationError(_("Write the hour like 9:30 or 13:00."), code="unreadable")


class TypedNumber:
    """Reads Arabic-Indic digits, group marks and spaces before Django sees the number."""

    def to_python(self, value: Any) -> Any:
        text = "".join(to_western(strip_marks(str(value or ""))).split())
        if GROUPED.fullmatch(text):  # Any other comma may stand for a decimal point: asked, not guessed.
            text = re.sub("[,٬،]", "", text)
        return super().to_python(text.replace("٫", "."))  # type: ignore[misc]


class NumberField(TypedNumber, forms.IntegerField):
    """A whole number, 0 to a million."""

    def __init__(self, **kwargs: Any) -> None:
        words = {
            "invalid": _("Write a number, in any digits."),
            "min_value": _("%(limit_value)s is the least here."),
            "max_value": _("%(limit_value)s is the most here."),
        }
        super().__init__(**{**kwargs, "error_messages": {**words, **kwargs.get("error_messages", {})}})


class MoneyField(TypedNumber, forms.DecimalField):
    """An amount in riyals with at most two decimals."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TextInput(attrs=DIGITS))
        kwargs["error_messages"] = {
            "invalid": _("Write a number, in any digits."),
            **kwargs.get("error_messages", {}),
        }
        super().__init__(**{"min_value": 0, "max_value": GREATEST_AMOUNT, "decimal_places": 2, **kwargs})


class CleanText(forms.CharField):
    """Text without the invisible marks that paste along with it."""

    def to_python(self, value: Any) -> str:
        return strip_marks(super().to_python(value) or "")


class PersonNameField(forms.CharField):
    """A part of a name, in letters; marks that cannot be seen are taken out."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs["error_messages"] = {"required": _("Write this name."), **kwargs.get("error_messages", {})}
        super().__init__(**{"max_length": 60, **kwargs})

    def to_python(self, value: Any) -> str:
        return names.clean(super().to_python(value) or "")

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value and (not any(sign.isalpha() for sign in value) or any(sign.isdecimal() for sign in value)):
            raise ValidationError(_("Write the name in letters, without numbers."), code="letters")
        if value and len(value) < 2:
            raise ValidationError(_("This name is too short."), code="short")


def area(rows: int = 3) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})

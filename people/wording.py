"""Values of the file in words, for whoever reads its history."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from people import enums
from saudi import countries, hijri, phones
from saudi.identifiers import mask
from saudi.languages import said as language_said

CHOICES: dict[str, Any] = {
    "gender": enums.Gender,
    "identity_kind": enums.IdentityKind,
    "relation": enums.Relation,
    "reach": enums.Reach,
    "times": enums.Times,
    "housing": enums.Housing,
    "kind": enums.ContactKind,
    "categories": enums.Category,
    "incomes": enums.IncomeKind,
    "debts": enums.DebtKind,
}
MASKED = frozenset({"identity_number", "iban"})
DATES = frozenset({"birth_date"})
AMOUNTS = frozenset({"incomes", "debts"})


def said(field: str, value: Any) -> str:
    """What a field held, as a person reads it; numbers of identity and bank stay masked."""
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if not value:
        return "—"
    if isinstance(value, dict):
        return _amounts(field, value) if field in AMOUNTS else _row(value)
    if isinstance(value, list):
        return listed(_one(field, each) for each in value)
    return _one(field, str(value))


def language_name(code: str) -> str:
    """A language as the reader's own language calls it."""
    return language_said(code, get_language() or "ar")


def listed(words: Iterable[str]) -> str:
    """Words with the language's own comma between."""
    return _(", ").join(words)


def riyals(amount: str) -> str:
    """An amount as a person reads it."""
    return _("%(amount)s riyals") % {"amount": f"{float(amount):,.2f}".removesuffix(".00")}


def _amounts(field: str, amounts: dict[str, str]) -> str:
    return listed(f"{_one(field, kind)}: {riyals(amount)}" for kind, amount in amounts.items())


def _row(values: dict[str, Any]) -> str:
    return listed(said(name, value) for name, value in values.items() if value)


def _one(field: str, value: str) -> str:
    if field in MASKED:
        return mask(value)
    if field in DATES:
        return hijri.both_short(date.fromisoformat(value))
    if field == "rent":
        return riyals(value)
    if field == "nationality":
        return countries.name(value, get_language() or "ar")
    if field == "spoken":
        return language_name(value)
    if field in CHOICES:
        return str(dict(CHOICES[field].choices).get(value, value))
    return phones.display(value) if value.startswith("+") else value

"""What the person lives on, asked only when a service needs it."""

from decimal import Decimal
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from people.enums import Category, DebtKind, Housing, IncomeKind
from people.forms.fields import CleanText, MoneyField, area
from saudi import identifiers


class CategoriesForm(forms.Form):
    title = _("Your situation")

    categories = forms.MultipleChoiceField(
        label=_("Which of these describe your family?"),
        help_text=_("Choose all that fit. What you choose decides which papers we ask for."),
        choices=Category.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )


class AmountsForm(forms.Form):
    """An amount for each kind, all optional; kept as `{kind: "1200.00"}`, "{}" when there is none at all."""

    field: ClassVar[str]
    kinds: ClassVar[type[IncomeKind] | type[DebtKind]]

    def __init__(self, data: Any = None, *, initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, initial=(initial or {}).get(self.field) or {})
        for kind in self.kinds:
            self.fields[kind.value] = MoneyField(label=kind.label, required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        amounts: dict[str, Decimal] = {kind: value for kind, value in data.items() if value}
        return {self.field: {kind: f"{value:.2f}" for kind, value in amounts.items()}}


class IncomeForm(AmountsForm):
    title = _("Your income each month, in riyals")
    text = _("Write an amount beside what applies to you, and leave the others empty.")
    field = "incomes"
    kinds = IncomeKind


class DebtsForm(AmountsForm):
    title = _("What you owe in all, in riyals")
    text = _("Write an amount beside what applies to you, and leave the others empty.")
    field = "debts"
    kinds = DebtKind


class HousingForm(forms.Form):
    title = _("Your housing")

    housing = forms.ChoiceField(
        label=_("Where do you live?"),
        choices=Housing.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of the answers.")},
    )
    rent = MoneyField(label=_("Rent a year, in riyals"), required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        rent = data.get("rent") if data.get("housing") == Housing.RENTED else None
        return {**data, "rent": f"{rent:.2f}" if rent is not None else ""}


class HealthForm(forms.Form):
    health = CleanText(
        label=_("What should we know about your health?"),
        help_text=_("Only what helps us to serve you: an illness, a disability, a treatment. You may leave it empty."),
        required=False,
        max_length=1000,
        widget=area(5),
    )


class BankForm(forms.Form):
    title = _("Your bank account")

    iban = forms.CharField(
        label=_("IBAN"),
        help_text=_("It begins with SA and has 24 characters. You find it in the app of your bank."),
        max_length=60,
        widget=forms.TextInput(attrs={"class": "ltr-input", "autocomplete": "off", "autocapitalize": "characters"}),
        error_messages={"required": _("Write the IBAN.")},
    )
    holder = CleanText(
        label=_("Name of its owner"),
        help_text=_("As the bank has it. Support in money goes to your own account alone."),
        max_length=120,
        error_messages={"required": _("Write the name of its owner.")},
    )

    def clean_iban(self) -> str:
        try:
            return identifiers.clean_iban(self.cleaned_data["iban"])
        except identifiers.InvalidIdentifier as fault:
            raise ValidationError(IBAN_FAULTS.get(fault.reason, IBAN_FAULTS["characters"]), code=fault.reason) from None


IBAN_FAULTS = {
    "characters": _("An IBAN has letters and digits only. Copy it from the app of your bank."),
    "not_saudi": _("We can pay into Saudi accounts only. Their IBAN begins with SA."),
    "length": _("A Saudi IBAN has 24 characters. Check that none is missing or too many."),
    "check_digit": _("One of the characters is wrong. Copy the IBAN from the app of your bank."),
}

"""Questions about the person, one thing to a page."""

from people.forms.fields import (
    CleanText,
    ClockField,
    EitherDateField,
    MoneyField,
    NumberField,
    PersonNameField,
    mark_conditional,
)
from people.forms.household import MemberForm
from people.forms.means import BankForm, CategoriesForm, DebtsForm, HealthForm, HousingForm, IncomeForm
from people.forms.reach import AddressForm, ContactForm, ContactPreferenceForm
from people.forms.who import BirthDateForm, IdentityForm, LanguagesForm, NameForm, NationalityForm

__all__ = [
    "AddressForm",
    "BankForm",
    "BirthDateForm",
    "CategoriesForm",
    "CleanText",
    "ClockField",
    "ContactForm",
    "ContactPreferenceForm",
    "DebtsForm",
    "EitherDateField",
    "HealthForm",
    "HousingForm",
    "IdentityForm",
    "IncomeForm",
    "LanguagesForm",
    "MemberForm",
    "MoneyField",
    "NameForm",
    "NationalityForm",
    "NumberField",
    "PersonNameField",
    "mark_conditional",
]

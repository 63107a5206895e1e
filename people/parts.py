"""The parts of a file: their pages, why each is asked, and how what was given is read back."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from people import forms as asked
from people.actions import FIELDS, PART_OF
from people.enums import Category, DebtKind, Housing, IncomeKind
from people.models import BankAccount, Contact, HouseholdMember, Means, Person
from people.models.person import ARABIC_NAMES, LATIN_NAMES
from people.wording import language_name, listed, riyals
from saudi import countries, hijri, names, phones
from services.enums import FilePart

Text = str | Promise

FORMS: dict[FilePart, type[forms.Form]] = {
    FilePart.NAME: asked.NameForm,
    FilePart.IDENTITY: asked.IdentityForm,
    FilePart.BIRTH: asked.BirthDateForm,
    FilePart.NATIONALITY: asked.NationalityForm,
    FilePart.LANGUAGES: asked.LanguagesForm,
    FilePart.CONTACT: asked.ContactPreferenceForm,
    FilePart.ADDRESS: asked.AddressForm,
    FilePart.CATEGORIES: asked.CategoriesForm,
    FilePart.INCOME: asked.IncomeForm,
    FilePart.DEBTS: asked.DebtsForm,
    FilePart.HOUSING: asked.HousingForm,
    FilePart.HEALTH: asked.HealthForm,
    FilePart.BANK: asked.BankForm,
}
WHY: dict[FilePart, Text] = {
    FilePart.NAME: lazy("So that your papers and our letters carry your right name."),
    FilePart.IDENTITY: lazy("So that your file is yours alone. We look at the original once and keep no copy."),
    FilePart.BIRTH: lazy("Some services depend on age, and it tells people of one name apart."),
    FilePart.NATIONALITY: lazy("Some services are for residents, some for citizens."),
    FilePart.LANGUAGES: lazy("So that we write and speak to you in a language that you know."),
    FilePart.CONTACT: lazy("So that we reach you in the way and at the time that suit you."),
    FilePart.ADDRESS: lazy("So that what is delivered or visited finds your door."),
    FilePart.HOUSEHOLD: lazy("Support is measured by who lives on it."),
    FilePart.CATEGORIES: lazy("It decides what you can ask for, and which papers we need."),
    FilePart.INCOME: lazy("Support goes first to whose income does not suffice."),
    FilePart.DEBTS: lazy("The committee weighs what the family must pay back."),
    FilePart.HOUSING: lazy("Rent is a great part of what a family needs."),
    FilePart.HEALTH: lazy("Only if you wish: it helps us to serve you with care."),
    FilePart.BANK: lazy("Support in money is paid into it, and nowhere else."),
}
# Parts that everyone fills in; the others wait until a service needs them.
FIRST = (
    FilePart.NAME,
    FilePart.IDENTITY,
    FilePart.BIRTH,
    FilePart.NATIONALITY,
    FilePart.LANGUAGES,
    FilePart.CONTACT,
)
ROWS_OF = {FilePart.HOUSEHOLD: HouseholdMember, FilePart.CONTACT: Contact}


@dataclass(frozen=True)
class Row:
    """One line read back: `is_number` keeps its direction; `field` names what staff may reveal, "" for nothing."""

    label: Text
    value: str
    is_number: bool = False
    field: str = ""


@dataclass(frozen=True)
class File:
    """A person's file read at once: five queries beside the person's own row."""

    person: Person
    means: Means
    bank: BankAccount
    household: tuple[HouseholdMember, ...]
    contacts: tuple[Contact, ...]

    def value(self, name: str) -> Any:
        """What one field of `actions.FIELDS` holds now."""
        model = FIELDS[PART_OF[name]][0]
        return getattr({Person: self.person, Means: self.means, BankAccount: self.bank}[model], name)

    def is_answered(self, part: FilePart) -> bool:
        """Whether the part has what it asks for, or was passed through with nothing to say."""
        person = self.person
        held = {
            FilePart.NAME: bool(person.full_name),
            FilePart.IDENTITY: bool(person.identity_number) or person.identity_kind == "none",
            FilePart.BIRTH: person.birth_date is not None,
            FilePart.HOUSEHOLD: bool(self.household) or part in person.answered,
        }
        return held.get(part, part in person.answered)

    def initial(self, part: FilePart) -> dict[str, Any]:
        """What the part's page shows at first."""
        held = {name: self.value(name) for name in FIELDS[part][1]}
        if part == FilePart.NAME and not any(held[name] for name in (*ARABIC_NAMES, *LATIN_NAMES)):
            held |= dict(zip(ARABIC_NAMES, names.split(self.person.full_name), strict=True))
        if part == FilePart.LANGUAGES:
            held["language"] = self.person.recipient.language
        return held


def file_of(person: Person, parts: tuple[FilePart, ...] | None = None) -> File:
    """The whole file, or as much of it as `parts` need."""
    needed = set(FilePart) if parts is None else set(parts)
    return File(
        person=person,
        means=_one(Means, person, needed & {FilePart.INCOME, FilePart.DEBTS, FilePart.HOUSING}),
        bank=_one(BankAccount, person, needed & {FilePart.BANK}),
        household=tuple(person.household.all()) if FilePart.HOUSEHOLD in needed else (),
        contacts=tuple(person.contacts.all()) if FilePart.CONTACT in needed else (),
    )


def _one(model: type[Any], person: Person, needed: set[FilePart]) -> Any:
    return (model.objects.filter(person=person).first() if needed else None) or model(person=person)


def declared(file: File, parts: tuple[FilePart, ...]) -> dict[str, Any]:
    """What the person declares true of these parts, in a form that never changes by itself (R39)."""
    said: dict[str, Any] = {}
    for part in parts:
        names = FIELDS[part][1] if part in FIELDS else ()
        said |= {name: _steady(file.value(name)) for name in names}
        if part == FilePart.HOUSEHOLD:
            said["household"] = [_member(member) for member in file.household]
    return said


def _member(member: HouseholdMember) -> list[str]:
    born = member.birth_date.isoformat() if member.birth_date else ""
    return [member.name, member.relation, member.gender, born, member.identity_number, member.note]


def _steady(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return value or ""


def rows(file: File, part: FilePart) -> list[Row]:
    """How the part is read back to the person: numbers masked, words in the active language."""
    return _READERS[part](file) if any(_held(file, part)) else []


def _held(file: File, part: FilePart) -> list[Any]:
    if part == FilePart.HOUSEHOLD:
        return list(file.household)
    values = [file.value(name) for name in FIELDS[part][1]]
    return [*values, part in file.person.answered, *(file.contacts if part == FilePart.CONTACT else ())]


def _name(file: File) -> list[Row]:
    person = file.person
    shown = [Row(_("Name"), person.full_name)]
    if person.latin_name and person.latin_name != person.full_name:
        shown.append(Row(_("In Latin letters"), person.latin_name, True))
    return shown


def _identity(file: File) -> list[Row]:
    person = file.person
    label = person.get_identity_kind_display() or _("Identity document")
    return [Row(label, person.identity_masked or "—", True, "identity_number" if person.identity_number else "")]


def _birth(file: File) -> list[Row]:
    born = file.person.birth_date
    return [Row(_("Date of birth"), hijri.unbroken(hijri.both(born, _language())) if born else "—")]


def _nationality(file: File) -> list[Row]:
    person = file.person
    return [
        Row(_("Nationality"), countries.name(person.nationality, _language()) if person.nationality else "—"),
        Row(_("Man or woman"), person.get_gender_display() or "—"),
    ]


def _languages(file: File) -> list[Row]:
    person = file.person
    return [
        Row(_("Language that we write in"), language_name(person.recipient.language)),
        Row(_("Languages"), listed(language_name(code) for code in person.spoken) or "—"),
        Row(_("Interpreter at appointments"), _("Needed") if person.needs_interpreter else _("Not needed")),
    ]


def _contact(file: File) -> list[Row]:
    person = file.person
    shown = [
        Row(_("Mobile"), phones.display(person.mobile) if person.mobile else "—", True),
        Row(_("Preferred way"), person.get_reach_display() or "—"),
        Row(_("Preferred time"), person.get_times_display() or "—"),
    ]
    return shown + [Row(each.get_kind_display(), phones.display(each.value), True) for each in file.contacts]


def _address(file: File) -> list[Row]:
    person = file.person
    return [
        Row(_("Short national address"), person.short_address or "—", True),
        Row(_("How to find the home"), person.directions or "—"),
    ]


def _household(file: File) -> list[Row]:
    return [Row(member.get_relation_display(), member.name) for member in file.household]


def _categories(file: File) -> list[Row]:
    labels = dict(Category.choices)
    chosen = listed(str(labels.get(code, code)) for code in file.person.categories or [])
    return [Row(_("Situation"), chosen or _("None of them"))]


def _amounts(kinds: Any, held: dict[str, str] | None, nothing: str) -> list[Row]:
    labels = dict(kinds.choices)
    listed = [Row(labels.get(kind, kind), riyals(amount)) for kind, amount in (held or {}).items()]
    return listed or [Row(_("Amount"), nothing)]


def _income(file: File) -> list[Row]:
    return _amounts(IncomeKind, file.means.incomes, _("No income"))


def _debts(file: File) -> list[Row]:
    return _amounts(DebtKind, file.means.debts, _("No debts"))


def _housing(file: File) -> list[Row]:
    means = file.means
    shown = [Row(_("Housing"), str(dict(Housing.choices).get(means.housing, means.housing)) or "—")]
    return [*shown, Row(_("Rent a year"), riyals(means.rent))] if means.rent else shown


def _health(file: File) -> list[Row]:
    return [Row(_("Health"), file.person.health or _("Nothing to say"))]


def _bank(file: File) -> list[Row]:
    return [Row(_("IBAN"), file.bank.iban_masked or "—", True, "iban"), Row(_("Its owner"), file.bank.holder or "—")]


def _language() -> str:
    return get_language() or "ar"


_READERS: dict[FilePart, Callable[[File], list[Row]]] = {
    FilePart.NAME: _name,
    FilePart.IDENTITY: _identity,
    FilePart.BIRTH: _birth,
    FilePart.NATIONALITY: _nationality,
    FilePart.LANGUAGES: _languages,
    FilePart.CONTACT: _contact,
    FilePart.ADDRESS: _address,
    FilePart.HOUSEHOLD: _household,
    FilePart.CATEGORIES: _categories,
    FilePart.INCOME: _income,
    FilePart.DEBTS: _debts,
    FilePart.HOUSING: _housing,
    FilePart.HEALTH: _health,
    FilePart.BANK: _bank,
}

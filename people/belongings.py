"""What this room itself holds of a person (see `registry`)."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from attachments.actions import remove_made
from notifications.models import Message
from people.models import (
    BankAccount,
    Consent,
    Contact,
    Distinct,
    Document,
    DocumentFile,
    Export,
    FileChange,
    GuardianLink,
    Guardianship,
    Helper,
    Hold,
    HouseholdMember,
    Kinship,
    Means,
    Merge,
    Notice,
    NoticeChoice,
    Person,
    RightsRequest,
)
from people.registry import Belonging, Erasing, register
from people.rights.enums import ONE_AT_A_TIME
from people.rights.rules import works_here


@dataclass(frozen=True)
class OfTwo(Belonging):
    """Rows that speak of two files, either of which may be the person's. Merging leaves them with both."""

    other: str = ""

    def rows(self, person: Person) -> QuerySet[Any]:
        either = Q(**{self.path: person}) | Q(**{self.other: person})
        return self.model._default_manager.filter(either).order_by("pk")


def always(_row: Any, _kept: Person) -> bool:
    """The row stays where it is."""
    return True


def has_its_equal(row: Any, kept: Person) -> bool:
    """Whether the other file has a row of this kind, of which there is one a file."""
    return bool(type(row)._default_manager.filter(person=kept).exists())


def stopped_too(row: Any, kept: Person) -> bool:
    """Whether the other file stopped the same kind of reminder."""
    return kept.notice_choices.filter(kind=row.kind).exists()


def stands_already(row: Consent, kept: Person) -> bool:
    """Whether the other file has a standing consent for the same purpose: one stands at a time."""
    return row.is_standing and kept.consents.standing().filter(purpose=row.purpose).exists()


def stands_for_the_child(row: Guardianship, kept: Person) -> bool:
    """Whether the other file knows this guardian already."""
    same = kept.guardianships.filter(until__isnull=True, mobile_index=row.mobile_index)
    return row.until is None and same.exists()


def is_asked_already(row: GuardianLink, kept: Person) -> bool:
    """Whether a guardian is being asked about the other file: one question is open at a time."""
    return row.used_at is None and kept.guardian_links.filter(used_at__isnull=True).exists()


def was_for_this_file(row: Helper, kept: Person) -> bool:
    """Always: who was let into one file is not thereby let into another. The person invites anew."""
    return row.person_id != kept.pk


def has_its_equal_open(asked: RightsRequest, kept: Person) -> bool:
    """Whether the other file has an open request of a kind of which one is open at a time."""
    others = RightsRequest.objects.open().filter(person=kept, kind=asked.kind)
    return asked.is_open and asked.kind in ONE_AT_A_TIME and others.exists()


def is_held_too(hold: Hold, kept: Person) -> bool:
    return hold.lifted_at is None and Hold.objects.standing().filter(person=kept).exists()


def held_back(person: Person) -> str | Promise:
    """Why a held file cannot be erased yet; what the hold is about stays with the manager."""
    if Hold.objects.standing().filter(person=person).exists():
        return _("The association must keep your file for the present. Contact us, and we explain it to you.")
    return ""


def belongs_to_work(person: Person) -> str | Promise:
    """Why a colleague's account cannot go while they work here."""
    if works_here(person):
        return _("You work with us, and your account belongs to the work. Ask the manager once you have left.")
    return ""


def declared_already(row: Kinship, kept: Person) -> bool:
    """Whether the same colleague declared kinship with the other file too."""
    return Kinship.objects.filter(user=row.user_id, person=kept).exists()


HELD = (
    Belonging(HouseholdMember, _("Household"), ("name", "relation", "gender", "birth_date", "identity_number", "note")),
    Belonging(Means, _("Means"), ("incomes", "debts", "housing", "rent"), stays=has_its_equal),
    Belonging(BankAccount, _("Bank account"), ("iban", "holder"), stays=has_its_equal),
    Belonging(Contact, _("Contacts"), ("kind", "value", "note")),
    Belonging(
        Document,
        _("Papers of the file"),
        ("kind", "title", "number", "issued_on", "expires_on", "created_at", "sighted_at", "removed_at"),
    ),
    Belonging(DocumentFile, _("Files of the papers"), ("order",), path="document__person"),
    Belonging(NoticeChoice, _("Stopped reminders"), ("kind", "stopped_at"), stays=stopped_too),
    Belonging(Notice, _("Reminders"), ("kind", "for_day", "stage", "sent_at")),
    Belonging(FileChange, _("History of the file"), ("at", "part", "field", "before", "after", "via")),
    Belonging(
        Consent,
        _("Consents"),
        (
            "purpose",
            "method",
            "given_at",
            "guardian_name",
            "guardian_relation",
            "withdrawn_at",
            "withdrawn_reason",
        ),
        erasing=Erasing.CLEAR,  # That somebody agreed, and when, must still be shown; by whom it was, not.
        cleared=("guardian_name", "withdrawn_reason"),
        stays=stands_already,
    ),
    Belonging(
        Guardianship,
        _("Guardians of children"),
        ("name", "relation", "since", "until"),
        path="child",
        stays=stands_for_the_child,
    ),
    Belonging(
        GuardianLink,
        _("Questions to guardians"),
        ("name", "relation", "mobile", "asked_at", "used_at"),
        stays=is_asked_already,
    ),
    Belonging(
        Helper,
        _("Trusted helpers"),
        ("name", "mobile", "scopes", "invited_at", "accepted_at", "expires_on", "revoked_at"),
        stays=was_for_this_file,
    ),
    Belonging(
        RightsRequest,
        _("Requests about your data"),
        ("reference", "kind", "status", "created_at", "due_on", "ended_at", "part", "wrong", "right", "answer"),
        erasing=Erasing.CLEAR,
        cleared=("wrong", "right", "paper", "answer"),
        stays=has_its_equal_open,
        obstacle=belongs_to_work,
    ),
    Belonging(
        Export,
        _("Copies of your file"),
        ("made_at", "expires_at", "size"),
        path="request__person",
        before_erasing=remove_made,
    ),
    Belonging(Hold, _("Holds on your file"), ("at", "lifted_at"), stays=is_held_too, obstacle=held_back),
    Belonging(Message, _("Messages"), ("created_at", "title", "body", "read_at"), path="recipient__person"),
    Belonging(Kinship, _("Kinships of colleagues"), ("declared_at",), stays=declared_already),
    OfTwo(Merge, _("Merges of files"), ("at", "undone_at"), path="kept", other="absorbed", stays=always),
    OfTwo(Distinct, _("People who look alike"), ("at",), path="first", other="second", stays=always),
)


def tell() -> None:
    """Register this room's models."""
    register(*HELD)

"""Who may do what with a file. Nobody, superusers included, touches their own or that of kin."""

from collections.abc import Iterable
from functools import reduce
from operator import or_
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet, Value

from accounts.models import User
from accounts.roles import Role
from accounts.rules import has_role, is_staff
from people.models import MOBILE_PURPOSE, BankAccount, HouseholdMember, Person
from sealing.index import blind

DESKS = (Role.RECEPTION, Role.RESEARCHER, Role.MANAGER)
MERGERS = (Role.RECEPTION, Role.MANAGER)
OPENERS = (*MERGERS, Role.RESEARCHER, Role.DELEGATE, Role.VOLUNTEER_COORDINATOR)


def sees_files(user: User) -> bool:
    """Whether the account works on files of people at all."""
    return has_role(user, *DESKS)


def can_open_files(user: User) -> bool:
    """Whether the account may open a file for somebody who has none: whoever receives people (R20 to R27)."""
    return has_role(user, *OPENERS)


def can_merge(user: User) -> bool:
    """Whether the account may make two files one, and take them apart again."""
    return has_role(user, *MERGERS)


def kin_of(user: User) -> Q:
    """The files that are the account's own or those of its kin, as a condition.

    Kin are declared, or share an identity number in the household, a mobile number, a bank account, the address, or a
    member of the household.
    """
    return reduce(or_, _ties(user))


def kin_keys(user: User) -> list[UUID]:
    """The keys of the same files, for lists: each tie is looked up by its own index, however many people there are.

    One query.
    """
    first, *rest = [Person.objects.filter(tie).order_by().values_list("pk", flat=True) for tie in _ties(user)]
    return list(first.union(*rest))


def is_kin(user: User, person: Person) -> bool:
    """Whether the file is the account's own or that of its kin."""
    return Person.objects.filter(kin_of(user), pk=person.pk).exists()


def kin_among(users: Iterable[User], person: Person) -> set[int]:
    """The keys of those accounts whose own file, or kin's, it is; one query for all of them."""
    file = Person.objects.filter(pk=person.pk).order_by()
    each = [file.filter(kin_of(user)).values_list(Value(user.pk), flat=True) for user in users]
    return set(each[0].union(*each[1:])) if each else set()


def may_reveal(user: User, person: Person) -> bool:
    """Whether a colleague may read a hidden value of the file, against a reason."""
    return is_staff(user) and not is_kin(user, person)


def _ties(user: User) -> list[Q]:
    """Each way of being kin, as a condition of its own."""
    mine = Person.objects.behind(user)
    home = HouseholdMember.objects.filter(person__in=mine).exclude(identity_index="").values("identity_index")
    banks = BankAccount.objects.filter(person__in=mine).exclude(iban_index="").values("iban_index")
    ties = [
        Q(user=user),
        Q(absorbed__user=user),
        Q(kin_at_work__user=user),
        Q(pk__in=mine.values("pk")),
        Q(identity_index__in=_kept(mine, "identity_index")),
        Q(identity_index__in=home),
        Q(household__identity_index__in=_kept(mine, "identity_index")),
        Q(household__identity_index__in=home),
        Q(mobile_index__in=_kept(mine, "mobile_index")),
        Q(address_index__in=_kept(mine, "address_index")),
        Q(bank__iban_index__in=banks),
    ]
    return [*ties, Q(mobile_index=blind(user.mobile, purpose=MOBILE_PURPOSE))] if user.mobile else ties


def _kept(mine: QuerySet[Person], index: str) -> QuerySet[Any]:
    """The blind index of one's own file; none where it is empty."""
    return mine.exclude(**{index: ""}).values(index)

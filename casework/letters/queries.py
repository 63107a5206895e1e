"""Reads of the register, each in a fixed number of queries."""

from functools import reduce
from operator import or_
from uuid import UUID

from django.db.models import Q, QuerySet

from accounts.models import User
from casework.contacts.queries import visible_to as contacts_of
from casework.enums import Way
from casework.letters.words import mark, words_of
from casework.models import Letter
from saudi.digits import to_western


def visible_to(user: User) -> QuerySet[Letter]:
    """The letters that the colleague may read: never of one's own affair or of kin's."""
    related = ("interaction__person", "interaction__application", "registered_by", "answers", "scan")
    seen = contacts_of(user).order_by().values("pk")
    return Letter.objects.filter(interaction__in=seen).select_related(*related)


def listed(user: User, *, way: str, year: str, number: str, words: str = "") -> QuerySet[Letter]:
    """The register, newest first, by direction, Hijri year and number, and by words of its subject or of its sender;
    what is none of these asks for nothing."""
    rows = visible_to(user)
    for forms in words_of(words):
        rows = rows.filter(reduce(or_, [Q(words_index__contains=mark(form)) for form in sorted(forms)]))
    if way in Way.values:
        rows = rows.filter(way=way)
    if year := _digits(year):
        rows = rows.filter(year=int(year))
    if number := _digits(number):
        rows = rows.filter(number=int(number))
    return rows.order_by("-registered_at", "-pk")


def years() -> list[int]:
    """The years of the register, newest first."""
    return list(Letter.objects.order_by("-year").values_list("year", flat=True).distinct())


def one(user: User, pk: UUID) -> Letter:
    """A letter. Raises Letter.DoesNotExist for one that the colleague may not read and for none alike."""
    return visible_to(user).get(pk=pk)


def replies(letter: Letter) -> list[Letter]:
    return list(letter.replies.order_by("registered_at"))


def _digits(text: str) -> str:
    digits = to_western(text).strip()
    return digits if digits.isascii() and digits.isdecimal() and len(digits) <= 6 else ""

"""Reads for the screen of kinship."""

from uuid import UUID

from django.db.models import Q, QuerySet

from accounts.models import User
from applications.models import Application
from casework.colleagues.rules import manages
from people.merging.linking import with_identity, with_mobile
from people.models import Kinship, Person
from people.models.person import PREFIX
from saudi.identifiers import InvalidIdentifier, clean_border, clean_national_or_resident, clean_passport
from saudi.phones import InvalidPhone, normalise
from sealing.references import BadReference, parse


def declared(user: User) -> QuerySet[Kinship]:
    """One's own declarations, newest first; a manager sees everyone's."""
    found = Kinship.objects.select_related("user", "person", "declared_by").order_by("-declared_at", "pk")
    return found if manages(user) else found.filter(user=user)


def one(user: User, pk: UUID) -> Kinship:
    """One of them. Raises Kinship.DoesNotExist for another's and none alike."""
    return declared(user).get(pk=pk)


def colleagues() -> QuerySet[User]:
    """Whoever works here."""
    people = User.objects.filter(is_active=True).filter(Q(groups__role_group__isnull=False) | Q(is_superuser=True))
    return people.distinct().order_by("first_name", "pk")


def person_named(words: str) -> tuple[str, Person | None]:
    """What kind of number the words are, and the one person whom it names; None for none or several."""
    kind, named = _named(words)
    found = list(named[:2])
    return kind, found[0] if len(found) == 1 else None


def _named(words: str) -> tuple[str, QuerySet[Person]]:
    present = Person.objects.present()
    try:
        return "file", present.filter(reference=parse(words, PREFIX))
    except BadReference:
        pass
    try:
        return "request", present.filter(pk__in=Application.objects.filter(reference=parse(words)).values("person"))
    except BadReference:
        pass
    try:
        return "mobile", with_mobile(normalise(words))
    except InvalidPhone:
        return "identity_number", _by_identity(words)


def _by_identity(words: str) -> QuerySet[Person]:
    for clean in (clean_national_or_resident, clean_border, clean_passport):
        try:
            return with_identity(clean(words))
        except InvalidIdentifier:
            continue
    return Person.objects.none()

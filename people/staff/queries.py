"""Reads for the staff's list of people and for one file, each in a fixed number of queries."""

from django.db.models import Q, QuerySet

from accounts.models import User
from people.models import IDENTITY_PURPOSE, MOBILE_PURPOSE, Merge, Person
from people.models.person import PREFIX
from people.rules import kin_of
from saudi import names
from saudi.folding import fold
from saudi.identifiers import InvalidIdentifier, clean_border, clean_national_or_resident, clean_passport
from saudi.phones import InvalidPhone, normalise
from sealing.index import blind
from sealing.references import BadReference, parse


def visible_to(user: User) -> QuerySet[Person]:
    """The files that stand by themselves and are neither the colleague's own nor of kin."""
    kin = Person.objects.filter(kin_of(user)).values("pk")
    return Person.objects.present().exclude(pk__in=kin).select_related("recipient", "user")


def people(user: User, words: str, *, by_name: bool = True) -> QuerySet[Person]:
    """The list, newest first; `words`: a reference, a mobile, an identity number, a name or how it sounds.

    Without `by_name` only a whole number finds somebody: for desks that may not look through everyone.
    """
    found = visible_to(user)
    if words:
        hits = Person.objects.filter(matching(words, by_name=by_name))
        found = found.filter(Q(pk__in=hits.values("pk")) | Q(pk__in=hits.values("merged_into")))
    return found.order_by("-created_at", "pk")


def one(user: User, reference: str) -> Person:
    """A file by its reference. Raises Person.DoesNotExist for one's own, kin's, and none alike."""
    try:
        return visible_to(user).get(reference=parse(reference, PREFIX))
    except BadReference:
        raise Person.DoesNotExist from None


def merges_of(person: Person) -> QuerySet[Merge]:
    """The merges that this file took part in, newest first."""
    either = Q(kept=person) | Q(absorbed=person) | Q(kept__merged_into=person)
    return Merge.objects.filter(either).select_related("kept", "absorbed", "by", "undone_by").distinct()


def matching(words: str, *, by_name: bool = True) -> Q:
    """Files by a reference, a mobile, an identity number, a name or how it sounds."""
    try:
        return Q(reference=parse(words, PREFIX))
    except BadReference:
        pass
    exact = _by_identity(words) | _by_mobile(words)
    return exact or (_by_name(words) if by_name else Q(pk__in=[]))


def is_identity(words: str) -> bool:
    """Whether the words are an identity number: looking for one is noted."""
    return bool(_by_identity(words))


def _by_identity(words: str) -> Q:
    for clean in (clean_national_or_resident, clean_border, clean_passport):
        try:
            return Q(identity_index=blind(clean(words), purpose=IDENTITY_PURPOSE))
        except InvalidIdentifier:
            continue
    return Q()


def _by_mobile(words: str) -> Q:
    try:
        return Q(mobile_index=blind(normalise(words), purpose=MOBILE_PURPOSE))
    except InvalidPhone:
        return Q()


def _by_name(words: str) -> Q:
    """A part of the name as written, or all of its sounds in any order and either script."""
    bones = [bone for bone in names.skeleton(words).split() if len(bone) > 1]
    sounds = Q(*[Q(name_skeleton__contains=bone) for bone in bones]) if bones else Q(pk__in=[])
    return Q(folded_name__contains=fold(words)) | sounds

"""Certificates as they are read: by anyone who has the number, by their owner, and by the desk."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from accounts.models import User
from sealing.references import ALPHABET, LONGEST_INPUT, bare
from volunteering.certificates.earning import Of, earners
from volunteering.enums import HoursStatus
from volunteering.models import Certificate, HoursEntry, OpportunityPage, Volunteer
from volunteering.models.credit import NUMBER_LENGTH
from volunteering.rules import not_to_judge


@dataclass(frozen=True)
class Candidate:
    """Somebody with approved hours in an opportunity, and the certificate that stands."""

    volunteer: Volunteer
    minutes: int
    certificate: Certificate | None
    may_judge: bool

    @property
    def is_due(self) -> bool:
        """Whether a certificate is missing, or says something else than what was approved."""
        return self.certificate is None or self.certificate.minutes != self.minutes


def tidy(text: str) -> str:
    """A number as it is kept, from any case, digits, spaces and dashes; "" for what is none."""
    letters = bare(text[: LONGEST_INPUT + 1])
    if len(letters) != NUMBER_LENGTH or not set(letters) <= set(ALPHABET):
        return ""
    return "-".join(letters[at : at + 4] for at in range(0, NUMBER_LENGTH, 4))


def by_number(text: str) -> Certificate | None:
    """The certificate of a number, valid or revoked; None for a mistyped, a guessed and a missing one alike."""
    number = tidy(text)
    return Certificate.objects.filter(number=number).select_related("opportunity").first() if number else None


def own(volunteer: Volunteer) -> QuerySet[Certificate]:
    """One's own, revoked ones too, the newest first."""
    return Certificate.objects.filter(volunteer=volunteer).select_related("opportunity__locale")


def own_one(user: User, text: str) -> Certificate:
    """A valid one of one's own. Raises Certificate.DoesNotExist for another's, a revoked and a missing one alike."""
    mine = Certificate.objects.valid().filter(volunteer__in=Volunteer.objects.of(user))
    return mine.select_related("opportunity", "volunteer__person").get(number=tidy(text))


def issued(words: str = "") -> QuerySet[Certificate]:
    """All certificates for the desk; `words` is a number."""
    found = Certificate.objects.select_related("opportunity", "volunteer__person", "issued_by", "revoked_by")
    return found.filter(number=tidy(words)) if words else found


def one(key: UUID) -> Certificate:
    """For the desk. Raises Certificate.DoesNotExist."""
    return issued().get(pk=key)


def opportunities() -> QuerySet[Any]:
    """Opportunities with approved hours: how many people have some, and how many hold a valid certificate."""
    counted = HoursEntry.objects.filter(status=HoursStatus.APPROVED, approved_minutes__gt=0)
    there = Exists(counted.filter(placement__shift__opportunity=OuterRef("pk")))
    approved = Q(shifts__placements__hours__status=HoursStatus.APPROVED)
    pages = OpportunityPage.objects.filter(there).order_by("-pk")
    return pages.annotate(people=Count("shifts__placements__volunteer", filter=approved, distinct=True))


def helpers() -> tuple[int, int]:
    """How many volunteers helped in requests, and how many hold a valid certificate of it. Two queries."""
    return earners(None).count(), Certificate.objects.valid().filter(opportunity=None).count()


def valid_in(pages: list[OpportunityPage]) -> dict[int, int]:
    """How many valid certificates each opportunity has. One query."""
    rows = Certificate.objects.valid().filter(opportunity__in=pages).order_by().values("opportunity")
    return {row["opportunity"]: row["number"] for row in rows.annotate(number=Count("pk"))}


def candidates(of: Of, user: User) -> list[Candidate]:
    """Everyone with something to show in an opportunity or in requests, by name. Three queries."""
    standing = {each.volunteer_id: each for each in Certificate.objects.valid().filter(opportunity=of)}
    mine = not_to_judge(user)
    return [
        Candidate(each, getattr(each, "minutes"), standing.get(each.pk), each.person_id not in mine)  # noqa: B009
        for each in earners(of)
    ]

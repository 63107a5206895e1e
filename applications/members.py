"""Whom of the household a request is for: the person too, and each member by the row of the file."""

from collections.abc import Iterable, Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from people.models import HouseholdMember

SELF = "self"
MYSELF = _("The applicant")


def household_choices(members: Sequence[HouseholdMember]) -> list[tuple[str, str | Promise]]:
    """What may be ticked: the applicant first, then the members in the order of the file."""
    return [(SELF, MYSELF), *((str(member.pk), _named(member)) for member in members)]


def are_known(value: str, members: Iterable[HouseholdMember]) -> bool:
    """Whether everyone who was chosen is still of the household."""
    return set(value.splitlines()) <= {SELF, *(str(member.pk) for member in members)}


def in_words(value: str, members: Sequence[HouseholdMember]) -> str:
    """The chosen ones by their names, one on each line; whoever left the household is not named."""
    chosen = set(value.splitlines())
    return "\n".join(str(label) for key, label in household_choices(members) if key in chosen) or "—"


def _named(member: HouseholdMember) -> str:
    return f"{member.name} ({member.get_relation_display()})"

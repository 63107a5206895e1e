"""Who may join which shift, and who may do what with a place."""

from django.utils.functional import Promise

from accounts.models import User
from volunteering.joining.candidates import candidate
from volunteering.models import Placement, Shift, Volunteer


def obstacles(volunteer: Volunteer, shift: Shift) -> list[str | Promise]:
    """Why this volunteer can't join the shift, in words; empty when they can. Being full is none."""
    return [each.text for each in candidate(volunteer).hindrances(shift)]


def fits(volunteer: Volunteer, shift: Shift) -> bool:
    """Whether nothing but a lack of places keeps the volunteer from the shift."""
    return not obstacles(volunteer, shift)


def is_own(user: User, placement: Placement) -> bool:
    """Whether the place is that of the account's own person."""
    return Volunteer.objects.of(user).filter(pk=placement.volunteer_id).exists()

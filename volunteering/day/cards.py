"""Whose card was read: by the address that a camera gives, the code in it, or the volunteer's number."""

from django.utils.translation import gettext_lazy as _

from sealing.references import BadReference, parse
from volunteering.models import Volunteer
from volunteering.models.volunteer import PREFIX
from volunteering.refusals import UNPROCESSABLE, Refused
from volunteering.registering.card import read

LONGEST = 300
NOBODY = _("Nobody has this number. Look at the card once more.")


def holder(text: str) -> Volunteer:
    """The volunteer whose card says this. Raises Refused for an edited, an old and no card of ours."""
    return read(text[:LONGEST])


def named(text: str) -> Volunteer:
    """The volunteer by the number, as it stands on the card, or by what the card's picture says. Raises Refused."""
    try:
        reference = parse(text, PREFIX)
    except BadReference:
        return holder(text)
    found = Volunteer.objects.filter(reference=reference).select_related("person").first()
    if found is None:
        raise Refused(NOBODY, UNPROCESSABLE)
    return found

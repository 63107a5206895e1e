"""The volunteer's card: a code that only we can write, of the volunteer and of the number of the card."""

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from volunteering.models import Volunteer
from volunteering.refusals import CONFLICT, GONE, UNPROCESSABLE, Refused, require

SALT = "volunteering.card"
NO_CARD = _("This is no card of ours, or it was changed.")
OLD_CARD = _("This card is not valid any more. The volunteer has a newer one in the account.")
NOT_SERVING = _("Whoever holds this card does not serve at present.")


def make(volunteer: Volunteer) -> str:
    """The code of the present card, such as YV-7K3M-9Q2X.1:…; safe in an address."""
    return signing.Signer(salt=SALT).sign(f"{volunteer.reference}.{volunteer.card_number}")


def address(volunteer: Volunteer) -> str:
    """What the picture on the card holds: where a coordinator's phone leads by its camera alone."""
    return settings.WAGTAILADMIN_BASE_URL + reverse("volunteering_day:card", kwargs={"token": make(volunteer)})


def read(token: str) -> Volunteer:
    """The volunteer of a card; `token` may be the whole address of its picture.

    Raises Refused for what we did not write, a card that was renewed, and somebody who does not serve.
    """
    try:
        reference, _dot, number = signing.Signer(salt=SALT).unsign(_bare(token)).rpartition(".")
    except signing.BadSignature:
        raise Refused(NO_CARD, UNPROCESSABLE) from None
    found = Volunteer.objects.select_related("person__recipient", "person__user").filter(reference=reference).first()
    if found is None or str(found.card_number) != number:
        raise Refused(OLD_CARD, GONE)
    require(found.is_active or found.is_paused, NOT_SERVING, CONFLICT)
    return found


def _bare(token: str) -> str:
    """The code alone, out of an address."""
    return token.strip().rstrip("/").rpartition("/")[2]

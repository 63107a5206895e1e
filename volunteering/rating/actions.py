"""Asking volunteers for their word by a link that works once, and keeping it apart from who they are (R12, R16)."""

import secrets
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from audit.actions import record
from content.actions import without_personal_data
from notifications.actions import notify
from office.queries import settings as office_settings
from volunteering.locking import lock_volunteer
from volunteering.models import OpportunityRating, Placement, RatingInvitation
from volunteering.rating import queries
from volunteering.refusals import GONE, Refused

USED = _("This link is over: it was used once already, or its time has passed. Thank you all the same.")


def ask_all() -> int:
    """Ask everybody whose shift is done, once for an opportunity and a time; how many were asked."""
    return sum(ask(placement) for placement in queries.to_ask())


@transaction.atomic
def ask(placement: Placement) -> bool:
    """Send the volunteer of a place a link of their own. False when they were asked meanwhile.

    The invitation names nobody: the place knows that somebody was asked, and the link knows which opportunity.
    """
    volunteer = lock_volunteer(placement.volunteer)
    fresh = queries.to_ask().filter(pk=placement.pk).first()
    if fresh is None:
        return False
    today, days = timezone.localdate(), office_settings().volunteer_rating_days
    token, until = secrets.token_urlsafe(32), today + timedelta(days=days)
    opportunity = fresh.shift.opportunity
    RatingInvitation.objects.create(token_index=queries.index_of(token), opportunity=opportunity, expires_on=until)
    fresh.rating_asked_on = today
    fresh.save(update_fields=["rating_asked_on"])
    record("volunteering.word_asked", by=None, subject=fresh)
    recipient = volunteer.person.recipient
    told = {"opportunity": opportunity.title, "link": _address(token, recipient.language), "until": until}
    notify(recipient, "volunteering/word_asked", subject=None, context=told)
    return True


@transaction.atomic
def rate(token: str, *, scores: dict[str, int | None], text: str = "") -> OpportunityRating:
    """Keep one answer and spend its link. Only the month stays of its time, and no trail says when it came.

    `scores` holds 1 to 5, or None for «does not apply». Raises Refused for a link that is over.
    """
    known = queries.invitation(token)
    kept = RatingInvitation.objects.select_for_update().filter(pk=known.pk).first() if known else None
    if kept is None:
        raise Refused(USED, GONE)
    answer = OpportunityRating(opportunity_id=kept.opportunity_id, month=queries.month_of(timezone.localdate()))
    for name in queries.ITEMS:
        setattr(answer, name, scores.get(name))
    answer.text = without_personal_data(text)[:1000]
    answer.save(force_insert=True)
    kept.delete()
    return answer


def forget_expired() -> int:
    """Remove questions whose time is over; how many."""
    return RatingInvitation.objects.filter(expires_on__lt=timezone.localdate()).delete()[0]


def _address(token: str, language: str) -> str:
    with translation.override(language):
        return settings.WAGTAILADMIN_BASE_URL + reverse("volunteering:rate", kwargs={"token": token})

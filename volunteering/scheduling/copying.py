"""A season once more: the shifts of a Hijri year on the same Hijri days of another, in the page or a copy of it."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID, uuid5

from django.db import transaction
from wagtail.models import Page

from accounts.models import User
from audit.actions import record
from saudi.digits import to_western
from volunteering.models import OpportunityPage, Placing, Shift, ShiftBatch
from volunteering.refusals import NOT_YOURS, UNPROCESSABLE, require
from volunteering.rules import coordinates
from volunteering.scheduling.actions import NOTHING, make_many
from volunteering.scheduling.placing import actions as placing
from volunteering.scheduling.placing.queries import who_came
from volunteering.scheduling.placing.spreading import again
from volunteering.scheduling.plans import Planned


@transaction.atomic
def copy_season(
    opportunity: OpportunityPage,
    plan: Sequence[Planned],
    *,
    years: tuple[int, int],
    new_page: bool,
    key: UUID,
    by: User,
) -> ShiftBatch:
    """Make the planned shifts, in a draft copy of the page when `new_page`. `years` are Hijri: that of the plan's
    sources and the new one, which takes its place in title and season. The key makes a second click make no more.
    """
    require(coordinates(by), NOT_YOURS)
    source = OpportunityPage.objects.select_for_update(of=("self",), no_key=True).get(pk=opportunity.pk)
    if made := ShiftBatch.objects.filter(pk=key).first():
        return made
    require(bool(plan), NOTHING, UNPROCESSABLE)
    target = copied(source, years=years, by=by) if new_page else source
    return make_many(target, plan, key=key, by=by)


def copied(source: OpportunityPage, *, years: tuple[int, int], by: User) -> OpportunityPage:
    """The page once more as a draft that an editor publishes; what named the old year names the new one."""
    facts = {
        "title": renamed(source.title, years),
        "draft_title": renamed(source.title, years),
        "season": renamed(source.season, years),
        "slug": free_slug(source, years[1]),
        "live": False,
    }
    page: OpportunityPage = source.copy(
        recursive=False, update_attrs=facts, copy_revisions=False, keep_live=False, user=by, log_action=None
    )
    record("volunteering.opportunity_copied", by=by, subject=page, details={"from": source.pk})
    return page


def invite_again(batch: ShiftBatch, *, year: int, answer_until: datetime, by: User) -> Placing | None:
    """Offer everybody who came in the Hijri year the same place of the set; None when nobody did."""
    pairs = again(who_came(batch.opportunity, year), Shift.objects.planned().filter(batch=batch)).pairs
    if not pairs:
        return None
    return placing.ask(batch.opportunity, pairs, answer_until=answer_until, key=uuid5(batch.pk, "invite"), by=by)


def renamed(text: str, years: tuple[int, int]) -> str:
    """The text with the new year in place of the old one, in whichever digits it stands."""
    plain = to_western(text)
    return plain.replace(str(years[0]), str(years[1])) if str(years[0]) in plain else text


def free_slug(source: OpportunityPage, year: int) -> str:
    """A slug that no sister has."""
    base = f"{source.slug}-{year}"
    taken = set(Page.objects.sibling_of(source).filter(slug__startswith=base).values_list("slug", flat=True))
    return next(slug for slug in (base, *(f"{base}-{number}" for number in range(2, 1000))) if slug not in taken)

"""Two coordinators, or two clicks, at once: one set, one rating (invariant 4)."""

import uuid
from datetime import time, timedelta

import pytest
from django.utils import timezone

from tests.test_races import race
from tests.volunteering.volunteers import make_opportunity, make_shift, make_volunteer
from volunteering.joining.actions import join
from volunteering.models import OpportunityRating, RatingInvitation, Shift, ShiftBatch
from volunteering.rating import queries as rating
from volunteering.rating.actions import rate
from volunteering.refusals import GONE, Refused
from volunteering.scheduling import actions
from volunteering.scheduling.plans import Pattern

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def coordinator(staff):
    return staff("volunteer_coordinator")


def plan():
    first = timezone.localdate() + timedelta(days=20)
    return Pattern([first + timedelta(days=n) for n in range(40)], [(time(17), time(19))], capacity=9).shifts()


def test_a_double_click_makes_one_set(coordinator):
    opportunity, key = make_opportunity(), uuid.uuid4()
    clicks = [lambda: actions.make_many(opportunity, plan(), key=key, by=coordinator) for _each in range(4)]
    won, refused = race(*clicks)
    assert len(won) == 4 and not refused
    assert (ShiftBatch.objects.count(), Shift.objects.count()) == (1, 40)


def test_two_coordinators_with_one_plan_make_one_set(coordinator, staff):
    opportunity, other = make_opportunity(), staff("manager")
    won, refused = race(
        *(
            lambda who=who: actions.make_many(opportunity, plan(), key=uuid.uuid4(), by=who)
            for who in (coordinator, other)
        )
    )
    assert (len(won), len(refused)) == (1, 1)
    assert Shift.objects.count() == 40


def test_a_set_is_taken_back_or_joined_never_both(coordinator, new_member):
    opportunity = make_opportunity()
    batch = actions.make_many(opportunity, plan()[:1], key=uuid.uuid4(), by=coordinator)
    shift, who = batch.shifts.get(), make_volunteer(new_member(), by=coordinator)

    def take_a_place():
        try:
            return join(shift, by=who.person.user)
        except Shift.DoesNotExist:
            return None  # Gone before it was looked up; the page says 404.

    won, _refused = race(lambda: actions.undo(batch, by=coordinator), take_a_place)
    places = Shift.objects.filter(placements__isnull=False).count()
    assert (Shift.objects.count(), places) in ((0, 0), (1, 1))
    assert won


def test_one_link_gives_one_word():
    opportunity = make_opportunity()
    make_shift(opportunity)
    given = {"opportunity": opportunity, "expires_on": timezone.localdate()}
    RatingInvitation.objects.create(token_index=rating.index_of("link"), **given)
    scores = dict.fromkeys(rating.ITEMS, 4)

    def say():
        try:
            return rate("link", scores=scores)
        except Refused as refusal:
            assert refusal.status == GONE
            return None

    won, _refused = race(say, say, say)
    assert sum(each is not None for each in won) == OpportunityRating.objects.count() == 1

"""What volunteering came to, out of what happened: withheld where it would speak of persons."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from quality.volunteering import refresh_volunteering
from tests.volunteering.errands import helped
from tests.volunteering.volunteers import make_opportunity, make_shift, make_volunteer
from volunteering.models import HoursEntry, OpportunityFigures, OpportunityRating, Placement, VolunteeringMonth

pytestmark = pytest.mark.django_db


@pytest.fixture
def coordinator(staff):
    return staff("volunteer_coordinator")


@pytest.fixture
def opportunity(db):
    return make_opportunity()


def served(who, opportunity, coordinator, *, days_ago, minutes=120):
    shift = make_shift(opportunity, starts=timezone.now() - timedelta(days=days_ago))
    place = Placement(shift=shift, volunteer=who, checked_in_at=shift.starts_at, checked_out_at=shift.ends_at)
    place.accept()
    place.check_in()
    place.check_out()
    place.rating_asked_on = shift.day
    place.save()
    entry = HoursEntry(placement=place, proposed_minutes=minutes, approved_minutes=minutes, approved_by=coordinator)
    entry.approve()
    entry.save()


def missed(who, opportunity, *, days_ago=3, excused=None):
    place = Placement(shift=make_shift(opportunity, starts=timezone.now() - timedelta(days=days_ago)), volunteer=who)
    place.accept()
    place.miss()
    place.is_excused = excused
    place.save()


def said(opportunity, count, **given):
    row = {"month": timezone.localdate().replace(day=1), "overall": 4, **given}
    for _each in range(count):
        OpportunityRating.objects.create(opportunity=opportunity, **row)


def test_hours_absences_answers_and_response(opportunity, coordinator, new_member):
    people = [make_volunteer(new_member(), by=coordinator) for _each in range(6)]
    for who in people:
        served(who, opportunity, coordinator, days_ago=2)
    missed(people[0], opportunity)
    missed(people[1], opportunity, excused=True)
    said(opportunity, 3)
    call_command("refresh_volunteering")
    figures = OpportunityFigures.objects.get()
    assert (figures.came, figures.missed, figures.minutes) == (6, 1, 720)
    assert (figures.invited, figures.answers, figures.response, figures.no_show) == (6, 3, 50, 14)
    assert figures.overall is None


def test_a_mean_needs_enough_answers_to_that_very_question(opportunity):
    make_shift(opportunity)
    said(opportunity, 5, prepared=None)
    said(opportunity, 4, prepared=5)
    refresh_volunteering()
    figures = OpportunityFigures.objects.get()
    assert str(figures.overall) == "4.00" and figures.prepared is None


def test_a_second_run_changes_nothing_and_what_is_gone_goes(opportunity):
    make_shift(opportunity)
    said(opportunity, 5)
    assert refresh_volunteering() == refresh_volunteering() == 1
    OpportunityRating.objects.all().delete()
    refresh_volunteering()
    figures = OpportunityFigures.objects.get()
    assert (figures.answers, figures.overall) == (0, None)


def test_who_came_back_in_a_later_month(opportunity, coordinator, new_member):
    stayed, left = (make_volunteer(new_member(), by=coordinator) for _each in range(2))
    for who in (stayed, left):
        served(who, opportunity, coordinator, days_ago=70)
    served(stayed, opportunity, coordinator, days_ago=5)
    refresh_volunteering()
    months = list(VolunteeringMonth.objects.all())
    assert [(each.volunteers, each.stayed) for each in months] == [(2, 1), (1, 0)]
    assert months[0].retention == 50 and months[0].minutes == 240


def test_a_month_of_help_in_requests_alone_is_counted(coordinator, new_member):
    """R25: minutes that a colleague noted are hours given, whether or not there was a shift."""
    helped(make_volunteer(new_member(), by=coordinator), by=coordinator, minutes=50)
    refresh_volunteering()
    assert [(each.minutes, each.came, each.volunteers) for each in VolunteeringMonth.objects.all()] == [(50, 0, 0)]


def test_the_cost_does_not_grow_with_the_opportunities(opportunity):
    make_shift(opportunity)
    refresh_volunteering()
    costs = []
    for number in range(2):
        make_shift(make_opportunity(f"other-{number}"))
        with CaptureQueriesContext(connection) as seen:
            refresh_volunteering()
        costs.append(len(seen))
    assert costs[0] == costs[1]

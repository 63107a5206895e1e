"""The actual time of a service: out of what happened, pauses off, silent while there are few cases."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core.management import call_command
from hypothesis import given
from hypothesis import strategies as st

from applications import actions as person_acts
from casework import actions as staff_acts
from office.models import OfficeSettings
from quality.actions import refresh_service_times
from quality.durations import days_taken, within
from services.actions import publish_figures
from services.models import ServiceFigures
from tests import cases

MORNING = datetime(2026, 9, 6, 6, tzinfo=UTC)
DAY = timedelta(days=1)


def test_time_spent_waiting_for_the_person_does_not_count():
    moves = [("returned", MORNING + DAY), ("resubmitted", MORNING + 9 * DAY)]
    assert days_taken(MORNING, MORNING + 10 * DAY, moves) == 2
    assert days_taken(MORNING, MORNING + 10 * DAY, []) == 10
    assert days_taken(MORNING, MORNING + timedelta(hours=1), []) == 1


@given(st.lists(st.integers(1, 400), min_size=1), st.sampled_from([0.5, 0.9]))
def test_so_many_are_within_and_no_smaller_number_would_do(days, part):
    found = within(days, part)
    assert sum(each <= found for each in days) >= part * len(days)
    assert sum(each < found for each in days) < part * len(days)


@pytest.fixture
def service(db):
    return cases.make_service("support")


@pytest.fixture
def decided(service, new_member, staff):
    """`decided(days)` is a request answered so many days after it was sent."""
    reception, chair = staff("reception"), staff("chair")

    def make(days):
        with time_machine.travel(MORNING, tick=True):
            case = cases.at_committee(new_member(), service, reception)
        with time_machine.travel(MORNING + days * DAY, tick=True):
            staff_acts.approve(case, by=chair, reason="نعم", early_reason="عاجل")

    return make


def test_few_cases_say_nothing_and_enough_say_their_time(client, service, decided):
    OfficeSettings.objects.create(figures_min_cases=3)
    with time_machine.travel(MORNING + 40 * DAY, tick=True):
        decided(10), decided(16)
        assert refresh_service_times() == 0
        assert "حالات قليلة" in client.get(service.url).content.decode()
        decided(30)
        call_command("refresh_figures")
        figures = ServiceFigures.objects.get()
        assert (figures.cases, figures.median_days, figures.p90_days) == (3, 16, 30)
        html = client.get(service.url).content.decode()
        assert "16" in html and "حالات قليلة" not in html


def test_what_became_too_few_is_taken_off(service):
    publish_figures(service, cases=9, median_days=3, p90_days=8, measured_on=MORNING.date())
    assert refresh_service_times() == 0
    assert not ServiceFigures.objects.exists()


def test_a_request_sent_back_is_not_held_against_us(service, new_member, staff):
    OfficeSettings.objects.create(figures_min_cases=1)
    reception, chair, user = staff("reception"), staff("chair"), new_member()
    with time_machine.travel(MORNING, tick=True):
        case = cases.waiting(user, service, reception)
    with time_machine.travel(MORNING + 20 * DAY, tick=True):
        person_acts.attach_paper(case, "paper-0", cases.check(cases.picture()), by=user)
        case = cases.sign(case, user)
        staff_acts.match_paper(case, "paper-0", by=reception)
        staff_acts.send_to_committee(case, by=reception)
    with time_machine.travel(MORNING + 21 * DAY, tick=True):
        staff_acts.approve(case, by=chair, reason="نعم", early_reason="عاجل")
        refresh_service_times()
    assert ServiceFigures.objects.get().median_days <= 2

"""A service that is not open, closed or full refuses kindly, and keeps what was written."""

from datetime import date, timedelta

import pytest
import time_machine
from django.utils import timezone

from applications import actions as person_acts
from applications.models import Application
from applications.refusals import Refused
from casework import actions as staff_acts
from services.models import ServicePage, ServicePlaces
from services.queries import opening_today
from tests import cases

pytestmark = pytest.mark.django_db


@pytest.fixture
def service():
    return cases.make_service("umrah")


def bound(service, **fields):
    for name, value in fields.items():
        setattr(service, name, value)
    service.save()
    return ServicePage.objects.get(pk=service.pk)


def refusal_of(act):
    with pytest.raises(Refused) as told:
        act()
    assert told.value.status == 409
    return str(told.value.message)


def test_no_draft_begins_before_the_first_day_or_after_the_last(service, member, client, sign_in):
    today = timezone.localdate()
    service = bound(service, opens_on=today + timedelta(days=3))
    assert "تُفتح" in refusal_of(lambda: person_acts.start(service, by=member))
    service = bound(service, opens_on=None, closes_on=today - timedelta(days=1))
    refusal_of(lambda: person_acts.start(service, by=member))
    answer = sign_in(member).post(f"/apply/{service.slug}/")
    assert answer.status_code == 409 and 'lang="ar"' in answer.content.decode()
    assert client.get(f"/apply/{service.slug}/").status_code == 200
    assert not Application.objects.exists()


def test_the_last_day_is_open_and_the_day_after_keeps_the_draft(service, member):
    today = timezone.localdate()
    service = bound(service, opens_on=today, closes_on=today)
    case = cases.drafted(member, service)
    person_acts.make_ready(case, by=member)
    with time_machine.travel(timezone.now() + timedelta(days=1), tick=True):
        refusal_of(lambda: cases.sign(case, member))
        kept = Application.objects.get(pk=case.pk)
        assert kept.is_editable and kept.answers.count() == 2
        assert person_acts.start(service, by=member) == case
    assert cases.sign(case, member).was_submitted


def test_the_last_place_goes_to_one_and_returns_when_it_is_given_back(service, new_member, staff):
    service, first, second = bound(service, capacity=1), new_member(), new_member()
    case, late = cases.drafted(first, service), cases.drafted(second, service)
    person_acts.make_ready(case, by=first), person_acts.make_ready(late, by=second)
    cases.sign(case, first)
    assert opening_today(service).state == "full"
    refusal_of(lambda: cases.sign(late, second))
    refusal_of(lambda: person_acts.start(service, by=new_member()))
    person_acts.withdraw(case, by=first)
    assert opening_today(service).places_left == 1
    assert cases.sign(late, second).was_submitted


def test_a_declined_request_gives_its_place_back(service, new_member, staff):
    service = bound(service, capacity=1)
    case = cases.at_committee(new_member(), service, staff("reception"))
    assert opening_today(service).places_left == 0
    staff_acts.reject(
        case, by=staff("chair"), reason_code=staff_acts.DeclineReason.OTHER, reason="لا", early_reason="x"
    )
    assert opening_today(service).places_left == 1


def test_a_new_opening_counts_anew(service, new_member):
    service = bound(service, capacity=1, opens_on=date(2026, 1, 1))
    cases.submitted(new_member(), service)
    service = bound(service, opens_on=timezone.localdate() + timedelta(days=1))
    with time_machine.travel(timezone.now() + timedelta(days=1), tick=True):
        assert opening_today(service).is_open
        cases.submitted(new_member(), service)
        assert ServicePlaces.objects.get().taken == 1


def test_a_request_sent_back_needs_no_second_place(service, member, staff):
    service = bound(service, capacity=1)
    case = cases.waiting(member, service, staff("reception"))
    person_acts.attach_paper(case, "paper-0", cases.check(cases.picture()), by=member)
    assert not cases.sign(case, member).is_waiting

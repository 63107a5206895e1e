"""Hours, certificates and one's own coming through the self-service API: as the pages, by a token alone."""

import uuid
from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from tests.people.test_api import Caller
from tests.volunteering import credits
from tests.volunteering.places import expected, with_hours
from tests.volunteering.volunteers import make_opportunity, make_shift, make_volunteer
from volunteering.arriving.codes import code_of
from volunteering.models import HoursEntry, Placement

pytestmark = pytest.mark.django_db


@pytest.fixture
def coordinator(staff):
    return staff("volunteer_coordinator")


@pytest.fixture
def caller(member):
    return Caller(member)


def test_hours_are_read_corrected_and_objected_to(caller, member, coordinator):
    volunteer = make_volunteer(member, by=coordinator)
    entry = with_hours(
        make_shift(make_opportunity(), starts=timezone.now() - timedelta(days=2)), volunteer, by=coordinator
    )
    listed = caller.call("get", "/volunteering/hours").json()
    assert listed["count"] == 1 and listed["items"][0]["proposed_minutes"] == 180
    path = f"/volunteering/hours/{entry.pk}"
    assert caller.call("post", f"{path}/dispute", {"hours": "2", "reason": "س"}).status_code == 409
    assert caller.call("post", f"{path}/correct", {"hours": "٩", "reason": "س"}).status_code == 422
    assert caller.call("post", f"{path}/correct", {"hours": "x", "reason": "س"}).status_code == 422
    answer = caller.call("post", f"{path}/correct", {"hours": "٢", "minutes": "٣٠", "reason": "خرجت"})
    assert answer.status_code == 200 and answer.json()["claimed_minutes"] == 150
    assert HoursEntry.objects.get().claim == "خرجت"
    assert (
        caller.call("post", f"/volunteering/hours/{uuid.uuid4()}/correct", {"hours": "1", "reason": "س"}).status_code
        == 404
    )


def test_certificates_and_their_papers_are_ones_own(caller, member, new_member):
    credit = credits.made(member)
    (shown,) = caller.call("get", "/volunteering/certificates").json()["items"]
    assert shown["number"] == credit.certificate.number and shown["page"].endswith(f"/{shown['number']}/")
    paper = f"/volunteering/certificates/{shown['number']}"
    assert caller.call("get", f"{paper}/en.pdf").content.startswith(b"%PDF")
    assert caller.call("get", f"{paper}/fr.pdf").status_code == 404
    other = Caller(new_member())
    assert other.call("get", f"{paper}/ar.pdf").status_code == 404
    assert other.call("get", "/volunteering/certificates").json()["items"] == []
    assert other.call("get", "/volunteering/hours").json()["items"] == []
    assert (
        other.call("post", f"/volunteering/hours/{credit.entry.pk}/dispute", {"hours": "1", "reason": "س"}).status_code
        == 404
    )


def test_one_checks_in_by_the_code_of_the_day(caller, member, coordinator, new_member):
    begin = timezone.now().replace(microsecond=0) + timedelta(hours=1)
    shift = make_shift(make_opportunity(), starts=begin)
    expected(shift, make_volunteer(member, by=coordinator))
    path, code = f"/volunteering/shifts/{shift.pk}/check-in", {"code": code_of(shift, shift.day)}
    assert caller.call("post", path, code).status_code == 422  # Not open yet.
    stranger = Caller(new_member())
    with time_machine.travel(begin + timedelta(minutes=1)):
        assert caller.call("post", path, {"code": "222222"}).status_code == 422
        assert stranger.call("post", path, code).status_code == 404
        for _twice in range(2):
            assert caller.call("post", path, code).json()["status"] == "checked_in"
    assert Placement.objects.get().events.count() == 1

"""Shifts and places through the self-service API."""

import pytest

from tests.people.test_api import Caller
from tests.volunteering.joined import in_hours, join, user_of
from tests.volunteering.volunteers import make_opportunity, make_shift
from volunteering.joining import actions
from volunteering.models import Placement

pytestmark = pytest.mark.django_db
BASE = "/volunteering"


@pytest.fixture
def caller(volunteer):
    return Caller(user_of(volunteer))


def test_shifts_are_listed_with_what_stands_against_each(caller, shift, another, django_assert_max_num_queries):
    join(another(), shift)
    women = make_shift(make_opportunity("women", open_to="women"), starts=in_hours(30))
    make_shift(women.opportunity, starts=in_hours(-1))
    answer = caller.call("get", f"{BASE}/shifts").json()
    assert answer["count"] == 2
    first, second = answer["items"]
    assert (first["id"], first["free"], first["obstacles"]) == (str(women.pk), 5, ["هذه الفرصة للنساء."])
    assert (second["free"], second["waiting"], second["obstacles"]) == (0, 0, [])
    one = caller.call("get", f"{BASE}/shifts?opportunity=women").json()
    assert [each["id"] for each in one["items"]] == [str(women.pk)]
    for number in range(5):
        make_shift(women.opportunity, starts=in_hours(50 + number))
    with django_assert_max_num_queries(20):
        assert caller.call("get", f"{BASE}/shifts?limit=3").json()["count"] == 7


def test_a_place_is_joined_once_and_left(caller, shift):
    path = f"{BASE}/shifts/{shift.pk}/join"
    first, again = caller.call("post", path), caller.call("post", path)
    assert first.status_code == again.status_code == 201
    assert first.json() == again.json()
    assert first.json()["status"] == "accepted" and first.json()["position"] is None
    place = f"{BASE}/places/{first.json()['id']}"
    assert caller.call("get", f"{BASE}/places").json()["items"] == [first.json()]
    left = caller.call("post", f"{place}/leave", {"reason": "سفر"}).json()
    assert left["status"] == "withdrawn" and not left["may_leave"]
    assert caller.call("get", f"{BASE}/places?view=past").json()["count"] == 1


def test_the_list_and_an_offer(caller, volunteer, shift, another):
    held, before = join(another(), shift), join(another(), shift)
    place = caller.call("post", f"{BASE}/shifts/{shift.pk}/join").json()
    assert (place["position"], place["of"]) == (2, 2)
    (waits,) = caller.call("get", f"{BASE}/places?view=waiting").json()["items"]
    assert (waits["position"], waits["of"]) == (2, 2)
    accept = f"{BASE}/places/{place['id']}/accept"
    refused = caller.call("post", accept)
    assert refused.status_code == 409 and refused.headers["content-type"] == "application/problem+json"
    actions.leave(before, by=user_of(before.volunteer))
    actions.leave(held, by=user_of(held.volunteer))
    actions.offer_free(shift)
    assert caller.call("post", accept).json()["status"] == "accepted"


def test_what_can_not_be_joined_says_why(member, shift):
    answer = Caller(member).call("post", f"{BASE}/shifts/{shift.pk}/join")
    assert answer.status_code == 409
    assert "سجّل" in answer.json()["detail"]


def test_leaving_late_wants_to_be_said(caller):
    shift = make_shift(make_opportunity(), starts=in_hours(5))
    place = caller.call("post", f"{BASE}/shifts/{shift.pk}/join").json()
    path = f"{BASE}/places/{place['id']}/leave"
    assert caller.call("post", path, {}).status_code == 409
    assert caller.call("post", path, {"although_late": True}).json()["is_late"]


def test_another_ones_place_and_a_missing_one_look_the_same(caller, shift, another):
    theirs = join(another(), shift)
    answers = [
        caller.call("post", f"{BASE}/places/{key}/accept")
        for key in (theirs.pk, "00000000-0000-4000-8000-000000000000")
    ]
    assert [each.status_code for each in answers] == [404, 404]
    assert answers[0].content == answers[1].content


def test_a_place_is_handed_over(caller, volunteer, shift, another):
    place, friend = join(volunteer, shift), another()
    other = Caller(user_of(friend))
    path = f"{BASE}/places/{place.pk}/hand-over"
    assert caller.call("post", path, {"named": "YV-2222-2222"}).status_code == 422
    assert caller.call("post", path, {"named": friend.reference}).status_code == 202
    (swap,) = other.call("get", f"{BASE}/swaps").json()["items"]
    assert other.call("post", f"{BASE}/swaps/{swap['id']}/refuse").json()["status"] == "refused"
    assert caller.call("post", path, {"named": friend.reference}).status_code == 202
    assert caller.call("delete", path).status_code == 204
    assert Placement.objects.get().is_accepted

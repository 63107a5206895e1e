"""Appointments through the self-service API: the same rules and words as the pages (R11)."""

from uuid import uuid4

import pytest
import time_machine

from applications.booking import actions
from tests import cases
from tests.booking import slot
from tests.people.test_api import Caller

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(member):
    return cases.submitted(member, cases.make_service())


@pytest.fixture
def caller(member):
    return Caller(member)


@pytest.fixture
def reception(staff):
    return staff("reception")


def test_a_time_is_found_taken_moved_and_let_go(case, caller, reception):
    first, second = slot(reception), slot(reception, days=4)
    base = f"/requests/{case.reference}"
    times = caller.call("get", f"{base}/times").json()["items"]
    assert [each["id"] for each in times] == [str(first.pk), str(second.pk)]
    assert times[0]["place"] == first.place and times[0]["meeting_label"] == "في مقرنا"
    for _time in range(2):
        made = caller.call("post", f"{base}/appointments", {"slot": str(first.pk)})
        assert made.status_code == 201 and made.json()["may_change"] and "المستند 0" in made.json()["bring"]
    one = f"{base}/appointments/{made.json()['id']}"
    moved = caller.call("post", f"{one}/move", {"slot": str(second.pk)})
    assert moved.status_code == 200 and moved.json()["id"] == made.json()["id"]
    for _time in range(2):
        gone = caller.call("post", f"{one}/cancel", {"reason": "سفر"})
        assert gone.status_code == 200 and gone.json()["state"] == "cancelled" and not gone.json()["may_change"]
    assert [each["state"] for each in caller.call("get", f"{base}/appointments").json()] == ["cancelled"]


def test_refusals_are_problem_details_in_the_callers_language(case, caller, new_member, reception):
    free, rival = slot(reception), new_member()
    actions.book(cases.submitted(rival, cases.make_service("other")), free, by=rival)
    path = f"/requests/{case.reference}/appointments"
    answer = caller.call("post", path, {"slot": str(free.pk)})
    assert answer.status_code == 409 and answer["Content-Type"].startswith("application/problem+json")
    assert answer.json()["detail"] == str(actions.TAKEN)
    assert caller.call("post", path, {"slot": str(free.pk)}, language="en").json()["detail"].isascii()
    assert caller.call("post", path, {"slot": "x"}).status_code == 422
    assert caller.call("post", path, {"slot": str(uuid4())}).status_code == 409


def test_shortly_before_the_api_refuses_too(case, caller, member, reception):
    meeting = actions.book(case, slot(reception), by=member)
    with time_machine.travel(meeting.starts_at, tick=False):
        caller = Caller(member)
        answer = caller.call("post", f"/requests/{case.reference}/appointments/{meeting.pk}/cancel", {})
    assert answer.status_code == 409


def test_a_draft_is_offered_no_time(member, caller, reception):
    slot(reception)
    draft = cases.drafted(member, cases.make_service("draft"))
    assert caller.call("get", f"/requests/{draft.reference}/times").json()["items"] == []


def test_a_stranger_and_the_wrong_request_find_nothing(case, member, new_member, caller, reception):
    meeting = actions.book(case, slot(reception), by=member)
    other, stranger = cases.submitted(member, cases.make_service("other")), Caller(new_member())
    acts = [("get", "/times"), ("get", "/appointments"), ("post", "/appointments")]
    acts += [("post", f"/appointments/{meeting.pk}/{act}") for act in ("move", "cancel")]
    for method, path in acts:
        given = {"slot": str(uuid4())} if method == "post" else None
        assert stranger.call(method, f"/requests/{case.reference}{path}", given).status_code == 404, path
    wrong = f"/requests/{other.reference}/appointments/{meeting.pk}/cancel"
    assert caller.call("post", wrong, {}).status_code == 404
    meeting.refresh_from_db()
    assert meeting.is_booked

"""One's own volunteering through the self-service API: the same forms, actions and refusals as the pages."""

import pytest

from people.consent.queries import current
from people.models import GuardianLink
from tests.people.test_api import Caller
from tests.volunteering.registrations import GUARDIAN, POSTED, filled, years_ago
from tests.volunteering.volunteers import make_volunteer
from volunteering.registering import card, queries

pytestmark = pytest.mark.django_db
MINE = "/volunteering/mine"


@pytest.fixture
def caller(member):
    return Caller(member)


def test_somebody_registers_step_by_step_and_sends(caller, member):
    assert caller.call("get", MINE).json()["status"] == ""
    assert caller.call("post", MINE).status_code == 201
    first = {
        "name": {"given_name": "سالم", "family_name": "الجهني"},
        "birth-date": {"birth_date": "17/5/2003"},
        "nationality": {"nationality": "SA", "gender": "male"},
        "languages": {"language": "ar", "spoken": ["ar"]},
    }
    for step, given in (first | POSTED).items():
        answer = caller.call("put", f"{MINE}/steps/{step}", given)
        assert answer.status_code == 200, (step, answer.content.decode())
    assert all(each["is_done"] for each in answer.json()["steps"])
    charter = caller.call("get", f"{MINE}/charter").json()
    assert charter["text"] == current(queries.CHARTER, "ar").text and charter["by_guardian"] is False
    assert caller.call("post", f"{MINE}/send", {"version": charter["version"] + 1}).status_code == 409
    assert caller.call("post", f"{MINE}/send", {"version": charter["version"]}).json()["status"] == "under_review"
    assert caller.call("post", f"{MINE}/send", {"version": charter["version"]}).status_code == 409
    assert caller.call("post", f"{MINE}/take-back").json()["status"] == "draft"


def test_bad_input_names_its_field(caller, member):
    filled(member)
    answer = caller.call("put", f"{MINE}/steps/emergency", {"emergency_name": "فهد", "emergency_mobile": "1"})
    assert answer.status_code == 422 and answer.json()["errors"][0]["field"] == "emergency_mobile"
    assert caller.call("put", f"{MINE}/steps/identity", {}).status_code == 404


def test_under_eighteen_the_guardian_is_written_to(caller, member):
    filled(member, born=years_ago(16))
    assert caller.call("post", f"{MINE}/send", {"version": 1}).status_code == 422
    assert caller.call("post", f"{MINE}/send", GUARDIAN).json()["status"] == "guardian_pending"
    assert GuardianLink.objects.count() == 1


def test_the_card_a_pause_and_back(caller, member, staff):
    assert caller.call("get", f"{MINE}/card").status_code == 404
    volunteer = make_volunteer(member, by=staff("volunteer_coordinator"))
    assert card.read(caller.call("get", f"{MINE}/card").json()["code"]) == volunteer
    assert caller.call("post", f"{MINE}/pause", {"until": ""}).json()["status"] == "paused"
    assert caller.call("post", f"{MINE}/resume").json()["status"] == "active"
    assert caller.call("post", f"{MINE}/resume").status_code == 409

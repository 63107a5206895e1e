"""Lists of the self-service API are cut by the database, and taking a request back may say why."""

import json
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from applications.enums import Event
from applications.models import Application
from people.actions import keep, person_of
from tests import cases
from tests.people.test_api import BASE, Caller

pytestmark = pytest.mark.django_db
REASON = "وجدت عملًا ولله الحمد"


@pytest.fixture
def caller(member):
    return Caller(member)


def asked(caller, path):
    """The answer, and what the database was asked for it."""
    with CaptureQueriesContext(connection) as seen:
        answer = caller.call("get", path)
    assert answer.status_code == 200, answer.content
    return answer.json(), [each["sql"] for each in seen]


def add_requests(member, number):
    for each in range(number):
        case = cases.drafted(member, cases.make_service(f"support-{Application.objects.count()}-{each}"))
        Application.objects.filter(pk=case.pk).update(created_at=timezone.now() - timedelta(hours=each))


def add_messages(case, member, number):
    for _each in range(number):
        cases.message_with_file(case, member)


def add_changes(member, number):
    for each in range(number):
        keep(person_of(member), by=member, given_name=f"سالم {each}")


def test_a_page_of_requests_is_read_and_no_more(caller, member):
    add_requests(member, 3)
    whole, queries = asked(caller, "/requests")
    assert whole["count"] == 3 and len(whole["items"]) == 3
    page, fewer = asked(caller, "/requests?limit=1&offset=1")
    assert page["count"] == 3 and page["items"] == whole["items"][1:2]
    assert len(fewer) == len(queries)
    assert any('"applications_application"' in sql and "LIMIT 1 OFFSET 1" in sql for sql in fewer)
    assert asked(caller, "/requests?limit=5&offset=9")[0] == {"items": [], "count": 3}


def test_a_page_of_messages_is_read_and_no_more(caller, member):
    case = cases.submitted(member, cases.make_service())
    add_messages(case, member, 3)
    path = f"/requests/{case.reference}/messages"
    whole, queries = asked(caller, path)
    assert whole["count"] == 3 and all(len(each["files"]) == 1 for each in whole["items"])
    page, fewer = asked(caller, f"{path}?limit=1&offset=2")
    assert page["items"] == whole["items"][2:] and page["count"] == 3
    assert len(fewer) == len(queries)
    assert any('"applications_casemessage"' in sql and "LIMIT 1 OFFSET 2" in sql for sql in fewer)


def test_the_history_and_who_looked_are_cut_too(caller, member):
    add_changes(member, 3)
    whole, queries = asked(caller, "/file/history")
    page, fewer = asked(caller, "/file/history?limit=1")
    assert page["items"] == whole["items"][:1] and page["count"] == whole["count"] > 1
    assert len(fewer) == len(queries)
    assert any('"people_filechange"' in sql and "LIMIT 1" in sql for sql in fewer)
    assert asked(caller, "/rights/viewers?limit=1")[0]["count"] == 0


@pytest.mark.parametrize("add", [add_requests, add_messages, add_changes])
def test_one_row_costs_as_many_queries_as_three(caller, member, add):
    path, given = {add_requests: "/requests", add_changes: "/file/history"}.get(add), (member,)
    if path is None:
        case = cases.submitted(member, cases.make_service())
        path, given = f"/requests/{case.reference}/messages", (case, member)
    add(*given, 1)
    asked(caller, path)
    one = len(asked(caller, path)[1])
    add(*given, 2)
    assert len(asked(caller, path)[1]) == one


@pytest.mark.parametrize("query", ["limit=101", "limit=0", "limit=x", "offset=-1"])
def test_a_page_that_cannot_be_is_refused(caller, query):
    answer = caller.call("get", f"/requests?{query}")
    assert answer.status_code == 422 and answer["Content-Type"].startswith("application/problem+json")


def test_a_reason_is_kept_for_colleagues_as_the_page_keeps_it(caller, member):
    case = cases.submitted(member, cases.make_service())
    path = f"/requests/{case.reference}/withdraw"
    long = caller.call("post", path, {"reason": "س" * 501})
    assert long.status_code == 422 and Application.objects.get().status == "submitted"
    for reason in (REASON, "سبب آخر"):  # A second call changes nothing.
        answer = caller.call("post", path, {"reason": reason})
        assert answer.status_code == 200 and answer.json()["status"] == "withdrawn"
        assert REASON not in answer.content.decode()
    assert [event.note for event in case.events.filter(kind=Event.WITHDRAWN)] == [REASON]


@pytest.mark.parametrize("data", [None, {}, {"reason": ""}])
def test_no_reason_is_needed(caller, member, data):
    case = cases.submitted(member, cases.make_service())
    assert caller.call("post", f"/requests/{case.reference}/withdraw", data).status_code == 200
    assert case.events.get(kind=Event.WITHDRAWN).note == ""


def test_the_description_tells_of_both():
    told = json.loads(Client().get(f"{BASE}/openapi.json").content)
    withdraw = told["paths"][f"{BASE}/requests/{{reference}}/withdraw"]["post"]
    assert "TakenBackIn" in json.dumps(withdraw["requestBody"]) and not withdraw["requestBody"].get("required")
    reason = told["components"]["schemas"]["TakenBackIn"]["properties"]["reason"]
    assert reason["maxLength"] == 500
    limits = {
        each["name"]: each["schema"]
        for path in ("requests", "requests/{reference}/messages")
        for each in told["paths"][f"{BASE}/{path}"]["get"]["parameters"]
    }
    assert limits["limit"]["maximum"] == 100 and limits["offset"]["minimum"] == 0

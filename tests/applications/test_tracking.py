"""The tracking page says where a request stands, who acts, what is promised and what happened; and all on one list."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from applications import queries
from applications.actions import start, withdraw
from applications.enums import DeclineReason
from applications.models import Application
from casework import actions as staff_acts
from office.models import Holiday, OfficeSettings
from office.queries import decision_window, holidays
from people.actions import person_of
from people.helping.actions import accept, end, invite
from people.helping.enums import HelperScope
from people.models import Helper
from saudi.hijri import both
from saudi.working_days import add_working_days
from tests import cases

pytestmark = pytest.mark.django_db
SUNDAY = datetime(2026, 11, 1, 10, tzinfo=ZoneInfo("Asia/Riyadh"))


@pytest.fixture
def service():
    return cases.make_service()


@pytest.fixture
def reception(staff):
    return staff("reception")


def tracked(case):
    case = Application.objects.select_related("person__recipient", "service").get(pk=case.pk)
    with translation.override("en"):
        return queries.tracking(case)


def now_line(case):
    return next(line for line in tracked(case).promise if line.state == "now")


# --- Who acts, and what is expected ------------------------------------------------------------------------------


def test_it_is_told_by_role_who_acts(member, new_member, service, reception, staff):
    studied = cases.make_service("studied", studied=True)
    stands = {
        "You": start(service, by=member),
        "The reception desk": cases.submitted(new_member(), service),
        "The social researcher": cases.being_studied(new_member(), studied, reception, staff("researcher")),
        "The committee": cases.at_committee(new_member(), service, reception),
        "": withdraw(start(service, by=(third := new_member())), by=third),
    }
    assert {who: tracked(case).actor for who, case in stands.items()} == {who: who for who in stands}
    returned = tracked(cases.waiting(new_member(), service, reception))
    assert returned.actor == "You" and "sign and send" in returned.expected
    assert tracked(stands["The committee"]).expected.startswith("Nothing now")


def test_no_colleague_is_named(member, service, reception, sign_in):
    case = cases.being_matched(member, service, reception)
    assert reception.get_full_name() not in sign_in(member).get(case.get_absolute_url()).content.decode()


# --- What is promised ---------------------------------------------------------------------------------------------


@time_machine.travel(SUNDAY, tick=False)
def test_the_days_left_are_working_days_without_holidays(member, service):
    case = cases.submitted(member, service)
    assert "3 working days are left." in now_line(case).text
    Holiday.objects.create(day=SUNDAY.date() + timedelta(days=1), name="يوم راحة")
    assert "2 working days are left." in now_line(case).text  # The aim itself is counted anew by its own job.


@time_machine.travel(SUNDAY, tick=False)
def test_each_step_to_come_has_its_day(member, reception):
    case = cases.submitted(member, cases.make_service(studied=True))
    numbers, off = OfficeSettings(), holidays()
    lines = tracked(case).promise
    assert [line.state for line in lines] == ["now", "todo", "todo", "todo"]
    study = add_working_days(case.due_on, numbers.research_days, off)
    assert both(case.due_on, "en") in lines[0].text
    assert both(study, "en") in lines[1].text
    assert both(decision_window(study).expected_from, "en") in lines[2].text


def test_what_is_late_is_owned_up_to(member, service):
    with time_machine.travel(timezone.now() - timedelta(days=30)):
        case = cases.submitted(member, service)
    text = now_line(case).text
    assert "We apologise" in text and "left" not in text


def test_the_time_stands_still_while_the_person_is_awaited(member, service, reception):
    case = cases.waiting(member, service, reception)
    lines = tracked(case).promise
    assert "The time stops" in lines[0].text
    assert [line.text for line in lines if "planned" in line.text] == []


def test_promise_and_history_stand_apart(member, service, reception, sign_in):
    case = cases.at_committee(member, service, reception)
    found = tracked(case)
    assert {line.state for line in found.history} == {"done"}
    assert "done" not in {line.state for line in found.promise}
    assert all(line.at for line in found.history) and not any(line.at for line in found.promise)
    page = sign_in(member).get(case.get_absolute_url()).content.decode()
    ahead, behind = page.index('id="ahead"'), page.index('id="behind"')
    assert ahead < behind and page.count('class="timeline"') == 2
    assert page.count('aria-current="step"') == 1


def test_an_ended_request_promises_nothing(member, service, reception, staff):
    case = cases.at_committee(member, service, reception)
    given = {"reason": "كلام", "early_reason": "عاجل", "reason_code": DeclineReason.CONDITIONS}
    staff_acts.reject(case, by=staff("committee"), **given)
    assert tracked(case).promise == []


@pytest.mark.parametrize("stage", ["waiting", "at_committee", "being_matched"])
def test_the_page_costs_at_most_fifteen_queries(stage, member, service, reception, sign_in):
    case, client = getattr(cases, stage)(member, service, reception), sign_in(member)
    cases.message_with_file(case, member)
    client.get(case.get_absolute_url())
    with CaptureQueriesContext(connection) as seen:
        assert client.get(case.get_absolute_url()).status_code == 200
    assert len(seen) <= 15


# --- All on one list ------------------------------------------------------------------------------------------------


def helper_of(member, user):
    last, scopes = timezone.localdate() + timedelta(days=30), [HelperScope.REQUESTS_SEE]
    row = invite(person_of(member), by=member, name="هند", mobile=user.mobile, scopes=scopes, expires_on=last)
    Helper.objects.filter(pk=row.pk).update(proven_at=timezone.now())
    return accept(row, by=user)


@pytest.fixture
def three(member, new_member):
    """An open and an ended request of the member's own, and one of whom the member helps; the helper's permission."""
    first, second, third = (cases.make_service(f"support-{number}") for number in range(3))
    helped = new_member()
    theirs = cases.submitted(helped, first)
    ended = withdraw(cases.submitted(member, third), by=member)
    return cases.submitted(member, second), ended, theirs, helper_of(helped, member)


def listed(client, **query):
    return [row.case.reference for row in client.get("/requests/", query).context["cases"]]


def test_all_requests_are_on_one_page_open_ones_first(three, member, sign_in):
    mine, ended, theirs, helping = three
    client = sign_in(member)
    withdraw(mine, by=member)
    with time_machine.travel(timezone.now() + timedelta(minutes=1)):
        newest = start(mine.service, by=member)
    assert listed(client) == [newest.reference, theirs.reference, mine.reference, ended.reference]
    page = client.get("/requests/").content.decode()
    assert page.count(theirs.person.full_name) == 1  # The owner's name stands on the other's alone.
    end(helping, by=member)
    assert theirs.reference not in listed(client)


def test_the_list_is_narrowed_from_the_address(three, member, sign_in):
    mine, ended, theirs, _helping = three
    client = sign_in(member)
    assert set(listed(client, show="open")) == {mine.reference, theirs.reference}
    assert listed(client, show="ended") == [ended.reference]
    assert set(listed(client, show="own")) == {mine.reference, ended.reference}
    assert listed(client, show="helped") == [theirs.reference]
    assert len(listed(client, show="no-such")) == 3


def test_filters_of_helping_are_for_helpers(member, service, sign_in):
    cases.submitted(member, service)
    page = sign_in(member).get("/requests/").content.decode()
    assert "?show=ended" in page and "?show=helped" not in page


def test_the_list_costs_the_same_at_one_row_and_at_three(member, new_member, sign_in):
    services = [cases.make_service(f"support-{number}") for number in range(3)]
    client = sign_in(member)

    def cost():
        client.get("/requests/")
        with CaptureQueriesContext(connection) as seen:
            client.get("/requests/")
        return len(seen)

    helped = new_member()
    cases.submitted(helped, services[0])
    helper_of(helped, member)
    one = cost()
    for service in services[1:]:
        cases.submitted(member, service)
    assert cost() == one

"""The day's visits to homes for whoever makes them: whom, when, the number to call, and the way against a row (R20)."""

import pytest

from applications.booking import actions as booking
from audit.models import AuditEvent
from people.actions import keep
from people.models import Kinship
from tests import cases
from tests.booking import in_days, slot
from tests.test_query_counts import queries_of

pytestmark = pytest.mark.django_db
URL = f"/admin/requests/visits/?day={in_days(3).date().isoformat()}"
WAY = "خلف المسجد، الباب الأخضر"


@pytest.fixture
def researcher(staff):
    return staff("researcher")


@pytest.fixture
def reception(staff):
    return staff("reception")


@pytest.fixture
def visit(new_member, reception, researcher):
    """`visit(hours=1)` books a visit to a home of which the way is known."""
    service = cases.make_service()

    def make(hours=0.0, colleague=researcher, meeting="home"):
        user = new_member()
        case = cases.submitted(user, service)
        keep(case.person, by=user, directions=WAY)
        return booking.book(case, slot(reception, hours=hours, meeting=meeting, colleague=colleague), by=reception)

    return make


def test_the_list_leads_to_the_number_and_the_case_and_hides_the_way(visit, researcher, sign_in):
    second, first = visit(2), visit(1)
    page = sign_in(researcher).get(URL).content.decode()
    assert page.index(first.application.reference) < page.index(second.application.reference)
    assert f'href="tel:{first.person.mobile}"' in page
    assert WAY not in page and not AuditEvent.objects.filter(action="person.revealed").exists()


def test_the_ways_are_shown_on_asking_and_each_leaves_a_row(visit, researcher, sign_in):
    meeting, client = visit(), sign_in(researcher)
    answer = client.post(URL)
    assert WAY in answer.content.decode() and "no-store" in answer["Cache-Control"]
    row = AuditEvent.objects.get(action="person.revealed")
    assert (row.by, row.subject, row.details["field"]) == (researcher, meeting.person, "directions")
    assert row.reason and row.details["appointment"] == str(meeting.pk)
    assert WAY not in client.get(URL).content.decode()


def test_others_visits_other_meetings_and_what_ended_are_not_on_the_list(visit, researcher, reception, staff, sign_in):
    others = [visit(1, colleague=staff("researcher")), visit(2, meeting="office")]
    ended = visit(3)
    booking.cancel(ended, by=reception, reason="تأجيل")
    own = visit(4)
    page = sign_in(researcher).post(URL).content.decode()
    assert own.application.reference in page
    assert not [each for each in (*others, ended) if each.application.reference in page]
    assert AuditEvent.objects.filter(action="person.revealed").count() == 1
    assert WAY not in sign_in(reception).post(URL).content.decode()


def test_kin_is_on_no_list(visit, researcher, reception, sign_in):
    meeting = visit()
    Kinship.objects.create(user=researcher, person=meeting.person, declared_by=reception)
    assert meeting.application.reference not in sign_in(researcher).post(URL).content.decode()


def test_the_list_costs_the_same_at_one_visit_and_at_three(visit, researcher, sign_in):
    client = sign_in(researcher)
    visit()
    one = queries_of(client, URL)
    visit(1), visit(2)
    assert queries_of(client, URL) == one

"""What was not clear is explained by the researcher, and read where the person stood (R38)."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from applications.actions import withdraw
from applications.asking.actions import ask
from applications.models import Application, CaseEvent, Clarification
from applications.refusals import Refused
from audit.models import AuditEvent
from casework.explaining.actions import explain
from notifications.models import Message
from people.models import Kinship
from tests import cases
from tests.test_query_counts import queries_of

pytestmark = pytest.mark.django_db
LIST = "/admin/explanations/"


@pytest.fixture
def case(member):
    return cases.drafted(member, cases.make_service())


@pytest.fixture
def row(case, member):
    return ask(case, by=member, step="q-question-0", text="ما معنى العدد؟")


@pytest.fixture
def researcher(staff):
    return staff("researcher")


@pytest.fixture
def client(researcher, sign_in):
    return sign_in(researcher)


def url_of(row):
    return f"{LIST}{row.pk}/"


def test_a_draft_asks_and_reads_the_answer_where_it_stood(client, researcher, row, case, member, sign_in):
    page = client.get(LIST).content.decode()
    assert case.reference in page and "السؤال 0" in page
    assert "ما معنى العدد؟" in client.get(url_of(row)).content.decode()
    assert client.post(url_of(row), {"text": "عدد من يسكن معك"}).status_code == 302
    row.refresh_from_db()
    assert (row.answer, row.answered_by, row.seen_at) == ("عدد من يسكن معك", researcher, None)
    assert Application.objects.get().status == "draft"
    assert "عدد من يسكن معك" in sign_in(member).get(case.step_url("q-question-0")).content.decode()
    assert case.reference not in client.get(LIST).content.decode()
    assert case.reference in client.get(f"{LIST}?view=explained").content.decode()


def test_the_person_is_told_once_with_an_event_and_a_row(client, row, case):
    for _twice in range(2):
        assert client.post(url_of(row), {"text": "شرح"}).status_code == 302
    assert CaseEvent.objects.filter(application=case, kind="explained").count() == 1
    assert "شرح" in Message.objects.get(template="applications/explained").body
    assert AuditEvent.objects.filter(action="application.explained").count() == 1


def test_a_second_colleague_is_told_and_keeps_the_words(client, row, staff, sign_in):
    client.post(url_of(row), {"text": "الشرح الأول"})
    late = sign_in(staff("researcher")).post(url_of(row), {"text": "الشرح الثاني"})
    page = late.content.decode()
    assert late.status_code == 409 and "الشرح الأول" in page and "الشرح الثاني" in page
    assert Clarification.objects.get().answer == "الشرح الأول"


@pytest.mark.parametrize("text", ["", "  ", "\u200f", "ك" * 2001])
def test_bad_words_are_refused(client, row, text):
    assert client.post(url_of(row), {"text": text}).status_code == 422
    assert Clarification.objects.get().answered_at is None


def test_only_a_researcher_who_is_no_kin_explains(row, case, researcher, client, staff, sign_in):
    for role in ("reception", "committee", "manager"):
        colleague = staff(role)
        assert sign_in(colleague).get(url_of(row)).status_code in (302, 403)
        with pytest.raises(Refused):
            explain(row, by=colleague, text="شرح")
    Kinship.objects.create(user=researcher, person=case.person, declared_by=researcher)
    assert case.reference not in client.get(LIST).content.decode()
    missing = client.get(f"{LIST}00000000-0000-4000-8000-000000000000/")
    assert client.get(url_of(row)).status_code == missing.status_code == 404
    assert client.post(url_of(row), {"text": "شرح"}).status_code == 404


def test_a_request_that_ended_needs_no_explanation(client, researcher, row, case, member):
    withdraw(case, by=member)
    assert case.reference not in client.get(LIST).content.decode()
    assert client.post(url_of(row), {"text": "شرح"}).status_code == 409


def test_what_is_late_says_so(client, row):
    assert "متأخر" not in client.get(LIST).content.decode()
    with time_machine.travel(timezone.now() + timedelta(days=9), tick=False):
        assert row.due_on < timezone.localdate()
        assert "متأخر" in client.get(LIST).content.decode()


def test_reading_leaves_a_row_that_the_person_finds(client, row, case):
    client.get(url_of(row))
    seen = AuditEvent.objects.get(action="person.viewed")
    assert (seen.subject, seen.details) == (case.person, {"case": case.reference})


def test_the_case_page_shows_what_is_open_and_leads_there(member, researcher, client):
    case = cases.submitted(member, cases.make_service("other"))
    row = ask(case, by=member, step="declaration", text="ما الإقرار؟")
    page = client.get(f"/admin/requests/{case.reference}/").content.decode()
    assert "ما الإقرار؟" in page and url_of(row) in page


def test_the_list_costs_the_same_at_one_row_and_at_three(client, row, new_member):
    one = queries_of(client, LIST)
    for _again in range(2):
        other = new_member()
        ask(cases.drafted(other, row.application.service), by=other, step="name")
    assert queries_of(client, LIST) == one

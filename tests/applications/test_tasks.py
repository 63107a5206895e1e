"""A long request lists its pages, each with how it stands and a way to it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from applications import actions as person_acts
from applications.tasks.queries import LONG_FORM
from services.models import ServiceQuestion
from tests import cases

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(member, sign_in):
    return sign_in(member)


def url_of(case):
    return f"{case.get_absolute_url()}tasks/"


def states(client, case):
    groups = client.get(url_of(case)).context["groups"]
    return {task.title: (task.state, task.url) for group in groups for task in group.tasks}


def test_every_page_stands_there_with_its_state(client, member):
    service = cases.make_service(questions=6, papers=2)
    ServiceQuestion.objects.filter(page=service, key="question-1").update(is_required=False)
    case = person_acts.start(type(service).objects.get(pk=service.pk), by=member)
    person_acts.save_answer(case, "question-0", "5", by=member)
    word = client.get(case.step_url("q-question-5")).context["typed"]["whose"]
    client.post("/requests/keep-typed/", {"whose": word, "answer": "نص"})
    page = client.get(url_of(case))
    assert [group.title for group in page.context["groups"]] == ["بياناتك", "طلبك", "مستنداتك", "المراجعة والتوقيع"]
    found = states(client, case)
    assert found["السؤال 0"] == ("تم", case.step_url("q-question-0"))
    assert found["السؤال 1"][0] == "اختياري"
    assert found["السؤال 2"] == ("لم يُملأ بعد", case.step_url("q-question-2"))
    assert found["السؤال 5"][0] == "بدأت فيه"
    assert found["الإقرار"] == ("بعد بقية الصفحات", "")
    html = page.content.decode()
    assert all(url in html for _state, url in found.values())
    assert url_of(case) in client.get(case.step_url("q-question-2")).content.decode()


def test_check_opens_when_all_is_filled_and_signing_after_it(client, member):
    case = cases.drafted(member, cases.make_service(questions=6, papers=2))
    assert states(client, case)["الإقرار"][1] == ""
    assert client.get(url_of(case)).context["onward"] == case.check_url()
    person_acts.make_ready(case, by=member)
    assert states(client, case)["الإقرار"][1] == f"{case.get_absolute_url()}declaration/"
    cases.sign(case, member)
    assert client.get(url_of(case)).status_code == 409


def test_what_was_sent_back_is_named_there(client, member, staff):
    case = cases.waiting(member, cases.make_service(), staff("reception"))
    assert states(client, case)["المستند 0"] == ("يحتاج إلى تصحيح", case.step_url("p-paper-0"))


def test_a_short_request_shows_no_way_to_it_and_strangers_see_none(client, member, new_member, sign_in):
    case = person_acts.start(cases.make_service(), by=member)
    assert len(client.get(url_of(case)).context["groups"]) == 4
    assert LONG_FORM >= 6
    assert url_of(case) not in client.get(case.step_url("q-question-0")).content.decode()
    assert sign_in(new_member()).get(url_of(case)).status_code == 404


def test_it_costs_the_same_for_a_short_form_and_a_long_one(client, member):
    costs = []
    for slug, length in (("short", 1), ("long", 6)):
        case = cases.drafted(member, cases.make_service(slug, questions=length, papers=length))
        client.get(url_of(case))
        with CaptureQueriesContext(connection) as seen:
            client.get(url_of(case))
        costs.append(len(seen))
    assert costs[0] == costs[1]

"""Pages opened in any order, and a guide that editors change under an open draft: nothing lost, nothing doubled."""

import pytest

from applications.actions import make_ready, start
from applications.models import Answer, Application
from services.models import ServicePage
from services.queries import application_form
from tests import cases

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(member, sign_in):
    return sign_in(member)


@pytest.fixture
def service():
    return cases.make_service()


def test_steps_out_of_order_keep_each_answer_and_lead_back_to_the_first_open_one(client, member, service):
    case = start(service, by=member)
    assert client.post(case.step_url("q-question-0"), {"answer": "5"}).status_code == 302
    first = client.get(case.check_url()).url
    assert first == case.step_url("name")
    for early in (case.check_url(), f"{case.get_absolute_url()}declaration/", f"{case.get_absolute_url()}done/"):
        for answer in (client.get(early), client.post(early, {"is_true": "on", "notice_seen": "on", "code": "123456"})):
            assert answer.status_code in (302, 405)
            assert answer.status_code == 405 or answer.url == first
    assert Answer.objects.get().value == "5"
    assert Application.objects.get().status == "draft"


def test_questions_changed_under_an_open_draft_leave_it_as_it_was_begun(client, member, service):
    case = start(service, by=member)
    client.post(case.step_url("q-question-0"), {"answer": "5"})
    changed = ServicePage.objects.get(pk=service.pk)
    gone, other = changed.questions.all()[0], changed.questions.all()[1]
    gone.delete()
    other.label = "سؤال آخر تمامًا"
    other.save()
    changed.papers.all().delete()
    changed.save_revision().publish()
    assert [each.label for each in application_form(ServicePage.objects.get(pk=service.pk)).questions] == [other.label]
    page = client.get(case.step_url("q-question-0"))
    assert page.status_code == 200 and page.context["form"]["answer"].value() == "5"
    assert other.label not in client.get(case.step_url("q-question-1")).content.decode()
    assert client.get(case.step_url("p-paper-0")).status_code == 200
    cases.answer_everything(case, member)
    make_ready(Application.objects.get(), by=member)
    cases.sign(case, member)
    sent = Application.objects.get()
    assert sent.status == "submitted" and len(sent.form["questions"]) == 2 and sent.answers.count() == 2

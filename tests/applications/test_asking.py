"""«I don't understand what to do»: asked from any page, one at a time for each, and back to the very page (R38)."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from applications import actions as person_acts
from applications.asking.actions import ask
from applications.enums import Event
from applications.models import Application, Clarification
from applications.refusals import Refused
from audit.models import AuditEvent
from office.queries import deadline
from people.actions import person_of
from people.helping.enums import HelperScope
from tests import cases
from tests.people.test_helping import let_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(member):
    return cases.drafted(member, cases.make_service())


@pytest.fixture
def client(member, sign_in):
    return sign_in(member)


def url_of(case, step="q-question-0"):
    return f"{case.get_absolute_url()}ask/{step}/"


def explained(case, staff, step="q-question-0"):
    """As the researcher's action leaves it."""
    row = Clarification.objects.get(application=case, step=step)
    row.answer, row.answered_by, row.answered_at = "العدد مع الأطفال", staff("researcher"), timezone.now()
    row.save()
    return row


@pytest.mark.parametrize("step", ["name", "q-question-0", "p-paper-0", "check", "declaration"])
def test_every_page_leads_to_the_question_and_back_to_itself(client, case, member, step):
    person_acts.make_ready(case, by=member)
    page = f"{case.get_absolute_url()}{step}/" if step in ("check", "declaration") else case.step_url(step)
    shown = client.get(page).content.decode()
    if step in ("check", "declaration"):
        assert url_of(case, step) in shown
    else:  # A button, so that what was typed is kept on the way.
        assert 'name="unclear"' in shown and client.post(page, {"unclear": "1"}).url == url_of(case, step)
    answer = client.post(url_of(case, step), {"text": "لا أعرف ما المطلوب", "way": "here"})
    assert answer.status_code == 302
    assert answer.url == page
    row = Clarification.objects.get()
    assert (row.step, row.question, row.asked_by, row.wants_call) == (step, "لا أعرف ما المطلوب", member, False)
    assert row.due_on == deadline(row.asked_at, 2)
    assert "سيشرح" in client.get(page).content.decode()


def test_a_draft_may_ask_without_a_word_and_stays_as_it_was(client, case):
    before = Application.objects.filter(pk=case.pk).values().get()
    assert client.post(url_of(case) + "?check=1", {"way": "call", "check": "1"}).url == (
        case.step_url("q-question-0") + "?check=1"
    )
    row = Clarification.objects.get()
    assert (row.question, row.wants_call) == ("", True)
    assert Application.objects.filter(pk=case.pk).values().get() == before
    assert case.events.order_by("at").last().kind == Event.ASKED
    assert AuditEvent.objects.about(case).last().details["step"] == "q-question-0"


def test_asking_twice_is_one_question_with_both_words(client, case, member):
    for text in ("ما المقصود؟", "ما المقصود؟", "ومن أين آتي به؟"):
        client.post(url_of(case), {"text": text, "way": "here"})
    assert Clarification.objects.get().question == "ما المقصود؟\nومن أين آتي به؟"
    assert case.events.filter(kind=Event.ASKED).count() == 1
    ask(case, by=member, step="name", text="اسم من؟")
    assert Clarification.objects.open().count() == 2


def test_the_explanation_stands_on_its_page_and_on_tracking_and_is_marked_as_read(client, case, member, staff):
    ask(case, by=member, step="q-question-0", text="من أعدّ؟")
    row = explained(case, staff)
    assert row.answer not in client.get(case.step_url("name")).content.decode()
    assert Clarification.objects.get().seen_at is None
    for page in (case.step_url("q-question-0"), case.get_absolute_url()):
        assert row.answer in client.get(page).content.decode()
    assert Clarification.objects.get().seen_at
    again = ask(case, by=member, step="q-question-0", text="وأبي؟")
    assert again.pk != row.pk


def test_what_cannot_be_asked(client, case, member, new_member):
    assert client.post(url_of(case, "q-other"), {"way": "here"}).status_code == 404
    long = client.post(url_of(case), {"text": "س" * 1001, "way": "here"})
    assert long.status_code == 422
    assert "س" * 1001 in long.content.decode()
    assert client.post(url_of(case), {"text": "س", "way": "letter"}).status_code == 422
    with pytest.raises(Refused) as stranger:
        ask(case, by=new_member(), step="name")
    assert stranger.value.status == 403
    person_acts.withdraw(case, by=member)
    ended = client.post(url_of(case), {"text": "س", "way": "here"})
    assert ended.status_code == 409
    assert "انتهى" in ended.content.decode()
    assert not Clarification.objects.exists()


def test_a_helper_who_fills_asks_too_and_does_not_use_up_the_mark_of_reading(case, member, new_member, sign_in, staff):
    helper = new_member()
    let_in(person_of(member), helper, HelperScope.REQUESTS_FILL)
    client = sign_in(helper)
    assert client.post(url_of(case), {"text": "ما هذا؟", "way": "here"}).status_code == 302
    assert Clarification.objects.get().asked_by == helper
    row = explained(case, staff)
    assert row.answer in client.get(case.step_url("q-question-0")).content.decode()
    assert Clarification.objects.get().seen_at is None


def test_what_nobody_will_explain_any_more_is_not_open(case, member):
    ask(case, by=member, step="name")
    assert Clarification.objects.open().exists()
    person_acts.withdraw(case, by=member)
    assert not Clarification.objects.open().exists()


def test_pages_cost_the_same_with_one_explanation_and_with_three(client, case, member, staff):
    costs = []
    for number in range(3):
        ask(case, by=member, step="q-question-0", text=f"سؤال {number}")
        row = Clarification.objects.open().get()
        row.answer, row.answered_by = "شرح", staff("researcher")
        row.answered_at = row.seen_at = timezone.now() + timedelta(minutes=number)
        row.save()
        client.get(case.step_url("q-question-0"))
        with CaptureQueriesContext(connection) as seen:
            client.get(case.step_url("q-question-0"))
        costs.append(len(seen))
    assert costs[0] == costs[2]

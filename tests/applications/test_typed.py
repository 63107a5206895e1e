"""What was typed and not saved: kept while one types and when the session ends, for the same account alone (R35)."""

import gzip
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.conf import settings
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from applications import actions as person_acts
from applications.models import Answer, Application, CaseMessage, Clarification, Unsaved
from applications.typed import tokens
from attachments.models import Attachment
from people.actions import person_of
from people.helping.enums import HelperScope
from tests import cases
from tests.people.test_api import BASE, Caller
from tests.people.test_helping import let_in

pytestmark = pytest.mark.django_db
KEEP = "/requests/keep-typed/"
TEXT = "كتبت هذا ولم أحفظه"
SCRIPTS = ("typed", "uploads")
BUDGET = 5 * 1024  # bytes of script on a page of an applicant


@pytest.fixture
def case(member):
    return person_acts.start(cases.make_service(questions=6), by=member)


@pytest.fixture
def client(member, sign_in):
    return sign_in(member)


def long_text(case):
    return case.step_url("q-question-5")


def whose(client, url):
    return client.get(url).context["typed"]["whose"]


def shown(client, url):
    return client.get(url).context["form"]["answer"].value()


def test_what_is_typed_is_found_on_another_device_and_counts_as_no_answer(case, client, member, sign_in):
    word = whose(client, long_text(case))
    for text in ("كتبت", TEXT):
        answer = client.post(KEEP, {"whose": word, "answer": text, "csrfmiddlewaretoken": "x"})
        assert answer.status_code == 200
        assert answer.json()["at"] == timezone.localtime(Unsaved.objects.get().saved_at).strftime("%H:%M")
    assert Unsaved.objects.get().content == {"answer": [TEXT]}
    assert not Answer.objects.exists()
    other = sign_in(member)
    page = other.get(long_text(case))
    assert page.status_code == 200
    assert page.context["form"]["answer"].value() == TEXT
    assert not page.context["form"].errors
    assert "حفظنا ما كتبته" in page.content.decode()
    assert other.post(long_text(case), {"answer": TEXT, "whose": word}).status_code == 302
    assert Answer.objects.get().value == TEXT
    assert not Unsaved.objects.exists()


def test_half_a_value_is_kept_as_it_stands(case, client):
    url = case.step_url("q-question-4")
    client.post(KEEP, {"whose": whose(client, url), "answer": "14/"})
    assert shown(client, url) == "14/"
    assert client.post(url, {"answer": "14/"}).status_code == 422
    assert shown(client, url) == "14/"


def test_a_session_that_ended_keeps_what_was_sent_for_the_same_account_alone(case, client, new_member, sign_in, member):
    url = long_text(case)
    word = whose(client, url)
    Session.objects.all().delete()
    answer = client.post(url, {"answer": TEXT, "whose": word})
    assert answer.status_code == 302
    assert answer.url.startswith("/accounts/login/code/?next=/requests/")
    assert case.reference in answer.url
    assert TEXT not in answer.url
    stranger = sign_in(new_member())
    assert stranger.get(url).status_code == 404
    assert "انتهت جلستك" in client.get(answer.url).content.decode()
    assert shown(sign_in(member), url) == TEXT
    assert not Answer.objects.exists()


def test_a_page_from_before_a_new_sign_in_comes_back_with_its_text(case, member, sign_in):
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = sign_in(member).cookies
    url = long_text(case)
    answer = strict.post(url, {"answer": TEXT, "whose": whose(strict, url), "csrfmiddlewaretoken": "old"})
    assert (answer.status_code, answer.url) == (302, url)
    assert shown(strict, url) == TEXT
    assert strict.post(url, {"answer": TEXT}).status_code == 403


@pytest.mark.parametrize("spoiled", ["", "v1:x:y", "cut", "other-context"])
def test_a_word_that_is_not_ours_keeps_nothing(case, client, spoiled):
    word = whose(client, long_text(case))
    sent = {"cut": word[:-4], "other-context": word.replace(":", ";", 1)}.get(spoiled, spoiled)
    assert client.post(KEEP, {"whose": sent, "answer": TEXT}).status_code == 404
    assert Client().post(long_text(case), {"whose": sent, "answer": TEXT}).status_code == 302
    assert not Unsaved.objects.exists()


def test_a_word_grows_old_and_serves_no_other_account(case, client, new_member, sign_in, member):
    word = whose(client, long_text(case))
    assert sign_in(new_member()).post(KEEP, {"whose": word, "answer": TEXT}).status_code == 404
    with time_machine.travel(timezone.now() + tokens.HOLDS + timedelta(minutes=1), tick=True):
        assert Client().post(KEEP, {"whose": word, "answer": TEXT}).status_code == 404
    member.is_active = False
    member.save()
    assert Client().post(KEEP, {"whose": word, "answer": TEXT}).status_code == 404
    assert not Unsaved.objects.exists()


def test_a_request_that_is_sent_or_ended_keeps_nothing_typed(member, sign_in):
    client, case = sign_in(member), cases.drafted(member, cases.make_service())
    word = whose(client, case.step_url("q-question-0"))
    client.post(KEEP, {"whose": word, "answer": "7"})
    person_acts.make_ready(case, by=member)
    cases.sign(case, member)
    assert not Unsaved.objects.exists()
    assert client.post(KEEP, {"whose": word, "answer": "8"}).status_code == 404
    person_acts.withdraw(case, by=member)
    assert not Unsaved.objects.exists()


def test_bounds_of_what_is_kept(case, client):
    word = whose(client, long_text(case))
    many = {f"field-{number}": "x" for number in range(100)}
    assert client.post(KEEP, {"whose": word, **many}).status_code == 200
    assert len(Unsaved.objects.get().content) == 40
    assert client.post(KEEP, {"whose": word, "answer": "س" * 60_000}).status_code == 200
    assert Unsaved.objects.get().content == {}


def test_a_helper_and_the_person_each_find_their_own(case, client, member, new_member, sign_in):
    helper = new_member()
    let_in(person_of(member), helper, HelperScope.REQUESTS_FILL)
    url, other = long_text(case), sign_in(helper)
    other.post(KEEP, {"whose": whose(other, url), "answer": "كلام الابن"})
    client.post(KEEP, {"whose": whose(client, url), "answer": TEXT})
    assert (shown(client, url), shown(other, url)) == (TEXT, "كلام الابن")


def test_asking_what_is_not_clear_takes_what_was_typed_along(case, client):
    answer = client.post(long_text(case), {"answer": TEXT, "unclear": "1", "check": "1"})
    assert answer.url == f"{case.get_absolute_url()}ask/q-question-5/?check=1"
    client.post(answer.url, {"text": "", "way": "here"})
    assert Clarification.objects.get().step == "q-question-5"
    assert shown(client, long_text(case)) == TEXT


def test_the_reason_on_the_page_of_a_paper_is_kept_too(case, client):
    url = case.step_url("p-paper-0")
    data = {"whose": whose(client, url), "excuse": "other", "excuse_text": TEXT}
    Session.objects.all().delete()
    assert client.post(url, data).status_code == 302
    client.force_login(case.person.user)
    page = client.get(url)
    assert page.status_code == 200
    assert page.context["form"]["excuse_text"].value() == TEXT
    assert client.post(url, {"excuse": "other", "excuse_text": TEXT}).status_code == 302
    assert not Unsaved.objects.exists()


def test_the_page_of_a_paper_keeps_while_one_types_and_says_that_files_come_again(case, client):
    url = case.step_url("p-paper-0")
    page = client.get(url).content.decode()
    assert "js/typed.js" in page and "data-typed" in page and "js/uploads.js" in page
    client.post(KEEP, {"whose": whose(client, url), "excuse": "other", "excuse_text": TEXT})
    page = client.get(url)
    assert page.context["form"]["excuse_text"].value() == TEXT
    assert "فأعد اختياره" in page.content.decode()


def test_a_file_sent_after_the_session_ended_is_asked_for_again_kindly(case, client):
    url = case.step_url("p-paper-0")
    data = {"whose": whose(client, url), "excuse_text": TEXT, "file": [cases.picture()]}
    Session.objects.all().delete()
    answer = client.post(url, data)
    assert "نرجو أن تعيد اختيارها" in client.get(answer.url).content.decode()
    assert not Attachment.objects.exists()
    assert Unsaved.objects.get().content == {"excuse_text": [TEXT]}


DOORS = {
    "talk": ("messages/", {"text": TEXT, "is_question": "on"}, "text", CaseMessage),
    "ask": ("ask/q-question-0/", {"text": TEXT, "way": "here"}, "text", Clarification),
    "withdraw": ("withdraw/", {"reason": TEXT}, "reason", None),
}


@pytest.mark.parametrize("door", DOORS)
def test_every_page_of_a_sent_request_keeps_what_was_sent_too_late(member, sign_in, door):
    address, data, field, made = DOORS[door]
    case = cases.submitted(member, cases.make_service())
    url, client = case.get_absolute_url() + address, sign_in(member)
    page = client.get(url)
    sent = {**data, "whose": page.context["typed"]["whose"]}
    if door == "talk":
        sent["once"] = str(page.context["form"]["once"].value())
    Session.objects.all().delete()
    answer = client.post(url, sent)
    assert (answer.status_code, answer.url) == (302, f"/accounts/login/code/?next={url}")
    assert Application.objects.get().status == "submitted" and not (made and made.objects.exists())
    client = sign_in(member)
    page = client.get(url)
    assert page.context["form"][field].value() == TEXT
    assert "حفظنا ما كتبته" in page.content.decode()
    assert not page.context["form"].errors
    for _twice in range(2):
        assert client.post(url, sent).status_code == 302
    assert not Unsaved.objects.exists()
    if made:
        assert made.objects.count() == 1
    else:
        assert Application.objects.get().status == "withdrawn"
        assert case.events.filter(kind="withdrawn").count() == 1


@pytest.mark.parametrize("door", DOORS)
def test_the_same_page_from_before_a_new_sign_in_comes_back_too(member, sign_in, door):
    address, data, field, _made = DOORS[door]
    case = cases.submitted(member, cases.make_service())
    strict, url = Client(enforce_csrf_checks=True), case.get_absolute_url() + address
    strict.cookies = sign_in(member).cookies
    answer = strict.post(url, {**data, "whose": strict.get(url).context["typed"]["whose"]})
    assert (answer.status_code, answer.url) == (302, url)
    assert strict.get(url).context["form"][field].value() == TEXT


def test_what_one_wrote_on_a_page_is_nobody_elses(member, new_member, sign_in):
    case = cases.submitted(member, cases.make_service())
    helper = new_member()
    let_in(person_of(member), helper, HelperScope.REQUESTS_FILL, HelperScope.MESSAGES)
    url, own, other = f"{case.get_absolute_url()}messages/", sign_in(member), sign_in(helper)
    assert own.post(KEEP, {"whose": whose(own, url), "text": TEXT}).status_code == 200
    assert not other.get(url).context["form"]["text"].value()
    assert other.post(KEEP, {"whose": whose(own, url), "text": "x"}).status_code == 404
    assert own.get(url).context["form"]["text"].value() == TEXT


def test_typing_keeps_a_draft_alive(case, client):
    with time_machine.travel(timezone.now() + timedelta(days=1), tick=True):
        client.post(KEEP, {"whose": whose(client, long_text(case)), "answer": TEXT})
        assert timezone.localdate(Application.objects.get().touched_at) == timezone.localdate()


def test_a_page_knows_when_the_session_ends_and_staying_begins_it_anew(case, client):
    def left():
        return client.get(long_text(case)).context["typed"]["seconds"]

    Session.objects.update(expire_date=timezone.now() + timedelta(seconds=120))
    assert 60 < left() <= 120
    assert client.post(reverse("applications:stay")).json() == {"seconds": settings.SESSION_COOKIE_AGE}
    assert left() > settings.SESSION_COOKIE_AGE - 60
    assert client.get(reverse("applications:stay")).status_code == 405


def test_the_script_is_small():
    assert (Path(settings.BASE_DIR) / "static/js/typed.js").stat().st_size < BUDGET


def test_a_page_that_takes_files_and_keeps_words_stays_within_the_budget():
    sent = [gzip.compress((Path(settings.BASE_DIR) / f"static/js/{name}.js").read_bytes()) for name in SCRIPTS]
    assert sum(map(len, sent)) < BUDGET


def test_a_program_that_sends_no_body_reaches_its_door(member):
    """What a form of a page sends is looked at before its door; what programs send is left unread."""
    case = cases.submitted(member, cases.make_service())
    url, headers = f"{BASE}/requests/{case.reference}/withdraw", Caller(member).headers
    for kind in ("application/json", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"):
        assert Client().generic("POST", url, "", kind, headers=headers).status_code == 200, kind

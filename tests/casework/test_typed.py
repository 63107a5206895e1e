"""A colleague whose session ended finds what was sent on the same page, and nothing is done twice."""

from datetime import timedelta

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from applications.asking.actions import ask
from applications.models import CaseMessage, Unsaved
from applications.typed.actions import LIVES_ALONE
from casework.models import Interaction, Letter, Note, Study
from tests import cases
from tests.casework.test_studying import WHOLE

pytestmark = pytest.mark.django_db
TEXT = "كلام كتبته ولم يُحفظ"


@pytest.fixture
def colleague(staff):
    """Sits at each of the desks below."""
    return staff("reception", "researcher")


@pytest.fixture
def case(member, colleague, staff):
    return cases.being_studied(member, cases.make_service(studied=True), staff("reception"), colleague)


def place(door, case, colleague):
    """Of a door: the page, where it posts, its form in the page, the field, what is posted, what it makes."""
    base = reverse("casework:case", args=[case.reference])
    if door == "study":
        return base + "study/", base + "study/", "", "findings", {**WHOLE, "findings": TEXT, "version": "0"}, Study
    if door == "note":
        return base, f"{base}note/", "notes", "text", {"text": TEXT}, Note
    if door == "reply":
        return f"{base}talk/", f"{base}talk/", "", "text", {"text": TEXT}, CaseMessage
    if door == "explanation":
        asked = ask(case, by=case.person.user, step="q-question-0", text="ما معنى هذا؟")
        url = reverse("explaining:one", args=[asked.pk])
        return url, url, "", "text", {"text": TEXT}, None
    if door == "contact":
        url = reverse("contacts:new")
        return url, url, "", "summary", {"channel": "phone", "way": "in", "summary": TEXT}, Interaction
    if door == "letter":
        url, data = reverse("letters:new"), {"way": "in", "party": "جهة", "subject": TEXT, "dated_on": "1/1/2026"}
        return url, url, "", "subject", data, Letter
    contact = cases.call(colleague)
    url = reverse("contacts:one", args=[contact.pk])
    return url, f"{url}answer/", "answer_form", "text", {"text": TEXT}, None


DOORS = ("study", "note", "reply", "explanation", "contact", "letter", "answer")


def opened(client, url, name):
    """The form of the page and what the page keeps of it."""
    page = client.get(url)
    assert page.status_code == 200
    if name == "notes":
        cards = [*page.context["main_cards"], *page.context["beside_cards"]]
        card = next(each.context for each in cards if "noting" in each.template)
        return card["form"], card["typed"], page.content.decode()
    return page.context[name or "form"], page.context["typed"], page.content.decode()


@pytest.mark.parametrize("door", DOORS)
def test_what_was_sent_after_the_session_ended_is_found_on_the_same_page(door, case, colleague, staff, sign_in):
    url, target, name, field, data, made = place(door, case, colleague)
    client = sign_in(colleague)
    form, typed, _page = opened(client, url, name)
    hidden = {each.name: str(each.value()) for each in form.hidden_fields() if each.value() is not None}
    sent = {**hidden, **data, "whose": typed["whose"]}
    before = made.objects.count() if made else 0
    Session.objects.all().delete()
    answer = client.post(target, sent)
    assert answer.status_code == 302
    assert answer.url == f"/accounts/login/?next={url}"
    assert not made or made.objects.count() == before
    assert _form_of(sign_in(staff("reception", "researcher")), url, name)[field].value() != TEXT
    client = sign_in(colleague)
    form, _typed, page = opened(client, url, name)
    assert form[field].value() == TEXT and not form.errors
    assert "حفظنا ما كتبته" in page
    for _twice in range(2):
        assert client.post(target, sent).status_code in (302, 409)
    assert not made or made.objects.count() == before + 1
    assert not Unsaved.objects.exists()


def _form_of(client, url, name):
    return opened(client, url, name)[0]


@pytest.mark.parametrize("door", DOORS)
def test_a_page_from_before_a_new_sign_in_comes_back_with_its_words(door, case, colleague, sign_in):
    url, target, name, field, data, _made = place(door, case, colleague)
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = sign_in(colleague).cookies
    _form, typed, _page = opened(strict, url, name)
    answer = strict.post(target, {**data, "whose": typed["whose"]})
    assert (answer.status_code, answer.url) == (302, url)
    assert _form_of(strict, url, name)[field].value() == TEXT


def test_a_colleague_begins_with_an_empty_page(case, colleague, staff, sign_in):
    url, client = reverse("contacts:new"), sign_in(colleague)
    form, typed, _page = opened(client, url, "")
    word = {"whose": typed["whose"]}
    client.post("/requests/keep-typed/", {**word, "summary": TEXT, "key": str(form["key"].value())})
    old = _form_of(client, url, "")["key"].value()
    assert sign_in(staff("reception")).post("/requests/let-go-typed/", word).status_code == 404
    assert client.post("/requests/let-go-typed/", {"whose": "x"}).status_code == 404
    answer = client.post("/requests/let-go-typed/", word)
    assert (answer.status_code, answer.url) == (302, url)
    form = _form_of(client, url, "")
    assert not form["summary"].value() and str(form["key"].value()) != old


def test_what_was_typed_of_no_request_goes_after_some_days(case, colleague, sign_in):
    client = sign_in(colleague)
    for url in (reverse("contacts:new"), reverse("casework:talk", args=[case.reference])):
        client.post("/requests/keep-typed/", {"whose": opened(client, url, "")[1]["whose"], "text": TEXT})
    call_command("forget_typed")
    assert Unsaved.objects.count() == 2
    with time_machine.travel(timezone.now() + LIVES_ALONE + timedelta(hours=1)):
        call_command("forget_typed")
    assert Unsaved.objects.get().application == case


def test_inserting_a_template_is_not_overwritten_by_what_was_kept(case, colleague, sign_in):
    ready, client = cases.reply_template(), sign_in(colleague)
    url = reverse("casework:talk", args=[case.reference])
    client.post("/requests/keep-typed/", {"whose": opened(client, url, "")[1]["whose"], "text": TEXT})
    page = client.post(url, {"text": TEXT, "insert": "1", "template": str(ready.pk)})
    assert ready.text in page.context["form"]["text"].value()

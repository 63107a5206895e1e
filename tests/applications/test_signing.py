"""A code to the person's own address signs exactly what was shown, once (R39, ruling A3)."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone
from django.utils.translation import override

from accounts.actions import open_account
from applications.actions import make_ready, save_answer, sign
from applications.models import Application, SigningCode
from applications.refusals import Refused
from applications.signing.actions import CodeRefused
from audit.models import AuditEvent
from notifications.models import Delivery
from people.models import Agreement
from tests import cases

pytestmark = pytest.mark.django_db
TICKS = {"is_true": "on", "notice_seen": "on"}
EASTERN = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")


@pytest.fixture
def case(member):
    return make_ready(cases.drafted(member, cases.make_service()), by=member)


@pytest.fixture
def client(member, sign_in):
    return sign_in(member)


@pytest.fixture
def url(case):
    return f"{case.get_absolute_url()}declaration/"


def refused(act, status):
    with pytest.raises(Refused) as refusal:
        act()
    assert refusal.value.status == status, refusal.value.message
    assert not Application.objects.get().was_submitted
    return refusal.value


def shown(client, url):
    return {
        **TICKS,
        **{name: client.get(url).context["form"].initial[name] for name in ("answers_hash", "text_version")},
    }


def codes():
    return Delivery.objects.filter(message=None).count()


def wrong(code):
    return f"{(int(code) + 1) % 10**6:06d}"


# --- The page --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("write", [str, lambda code: f" {code[:3]} {code[3:]} ", lambda code: code.translate(EASTERN)])
def test_the_code_is_asked_for_and_signs_however_it_is_typed(client, case, url, member, write):
    given = shown(client, url)
    assert "code" not in client.get(url).context["form"].fields
    assert client.post(url, {**given, "action": "send"}).url == f"{url}#id_code"
    page = client.get(url)
    assert page.context["form"]["is_true"].value() and page.context["form"]["notice_seen"].value()
    answer = client.post(url, {**given, "action": "sign", "code": write(cases.newest_code(member.mobile))})
    assert answer.url == f"{case.get_absolute_url()}done/"
    signed = case.declarations.get()
    assert (signed.method, signed.signed_by, signed.witnessed_by) == ("code", member, None)


def test_the_message_says_what_it_signs_and_in_the_language_of_the_page(client, case, url):
    client.post(f"/ur{url}", {**shown(client, f"/ur{url}"), "action": "send"})
    text = Delivery.objects.get(message=None).text
    assert case.reference in text and any(letter in text for letter in "ٹڈےںہ")
    assert len(text) <= 134


def test_no_code_goes_out_before_both_sentences_are_ticked(client, url):
    given = shown(client, url)
    for missing in TICKS:
        answer = client.post(url, {**given, missing: "", "action": "send"})
        assert answer.status_code == 422 and "error-summary" in answer.content.decode()
    assert codes() == 0


def test_a_wrong_code_keeps_what_was_ticked_and_counts(client, case, url, member):
    given = shown(client, url)
    client.post(url, {**given, "action": "send"})
    code = cases.newest_code(member.mobile)
    for _miss in range(5):
        answer = client.post(url, {**given, "code": wrong(code)})
        assert answer.status_code == 422
        form = answer.context["form"]
        assert form.errors["code"] and form["is_true"].value() and form["code"].value() == wrong(code)
    answer = client.post(url, {**given, "code": code})
    assert answer.status_code == 422 and "انتهى" in answer.context["form"].errors["code"][0]
    assert not Application.objects.get().was_submitted


@pytest.mark.parametrize("typed", ["", "12345", "1234567", "abcdef", "\x00", "١٢٣"])
def test_what_is_no_code_is_not_counted(client, case, url, typed):
    given = shown(client, url)
    client.post(url, {**given, "action": "send"})
    assert client.post(url, {**given, "code": typed}).status_code == 422
    assert SigningCode.objects.get().code_tries == 0


def test_another_code_is_sent_after_the_wait_and_only_the_newest_signs(client, case, url, member, settings):
    given = shown(client, url)
    client.post(url, {**given, "action": "send"})
    first = cases.newest_code(member.mobile)
    client.post(url, {"action": "again"})
    assert codes() == 1 and client.get(url).context["wait"] > 0
    with time_machine.travel(timezone.now() + timedelta(seconds=settings.CODE_RESEND_SECONDS + 1), tick=True):
        client.post(url, {"action": "again"})
        assert codes() == 2
        newest = cases.newest_code(member.mobile)
        assert newest == first or client.post(url, {**given, "code": first}).status_code == 422
        assert client.post(url, {**given, "code": newest}).url.endswith("/done/")


def test_a_code_that_waited_too_long_is_over_and_the_ticks_stay(client, url, member):
    given = shown(client, url)
    client.post(url, {**given, "action": "send"})
    code = cases.newest_code(member.mobile)
    with time_machine.travel(timezone.now() + timedelta(minutes=11), tick=True):
        answer = client.post(url, {**given, "code": code})
        assert answer.status_code == 422 and answer.context["form"].errors["code"]
        form = client.get(url).context["form"]
        assert "code" not in form.fields and form["is_true"].value()


def test_asking_again_without_a_first_code_sends_nothing(client, url):
    assert client.post(url, {"action": "again"}).status_code == 302
    assert codes() == 0


def test_a_session_that_ended_loses_neither_the_ticks_nor_the_code(client, case, url, member, sign_in):
    given = shown(client, url)
    client.post(url, {**given, "action": "send"})
    code = cases.newest_code(member.mobile)
    answer = Client().post(url, {**given, "code": code})
    assert answer.status_code == 302 and url in answer.url
    again = sign_in(member)
    assert again.get(url).context["form"]["is_true"].value()
    assert again.post(url, {**given, "code": code}).url.endswith("/done/")


def test_a_request_that_was_not_checked_leads_to_the_check_page(member, sign_in):
    draft = cases.drafted(member, cases.make_service())
    client = sign_in(member)
    for method in (client.get, client.post):
        assert method(f"{draft.get_absolute_url()}declaration/").url == draft.check_url()


# --- What a code is bound to -----------------------------------------------------------------------------------


def test_an_edit_after_sending_voids_the_code(case, member):
    given = cases.code_for(case, member)
    save_answer(case, "question-0", "9", by=member)
    refused(lambda: sign(case, by=member, **given), 409)
    save_answer(case, "question-0", "5", by=member)
    refusal = refused(lambda: sign(case, by=member, **given), 422)
    assert isinstance(refusal, CodeRefused)


def test_a_code_for_older_answers_does_not_sign_newer_ones(case, member):
    old = cases.code_for(case, member)
    SigningCode.objects.update(answers_hash="0" * 64)
    refused(lambda: sign(case, by=member, **old), 422)


def test_a_code_for_other_words_does_not_sign(case, member):
    given = cases.code_for(case, member)
    with override("ur"):
        assert Agreement.objects.filter(language="ur").exists()
        refused(lambda: sign(case, by=member, **given), 422)
    assert sign(case, by=member, **given).was_submitted


def test_a_code_signs_once_and_not_another_request(case, member, staff):
    given = cases.code_for(case, member)
    other = make_ready(cases.drafted(member, cases.make_service("other")), by=member)
    with pytest.raises(Refused):
        sign(other, by=member, **{**cases.code_for(other, member), "code": wrong(cases.newest_code(member.mobile))})
    sign(case, by=member, **given)
    assert not SigningCode.objects.filter(application=case).exists()
    assert sign(case, by=member, **given).declarations.count() == 1


def test_a_helper_and_a_stranger_get_no_code(case, new_member):
    stranger = new_member()
    with pytest.raises(Refused) as refusal:
        cases.code_for(case, stranger)
    assert refusal.value.status == 403 and codes() == 0


def test_an_account_by_e_mail_gets_the_code_there(sign_in):
    user = open_account(email="person@example.test")
    ready = make_ready(cases.drafted(user, cases.make_service()), by=user)
    assert cases.sign(ready, user).was_submitted
    assert Delivery.objects.filter(message=None).get().channel == "email"


def test_a_mobile_that_nobody_proved_gets_none(new_member):
    user = new_member()
    user.mobile_proven_at = None
    user.save()
    ready = make_ready(cases.drafted(user, cases.make_service()), by=user)
    with pytest.raises(Refused) as refusal:
        cases.code_for(ready, user)
    assert refusal.value.status == 409 and codes() == 0


# --- How often, and what is kept -------------------------------------------------------------------------------


def test_two_clicks_send_one_code_and_a_day_has_its_limit(case, member, client, url):
    for turn in range(10):
        save_answer(case, "question-0", str(turn), by=member)
        cases.code_for(case, member), cases.code_for(case, member)
        assert codes() == turn + 1
    save_answer(case, "question-0", "77", by=member)
    answer = client.post(url, {**shown(client, url), "action": "send"})
    assert answer.status_code == 422 and answer.context["form"].non_field_errors()
    assert answer.context["form"]["is_true"].value() and codes() == 10


def test_no_code_lies_in_the_open(case, member):
    given = cases.code_for(case, member)
    row = SigningCode.objects.values().get()
    assert given["code"] not in str(row) and given["code"] not in str(list(AuditEvent.objects.values()))


def test_fifty_identical_submits_send_once(case, member, client, url):
    given = {**shown(client, url), **cases.code_for(case, member)}
    answers = {client.post(url, given).url for _turn in range(50)}
    assert answers == {f"{case.get_absolute_url()}done/"}
    assert case.events.filter(kind="submitted").count() == 1 == case.declarations.count()

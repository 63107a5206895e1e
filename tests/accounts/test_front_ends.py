"""Signing in from another front end: the rules of the one door, and no door for colleagues without a second factor."""

import json
import re

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from accounts.models import User
from notifications.actions import deliver_due
from notifications.sms import MemoryGateway
from tests.accounts.test_staff_doors import PASSWORD, SECRET, code_now

pytestmark = pytest.mark.django_db
API = "/_allauth/app/v1/"
MOBILE = "+966501234567"


def call(method, path, data=None, token="", base=API):
    headers = {"X-Session-Token": token} if token else {}
    body = json.dumps(data) if data is not None else ""
    answer = getattr(Client(), method)(base + path, body, content_type="application/json", headers=headers)
    return answer.status_code, answer.json() if answer.content else {}


def code_to(mobile=MOBILE):
    deliver_due()
    return next(
        re.search(r"[0-9]{6}", each.text)[0] for each in reversed(MemoryGateway.outbox) if each.mobile == mobile
    )


def ask(typed="٠٥٠ ١٢٣ ٤٥٦٧"):
    status, said = call("post", "auth/code/request", {"phone": typed})
    assert status == 401
    return said["meta"]["session_token"]


def test_a_code_opens_a_session_by_its_token():
    token = ask()
    code = code_to().translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
    status, said = call("post", "auth/code/confirm", {"code": f"{code[:3]} {code[3:]}"}, token)
    assert status == 200
    assert said["meta"]["is_authenticated"]
    token = said["meta"]["session_token"]
    assert call("get", "auth/session", token=token)[0] == 200
    assert User.objects.get().mobile_proven_at
    assert call("delete", "auth/session", token=token)[0] == 401
    assert call("get", "auth/session", token=token)[0] == 410


def test_an_e_mail_is_an_equal_choice():
    status, said = call("post", "auth/code/request", {"email": "Person@example.test"})
    assert status == 401
    assert User.objects.get().email == "person@example.test"
    assert said["meta"]["session_token"]


def test_known_and_unknown_get_the_same_answer():
    ask()
    answers = [call("post", "auth/code/request", {"phone": number}) for number in (MOBILE, "0501234599")]
    shapes = [(status, {**said, "meta": sorted(said["meta"])}) for status, said in answers]
    assert shapes[0] == shapes[1]


def test_too_many_is_told_with_the_time_and_is_never_a_fault():
    statuses = [call("post", "auth/code/request", {"phone": MOBILE})[0] for _turn in range(5)]
    assert statuses == [401] * 3 + [429] * 2
    guesses = [call("post", "auth/login", {"phone": MOBILE, "password": "x"})[0] for _turn in range(7)]
    assert guesses == [400] * 5 + [429] * 2


def test_a_new_code_waits_for_its_time():
    with time_machine.travel(timezone.now(), tick=False) as clock:
        token = ask()
        assert call("post", "auth/code/resend", token=token)[0] == 429
        clock.shift(46)
        assert call("post", "auth/code/resend", token=token)[0] == 200
        assert call("post", "auth/code/confirm", {"code": code_to()}, token)[0] == 200


def test_a_slip_is_no_guess_and_the_third_guess_ends_it():
    token = ask()
    code = code_to()
    for typed in ("", "12", "abc", "1" * 9):
        assert call("post", "auth/code/confirm", {"code": typed}, token)[0] == 400
    wrong = str((int(code) + 1) % 10**6).zfill(6)
    for _turn in range(3):
        assert call("post", "auth/code/confirm", {"code": wrong}, token)[0] == 400
    assert call("post", "auth/code/confirm", {"code": code}, token)[0] == 409


@pytest.mark.parametrize(
    "path",
    [
        "auth/signup",
        "auth/password/request",
        "auth/password/reset",
        "account/password/change",
        "account/phone",
        "account/email",
    ],
)
def test_what_proves_nothing_is_not_there(path):
    assert Client().post(f"{API}{path}/", "{}", content_type="application/json").status_code == 404


@pytest.mark.parametrize(
    "path", ["auth/code/request", "auth/code/confirm", "auth/login", "auth/webauthn/login", "auth/2fa/authenticate"]
)
@pytest.mark.parametrize(
    "body",
    [
        "",
        "{",
        "[]",
        "null",
        '{"phone": {"a": 1}}',
        '{"code": ["x"]}',
        '{"credential": {"response": []}}',
        '{"phone": "0501234567\\u0000"}',
    ],
)
def test_nonsense_is_refused_never_a_fault(path, body):
    assert 400 <= Client().post(API + path, body, content_type="application/json").status_code < 500


def test_a_colleague_needs_the_second_factor(staff):
    colleague = staff("reception", totp_secret=SECRET)
    status, said = call("post", "auth/login", {"email": colleague.email, "password": PASSWORD})
    assert status == 401
    token = said["meta"]["session_token"]
    assert call("get", "auth/sessions", token=token)[0] == 401
    status, said = call("post", "auth/2fa/authenticate", {"code": code_now()}, token)
    assert status == 200
    assert call("get", "auth/sessions", token=said["meta"]["session_token"])[0] == 200


def test_a_colleague_without_a_second_factor_stays_outside(staff):
    colleague = staff("reception")
    status, said = call("post", "auth/login", {"email": colleague.email, "password": PASSWORD})
    assert status == 401
    assert not said["meta"]["is_authenticated"]
    half = Client()
    half.force_login(colleague)  # A session of the pages, by one proof.
    key = half.cookies["sessionid"].value
    assert call("get", "auth/session", token=key)[0] == 410
    assert call("get", "account/authenticators", token=key)[0] == 410
    assert half.get("/_allauth/browser/v1/account/authenticators").status_code == 403


def test_a_browser_client_signs_in_as_well():
    client = Client()
    said = client.post(
        "/_allauth/browser/v1/auth/code/request", json.dumps({"phone": MOBILE}), content_type="application/json"
    )
    assert said.status_code == 401
    said = client.post(
        "/_allauth/browser/v1/auth/code/confirm", json.dumps({"code": code_to()}), content_type="application/json"
    )
    assert said.status_code == 200
    assert client.get("/my/").status_code == 200


def test_a_second_step_is_added_by_a_fresh_proof_alone():
    with time_machine.travel(timezone.now(), tick=False) as clock:
        token = ask()
        token = call("post", "auth/code/confirm", {"code": code_to()}, token)[1]["meta"]["session_token"]
        clock.shift(11 * 60)
        assert call("get", "account/authenticators/webauthn", token=token)[0] == 401
        assert call("post", "account/authenticators/totp", {"code": "123456"}, token)[0] in (400, 401)
        assert not User.objects.get().authenticator_set.exists()

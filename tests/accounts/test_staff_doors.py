"""Colleagues enter by password and authenticator, nothing less."""

import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.test import Client

pytestmark = pytest.mark.django_db

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
PASSWORD = "correct horse battery"
SECOND = "/accounts/2fa/authenticate/"


def code_now(secret=SECRET):
    counter = next(iter(yield_hotp_counters_from_time()))
    return format_hotp_value(hotp_value(secret, counter))


@pytest.fixture
def colleague(staff):
    return staff("reception", totp_secret=SECRET)


def enter(client, user, password=PASSWORD, **more):
    return client.post("/accounts/login/", {"login": user.email, "password": password, **more})


def test_password_and_authenticator_lead_to_the_desk(client, colleague):
    answer = enter(client, colleague, next="/admin/requests/")
    assert answer.url.startswith(SECOND)
    assert "_auth_user_id" not in client.session
    answer = client.post(answer.url, {"code": code_now()})
    assert answer.url == "/admin/requests/"
    assert client.get("/admin/requests/").status_code == 200


@pytest.mark.parametrize("digits", ["٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹"])
def test_the_second_code_in_any_digits(client, colleague, digits):
    enter(client, colleague)
    typed = code_now().translate(str.maketrans("0123456789", digits))
    assert client.post(SECOND, {"code": f"{typed[:3]} {typed[3:]}"}).status_code == 302
    assert "_auth_user_id" in client.session


@pytest.mark.parametrize("typed", ["000000", "", "abc", "\x00", "9" * 300])
def test_a_wrong_second_code_is_refused(client, colleague, typed):
    enter(client, colleague)
    if typed == code_now():
        typed = "111111"
    answer = client.post(SECOND, {"code": typed})
    assert answer.status_code == 422
    assert "_auth_user_id" not in client.session


def test_the_second_code_works_once(colleague):
    first, second, code = Client(), Client(), code_now()
    enter(first, colleague)
    assert first.post(SECOND, {"code": code}).status_code == 302
    enter(second, colleague)
    assert second.post(SECOND, {"code": code}).status_code == 422


@pytest.mark.parametrize(
    ("login", "password"),
    [
        ("", ""),
        ("nobody@example.test", PASSWORD),
        ("0501234567", "x"),
        ("0143211234", "x"),
        ("هاتف", "x"),
        ("a@b\x00", "x"),
        ("x" * 999, "y"),
    ],
)
def test_a_wrong_password_is_refused_with_what_was_typed(client, colleague, login, password):
    answer = client.post("/accounts/login/", {"login": login, "password": password})
    assert answer.status_code == 422
    assert answer.context["form"].errors
    assert answer.context["form"]["login"].value() == login
    assert "_auth_user_id" not in client.session


def test_right_address_and_wrong_password_read_as_an_unknown_address(colleague):
    told = [
        Client().post("/accounts/login/", {"login": login, "password": "wrong horse"}).context["form"].errors.as_json()
        for login in (colleague.email, "nobody@example.test")
    ]
    assert told[0] == told[1]


def test_without_an_authenticator_one_is_set_up_first(client, staff):
    user = staff("reception")
    enter(client, user)
    set_up = client.get("/admin/requests/").url
    assert set_up.startswith("/accounts/2fa/totp/activate/")
    again = client.get(set_up).url  # So grave a change asks for the password once more.
    assert client.post(again, {"password": PASSWORD, "next": set_up}).url == set_up
    assert client.get(set_up).status_code == 200
    assert not Authenticator.objects.exists()
    assert client.post(set_up, {"code": "000000"}).status_code in (200, 422)
    assert not Authenticator.objects.exists()
    secret = client.session["mfa.totp.secret"]
    client.post(set_up, {"code": code_now(secret)})
    assert Authenticator.objects.filter(user=user, type="totp").exists()
    assert client.get("/admin/requests/").status_code == 200  # The code that set it up was a proof already.


def test_a_code_by_message_alone_does_not_open_the_desk(client, colleague):
    """A colleague's session without the second factor is sent to prove it."""
    client.force_login(colleague)
    answer = client.get("/admin/requests/")
    assert answer.url.startswith("/accounts/2fa/reauthenticate/")


def test_the_secret_of_the_authenticator_lies_sealed(colleague):
    row = Authenticator.objects.get(user=colleague, type="totp")
    assert SECRET not in str(row.data)
    assert row.data["secret"].startswith("v1:")
    codes = Authenticator.objects.get(user=colleague, type="recovery_codes")
    assert codes.data["seed"].startswith("v1:")
    assert codes.wrap().get_unused_codes()


def test_a_recovery_code_opens_once(colleague):
    code = Authenticator.objects.get(user=colleague, type="recovery_codes").wrap().get_unused_codes()[0]
    statuses = []
    for _turn in range(2):
        client = Client()
        enter(client, colleague)
        statuses.append(client.post(SECOND, {"code": code}).status_code)
    assert statuses == [302, 422]


def test_the_password_lies_hashed(colleague):
    assert PASSWORD not in colleague.password
    assert colleague.check_password(PASSWORD)


def test_the_clock_of_the_test_is_the_clock_of_the_code():
    assert abs(time.time() // 30 - next(iter(yield_hotp_counters_from_time()))) <= 1

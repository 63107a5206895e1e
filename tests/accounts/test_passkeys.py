"""Passkeys beside the browser's own part, which tests/e2e/test_sign_in.py tries: whose they are, and nonsense."""

import json

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from tests.accounts.test_own import MOBILE, enter

pytestmark = pytest.mark.django_db

KEYS = "/accounts/2fa/webauthn/"
NONSENSE = [
    "",
    "{}",
    "[]",
    "null",
    "x",
    json.dumps({"id": "a", "response": {}}),
    json.dumps({"response": {"userHandle": None}}),
]


def passkey_of(user):
    return Authenticator.objects.create(user=user, type="webauthn", data={"name": "my phone", "credential": {}})


@pytest.mark.parametrize("typed", NONSENSE)
def test_nonsense_opens_nothing_and_is_no_fault(typed):
    client = Client()
    answer = client.post(KEYS + "login/", {"credential": typed})
    assert answer.status_code == 302
    assert answer.url.startswith("/accounts/login/")
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("typed", NONSENSE)
def test_nonsense_is_kept_as_no_passkey(typed):
    client = enter(MOBILE)
    client.get(KEYS + "add/")
    assert client.post(KEYS + "add/", {"name": "x", "credential": typed}).status_code == 422
    assert not Authenticator.objects.exists()


def test_anothers_passkey_looks_as_a_missing_one(member):
    theirs = passkey_of(member)
    client = enter(MOBILE)
    for method in ("get", "post"):
        assert getattr(client, method)(f"{KEYS}keys/{theirs.pk}/remove/").status_code == 404
        assert getattr(client, method)(f"{KEYS}keys/{theirs.pk + 1}/remove/").status_code == 404
    assert Authenticator.objects.filter(pk=theirs.pk).exists()


def test_a_persons_passkey_is_no_lock(member):
    """A lost phone must not shut its owner out: the code still opens alone."""
    passkey_of(member)
    assert enter(member.mobile).get("/my/").status_code == 200


def test_a_colleagues_passkey_is_a_lock(staff):
    colleague = staff("reception")
    passkey_of(colleague)
    client = Client()
    answer = client.post("/accounts/login/", {"login": colleague.email, "password": "correct horse battery"})
    assert answer.url.startswith("/accounts/2fa/authenticate/")
    assert "_auth_user_id" not in client.session

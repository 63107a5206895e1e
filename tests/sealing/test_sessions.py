"""Sessions: nothing readable in the row, and a bad row is an empty session."""

import base64

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from hypothesis import given
from hypothesis import strategies as st

from sealing.sessions import SealedSerializer


@pytest.mark.django_db
def test_a_session_row_shows_nothing_and_opens():
    store = SessionStore()
    store["phone"] = "+966500000001"
    store["code"] = {"رمز": "482913"}
    store.save()
    row = Session.objects.get(pk=store.session_key).session_data
    body = row.lstrip(".").split(":")[0]
    unpacked = base64.urlsafe_b64decode(body + "=" * (-len(body) % 4))
    for secret in (b"482913", b"966500000001", b"phone"):
        assert secret not in row.encode() and secret not in unpacked
    assert SessionStore(store.session_key)["code"] == {"رمز": "482913"}


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(), st.lists).map(lambda value: {"a": value}))
def test_round_trip(value):
    assert SealedSerializer().loads(SealedSerializer().dumps(value)) == value


@given(st.text())
def test_a_garbage_row_is_an_empty_session(text):
    assert SessionStore().decode(text) == {}


def test_a_rightly_signed_row_that_is_not_sealed_is_an_empty_session():
    from django.core import signing

    plain = signing.dumps({"a": 1}, salt="django.contrib.sessions.SessionStore", compress=True)
    assert SessionStore().decode(plain) == {}


def test_a_row_under_a_lost_key_is_an_empty_session(settings):
    row = SessionStore().encode({"a": 1})
    assert SessionStore().decode(row) == {"a": 1}
    settings.SEALING_KEYS = {"test": "b29vb29vb29vb29vb29vb29vb29vb29vb29vb29vb28="}
    assert SessionStore().decode(row) == {}

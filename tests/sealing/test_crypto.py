"""Short values: what was sealed opens in its own place only."""

from base64 import b64encode
from string import ascii_letters, digits

import pytest
from django.core.exceptions import ImproperlyConfigured
from hypothesis import given
from hypothesis import strategies as st

from sealing import Unreadable, crypto
from sealing.crypto import key_id_of, new_key, open_sealed, prefix_of, reseal, seal, unwrap, wrap
from sealing.index import blind

OTHER_KEY = "b29vb29vb29vb29vb29vb29vb29vb29vb29vb29vb28="


@given(st.binary(), st.text())
def test_what_was_sealed_opens_in_its_context(plain, context):
    context = context.encode("utf-8", "replace").decode()
    assert crypto.open_sealed(crypto.seal(plain, context=context), context=context) == plain


def test_a_token_names_its_version_and_key_and_hides_the_value():
    token = crypto.seal("هوية 1012345672".encode(), context="a")
    assert token.startswith("v1:test:")
    assert "1012345672" not in token
    assert token != crypto.seal("هوية 1012345672".encode(), context="a")


def test_another_context_does_not_open():
    with pytest.raises(Unreadable):
        crypto.open_sealed(crypto.seal(b"x", context="row:1"), context="row:2")


def test_another_key_does_not_open(settings):
    token = crypto.seal(b"x", context="a")
    settings.SEALING_KEYS = {"test": OTHER_KEY}
    with pytest.raises(Unreadable):
        crypto.open_sealed(token, context="a")


def test_a_key_that_is_gone_is_named_as_unreadable(settings):
    token = crypto.seal(b"x", context="a")
    settings.SEALING_KEYS = {"new": OTHER_KEY}
    with pytest.raises(Unreadable):
        crypto.open_sealed(token, context="a")


def test_an_old_key_still_opens_after_a_new_one_is_active(settings):
    token = crypto.seal(b"x", context="a")
    settings.SEALING_KEYS = {**settings.SEALING_KEYS, "new": OTHER_KEY}
    settings.SEALING_ACTIVE_KEY = "new"
    assert crypto.open_sealed(token, context="a") == b"x"
    assert crypto.seal(b"x", context="a").startswith("v1:new:")


def test_a_token_can_not_be_moved_under_another_key_id(settings):
    token = crypto.seal(b"x", context="a")
    settings.SEALING_KEYS = {"test": OTHER_KEY, "alias": settings.SEALING_KEYS["test"]}
    with pytest.raises(Unreadable):
        crypto.open_sealed(token.replace(":test:", ":alias:"), context="a")


@given(st.text())
def test_garbage_is_unreadable_and_nothing_else(text):
    for token in (text, f"v1:test:{text}"):
        with pytest.raises(Unreadable):
            crypto.open_sealed(token, context="a")


@pytest.mark.parametrize("plain", [b"", b"1", b"12"])
def test_every_altered_character_is_noticed(plain):
    """Each of base64's three endings too: its last character has bits that say nothing."""
    token = crypto.seal(plain, context="a")
    for place in range(len(token)):
        for letter in set(ascii_letters + digits + "+/=") - {token[place]}:
            with pytest.raises(Unreadable):
                crypto.open_sealed(token[:place] + letter + token[place + 1 :], context="a")


@pytest.mark.parametrize("keys, active", [({}, ""), ({"k": "c2hvcnQ="}, "k"), ({"k": "not base64"}, "k")])
def test_sealing_without_a_proper_key_is_a_wrong_configuration(settings, keys, active):
    settings.SEALING_KEYS, settings.SEALING_ACTIVE_KEY = keys, active
    with pytest.raises(ImproperlyConfigured):
        crypto.seal(b"x", context="a")


def test_blind_is_stable_and_separated_by_purpose_and_key(settings):
    first = blind("1012345672", purpose="identity")
    assert first == blind("1012345672", purpose="identity")
    assert len(first) == 64
    others = {blind("1012345673", purpose="identity"), blind("1012345672", purpose="iban")}
    settings.SEALING_INDEX_KEY = OTHER_KEY
    others.add(blind("1012345672", purpose="identity"))
    assert len(others | {first}) == 4


# --- Keys by name, and wrapping under a key of one's own -------------------------------------------------


@given(st.text())
def test_any_text_names_a_key_or_none(text):
    assert isinstance(key_id_of(text), str)


def test_a_token_names_its_key_known_or_not(settings):
    token = seal(b"x", context="c")
    assert key_id_of(token) == "test" and token.startswith(prefix_of("test"))
    settings.SEALING_KEYS = {}
    assert key_id_of(token) == "test"
    assert key_id_of("v2:test:AAAA") == key_id_of("plain words") == ""


def test_sealing_anew_takes_the_active_key_and_the_same_context(settings):
    token = seal(b"x", context="c")
    settings.SEALING_KEYS = {**settings.SEALING_KEYS, "new": b64encode(b"n" * 32).decode()}
    settings.SEALING_ACTIVE_KEY = "new"
    assert key_id_of(again := reseal(token, context="c")) == "new"
    assert open_sealed(again, context="c") == b"x"
    with pytest.raises(Unreadable):
        reseal(token, context="d")


@given(st.binary(max_size=100), st.text(max_size=20))
def test_wrapping_opens_with_its_key_and_context_alone(plain, context):
    key = new_key()
    token = wrap(plain, key=key, context=context)
    assert unwrap(token, key=key, context=context) == plain
    for other_key, other_context in ((new_key(), context), (key, f"{context}x")):
        with pytest.raises(Unreadable):
            unwrap(token, key=other_key, context=other_context)


@given(
    st.text() | st.text().map("w1:".__add__) | st.binary(max_size=60).map(lambda raw: f"w1:{b64encode(raw).decode()}")
)
def test_any_text_unwraps_to_nothing(text):
    with pytest.raises(Unreadable):
        unwrap(text, key=b"k" * 32, context="c")

"""References: what a person may write, and which slips are noticed."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sealing.references import ALPHABET, RANDOM_LENGTH, BadReference, check_character, make, parse

bodies = st.text(ALPHABET, min_size=RANDOM_LENGTH, max_size=RANDOM_LENGTH).map(
    lambda text: text + check_character(text)
)


def refused(text):
    try:
        parse(text)
    except BadReference as problem:
        return problem.reason
    return None


def test_a_made_reference_is_canonical_and_different_each_time():
    made = {make() for _ in range(500)}
    assert len(made) == 500
    assert all(parse(reference) == reference for reference in made)
    assert not set("01OILSU") & set(ALPHABET)


def test_another_prefix_stands_and_is_expected():
    reference = make("VOL")
    assert reference.startswith("VOL-")
    assert parse(reference.lower(), "VOL") == reference
    assert refused(reference) == "length"


@given(bodies)
def test_every_single_wrong_character_is_noticed(body):
    for place in range(len(body)):
        for other in set(ALPHABET) - {body[place]}:
            assert refused(body[:place] + other + body[place + 1 :]) == "check"


@given(bodies)
def test_every_exchange_of_two_characters_is_noticed(body):
    for first in range(len(body)):
        for second in range(first + 1, len(body)):
            letters = list(body)
            letters[first], letters[second] = letters[second], letters[first]
            if body[first] != body[second]:
                assert refused("".join(letters)) == "check"


def test_the_check_is_proven_for_all_references():
    """The sum of place x value is 0 modulo a prime: no place and no difference of places is 0, so no slip is."""
    prime = len(ALPHABET)
    assert all(prime % divisor for divisor in range(2, prime))
    places = range(1, RANDOM_LENGTH + 2)
    assert all(place * step % prime for place in places for step in range(1, prime))
    assert all((a - b) * step % prime for a in places for b in places if a != b for step in range(1, prime))
    for _ in range(200):
        body = "".join(random.choices(ALPHABET, k=RANDOM_LENGTH))
        body += check_character(body)
        assert sum(place * ALPHABET.index(letter) for place, letter in zip(places, body, strict=True)) % prime == 0


@given(bodies, st.randoms())
def test_any_case_digits_spaces_and_marks_are_understood(body, chance):
    arabic = str.maketrans("23456789", "٢٣٤٥٦٧٨٩")
    persian = str.maketrans("23456789", "۲۳۴۵۶۷۸۹")
    wide = {ord(letter): ord(letter) - 33 + 0xFF01 for letter in ALPHABET}
    written = (
        chance.choice(["", "YD", "yd-", "\u200fYD–"])
        + body[:4]
        + chance.choice(["", " ", "-", "\u200e - ", "ـ"][:4])
        + body[4:]
    )
    for text in (
        written,
        written.lower(),
        written.translate(arabic),
        written.translate(persian),
        written.translate(wide),
    ):
        assert parse(f" {text}\u202c\n") == f"YD-{body[:4]}-{body[4:]}"


def test_a_body_that_begins_like_the_prefix_is_understood():
    body = "YDYDYDY"
    body += check_character(body)
    assert parse(body) == parse(f"yd {body}") == f"YD-{body[:4]}-{body[4:]}"


@pytest.mark.parametrize(
    "text, reason",
    [
        ("", "empty"),
        (" -\u200f", "empty"),
        ("YD", "length"),
        ("YD-7K3M-9Q2XX", "length"),
        ("7" * 5000, "length"),
        ("YD-7K3M-9Q2O", "characters"),
        ("سسسسسسسس", "characters"),
        ("\x00" * 8, "empty"),
    ],
)
def test_each_cause_has_its_reason(text, reason):
    assert refused(text) == reason


@given(st.text())
def test_any_text_is_a_reference_or_refused(text):
    assert refused(text) in {None, "empty", "length", "characters", "check"}

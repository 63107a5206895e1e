from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saudi import identifiers
from saudi.identifiers import InvalidIdentifier


@pytest.mark.parametrize("typed", ["1000000008", "١٠٠٠٠٠٠٠٠٨", " 1000-000 008\u200f", "۱۰۰۰۰۰۰۰۰۸"])
def test_national_number_in_any_digits(typed):
    assert identifiers.clean_national_or_resident(typed) == "1000000008"


def test_resident_number():
    assert identifiers.clean_national_or_resident("2000000006") == "2000000006"


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("", "empty"),
        ("\x00\u200f", "empty"),
        ("100000000", "length"),
        ("1" * 5000, "length"),
        ("1000000009", "check_digit"),
        ("3000000004", "first_digit"),
        ("10000O0008", "characters"),
        ("100000000²", "characters"),
    ],
)
def test_wrong_national_numbers(typed, reason):
    with pytest.raises(InvalidIdentifier) as refused:
        identifiers.clean_national_or_resident(typed)
    assert refused.value.reason == reason
    assert not typed or typed not in str(refused.value)


def test_passport():
    assert identifiers.clean_passport(" ab ١٢٣٤٥٦٧ ") == "AB1234567"
    for typed, reason in [
        ("ABCDEFG", "characters"),
        ("A1", "length"),
        ("جواز123456", "characters"),
        ("A" * 20 + "1", "length"),
    ]:
        with pytest.raises(InvalidIdentifier) as refused:
            identifiers.clean_passport(typed)
        assert refused.value.reason == reason


def test_border_number():
    assert identifiers.clean_border("٣٠٢٣٤٥٦٧٨٩") == "3023456789"
    with pytest.raises(InvalidIdentifier) as refused:
        identifiers.clean_border("1000000008")
    assert refused.value.reason == "first_digit"


@pytest.mark.parametrize(
    "typed", ["SA0380000000608010167519", "sa03 8000 0000 6080 1016 7519", "٠٣ ٨٠٠٠ ٠٠٠٠ ٦٠٨٠ ١٠١٦ ٧٥١٩"]
)
def test_iban(typed):
    assert identifiers.clean_iban(typed) == "SA0380000000608010167519"


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("SA0380000000608010167518", "check_digit"),
        ("GB33BUKB20201555555555", "not_saudi"),
        ("SA03", "length"),
        ("ايبان", "characters"),
        (" ", "empty"),
    ],
)
def test_wrong_ibans(typed, reason):
    with pytest.raises(InvalidIdentifier) as refused:
        identifiers.clean_iban(typed)
    assert refused.value.reason == reason


@given(st.text(), st.sampled_from(["clean_national_or_resident", "clean_passport", "clean_border", "clean_iban"]))
def test_nothing_but_invalid_identifier_is_raised(text, cleaner):
    clean = getattr(identifiers, cleaner)
    for candidate in (text, "1" + text, "SA" + text):
        with suppress(InvalidIdentifier):
            assert clean(clean(candidate)) == clean(candidate)


def test_mask_keeps_three():
    assert identifiers.mask("1000000008") == "•••• 008"
    assert identifiers.mask("A1234") == "••••"

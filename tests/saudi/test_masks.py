"""Masks: enough to tell two values apart, and nothing to find one by."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saudi.identifiers import mask
from saudi.masks import HIDDEN, mask_date, mask_iban, mask_text

IBAN = "SA0380000000608010167519"


@pytest.mark.parametrize("written", [IBAN, "SA03 8000 0000 6080 1016 7519", "\u200eSA03\u00a08000 0000 6080 1016 7519"])
def test_an_iban_shows_its_end_alone(written):
    assert mask_iban(written) == "SA•• •••• 7519"


@given(st.text())
def test_an_iban_of_any_text_shows_four_characters_at_most(text):
    shown = mask_iban(text)
    assert shown == HIDDEN or (shown.startswith("SA•• •••• ") and len(shown) == len("SA•• •••• 7519"))


@given(st.dates())
def test_a_date_shows_its_year_alone(day):
    assert mask_date(day) == f"{day.year:04}-••-••"


def test_no_date_is_shown_as_nothing():
    assert mask_date(None) == ""


@given(st.text(min_size=1) | st.decimals() | st.integers())
def test_every_text_and_amount_looks_alike(value):
    assert mask_text(value) == HIDDEN


def test_what_is_not_there_is_not_masked():
    assert mask_text("") == mask_text(None) == ""
    assert mask_text(0) == HIDDEN


@given(st.text())
def test_an_identity_number_shows_three_characters_at_most(text):
    shown = mask(text)
    assert shown == HIDDEN or (shown.startswith(f"{HIDDEN} ") and len(shown) == len(HIDDEN) + 4)


def test_masks_refuse_nothing_and_keep_dates_apart():
    assert mask_date(date(1979, 11, 27)) == mask_date(date(1979, 1, 1)) != mask_date(date(1980, 1, 1))

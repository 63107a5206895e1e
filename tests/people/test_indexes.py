"""One number is one index, however it was typed; what is no number has none."""

import pytest

from people.enums import IdentityKind
from people.forms import IdentityForm
from people.models import IDENTITY_PURPOSE, MOBILE_PURPOSE
from saudi.identifiers import InvalidIdentifier, clean_national_or_resident
from saudi.phones import InvalidPhone, normalise
from sealing.index import blind

IDENTITY = "1000000008"
MOBILE = "+966501234567"
AS_TYPED = [
    "1000000008",
    "١٠٠٠٠٠٠٠٠٨",
    "۱۰۰۰۰۰۰۰۰۸",
    "１０００００００08",
    "100 000 0008",
    "1000-000-008",
    "\u200f1000000008\u200e",
    "\u202b١٠٠٠٠٠٠٠٠٨\u202c",
    "1000\u200b000\u200c008\ufeff",
    " 1000000008\n",
    "1000\u00a0000\u2009008",
]
MOBILES = [
    "0501234567",
    "501234567",
    "+966501234567",
    "00966501234567",
    "966501234567",
    "٠٥٠ ١٢٣ ٤٥٦٧",
    "۰۵۰۱۲۳۴۵۶۷",
    "+966 (0) 50-123-4567",
    "\u200e050\u200b1234567\u200f",
    "\u202a٠٥٠١٢٣٤٥٦٧\u202c",
    "050.123.4567",
]


@pytest.mark.parametrize("typed", AS_TYPED)
def test_an_identity_number_ends_in_one_index(typed):
    number = clean_national_or_resident(typed)
    assert blind(number, purpose=IDENTITY_PURPOSE) == blind(IDENTITY, purpose=IDENTITY_PURPOSE)
    form = IdentityForm({"identity_kind": IdentityKind.NATIONAL, "identity_number": typed})
    assert form.is_valid() and form.cleaned_data["identity_number"] == IDENTITY


@pytest.mark.parametrize("typed", MOBILES)
def test_a_mobile_ends_in_one_index(typed):
    assert blind(normalise(typed), purpose=MOBILE_PURPOSE) == blind(MOBILE, purpose=MOBILE_PURPOSE)


@pytest.mark.parametrize("place", range(10))
def test_one_wrong_digit_is_refused(place):
    for digit in "0123456789":
        typed = IDENTITY[:place] + digit + IDENTITY[place + 1 :]
        if typed != IDENTITY:
            with pytest.raises(InvalidIdentifier):
                clean_national_or_resident(typed)


@pytest.mark.parametrize("typed", ["050123456", "05012345678", "0123456789", "abc", "\u200f", "05٠١٢٣x٤٥٦٧"])
def test_what_is_no_mobile_is_refused(typed):
    with pytest.raises(InvalidPhone):
        normalise(typed)


def test_a_number_has_another_index_for_another_purpose():
    assert blind(IDENTITY, purpose=IDENTITY_PURPOSE) != blind(IDENTITY, purpose=MOBILE_PURPOSE)

"""Identity numbers, passports, border numbers and IBANs. A right check digit proves typing, not identity."""

import re
from typing import Literal

from stdnum import iban, luhn
from stdnum.exceptions import ValidationError

from .digits import strip_marks, to_western

Reason = Literal["empty", "characters", "length", "first_digit", "check_digit", "not_saudi"]

_SEPARATORS = re.compile(r"[\s\-‐‑‒–—−./\\_ـ]")
_LONGEST_INPUT = 100
_SAUDI_IBAN_LENGTH = 24


class InvalidIdentifier(ValueError):
    """A text that can't be the identifier asked for; `reason` says why. Never carries the text itself."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason)
        self.reason: Reason = reason


def clean_national_or_resident(text: str) -> str:
    """Ten digits: a citizen's number begins with 1, a resident's with 2; the last is a Luhn digit."""
    number = _digits(text, length=10)
    if number[0] not in "12":
        raise InvalidIdentifier("first_digit")
    if not luhn.is_valid(number):
        raise InvalidIdentifier("check_digit")
    return number


def clean_border(text: str) -> str:
    """Ten digits given at the border to whoever has no residence yet; 1 and 2 begin other kinds of number."""
    number = _digits(text, length=10)
    if number[0] in "012":
        raise InvalidIdentifier("first_digit")
    return number


def clean_passport(text: str) -> str:
    """Five to twelve Latin letters and digits, upper case, at least one of them a digit."""
    number = _compact(text)
    if not re.fullmatch("[A-Z0-9]+", number) or not re.search("[0-9]", number):
        raise InvalidIdentifier("characters")
    if not 5 <= len(number) <= 12:
        raise InvalidIdentifier("length")
    return number


def clean_iban(text: str) -> str:
    """A Saudi IBAN: `SA` and 22 characters; `SA` may be left out, since many forms print it before the box."""
    number = _compact(text)
    if re.fullmatch("[0-9]{22}", number):
        number = "SA" + number
    if not re.fullmatch("[A-Z0-9]+", number):
        raise InvalidIdentifier("characters")
    if not number.startswith("SA"):
        raise InvalidIdentifier("not_saudi")
    if len(number) != _SAUDI_IBAN_LENGTH:
        raise InvalidIdentifier("length")
    return _checked_iban(number)


def is_national_or_resident(text: str) -> bool:
    """Whether the text is an identity or iqama number, in any digits and spacing."""
    try:
        return bool(clean_national_or_resident(text))
    except InvalidIdentifier:
        return False


def mask(text: str) -> str:
    """Dots and the last three characters; nothing of a text too short to hide."""
    compact = _SEPARATORS.sub("", strip_marks(text))
    return "•••• " + compact[-3:] if len(compact) > 6 else "••••"


def _checked_iban(number: str) -> str:
    try:
        return str(iban.validate(number))
    except ValidationError:
        raise InvalidIdentifier("check_digit") from None


def _digits(text: str, *, length: int) -> str:
    number = _compact(text)
    if not re.fullmatch("[0-9]+", number):
        raise InvalidIdentifier("characters")
    if len(number) != length:
        raise InvalidIdentifier("length")
    return number


def _compact(text: str) -> str:
    """Without separators and marks, Western digits, upper case."""
    compact = _SEPARATORS.sub("", to_western(strip_marks(text)))
    if not compact:
        raise InvalidIdentifier("empty")
    if len(compact) > _LONGEST_INPUT:
        raise InvalidIdentifier("length")
    return compact.upper()

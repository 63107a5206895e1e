"""Mobile numbers: any digits and spacing in, E.164 stored, a familiar shape shown."""

import re
from typing import Literal

import phonenumbers
from phonenumbers import PhoneNumberType, ValidationResult

from .digits import only_digits, strip_marks, to_western

Reason = Literal["empty", "too_short", "too_long", "not_mobile", "invalid"]

# Spaces, brackets, any dash, dots, slashes and the tatweel that some keyboards give for a dash.
_SEPARATORS = re.compile(r"[\s()\[\]{}\-‐‑‒–—―−﹘﹣－./\\_·•ـ]")
_LONGEST_INPUT = 64
_SAUDI_MOBILE_LENGTH = 9
_MOBILE_TYPES = {PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE_OR_MOBILE, PhoneNumberType.UNKNOWN}


class InvalidPhone(ValueError):
    """A text that is no mobile number; `reason` says why, for one clear message per cause."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason)
        self.reason: Reason = reason


def normalise(text: str) -> str:
    """E.164 (`+966501234567`) from what a person typed.

    Saudi numbers come as `05…`, `5…`, `9665…`, `009665…` or `+9665…`; foreign ones need `+` or `00`.
    Raises `InvalidPhone`.
    """
    number = _bare(text)
    if number.startswith("00"):
        number = "+" + number[2:].lstrip("+")
    if number.startswith("+") and not number.startswith("+966"):
        return _foreign(number)
    return "+966" + _saudi_mobile(number)


def _bare(text: str) -> str:
    """Digits with at most one leading plus."""
    number = _SEPARATORS.sub("", to_western(strip_marks(text)).replace("＋", "+"))
    if not number:
        raise InvalidPhone("empty")
    if not re.fullmatch(r"\+?[0-9]+", number):
        raise InvalidPhone("invalid")
    if len(number) > _LONGEST_INPUT:
        raise InvalidPhone("too_long")
    return number


def _saudi_mobile(number: str) -> str:
    """The nine national digits, whatever stands before them."""
    national = number.removeprefix("+966")
    if len(national) > _SAUDI_MOBILE_LENGTH:
        national = national.removeprefix("966")
    national = national.removeprefix("0")  # `+966 05…` is a common slip
    if len(national) > _SAUDI_MOBILE_LENGTH:
        raise InvalidPhone("too_long")
    if len(national) >= _SAUDI_MOBILE_LENGTH - 1 and not national.startswith("5"):
        raise InvalidPhone("not_mobile")
    if len(national) < _SAUDI_MOBILE_LENGTH:
        raise InvalidPhone("too_short")
    return national


def _foreign(number: str) -> str:
    try:
        parsed = phonenumbers.parse(number)
    except phonenumbers.NumberParseException as error:
        raise InvalidPhone(_parse_reason(error)) from None
    possible = phonenumbers.is_possible_number_with_reason(parsed)
    if possible == ValidationResult.TOO_SHORT:
        raise InvalidPhone("too_short")
    if possible == ValidationResult.TOO_LONG:
        raise InvalidPhone("too_long")
    if not phonenumbers.is_valid_number(parsed):
        raise InvalidPhone("invalid")
    if phonenumbers.number_type(parsed) not in _MOBILE_TYPES:
        raise InvalidPhone("not_mobile")
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)


def _parse_reason(error: phonenumbers.NumberParseException) -> Reason:
    if error.error_type in (error.TOO_SHORT_NSN, error.TOO_SHORT_AFTER_IDD):
        return "too_short"
    return "too_long" if error.error_type == error.TOO_LONG else "invalid"


def display(e164: str) -> str:
    """`050 123 4567` for a Saudi mobile, the international form otherwise; anything else comes back as it is."""
    if re.fullmatch(r"\+9665[0-9]{8}", e164):
        local = "0" + e164.removeprefix("+966")
        return f"{local[:3]} {local[3:6]} {local[6:]}"
    try:
        parsed = phonenumbers.parse(e164)
    except phonenumbers.NumberParseException:
        return e164
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.INTERNATIONAL)


def mask(e164: str) -> str:
    """Dots and the last three digits: enough for its owner to know it, too little for anyone else."""
    digits = only_digits(e164)
    return "•••• " + digits[-3:] if len(digits) > 6 else "••••"

"""The short national address: four letters and four digits that stand for one door."""

import re

from .digits import strip_marks, to_western

LONGEST_INPUT = 100


class InvalidAddress(ValueError):
    """A text that is no short national address. Never carries the text itself."""


def clean_short(text: str) -> str:
    """`ABCD1234` from any case, digits, spaces and dashes. Raises InvalidAddress."""
    compact = re.sub(r"[\s\-‐‑‒–—_.ـ]", "", to_western(strip_marks(text[: LONGEST_INPUT + 1]))).upper()
    if not re.fullmatch("[A-Z]{4}[0-9]{4}", compact):
        raise InvalidAddress
    return compact

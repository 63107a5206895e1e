"""The code of a shift's day: signed, another one each day, shown by the coordinator where the shift takes place."""

import hmac
from datetime import date

from sealing.index import blind
from sealing.references import ALPHABET, LONGEST_INPUT, bare
from volunteering.models import Shift

PURPOSE = "volunteering.day_code"
LENGTH = 6


def code_of(shift: Shift, day: date) -> str:
    """Six characters for the shift on a day; whoever lacks the key of the site can't make them."""
    number = int(blind(f"{shift.pk}:{day.isoformat()}", purpose=PURPOSE), 16)
    letters = ""
    for _place in range(LENGTH):
        number, at = divmod(number, len(ALPHABET))
        letters += ALPHABET[at]
    return letters


def is_code(given: str, shift: Shift, day: date) -> bool:
    """Whether what was typed or scanned is the code of the day, in any case, digits and spaces."""
    return hmac.compare_digest(bare(given[:LONGEST_INPUT]).encode(), code_of(shift, day).encode())

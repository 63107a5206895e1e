"""What stands in place of a private value until someone says why it is needed: enough to tell two apart, no more.

`saudi.identifiers.mask` is the one for identity numbers.
"""

from datetime import date

from .digits import strip_marks

HIDDEN = "••••"
_IBAN_SHOWN = 4


def mask_iban(text: str) -> str:
    """`SA•• •••• 7519`: the country and the last four characters; nothing of a text too short to hide."""
    compact = "".join(strip_marks(text).split())
    return f"SA•• {HIDDEN} {compact[-_IBAN_SHOWN:]}" if len(compact) >= 4 * _IBAN_SHOWN else HIDDEN


def mask_date(day: date | None) -> str:
    """`1979-••-••`: the year, by which an age is judged; "" for no date."""
    return f"{day.year:04}-••-••" if day else ""


def mask_text(text: object) -> str:
    """The same dots for a word and for a page, an amount and an address; "" for nothing."""
    return HIDDEN if text not in (None, "") else ""

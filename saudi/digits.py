"""Digits and invisible marks: what people type in Arabic, Persian or any other script, made plain.

Python's `\\d` and `int()` accept every script's digits, so a rule written with them lets `٠٥` pass as it is.
Translate with `to_western` first, then match `[0-9]`.
"""

import re
import unicodedata

# Bidi controls, zero-width characters, soft hyphen, byte-order mark, control characters (but tab and line ends)
# and lone surrogates. None of them can be seen, and each breaks a comparison, a database or an encoder.
_MARKS = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff"
    "\ufff9-\ufffb\ud800-\udfff]"
)


def to_western(text: str) -> str:
    """`text` with every decimal digit (٠-٩, ۰-۹, full-width, Bengali and the rest) written 0-9."""
    return text if text.isascii() else "".join(map(_western, text))


def _western(char: str) -> str:
    value = unicodedata.decimal(char, None)
    return char if value is None else str(value)


def strip_marks(text: str) -> str:
    """`text` without what can't be seen: bidi controls, zero-width characters, NUL and other controls."""
    return _MARKS.sub("", text)


def only_digits(text: str) -> str:
    """Only the digits of `text`, written 0-9."""
    return re.sub("[^0-9]", "", to_western(text))

"""References that a person reads aloud: short, not guessable, and a slip of the pen is noticed.

`YD-7K3M-9Q2X`: seven random characters and a check character. The alphabet leaves out what is read for something
else (0 and O, 1, I and L, S, U) and has 29 characters, a prime. The check makes the sum of place x value divisible
by 29, so every single wrong character and every exchange of two characters is noticed.
"""

from secrets import choice
from unicodedata import category, decimal, normalize

ALPHABET = "23456789ABCDEFGHJKMNPQRTVWXYZ"
RANDOM_LENGTH = 7
LENGTH = RANDOM_LENGTH + 1
LONGEST_INPUT = 64


class BadReference(ValueError):
    """Not a reference. `reason` is one of empty, length, characters, check; the text itself is not repeated."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def make(prefix: str = "YD") -> str:
    """A new reference, one of 29**7 (17 thousand million); the caller's unique constraint catches a repeat."""
    body = "".join(choice(ALPHABET) for _ in range(RANDOM_LENGTH))
    return _written(prefix, body + check_character(body))


def parse(text: str, prefix: str = "YD") -> str:
    """The reference as it is stored, from any case, digits, spaces, dashes and marks, with the prefix or without.

    Raises BadReference.
    """
    body = bare(text[: LONGEST_INPUT + 1])
    if not body:
        raise BadReference("empty")
    if len(body) == LENGTH + len(prefix):
        body = body.removeprefix(prefix)
    if len(body) != LENGTH:
        raise BadReference("length")
    if not set(body) <= set(ALPHABET):
        raise BadReference("characters")
    if check_character(body[:RANDOM_LENGTH]) != body[-1]:
        raise BadReference("check")
    return _written(prefix, body)


def check_character(body: str) -> str:
    """The eighth character for seven: places weigh 1 to 7 and the check itself 8, modulo 29."""
    total = sum(place * ALPHABET.index(letter) for place, letter in enumerate(body, start=1))
    return ALPHABET[-total * pow(LENGTH, -1, len(ALPHABET)) % len(ALPHABET)]


def _written(prefix: str, body: str) -> str:
    return f"{prefix}-{body[:4]}-{body[4:]}"


def bare(text: str) -> str:
    """Only what counts: digits of any script as 0-9, upper case, no spaces, dashes, marks or controls."""
    kept = (letter for letter in normalize("NFKC", text) if category(letter)[0] not in "CZPM")
    return "".join(str(decimal(letter, letter)) for letter in kept).upper()

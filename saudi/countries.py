"""Countries by their two letters (ISO 3166), named in the reader's language."""

from functools import lru_cache

from babel import Locale, UnknownLocaleError

# From where most people come who live or work in the Kingdom; offered first.
COMMON = ("SA", "YE", "EG", "SY", "SD", "JO", "PS", "PK", "IN", "BD", "PH", "ID", "LK", "NP", "NG", "ET", "MM", "TD")
_NOT_COUNTRIES = {
    "EU",
    "EZ",
    "UN",
    "QO",
    "XA",
    "XB",
    "ZZ",
    "AQ",
    "BV",
    "TF",
    "HM",
    "CP",
    "CQ",
    "DG",
    "EA",
    "IC",
    "TA",
    "AC",
}


def name(code: str, language: str) -> str:
    """The country's name in `language`; the code itself when nobody knows it."""
    return _names(_base(language)).get(code, code)


def choices(language: str) -> list[tuple[str, str]]:
    """(code, name), the common ones first, then all by their names."""
    known = _names(_base(language))
    rest = sorted(((code, known[code]) for code in known if code not in COMMON), key=lambda pair: pair[1])
    return [*((code, known[code]) for code in COMMON), *rest]


def is_known(code: str) -> bool:
    return code in _names("en")


@lru_cache(maxsize=8)
def _names(language: str) -> dict[str, str]:
    try:
        territories = Locale.parse(language).territories
    except (UnknownLocaleError, ValueError):
        territories = Locale.parse("en").territories
    return {code: str(named) for code, named in territories.items() if len(code) == 2 and code not in _NOT_COUNTRIES}


def _base(language: str) -> str:
    return language.replace("_", "-").split("-")[0].lower()

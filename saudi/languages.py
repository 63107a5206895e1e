"""The languages that beneficiaries read: their own names, how others call them, and the direction of their script."""

from functools import lru_cache
from typing import Literal

from babel import Locale, UnknownLocaleError

NAMES = {
    "ar": "العربية",
    "en": "English",
    "ur": "اردو",
    "bn": "বাংলা",
    "hi": "हिन्दी",
    "ne": "नेपाली",
    "ta": "தமிழ்",
    "ml": "മലയാളം",
    "te": "తెలుగు",
    "si": "සිංහල",
    "tl": "Tagalog",
    "id": "Bahasa Indonesia",
    "fa": "فارسی",
    "ps": "پښتو",
    "am": "አማርኛ",
    "om": "Afaan Oromoo",
    "sw": "Kiswahili",
    "ha": "Hausa",
    "tr": "Türkçe",
    "fr": "Français",
    "es": "Español",
    "ru": "Русский",
    "zh": "中文",
}

_RIGHT_TO_LEFT = {"ar", "ur", "fa", "ps", "ckb", "sd", "ug", "he", "dv", "yi"}


def direction(code: str) -> Literal["rtl", "ltr"]:
    """The writing direction of a language code such as `ar`, `ur-PK` or `en_GB`."""
    return "rtl" if _base(code) in _RIGHT_TO_LEFT else "ltr"


def name(code: str) -> str:
    """The language's name in its own script; the code itself when it is not one we know."""
    return NAMES.get(_base(code), code)


def said(code: str, language: str) -> str:
    """The language's name as `language` says it, for running text; the code itself when nobody knows it."""
    return _told(_base(language)).get(_base(code), name(code))


@lru_cache
def _told(language: str) -> dict[str, str]:
    try:
        known = Locale.parse(language).languages
    except (UnknownLocaleError, ValueError):
        return {}
    return {code: known[code] for code in NAMES if code in known}


def _base(code: str) -> str:
    return code.replace("_", "-").split("-")[0].lower()

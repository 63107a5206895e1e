"""One spelling for many: the form in which texts are compared and searched, never shown."""

import re
import unicodedata

from .digits import strip_marks, to_western

# Arabic vowel signs and Quranic marks, Latin accents. Signs of other scripts (Bengali, Hindi) carry the vowels: kept.
_COMBINING = re.compile(
    "[\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u08d3-\u08ff]"
)
_HAMZA_YEH_WAW = "\u064a\u0654\u0648"  # «ئو» as NFKD writes it: the older spelling of «ؤو» (مسئول, مسؤول)

_LETTERS = str.maketrans(
    {
        "ٱ": "ا",
        "ٲ": "ا",
        "ٳ": "ا",
        "ٵ": "ا",
        "ء": "",
        "ة": "ه",
        "ۃ": "ه",
        "ہ": "ه",
        "ھ": "ه",
        "ە": "ه",
        "ى": "ي",
        "ی": "ي",
        "ې": "ي",
        "ے": "ي",
        "ک": "ك",
        "ڪ": "ك",
        "ں": "ن",
        "ـ": "",
    }
)


def fold(text: str) -> str:
    """`text` in lower case without marks, tatweel, hamza seats and look-alike letters, with digits 0-9. Idempotent.

    «الإِرْشَـاد», «الارشاد» and «الإرشاد» fold to the same text; so do «مسئول» and «مسؤول», «مكتبة» and «مكتبه».
    """
    text = unicodedata.normalize("NFKD", _lower(strip_marks(text)))
    text = text.replace(_HAMZA_YEH_WAW, "\u0648\u0648")
    text = _COMBINING.sub("", text).translate(_LETTERS)
    text = re.sub("و+", "و", text)  # «مسؤول», «مسؤل»; «داوود», «داود»
    return unicodedata.normalize("NFC", to_western(text))


def _lower(text: str) -> str:
    """Compatibility forms opened before and after casefolding, since each can bring up letters for the other."""
    return unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold()).casefold()

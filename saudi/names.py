"""Names of people: cleaned as they are typed, and a skeleton that two spellings of one name share."""

import re
import unicodedata
from collections.abc import Iterable

from anyascii import anyascii

from .digits import strip_marks
from .folding import fold

SKELETON_LENGTH = 120
LONGEST_INPUT = 1000

# Said between the names rather than being one: «بن», «بنت», «أم», the article, and how they are written in Latin.
_BETWEEN = {"bn", "bnt", "abn", "bin", "ibn", "bint", "abw", "abu", "am", "um", "umm", "al", "el", "ul", "w"}
# Latin spellings of the sounds for which Arabic has one letter; «h» after a consonant is dealt with in `_bones`.
_SOUNDS = [
    ("ch", "s"),
    ("ck", "k"),
    ("ph", "f"),
    ("ou", "w"),
    ("oo", "w"),
    ("q", "k"),
    ("c", "k"),
    ("p", "b"),
    ("v", "f"),
    ("x", "ks"),
    ("z", "d"),
    ("j", "g"),
]
_ARABIC_SOUNDS = str.maketrans(
    {
        "ا": "a", "ب": "b", "پ": "b", "ت": "t", "ث": "t", "ج": "g", "چ": "s", "ح": "h", "خ": "k", "د": "d", "ذ": "d",
        "ر": "r", "ز": "d", "س": "s", "ش": "s", "ص": "s", "ض": "d", "ط": "t", "ظ": "d", "ع": "a", "غ": "g", "ف": "f",
        "ڤ": "f", "ق": "k", "ك": "k", "گ": "g", "ل": "l", "م": "m", "ن": "n", "ه": "h", "و": "w", "ي": "y",
        "ٹ": "t", "ڈ": "d", "ڑ": "r", "ژ": "d",
    }
)  # fmt: skip
_ARABIC = re.compile("[\u0600-\u06ff]")
# «عبد الرحمن», "Abdul Rahman" and "Abdulrahman" are one word; «نور الدين», "Nureddin" and "Nour Eldin" are two.
_SERVANT = re.compile(r"\b(?:(abd)(?:\s*-?[aeiu]l[\s-]*|\s+)|(عبد)(?:\s*ال|\s+))(?=\w)")
_OF_FAITH = re.compile(r"(?<=\w{2})(?:[aeu]l?d{1,2}[ie]{1,2}n|الدين)\b")
_ARTICLE = re.compile(r"(^|\s)ال(?=\w{2})")
_JOINED_ARTICLE = re.compile("^(?:al|el)")
_DOUBLED = re.compile(r"([^aeiouwy])\1+")  # Latin writes the doubling that Arabic leaves to a mark.
_MAHMUD = re.compile("^m[aeo]?hm[wu]d$")  # Its vowel alone tells it from Muhammad, the commonest name of all.
_VOWELS = re.compile("[aeiouwy]")
_SPARE_H = re.compile("(?<=[bdfgkst])h+|h+$")  # "Fathi" and «فتحي», "Siham" and «سهام», "Sarah" and «سارة»


def clean(text: str) -> str:
    """`text` without marks that cannot be seen, tatweel and spare spaces."""
    return " ".join(strip_marks(text[:LONGEST_INPUT]).replace("ـ", "").split())


def joined(parts: Iterable[str]) -> str:
    """The parts that are there, one space between."""
    return " ".join(part for part in parts if part)


def split(name: str) -> tuple[str, str, str, str]:
    """A whole name in four parts, as a first guess for its owner to check: first, father's, grandfather's, family's.

    «بن» and «بنت» stay with the name that they lead to.
    """
    words = re.sub(r"(?:^|(?<= ))(بنت?|bin|bint|ibn) ", "\\1\u00a0", clean(name)).split(" ")
    first, rest = words[0], words[1:]
    family = rest.pop() if rest else ""
    father = rest.pop(0) if rest else ""
    parts = (first, father, " ".join(rest), family)
    return parts[0], *(part.replace("\u00a0", " ") for part in parts[1:])  # type: ignore[return-value]


def skeleton(name: str) -> str:
    """The consonants of the names in `name`, sorted, at most 120 characters.

    Two spellings of one name share it: «محمد القحطاني», "Mohammed Al-Qahtani" and "Muhammad Alkahtany". It finds
    candidates for a colleague to compare; it decides nothing.
    """
    text = _SERVANT.sub(lambda found: found[1] or found[2], _ARTICLE.sub(r"\1", fold(clean(name))))
    words = {_bones(word) for word in re.split(r"[\s\-'’`.]+", _OF_FAITH.sub(" din", text))}
    return " ".join(sorted(word for word in words if word))[:SKELETON_LENGTH]


def _bones(word: str) -> str:
    """The sounds that spellings keep, in small Latin letters; "" for what stands between names."""
    latin = unicodedata.normalize("NFKD", anyascii(word.translate(_ARABIC_SOUNDS))).lower()
    sounds = re.sub("[^a-z]", "", latin)
    if sounds in _BETWEEN:
        return ""
    if not _ARABIC.search(word):
        sounds = _DOUBLED.sub(r"\1", _JOINED_ARTICLE.sub("", sounds) if len(sounds) > 4 else sounds)
    for spelling, sound in _SOUNDS:
        sounds = sounds.replace(spelling, sound)
    if _MAHMUD.match(sounds):
        return "mhmwd"
    return _SPARE_H.sub("", _VOWELS.sub("", sounds)) or sounds[:1]

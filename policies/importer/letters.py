"""Damage to single letters and marks: what the Arabic script itself shows to be wrong."""

import re
import unicodedata

from policies.importer.lexicon import frequency
from policies.importer.report import Report, Rule

INVISIBLE = re.compile(r"[\u0000\u00AD\u061C\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]")
SHAPES = re.compile(r"[\uFB50-\uFBB1\uFBD3-\uFDEF\uFE70-\uFEFC]+")
# The abbreviation «هـ» keeps its mark: there it is how the letter is written alone.
TATWEEL = re.compile(
    r"(?<!\u0640)\u0640+(?=[\u0621-\u063A\u0641-\u0652])|(?<=[\u0621-\u063A\u0641-\u0646\u0648-\u064A])\u0640+(?=$|[^\u0621-\u0652])"
)
SPACE_BEFORE_STOP = re.compile(r" (?=[.،؛:؟!](?:\s|$))")
SPACES = re.compile(r"[ \t\u00A0]+")
PERSIAN_LETTERS = str.maketrans({"ک": "ك", "ڪ": "ك", "ہ": "ه", "ھ": "ه", "ە": "ه", "ۀ": "ه", "ۃ": "ة"})
PERSIAN_DIGITS = str.maketrans("۰۱۲۳۴۵۶۷۸۹", "٠١٢٣٤٥٦٧٨٩")
FARSI_YEH = "ی"


def mend(text: str, line: int, report: Report) -> str:
    """One line with its letters and marks set right, each change reported with its line."""
    text = _step(text, INVISIBLE.sub("", text), Rule.MARKS, line, report)
    shaped = SHAPES.sub(lambda match: unicodedata.normalize("NFKC", match[0]), text)
    text = _step(text, shaped, Rule.SHAPES, line, report)
    text = _step(text, _arabic_letters(text), Rule.PERSIAN_LETTER, line, report)
    text = _step(text, text.translate(PERSIAN_DIGITS), Rule.PERSIAN_DIGIT, line, report)
    return _step(text, TATWEEL.sub("", text), Rule.TATWEEL, line, report)


def tidy(text: str) -> str:
    """Single spaces, none before a stop."""
    return SPACE_BEFORE_STOP.sub("", SPACES.sub(" ", text)).strip()


def _step(before: str, after: str, rule: Rule, line: int, report: Report) -> str:
    """Report the words that one rule changed, word by word where the words still pair up."""
    if before == after:
        return after
    old, new = before.split(), after.split()
    pairs = zip(old, new, strict=True) if len(old) == len(new) else [(before.strip(), after.strip())]
    for was, now in pairs:
        if was != now:
            report.repair(rule, line, was, now)
    return after


def _arabic_letters(text: str) -> str:
    text = text.translate(PERSIAN_LETTERS)
    return re.sub(r"[\u0621-\u06D3]+", lambda match: _yeh(match[0]), text) if FARSI_YEH in text else text


def _yeh(word: str) -> str:
    """Persian writes yeh without dots at a word's end, where Arabic tells two letters apart: the list decides."""
    if not word.endswith(FARSI_YEH):
        return word.replace(FARSI_YEH, "ي")
    start = word[:-1].replace(FARSI_YEH, "ي")
    return start + ("ى" if frequency(start + "ى") > frequency(start + "ي") else "ي")

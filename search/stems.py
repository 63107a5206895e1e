"""The light stem of a folded word, by script and language: plurals, suffixes and possessives taken off.

A stem only has to be the same for words that mean the same; it need not be a word. Broken plurals come from
`lexicon/plurals-ar.txt`, since patterns alone join too much («رمل», «أرامل»).
"""

from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path

import snowballstemmer

from saudi.folding import fold

SHORTEST = 3  # Letters that must remain
LEXICON = Path(__file__).parent / "lexicon"

# Longest first. After a possessive the ت of a feminine word shows: «أسرتي», «أسرتنا».
_POSSESSIVES = ("كما", "هما", "كم", "هم", "هن", "نا", "ها", "ني")
_AFTER_FEMININE = ("تكم", "تهم", "تهن", "تنا", "تها", "تي", "ته", "تك")
_PLURALS = ("يات", "تان", "تين", "ات", "ون", "ين", "ان", "وا", "يه", "ه", "ي")
_VERB_BEGINNINGS = "ايتن"
_VERB_ENDINGS = ("وا", "ون", "ين", "ات", "ه", "و", "ي", "ت", "ها", "هم")
_URDU = ("يون", "يان", "ون", "ين", "ات", "ي", "ه", "ا")
_BENGALI_AS_WRITTEN = ("গুলোর", "গুলো", "গুলি", "দের", "েরা", "ের", "কে", "রা", "টি", "টা", "তে", "র", "ে")


# Bengali writes vowels as signs, which SQLite takes for gaps between words: in the index each is a letter instead.
_SIGNS = {code: 0x1200 + code - 0x0900 for code in (*range(0x0901, 0x0904), 0x093C, *range(0x093E, 0x094E))} | {
    code: 0x1200 + code - 0x0900 for code in (*range(0x0981, 0x0984), 0x09BC, *range(0x09BE, 0x09CE), 0x09D7)
}
ROOT = "ۆ"  # Before the three letters of a root: no word that Arabs write begins so


def as_letters(word: str) -> str:
    """`word` with vowel signs of Indian scripts as letters that every database keeps within a word."""
    return word.translate(_SIGNS)


# Verbs and their nouns: a dot is a letter of the root, anything else one of the letters that stand there.
_SHAPES_AS_WRITTEN = (
    ("ايتن", ".", ".", "."),  # أسجل، يدخل
    ("ايتنم", "تن", ".", ".", "."),  # أتطوع، ينقطع، متطوع
    ("ت", ".", ".", "ي", "."),  # تسجيل
    ("ا", ".", ".", "ا", "."),  # إشهار
    (".", ".", "وا", "."),  # دخول، كفالة
    ("م", ".", ".", "و", "."),  # مقطوع
    ("ايتنم", ".", "ت", ".", "."),  # تستلم
    ("ا", ".", "ت", ".", "ا", "."),  # استلام
    ("ت", ".", "ا", ".", "."),  # تراكم
    ("ايتنم", "ت", ".", "ا", ".", "."),  # متراكم
)
_SHAPES: dict[int, list[tuple[str, ...]]] = {}
for _shape in _SHAPES_AS_WRITTEN:
    _SHAPES.setdefault(len(_shape), []).append(tuple("" if each == "." else each for each in _shape))


_BENGALI = tuple(as_letters(ending) for ending in _BENGALI_AS_WRITTEN)


@lru_cache(maxsize=50_000)
def stems(word: str, language: str) -> tuple[str, ...]:
    """The stems of a folded `word`, most certain first; itself when there is nothing to take off."""
    first = word[:1]
    if "a" <= first <= "z":
        return (_english(word),)
    if "\u0980" <= first <= "\u09ff":
        return (_cut(word, _BENGALI, SHORTEST),)
    if "\u0600" <= first <= "\u06ff":
        return (_cut(word, _URDU, SHORTEST),) if language == "ur" else tuple(dict.fromkeys(_arabic(word)))
    return (word,)


@lru_cache(maxsize=50_000)
def roots(word: str, *, bare: bool = False, verb: bool = False) -> tuple[str, ...]:
    """The roots that a folded Arabic verb or its noun shows («أسجل», «تسجيل» give «سجل»), each after ROOT.

    `bare` says that a word of three letters counts as a root itself: for a query, never in the index, where every
    noun would become the kin of a verb. `verb` takes the shapes of verbs alone.
    """
    bodies = {word, *(word[: -len(end)] for end in _VERB_ENDINGS if _fits(word, end, SHORTEST))}
    found = {match for body in bodies if not verb or body[0] in _VERB_BEGINNINGS for match in _root_of(body)}
    if bare:
        found |= {body for body in bodies if len(body) == 3}
    return tuple(sorted(ROOT + root for root in found))


def _root_of(body: str) -> Iterator[str]:
    """The letters of the root in each shape of `_SHAPES` that `body` has."""
    for shape in _SHAPES.get(len(body), ()):
        if all(letter in there for letter, there in zip(body, shape, strict=True) if there):
            yield "".join(letter for letter, there in zip(body, shape, strict=True) if not there)


def _english(word: str) -> str:
    return str(snowballstemmer.stemmer("english").stemWord(word))  # One stemmer a word: it is not safe among threads


def _arabic(word: str) -> Iterator[str]:
    for form in _bare(word):
        singular = plurals().get(form)
        yield _without_ending(singular or form)


def _bare(word: str) -> Iterator[str]:
    """The word as it is, then without a possessive, should it bear one."""
    yield word
    for ending in _AFTER_FEMININE:
        if _fits(word, ending, SHORTEST - 1):
            yield word[: -len(ending)] + "ه"
            break
    for ending in _POSSESSIVES:
        if _fits(word, ending, SHORTEST):
            yield word[: -len(ending)]
            return
    if _fits(word, "ايي", 2):  # «دوائي» of «دواء», «أبنائي»
        yield word[:-2]
    elif word.endswith(("ي", "ك", "ه")) and len(word) > SHORTEST:
        yield word[:-1]


def _without_ending(word: str) -> str:
    word = _cut(word, _PLURALS, SHORTEST)
    return _cut(word, ("ا", "ي"), SHORTEST)


def _cut(word: str, endings: tuple[str, ...], least: int) -> str:
    for ending in endings:
        if _fits(word, ending, least):
            return word[: -len(ending)]
    return word


def _fits(word: str, ending: str, least: int) -> bool:
    return word.endswith(ending) and len(word) - len(ending) >= least


@cache
def plurals() -> dict[str, str]:
    """From a broken plural to its singular, both folded."""
    pairs: dict[str, str] = {}
    for line in lexicon_lines("plurals-ar.txt"):
        singular, *many = fold(line).split()
        pairs.update((plural, singular) for plural in many if plural != singular)
    return {plural: singular for plural, singular in pairs.items() if singular not in pairs}


def lexicon_lines(name: str) -> list[str]:
    """The lines of a file of `lexicon/` that hold words."""
    lines = (LEXICON / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]

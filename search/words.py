"""From a text to the words under which it is found, the same for an indexed page and for a query.

A text is folded (`saudi.folding.fold`) and cut at everything that is neither a letter nor a digit, so operators,
quotes and NUL never reach a database. An Arabic word also stands for itself without what is written joined to its
front: the article (ال, وال, بال, لل …) and the particles و ب ل. Each of these forms stands for its stem as well
(`search.stems`). Both sides know all these forms, therefore «للأسر», «أسرتي» and «أسرة» meet. Synonyms are added to
a query alone (`search.synonyms`), so that an editor's change works at once.
"""

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from itertools import product

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from content.placeholders import MARKER, shown
from saudi.folding import fold
from search.stems import as_letters, lexicon_lines, roots, stems

LONGEST_QUERY = 200  # Characters that count; the rest is cut off
MOST_WORDS = 12
LONGEST_WORD = 60  # Characters; a database refuses or drops words of some thousand bytes
SHORTEST_STEM = 3  # Letters that must remain without an article or one particle
SHORTEST_AFTER_TWO = 4  # Letters that must remain without two particles, such as «ول» and «وب»

_SIGNS = "\u0901-\u0903\u093c\u093e-\u094d\u0981-\u0983\u09bc\u09be-\u09cd\u09d7"  # Vowels of Indian scripts
_WORD = re.compile(rf"(?:[^\W_]|[{_SIGNS}])+")
# As written rather than folded: marks and invisible signs stand within a word.
_WRITTEN = re.compile(rf"(?:[^\W_]|[{_SIGNS}\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u200b-\u200f])+")

_ARTICLES = (*(a + b + "ال" for a, b in product(("", "و", "ف"), ("", "ب", "ك"))), "لل", "ولل", "فلل")
_JOINED = {
    **dict.fromkeys(("وب", "ول", "فل", "فب"), SHORTEST_AFTER_TWO),
    **dict.fromkeys((*_ARTICLES, *"وبل"), SHORTEST_STEM),
}
_FIRST_LETTERS = frozenset(front[0] for front in _JOINED)


def words_of(text: str) -> list[str]:
    """The folded words of `text` in reading order, each at most LONGEST_WORD letters long."""
    return [as_letters(word)[:LONGEST_WORD] for word in _WORD.findall(fold(text))]


def words_written(text: str) -> list[str]:
    """The words of `text` as written, with marks, in reading order."""
    return _WRITTEN.findall(text)


def words_in_place(text: str) -> Iterable[tuple[int, str]]:
    """Each word of `text` as written, with the place where it begins."""
    return ((word.start(), word[0]) for word in _WRITTEN.finditer(text))


@lru_cache(maxsize=50_000)
def spellings(word: str) -> tuple[str, ...]:
    """A folded word, then the same without what may be joined to its front; none twice."""
    if word[:1] not in _FIRST_LETTERS:
        return (word,)
    bare = (word[len(front) :] for front, least in _JOINED.items() if _fits(word, front, least))
    return tuple(dict.fromkeys([word, *bare]))


def forms(word: str, language: str | None = None) -> list[str]:
    """All under which a folded word is indexed and asked for: its spellings, then their stems; no form twice."""
    return list(_forms(word, language or get_language() or "ar"))


@lru_cache(maxsize=100_000)
def _forms(word: str, language: str) -> tuple[str, ...]:
    written = spellings(word)
    return tuple(dict.fromkeys([*written, *(stem for each in written for stem in stems(each, language))]))


@lru_cache(maxsize=100_000)
def kin(word: str, language: str, *, bare: bool = False, verb: bool = False) -> tuple[str, ...]:
    """The roots of a folded word, in Arabic alone (see `search.stems.roots`)."""
    if language != "ar" or not "\u0620" <= word[:1] <= "\u064a":
        return ()
    return tuple(dict.fromkeys(root for each in spellings(word) for root in roots(each, bare=bare, verb=verb)))


@lru_cache(maxsize=64)  # Wagtail asks for each text of a row several times in a row
def index_text(text: str, language: str | None = None) -> str:
    """What the index keeps of `text`: every word in all its forms."""
    language = language or get_language() or "ar"
    return " ".join(form for word in words_of(text) for form in (*_forms(word, language), *kin(word, language)))


def naming(text: str) -> list[str]:
    """The folded words of a query that name something, none twice; all of them when none does."""
    words = list(dict.fromkeys(words_of(text[:LONGEST_QUERY])))
    asking = asking_words()
    return ([word for word in words if word not in asking] or words)[:MOST_WORDS]


def asked(text: str) -> list[list[str]]:
    """What a query asks for: the forms of each word that names something; empty for a text without words."""
    return [forms(word) for word in naming(text)]


@cache
def asking_words() -> frozenset[str]:
    """Words that ask rather than name, folded (`lexicon/asking.txt`)."""
    return frozenset(word for line in lexicon_lines("asking.txt") for word in words_of(line))


def marked(text: str, query: str) -> SafeString:
    """`text` as safe HTML: words that `query` asks for in <mark>, unconfirmed facts as placeholders."""
    return marked_words(text, {form for group in asked(query) for form in group})


def marked_words(text: str, wanted: set[str]) -> SafeString:
    """`text` as safe HTML: words with a form among `wanted` in <mark>, unconfirmed facts as placeholders."""
    return shown("".join(_marked_parts(text, wanted)), safe=True)


def is_wanted(written: str, wanted: set[str]) -> bool:
    """Whether a word, as written, has a form among `wanted`."""
    return any(not wanted.isdisjoint(forms(folded)) for folded in _folded(written))


@lru_cache(maxsize=50_000)
def _folded(written: str) -> tuple[str, ...]:
    return tuple(words_of(written))


def _marked_parts(text: str, wanted: set[str]) -> Iterable[str]:
    """Escaped parts of `text`; what stands between the brackets of a placeholder stays as it is."""
    end = 0
    for fact in MARKER.finditer(text):
        yield _mark(text[end : fact.start()], wanted)
        yield escape(fact[0])
        end = fact.end()
    yield _mark(text[end:], wanted)


def _mark(text: str, wanted: set[str]) -> str:
    """Escaped `text` with every wanted word in <mark>."""
    parts, end = [], 0
    for word in _WRITTEN.finditer(text):
        if is_wanted(word[0], wanted):
            parts += [escape(text[end : word.start()]), f"<mark>{escape(word[0])}</mark>"]
            end = word.end()
    return mark_safe("".join([*parts, escape(text[end:])]))  # noqa: S308 (every part is escaped above)


def asked_forms(word: str, language: str) -> frozenset[str]:
    """The forms under which a query asks for a folded word.

    Fewer than the index holds: ب and ل are taken off only when four letters remain, lest «بقرة» ask for «قره».
    """
    certain = [each for each in spellings(word) if each == word or _is_certain(word, each)]
    return frozenset([*certain, *(stem for each in certain for stem in stems(each, language))])


def _is_certain(word: str, bare: str) -> bool:
    front = word[: len(word) - len(bare)]
    return len(front) > 1 or front == "و" or len(bare) >= SHORTEST_AFTER_TWO


def _fits(word: str, front: str, least: int) -> bool:
    return word.startswith(front) and len(word) - len(front) >= least

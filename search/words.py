"""From a text to the words under which it is found, the same for an indexed page and for a query.

A text is folded (`saudi.folding.fold`) and cut at everything that is neither a letter nor a digit, so operators,
quotes and NUL never reach a database. An Arabic word also stands for itself without what is written joined to its
front: the article (ال, وال, بال, لل …) and the particles و ف ب ك ل. Both sides know all these forms, therefore
«للأسر», «الأسر» and «أسر» meet. A word that merely begins with such a letter yields a form that is no word («كتاب»,
«تاب»): it costs a rare false answer, ranked last, since the exact form matches besides. Suffixes, plurals and
synonyms are not treated here.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import product

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from content.placeholders import MARKER, shown
from saudi.folding import fold

LONGEST_QUERY = 200  # Characters that count; the rest is cut off
MOST_WORDS = 12
LONGEST_WORD = 60  # Characters; a database refuses or drops words of some thousand bytes
SHORTEST_STEM = 3  # Letters that must remain without an article or one particle
SHORTEST_AFTER_TWO = 4  # Letters that must remain without two particles, such as «ول» and «وب»

_WORD = re.compile(r"[^\W_]+")
# As written rather than folded: marks and invisible signs stand within a word.
_WRITTEN = re.compile(r"(?:[^\W_]|[\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u200b-\u200f])+")

_ARTICLES = (*(a + b + "ال" for a, b in product(("", "و", "ف"), ("", "ب", "ك"))), "لل", "ولل", "فلل")
_JOINED = {
    **dict.fromkeys((a + b for a, b in product("وف", "بكل")), SHORTEST_AFTER_TWO),
    **dict.fromkeys((*_ARTICLES, *"وفبكل"), SHORTEST_STEM),
}
_FIRST_LETTERS = frozenset(front[0] for front in _JOINED)

# Words that ask rather than name; left out of a query unless nothing else is there.
_ASKING = frozenset(
    fold(
        "في من على إلى عن مع أو ثم و أن هل ما ماذا كيف أين متى لماذا كم أنا أريد ابغى هذا هذه الذي التي هو هي"
        " a an and are can do does for how i in is me my of on or the to what when where who with"
    ).split()
)


def words_of(text: str) -> list[str]:
    """The folded words of `text` in reading order, each at most LONGEST_WORD letters long."""
    return [word[:LONGEST_WORD] for word in _WORD.findall(fold(text))]


def forms(word: str) -> list[str]:
    """A folded word, then the same without what may be joined to its front; no form twice."""
    if word[:1] not in _FIRST_LETTERS:
        return [word]
    stems = (word[len(front) :] for front, least in _JOINED.items() if _fits(word, front, least))
    return list(dict.fromkeys([word, *stems]))


@lru_cache(maxsize=64)  # Wagtail asks for each text of a row several times in a row
def index_text(text: str) -> str:
    """What the index keeps of `text`: every word in all its forms."""
    return " ".join(form for word in words_of(text) for form in forms(word))


def asked(text: str) -> list[list[str]]:
    """What a query asks for: the forms of each word that names something; empty for a text without words."""
    words = list(dict.fromkeys(words_of(text[:LONGEST_QUERY])))
    naming = [word for word in words if word not in _ASKING]
    return [forms(word) for word in (naming or words)[:MOST_WORDS]]


def marked(text: str, query: str) -> SafeString:
    """`text` as safe HTML: words that `query` asks for in <mark>, unconfirmed facts as placeholders."""
    wanted = {form for group in asked(query) for form in group}
    return shown("".join(_marked_parts(text, wanted)), safe=True)


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
        if any(not wanted.isdisjoint(forms(folded)) for folded in words_of(word[0])):
            parts += [escape(text[end : word.start()]), f"<mark>{escape(word[0])}</mark>"]
            end = word.end()
    return mark_safe("".join([*parts, escape(text[end:])]))  # noqa: S308 (every part is escaped above)


def _fits(word: str, front: str, least: int) -> bool:
    return word.startswith(front) and len(word) - len(front) >= least

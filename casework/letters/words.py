"""A letter is found by whole words of what it is about and of whom it is from, though both lie sealed.

Only blind marks of the words are kept, one purpose for all letters, so the column tells no word to whoever reads it.
"""

import re

from saudi.folding import fold
from sealing.index import blind

PURPOSE = "casework.letter_words"
LENGTH = 16  # Hex digits of a mark: enough that two words of a register hardly ever share one.
SHORTEST = 2
# What Arabic writes together with a word: the article, alone or behind one letter.
_JOINED = re.compile("^(?:[وفبك]?ال|لل)(?=..)")


def words_of(*texts: str) -> list[set[str]]:
    """Each word of the texts, folded, with what it is without the article."""
    words = [word for text in texts for word in re.findall(r"\w+", fold(text)) if len(word) >= SHORTEST]
    return [{word, _JOINED.sub("", word)} for word in words]


def index_of(*texts: str) -> str:
    """The marks of all words, in an order that tells nothing of theirs."""
    return " ".join(sorted({mark(form) for forms in words_of(*texts) for form in forms}))


def mark(word: str) -> str:
    return blind(word, purpose=PURPOSE)[:LENGTH]

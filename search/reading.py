"""How a query is understood: the words that name something, with their forms, kin and synonyms."""

from dataclasses import dataclass
from functools import cached_property

from search import synonyms
from search.synonyms import Phrase
from search.words import LONGEST_QUERY, asked_forms, asking_words, kin, naming, spellings, words_of


@dataclass(frozen=True)
class Asked:
    """One idea of a query: a word, or several that editors know as one.

    `written` as typed, folded; `exact` its spellings with and without particles; `own` the forms of its words, which
    must all be there; `alike` phrases that mean the same; `roots` of its verb or verbal noun, the weakest of ties.
    """

    written: str
    exact: frozenset[str]
    own: Phrase
    alike: tuple[Phrase, ...] = ()
    roots: frozenset[str] = frozenset()

    @cached_property
    def ways(self) -> tuple[Phrase, ...]:
        """All phrases by which a page may know it, the best first."""
        return (self.own, *self.alike, *([(self.roots,)] if self.roots else []))

    @cached_property
    def forms(self) -> frozenset[str]:
        """Every form in it: what an excerpt marks, and what a vocabulary is asked for."""
        return frozenset(form for phrase in self.ways for forms in phrase for form in forms)


@dataclass(frozen=True)
class Reading:
    """A whole query as understood; false when it holds no words."""

    language: str
    ideas: tuple[Asked, ...]
    asking: frozenset[str]  # Words that ask rather than name: «كم», «متى» tell one question from another

    def __bool__(self) -> bool:
        return bool(self.ideas)

    @property
    def forms(self) -> set[str]:
        return {form for idea in self.ideas for form in idea.forms}


def read(text: str, language: str) -> Reading:
    """Understand `text`; at most one SQL query, for the synonyms."""
    words = naming(text)
    return Reading(language, _ideas(words, language), frozenset(words_of(text[:LONGEST_QUERY])) & asking_words())


def _ideas(words: list[str], language: str) -> tuple[Asked, ...]:
    ideas, start, known = [], 0, synonyms.groups(language) if words else ()
    while start < len(words):
        idea, taken = _idea(words, start, language, known)
        ideas.append(idea)
        start += taken
    return tuple(ideas)


def _idea(words: list[str], start: int, language: str, known: tuple[tuple[Phrase, ...], ...]) -> tuple[Asked, int]:
    """The idea that begins at a word, and how many words it takes: the longest line of a group of synonyms wins."""
    own = [asked_forms(word, language) for word in words[start:]]
    taken = 1
    alike: list[Phrase] = []
    for group in known:
        for phrase in group:
            if taken <= len(phrase) <= len(own) and _same(phrase, own):
                alike = alike if len(phrase) == taken else []
                taken = len(phrase)
                alike += [other for other in group if other != phrase]
    mine = words[start : start + taken]
    exact = frozenset(each for word in mine for each in spellings(word))
    # A noun asks for its kin only in company: alone it would bring whatever sounds alike («عمارة», «اعتمر»).
    company = len(words) > 1
    roots = frozenset(kin(mine[0], language, bare=company, verb=not company)) if taken == 1 else frozenset()
    return Asked(" ".join(mine), exact, tuple(own[:taken]), tuple(dict.fromkeys(alike)), roots), taken


def _same(phrase: Phrase, words: list[frozenset[str]]) -> bool:
    """Whether each word of a line of synonyms has a form in common with the word of the query at its place."""
    return all(not forms.isdisjoint(there) for forms, there in zip(phrase, words, strict=False))

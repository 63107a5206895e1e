"""The demo's phrasebooks: whole for the main pages in English and Urdu, true to their source, in their own letters."""

import re

import polib
import pytest

from home.demo.phrasebook import FOLDER, phrases

TAG = re.compile(r"<[^<>]*>")
FACT = re.compile(r"\[\[.*?\]\]")
WHOLE = ("en", "ur")
LETTERS = {"ur": set("ٹڈے"), "bn": set("আকর"), "en": set("the")}
FOREIGN = {
    "en": re.compile("[\u0600-\u06ff\u0980-\u09ff]"),
    "ur": re.compile("[يكةىأإ\u0980-\u09ff]"),  # Arabic forms of letters that Urdu writes otherwise.
    "bn": re.compile("[\u0600-\u06ff]"),
}


def entries(language):
    return polib.pofile(str(FOLDER / f"{language}.po"))


@pytest.mark.parametrize("language", WHOLE)
def test_nothing_is_missing(language):
    assert [entry.msgid for entry in entries(language) if not entry.msgstr.strip()] == []


@pytest.mark.parametrize("language", sorted(LETTERS))
def test_each_phrase_keeps_what_its_source_holds(language):
    for entry in entries(language):
        if entry.msgstr:
            assert not entry.fuzzy and entry.msgstr != entry.msgid
            assert sorted(TAG.findall(entry.msgid)) == sorted(TAG.findall(entry.msgstr)), entry.msgid
            assert len(FACT.findall(entry.msgid)) == len(FACT.findall(entry.msgstr)), entry.msgid
            assert not re.search(r"[٠-٩۰-۹০-৯]", entry.msgstr), entry.msgstr


@pytest.mark.parametrize("language", sorted(LETTERS))
def test_each_book_is_in_its_own_letters(language):
    text = "".join(phrases(language).values())
    assert LETTERS[language] <= set(text.lower())
    assert [line for line in phrases(language).values() if FOREIGN[language].search(line)] == []


def test_the_books_hold_the_same_phrases():
    books = [[entry.msgid for entry in entries(language)] for language in sorted(LETTERS)]
    assert books[0] == books[1] == books[2]

"""Words in all their forms, and the marks around them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.words import LONGEST_WORD, MOST_WORDS, asked, forms, index_text, marked, words_of


@pytest.mark.parametrize(
    "written", ["الأسر", "والأسر", "بالأسر", "للأسر", "كالأسر", "فالأسر", "وبالأسر", "وللأسر", "لأسر", "بأسر", "وأسر"]
)
def test_what_is_joined_to_the_front_is_known(written):
    assert "اسر" in forms(*words_of(written))


@pytest.mark.parametrize("written", ["وقف", "بنك", "ولد", "لغة", "فقه", "كفن"])
def test_a_short_word_is_not_cut(written):
    assert len(forms(*words_of(written))) == 1


def test_operators_and_signs_are_no_words():
    assert words_of('"دعم" OR (title:x*) -\x00\u200f&|!<->') == ["دعم", "or", "title", "x"]


def test_a_query_is_cut_to_what_counts():
    assert len(asked(" ".join(f"word{number}" for number in range(99)))) == MOST_WORDS
    assert {len(word) for word in words_of("ا" * 5000)} == {LONGEST_WORD}


def test_asking_words_count_only_when_alone():
    assert asked("كيف أسجل في الدورة") == [["اسجل"], ["الدوره", "دوره", "الدور", "دور"]]
    assert asked("how") == [["how"]]


def test_marks_stand_around_words_as_written():
    assert marked("دَعْمُ الأُسَـرِ المحتاجة", "اسر") == "دَعْمُ <mark>الأُسَـرِ</mark> المحتاجة"


def test_marks_never_let_markup_through():
    html = marked('<script>alert("دعم")</script> & دعم', 'دعم "<script>')
    assert "<script>" not in html
    assert html.count("<mark>دعم</mark>") == 2 and "&amp;" in html


def test_a_placeholder_stays_whole():
    html = marked("اتصل على [[رقم الهاتف]] للدعم", "رقم دعم")
    assert '<span class="placeholder">رقم الهاتف:' in html and "<mark>للدعم</mark>" in html


@given(st.text(), st.text())
def test_marking_adds_nothing_but_marks(text, query):
    html = str(marked(text.replace("[", ""), query))
    bare = html.replace("<mark>", "").replace("</mark>", "")
    assert "<" not in bare and ">" not in bare


@given(st.text())
def test_every_word_of_a_text_is_asked_in_a_form_that_is_indexed(text):
    indexed = set(index_text(text).split())
    assert all(set(group) <= indexed for group in asked(text))

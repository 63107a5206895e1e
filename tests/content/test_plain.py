"""Sentences and paragraphs as plain language counts them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.checklist.plain import paragraphs_of, sentences_of, words_in


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("اقرأ الدليل. ثم ابدأ!", ["اقرأ الدليل", "ثم ابدأ"]),
        ("هل تحتاج عونًا؟ تواصل معنا؛ نجيبك.", ["هل تحتاج عونًا", "تواصل معنا", "نجيبك"]),
        ("سطر\nوسطر", ["سطر", "وسطر"]),
        ("النسبة 3.5 والموقع example.test هنا.", ["النسبة 3.5 والموقع example.test هنا"]),
        ("قال: «انتهى.» ومضى", ["قال: «انتهى", "ومضى"]),
        ("درخواست بھیجیں۔ جواب آئے گا۔", ["درخواست بھیجیں", "جواب آئے گا"]),
        ("", []),
        ("... ؟؟", []),
    ],
)
def test_sentences(text, expected):
    assert sentences_of(text) == expected


def test_paragraphs_of_rich_text_are_its_paragraphs_and_items():
    html = "<p>واحد &amp; اثنان</p><ul><li>نقطة</li><li><b>أخرى</b></li></ul><p></p><p>سطر<br/>وسطر</p>"
    assert paragraphs_of(html) == ["واحد & اثنان", "نقطة", "أخرى", "سطر", "وسطر"]


@pytest.mark.parametrize(("sentence", "number"), [("كلمة", 1), ("كلمتان اثنتان", 2), ("— ، «", 0), ("رقم 12 هنا", 3)])
def test_words(sentence, number):
    assert words_in(sentence) == number


@given(st.text())
def test_nothing_said_is_lost_and_nothing_breaks(text):
    assert _letters("".join(sentences_of(text))) == _letters(text)
    assert all(sentence.strip() for sentence in sentences_of(text))
    assert all(paragraph.strip() for paragraph in paragraphs_of(text))


def _letters(text):
    return [char for char in text if char.isalnum()]

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saudi.folding import fold


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("الإِرْشَـــادُ", "الارشاد"),
        ("آراء", "اراء"),
        ("أراء", "آراء"),
        ("مسئول", "مسؤول"),
        ("شئون", "شؤون"),
        ("عائلة", "عايلة"),
        ("شيء", "شئ"),
        ("مكتبة", "مكتبه"),
        ("مستشفى", "مستشفي"),
        ("منادیب المکاتب", "مناديب المكاتب"),
        ("ﻣﺴﺘﻔﻴﺪ", "مستفيد"),
        ("ﷲ", "الله"),
        ("٢٠٢٣ و ۲۰۲۳", "2023 و 2023"),
        ("Émigré IQAMA", "emigre iqama"),
        ("دعم\u200fمستفيد\x00", "دعممستفيد"),
        ("ٱلرحمن", "الرحمن"),
        ("ہم", "هم"),
    ],
)
def test_spellings_meet(one, other):
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("كتاب", "كاتب"), ("دعم", "دعوة"), ("ٹی", "تی"), ("কি", "ক")])
def test_different_words_stay_apart(one, other):
    assert fold(one) != fold(other)


arabic = st.text(alphabet=st.characters(min_codepoint=0x600, max_codepoint=0x6FF))
forms = st.text(alphabet=st.characters(min_codepoint=0xFB50, max_codepoint=0xFEFC))


@given(st.one_of(st.text(), arabic, forms))
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


@given(arabic)
def test_nothing_invisible_is_left(text):
    assert "ـ" not in fold(text)
    assert not set(fold(text)) & set("أإآٱةىءئؤ٠۰")

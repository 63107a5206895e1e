"""What the search understands beyond the words as typed: synonyms, kin, parted words, slips, missing words."""

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st
from wagtail.models import PageViewRestriction

from search.finding import found
from search.models import IndexedWord, SynonymGroup
from search.reading import read
from search.spelling import _slips
from search.stems import stems
from search.vocabulary import count_words


def titles(words, **options):
    with translation.override("ar"):
        return [page.title for page in found(words, **options)]


@pytest.mark.parametrize(
    ("one", "other", "language"),
    [
        ("مستفيدين", "مستفيده", "ar"),
        ("متطوعات", "متطوعون", "ar"),
        ("ارامل", "ارمله", "ar"),
        ("ايتام", "يتيم", "ar"),
        ("مدرسيه", "مدرسي", "ar"),
        ("trips", "trip", "en"),
        ("volunteering", "volunteered", "en"),
        ("رضاكارون", "رضاكار", "ur"),
    ],
)
def test_forms_of_a_word_share_a_stem(one, other, language):
    assert set(stems(one, language)) & set(stems(other, language))


@pytest.mark.parametrize(("one", "other"), [("رمل", "ارامل"), ("قرض", "قران"), ("روايه", "رويه"), ("كسور", "كسوه")])
def test_words_that_only_look_alike_share_none(one, other):
    assert not set(stems(one, "ar")) & set(stems(other, "ar"))


@pytest.mark.parametrize(
    ("written", "asked"),
    [("التسجيل في الجمعية", "أسجل في الجمعية"), ("استلام السلة", "تسلم السلة"), ("كفالة يتيم", "أكفل يتيمًا")],
)
def test_a_verb_finds_its_noun(new_page, written, asked):
    new_page(written)
    assert titles(asked) == [written]


def test_a_lone_noun_does_not_find_what_sounds_alike(new_page):
    new_page("رحلة", body="لمن اعتمر")
    assert titles("عمارة") == []


def test_synonyms_work_at_once_and_for_several_words(new_page):
    new_page("كلمة المرور")
    new_page("كلمة")
    assert titles("الرقم السري") == []
    SynonymGroup.objects.create(language="ar", terms="كلمة المرور\nالرقم السري\nباسورد")
    assert titles("الرقم السري") == ["كلمة المرور"]
    assert titles("نسيت باسورد") == []
    SynonymGroup.objects.all().delete()
    assert titles("باسورد") == []


def test_synonyms_of_one_language_leave_others_alone(new_page):
    new_page("حافلة")
    SynonymGroup.objects.create(language="ur", terms="حافلة\nباص")
    assert titles("باص") == []


def test_words_written_as_one_are_parted(new_page):
    new_page("كسوة الشتاء")
    count_words()
    assert titles("كسوةالشتاء") == ["كسوة الشتاء"]


def test_of_three_words_one_may_be_missing_and_is_named(new_page):
    new_page("رحلة العمرة من ينبع")
    new_page("رحلة")
    count_words()
    with translation.override("ar"):
        result = found("رحلة العمرة بالقطار")
    assert [page.title for page in result] == ["رحلة العمرة من ينبع"]
    assert result.left_out == ["بالقطار"]
    assert titles("عمرة بالقطار") == []


def test_a_certain_slip_is_mended_unless_exactness_is_asked(new_page):
    new_page("محاضرات")
    count_words()
    with translation.override("ar"):
        result, exact = found("محاظرات"), found("محاظرات", exactly=True)
    assert [page.title for page in result] == ["محاضرات"] and result.instead == "محاضرات"
    assert not exact and exact.suggestion == "محاضرات"


def test_a_doubtful_slip_is_only_suggested(new_page):
    new_page("محاضرات")
    new_page("محاصرات")
    count_words()
    with translation.override("ar"):
        result = found("محاظرات")
    assert not result and not result.instead and result.suggestion in ("محاضرات", "محاصرات")


def test_no_word_of_a_private_page_or_a_draft_is_ever_suggested(new_page):
    private = new_page("استثناءات")
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)
    new_page("مسوداتنا", live=False)
    new_page("علانية")
    count_words()
    assert set(IndexedWord.objects.values_list("shown", flat=True)) & {"استثناءات", "مسوداتنا", "علانية"} == {"علانية"}
    with translation.override("ar"):
        assert found("استثناات").suggestion == found("مسوداتن").suggestion == ""


def test_copies_in_other_languages_are_not_found(new_page, home, english_home):
    page = new_page("Umrah")
    page.copy_for_translation(english_home.locale, alias=True)
    with translation.override("en"):
        assert list(found("umrah")) == []


def test_bengali_vowels_belong_to_their_words(home, new_page):
    new_page("কাগজপত্র")
    assert titles("কাগজপত্র") == ["কাগজপত্র"] and titles("কগজপতর") == []


@given(st.text(alphabet="ابتن", max_size=8), st.text(alphabet="ابتن", max_size=8))
def test_slips_are_counted_the_same_from_either_side(one, other):
    assert min(_slips(one, other, 2), 3) == min(_slips(other, one, 2), 3)
    assert _slips(one, one, 2) == 0


@pytest.mark.django_db
@given(st.text(max_size=250))
def test_any_text_can_be_read(text):
    reading = read(text, "ar")
    assert all(idea.forms for idea in reading.ideas)

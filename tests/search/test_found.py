"""What a search finds on the database in use; run on SQLite and on PostgreSQL."""

from io import StringIO

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from modelsearch.query import MATCH_ALL, And, Not, Or, Phrase, PlainText
from wagtail.models import Page, PageViewRestriction
from wagtail.search.backends import get_search_backend

from home.models import StandardPage
from search.backend import SearchBackend
from search.queries import found
from services.models import FaqGroupPage, FaqIndexPage, FaqPage, ServicePage, ServicePaper

NASTY = [
    "\x00",
    '"',
    "'",
    "\\",
    '"دعم',
    "دعم'",
    "%s %(x)s %",
    "NEAR(a b)",
    "a AND",
    "OR",
    "title: x",
    "a:*",
    "!a & (b | <-> c",
    "--",
    ";",
    "{body} : x",
    "ا" * 10_000,
    "َُِ ـ ‏",
    "🕌🤲",
    "﷽ ﷺ",
    "x" * 3000,
    "1e5 -7 0x1f ½ ²",
    "a-b a_b a.b@c.d/e?f=g",
    "ক্ষ हिन्दी اُردُو ٹڈے",
]


def titles(words, language="ar"):
    with translation.override(language):
        return [page.title for page in found(words)]


@pytest.mark.parametrize(
    ("written", "asked"),
    [
        ("زكاة الفطر", "زكاه"),
        ("زكاه الفطر", "زكاة"),
        ("مستشفى ينبع", "مستشفي"),
        ("مستشفي ينبع", "مستشفى"),
        ("الإرشاد الأسري", "الارشاد"),
        ("الارشاد الاسري", "إرشاد أسري"),
        ("القرآن الكريم", "القران"),
        ("القران الكريم", "ٱلقُرْآن"),
        ("شؤون المسؤولين", "المسئولين"),
        ("الدَّعْوَةُ إلى الله", "الدعوة"),
        ("الدعوة إلى الله", "الدَّعْوَة"),
        ("مكتبة", "مكـــتبة"),
        ("مكـتـبة", "مكتبة"),
        ("مساعدة الأسر", "أسر"),
        ("مساعدة أسر", "الأسر"),
        ("إعانة للأسر", "الأسر"),
        ("الأسر", "للأسر"),
        ("العمرة بالحافلات", "حافلات"),
        ("تعليم وتدريب", "تدريب"),
        ("تعليم تدريب", "والتدريب"),
        ("دورة ١٤٤٨", "1448"),
        ("دورة 1448", "١٤٤٨"),
        ("دورة 1448", "۱۴۴۸"),
        ("كفالة يتيم", "کفالة"),
        ("كفالة يتيم", "یتیم"),
        ("کفالة یتیم", "كفالة يتيم"),
        ("ﻛﻔﺎﻟﺔ", "كفالة"),
        ("Café Umrah", "cafe UMRAH"),
    ],
)
def test_every_spelling_finds_the_page(new_page, written, asked):
    page = new_page(written)
    body = new_page("صفحة", body=written)
    new_page("شيء آخر", body="لا صلة له")
    assert {hit.pk for hit in found_in_arabic(asked)} == {page.pk, body.pk}


def found_in_arabic(words):
    with translation.override("ar"):
        return list(found(words))


def test_all_words_must_be_there_in_any_field(new_page):
    new_page("كفالة", summary="للأيتام")
    new_page("كفالة", body="للأسر")
    assert len(titles("كفالة الأيتام")) == 1
    assert titles("كفالة سيارة") == []


def test_summaries_streams_and_rows_below_a_page_are_found(services, new_page):
    new_page("أولى", summary="ملخص عن السقيا")
    service = services.add_child(instance=ServicePage(title="الدعم", slug="support"))
    service.papers.add(ServicePaper(name="سجل الأسرة"))
    service.save_revision().publish()
    # Tests run tasks at once, before the rows below a page are written; the worker comes after the commit.
    call_command("update_index", stdout=StringIO())
    assert titles("السقيا") == ["أولى"]
    assert titles("سجل الأسرة") == ["الدعم"]


def test_a_question_is_found_by_itself(home):
    faq = home.add_child(instance=FaqIndexPage(title="الأسئلة", slug="faq"))
    group = faq.add_child(instance=FaqGroupPage(title="عام", slug="general"))
    group.add_child(instance=FaqPage(title="متى الإفطار؟", slug="when", answer="<p>عند <b>الغروب</b>.</p>"))
    assert titles("إفطار غروب") == ["متى الإفطار؟"]


def test_a_title_outranks_a_body(new_page):
    for number in range(5):
        new_page(f"غير ذلك {number}")
    new_page("رحلات وبرامج متنوعة منها العمرة")
    new_page("قصير", body="العمرة العمرة العمرة")
    new_page("بعيد", body="نص طويل عن أمور كثيرة ثم ذكر العمرة مرة واحدة " + "وما بعدها " * 50)
    assert titles("العمرة") == ["رحلات وبرامج متنوعة منها العمرة", "قصير", "بعيد"]


def test_an_exact_word_outranks_a_stem(new_page):
    for number in range(5):
        new_page(f"غير ذلك {number}")
    new_page("كتاب")
    new_page("تاب")
    assert titles("كتاب")[0] == "كتاب"


def test_two_words_rank_like_one(new_page):
    new_page("بعيد", body="نص طويل عن أمور كثيرة وفيه رحلة ثم بعد حين ذكر العمرة مرة واحدة")
    new_page("رحلة العمرة")
    assert titles("رحلة العمرة") == ["رحلة العمرة", "بعيد"]


def test_drafts_and_private_pages_are_never_found(home, new_page):
    new_page("زمزم مسودة", live=False)
    private = new_page("زمزم خاصة")
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)
    new_page("زمزم تحت الخاصة", under=private)
    new_page("زمزم")
    assert titles("زمزم") == ["زمزم"]


def test_a_page_is_found_under_its_new_words_alone(new_page):
    page = new_page("قديم")
    page.title = "جديد"
    page.save_revision().publish()
    assert titles("قديم") == [] and titles("جديد") == ["جديد"]
    Page.objects.get(pk=page.pk).delete()
    assert titles("جديد") == []


def test_each_language_finds_its_own_pages(english_home, new_page):
    new_page("Zakat بالعربية")
    english_home.add_child(instance=StandardPage(title="Zakat in English", slug="zakat", locale=english_home.locale))
    assert titles("zakat") == ["Zakat بالعربية"]
    assert titles("zakat", "en") == ["Zakat in English"]


def test_a_language_without_pages_finds_nothing(new_page):
    new_page("Zakat")
    assert titles("zakat", "ur") == []


@pytest.mark.parametrize("text", NASTY)
def test_nasty_texts_find_nothing_or_something_but_never_fail(new_page, text):
    new_page(text.replace("\x00", "")[:200].strip() or "؟", body="نص")
    assert isinstance(titles(text), list)
    with translation.override("ar"):
        len(found(text)), found(text)[:3]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=300) | st.lists(st.sampled_from([*NASTY, "دعم"])).map(" ".join))
@example("\x00\"'\\")
def test_no_text_ever_raises(new_page, text):
    if not Page.objects.filter(slug="here").exists():
        new_page("دعم", slug="here")
    titles(text)
    pages, backend = Page.objects.all(), get_search_backend()
    list(backend.search(text, pages))
    list(backend.search(text, pages, operator="or"))
    list(backend.autocomplete(text, pages))


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (Phrase("دعم الأسر"), ["دعم الأسر"]),
        (Or([PlainText("الدعم"), PlainText("زكاه")]), ["دعم الأسر", "زكاة"]),
        (And([PlainText("دعم"), Not(PlainText("أسر"))]), []),
        (Not(PlainText("!")), ["دعم الأسر", "زكاة"]),
        (And([PlainText("!"), PlainText("زكاة")]), ["زكاة"]),
        (PlainText("زكاة دعم", operator="or"), ["دعم الأسر", "زكاة"]),
        (MATCH_ALL, ["دعم الأسر", "زكاة"]),
    ],
)
def test_queries_built_by_others_are_folded_too(new_page, query, expected):
    new_page("دعم الأسر")
    new_page("زكاة")
    assert sorted(page.title for page in get_search_backend().search(query, StandardPage)) == expected


def test_autocompletion_finds_beginnings(new_page):
    new_page("مكتبة الجمعية")
    assert [page.title for page in StandardPage.objects.autocomplete("مكت")] == ["مكتبة الجمعية"]
    assert list(StandardPage.objects.search("مكت")) == []


def test_the_number_of_queries_is_fixed(new_page):
    def queries(size):
        with CaptureQueriesContext(connection) as captured, translation.override("ar"):
            assert len(found("كفالة")[:50]) == size
        return len(captured)

    new_page("كفالة")
    titles("كفالة")
    few = queries(1)
    for number in range(29):
        new_page(f"كفالة {number}")
    assert queries(30) == few


def test_wagtail_searches_through_our_backend_alone():
    assert isinstance(get_search_backend(), SearchBackend)
    assert "modelsearch" not in apps.app_configs  # Beside wagtail.search it would bring a second, empty index

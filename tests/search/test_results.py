"""The search page as a visitor meets it."""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Site

from home.models import StandardPage
from services.models import FaqIndexPage, ServicePage

MOST_QUERIES = 25


def html_of(client, words, path="/search/", **query):
    response = client.get(path, {"q": words, **query})
    assert response.status_code == 200
    return response.content.decode()


def queries_of(client, words):
    cache.clear()
    ContentType.objects.clear_cache()
    Site.clear_site_root_paths_cache()
    with CaptureQueriesContext(connection) as captured:
        html_of(client, words)
    return len(captured)


def test_a_result_tells_where_it_stands_and_why(client, services):
    services.add_child(instance=ServicePage(title="كفالة الأسر", slug="support", summary="عون للأسر <المحتاجة>"))
    html = html_of(client, "أسر")
    assert "الخدمات › " + str(ServicePage._meta.verbose_name) in html
    assert "كفالة <mark>الأسر</mark>" in html
    assert "عون <mark>للأسر</mark> &lt;المحتاجة&gt;" in html
    assert 'href="/services/support/"' in html


def test_the_words_come_back_escaped(client, home):
    html = html_of(client, '"><script>x</script>')
    assert "<script>x" not in html and 'value="&quot;&gt;&lt;script&gt;' in html


def test_nothing_found_shows_the_way_on(client, home, services):
    home.add_child(instance=FaqIndexPage(title="الأسئلة الشائعة", slug="faq"))
    html = html_of(client, "قسطنطينية")
    assert 'href="/services/"' in html and 'href="/faq/"' in html


def test_results_are_paged(client, new_page):
    for number in range(23):
        new_page(f"كفالة {number}")
    first, third = html_of(client, "كفالة"), html_of(client, "كفالة", page=3)
    assert first.count("card__title") == 10 and third.count("card__title") == 3
    assert "page=2" in first
    assert html_of(client, "كفالة", page="x").count("card__title") == 10
    assert html_of(client, "كفالة", page="99").count("card__title") == 3


def test_english_results_stand_under_english_addresses(client, english_home, new_page):
    new_page("Zakat بالعربية")
    english_home.add_child(instance=StandardPage(title="Zakat in English", slug="zakat", locale=english_home.locale))
    html = html_of(client, "zakat", path="/en/search/")
    assert '<html lang="en"' in html
    assert 'href="/en/zakat/"' in html and "بالعربية" not in html
    assert "in English" not in html_of(client, "zakat")


@pytest.mark.parametrize("words", ["", "   ", "\x00", '"', "ً", "🤲", "ا" * 10_000, "a' OR 1=1 --"])
def test_any_input_is_answered(client, home, words):
    html_of(client, words)


def test_no_cookie_is_set(client, new_page):
    new_page("كفالة")
    assert not client.get("/search/", {"q": "كفالة"}).cookies


def test_only_reading_is_answered(client, home):
    assert client.post("/search/", {"q": "دعم"}).status_code == 405


def test_queries_stay_few_whatever_is_found(client, new_page, english_home):
    new_page("كفالة")
    client.get("/search/")
    few = queries_of(client, "كفالة")
    for number in range(29):
        new_page(f"كفالة {number}")
    assert queries_of(client, "كفالة") == few <= MOST_QUERIES


def test_queries_stay_few_with_every_kind_of_page(client, home, services, new_page):
    services.add_child(instance=ServicePage(title="كفالة", slug="support"))
    home.add_child(instance=FaqIndexPage(title="كفالة", slug="faq"))
    home.title = "كفالة"
    home.save()
    section = new_page("كفالة")
    new_page("كفالة", under=section)
    assert queries_of(client, "كفالة") <= MOST_QUERIES


def test_the_excerpt_shows_the_words_where_they_stand(client, new_page):
    new_page(
        "صفحة",
        summary="ملخص",
        body="مقدمة طويلة " * 40 + "ثم زيارة المريض [[رقم الهاتف]] " + "وخاتمة " * 60,
        override_reason="x",
    )
    html = html_of(client, "زيارات")
    assert "<mark>زيارة</mark> المريض" in html and "… " in html and " …" in html
    assert '<span class="placeholder">رقم الهاتف' in html


def test_results_are_filtered_by_kind(client, services, new_page):
    services.add_child(instance=ServicePage(title="كفالة", slug="support"))
    new_page("كفالة الأسر")
    html = html_of(client, "كفالة")
    assert "kind=servicepage" in html and "kind=standardpage" in html
    assert html_of(client, "كفالة", kind="servicepage").count("card__title") == 1
    assert html_of(client, "كفالة", kind="nonsense").count("card__title") == 2


def test_pages_of_another_language_say_so(client, english_home, new_page):
    english_home.add_child(instance=StandardPage(title="Zakat", slug="zakat", locale=english_home.locale))
    html = html_of(client, "zakat", lang="en")
    assert '<html lang="ar"' in html and '<li class="card card--link" lang="en" dir="ltr">' in html
    assert html_of(client, "zakat", lang="zz").count("card__title") == 0


def test_what_was_sought_instead_is_said_and_can_be_refused(client, new_page):
    from search.vocabulary import count_words

    new_page("محاضرات")
    count_words()
    html = html_of(client, "محاظرات")
    assert "<mark>محاضرات</mark>" in html and "exact=1" in html
    refused = html_of(client, "محاظرات", exact="1")
    assert "card__title" not in refused and ">محاضرات</a>" in refused

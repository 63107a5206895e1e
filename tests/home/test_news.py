"""News by date, by year in either calendar, and as a feed."""

from datetime import date, timedelta
from xml.etree import ElementTree

import pytest
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st
from wagtail.models import Locale, Page, Site

from home import years
from home.models import HomePage, NewsIndexPage, NewsPage

ATOM = "{http://www.w3.org/2005/Atom}"
MOST_QUERIES = 25


@pytest.fixture
def home(db):
    page = Page.get_first_root_node().add_child(instance=HomePage(title="الرئيسية", slug="front", hero_title="أهلًا"))
    Site.objects.filter(is_default_site=True).update(root_page=page)
    Site.clear_site_root_paths_cache()
    return page


@pytest.fixture
def index(home):
    return home.add_child(instance=NewsIndexPage(title="الأخبار", slug="news", summary="ما يجدّ"))


@pytest.fixture
def bring(index):
    def make(count, *, last=date(2026, 11, 18)):
        for number in range(count):
            day = last - timedelta(days=number)
            page = NewsPage(title=f"خبر {day}", slug=f"n{day}", summary="موجز & <b>", published_on=day)
            index.add_child(instance=page).save_revision().publish()

    return make


def text_of(client, url):
    answer = client.get(url)
    assert answer.status_code == 200
    return answer.content.decode()


def queries_of(client, url):
    cache.clear()
    Site.clear_site_root_paths_cache()
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200
    return len(captured)


def test_the_newest_stands_first_with_both_dates_and_twenty_on_a_page(client, bring):
    bring(21)
    html = text_of(client, "/news/")
    assert html.index("خبر 2026-11-18") < html.index("خبر 2026-11-17")
    assert "8\xa0جمادى\xa0الآخرة\xa01448هـ" in html and "18\xa0نوفمبر\xa02026" in html
    assert "خبر 2026-10-29" not in html and "خبر 2026-10-29" in text_of(client, "/news/?page=2")
    assert 'type="application/atom+xml"' in html and 'href="/news/feed/"' in html


def test_a_year_of_either_calendar_in_any_digits(client, bring):
    bring(1)
    bring(1, last=date(2026, 3, 1))  # 12 Ramadan 1447.
    bring(1, last=date(2025, 12, 1))
    assert '<a class="tag" href="?year=1447"' in text_of(client, "/news/")
    of_1447 = text_of(client, "/news/?year=1447")
    assert "خبر 2026-03-01" in of_1447 and "خبر 2025-12-01" in of_1447 and "خبر 2026-11-18" not in of_1447
    assert "خبر 2025-12-01" not in text_of(client, "/news/?year=٢٠٢٦")
    assert "لا أخبار" in text_of(client, "/news/?year=1990")


@pytest.mark.parametrize("year", ["x", "14", "0000", "9999999", "1342", "1700-", "\x00", "½½½½"])
def test_no_year_at_all_is_not_found(client, bring, year):
    bring(1)
    assert client.get("/news/", {"year": year}).status_code == 404


def test_a_years_pager_keeps_the_year(client, bring):
    bring(25)
    assert "?year=2026&amp;page=2" in text_of(client, "/news/?year=2026")


def test_the_list_and_the_feed_cost_the_same_for_1_3_and_30(client, bring, index):
    bring(1)
    text_of(client, "/")  # Content types are learnt once for all.
    costs = []
    for more in (0, 2, 27):
        bring(more, last=date(2026, 11, 18) - timedelta(days=index.get_children().count()))
        costs.append(
            [queries_of(client, url) for url in ("/news/", "/news/feed/", "/", f"/news/n{date(2026, 11, 18)}/")]
        )
    assert costs[0] == costs[1] == costs[2]
    assert max(costs[0]) <= MOST_QUERIES
    assert costs[0][1] <= 12


def test_the_feed_is_atom_in_the_pages_language_with_whole_addresses(client, bring):
    bring(2)
    answer = client.get("/news/feed/")
    assert answer["Content-Type"] == "application/atom+xml; charset=utf-8"
    feed = ElementTree.fromstring(answer.content)
    assert feed.get("{http://www.w3.org/XML/1998/namespace}lang") == "ar"
    entries = feed.findall(f"{ATOM}entry")
    assert [entry.findtext(f"{ATOM}title") for entry in entries] == ["خبر 2026-11-18", "خبر 2026-11-17"]
    assert entries[0].find(f"{ATOM}link").get("href") == "http://testserver/news/n2026-11-18/"
    assert entries[0].findtext(f"{ATOM}summary") == "موجز & <b>"
    assert entries[0].findtext(f"{ATOM}published").startswith("2026-11-18T00:00:00+03:00")
    assert len({entry.findtext(f"{ATOM}id") for entry in entries}) == 2


def test_the_feed_of_another_language_is_its_own(client, home, index, bring):
    bring(1)
    english = Locale.objects.create(language_code="en")
    for page in (home, index, NewsPage.objects.get()):
        twin = page.copy_for_translation(english)
        twin.title = f"English {page.pk}"
        twin.save_revision().publish()
    arabic, other = (ElementTree.fromstring(client.get(url).content) for url in ("/news/feed/", "/en/news/feed/"))
    assert other.get("{http://www.w3.org/XML/1998/namespace}lang") == "en"
    assert other.find(f"{ATOM}entry/{ATOM}link").get("href").startswith("http://testserver/en/news/")
    assert other.findtext(f"{ATOM}entry/{ATOM}id") != arabic.findtext(f"{ATOM}entry/{ATOM}id")


def test_a_reader_that_holds_the_feed_is_told_so(client, bring):
    bring(1)
    first = client.get("/news/feed/")
    again = client.get("/news/feed/", headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 304 and not again.content
    assert client.get("/news/feed/", headers={"If-Modified-Since": first["Last-Modified"]}).status_code == 304
    bring(1, last=date(2026, 11, 19))
    assert client.get("/news/feed/", headers={"If-None-Match": first["ETag"]}).status_code == 200


def test_an_empty_list_and_feed_stand(client, index):
    assert "لا أخبار" in text_of(client, "/news/")
    assert client.get("/news/feed/")["ETag"] == client.get("/news/feed/")["ETag"]


def test_drafts_are_in_neither(client, bring, index):
    bring(1)
    index.add_child(instance=NewsPage(title="مسودة", slug="draft", live=False))
    for url in ("/news/", "/news/feed/", "/"):
        assert "مسودة" not in text_of(client, url)


def test_a_hidden_list_has_no_feed(client, index):
    index.unpublish()
    assert client.get("/news/feed/").status_code == 404


def test_no_piece_of_news_takes_the_feeds_address(index):
    page = NewsPage(title="خبر", slug="feed", path="000100010001", depth=3)
    with pytest.raises(ValidationError) as refused:
        page.clean()
    assert "slug" in refused.value.message_dict


def test_the_front_shows_the_two_newest(client, bring):
    bring(3)
    html = text_of(client, "/")
    assert "خبر 2026-11-18" in html and "خبر 2026-11-17" in html and "خبر 2026-11-16" not in html
    assert 'href="/news/feed/"' in html


@given(st.text(max_size=12) | st.integers(0, 99999).map(str))
def test_a_year_is_read_or_refused_and_nothing_else(text):
    try:
        year = years.parse(text)
    except years.InvalidYear:
        return
    first, last = years.bounds(year)
    assert first < last
    assert year in (years.of_days([first]).gregorian if year >= 1700 else years.of_days([first, last]).hijri)

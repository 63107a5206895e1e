"""The public list of opportunities, its filters and one opportunity as a visitor meets them."""

from datetime import datetime, timedelta
from urllib.parse import quote

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.translation import override
from wagtail.models import Locale, Page, PageViewRestriction, Site

from content.checklist import check
from home.models import HomePage, StandardPage
from tests.volunteering.volunteers import make_opportunity, make_shift, make_volunteer
from volunteering.catalogue.filters import Filters, Weekday
from volunteering.models import OpportunitiesIndexPage, Placement, Shift

pytestmark = pytest.mark.django_db
LIST = "/opportunities/"
MANY = 2000
MOST_QUERIES, MOST_COLD = 15, 25


@pytest.fixture(autouse=True)
def home():
    root = Page.get_first_root_node()
    page = root.add_child(instance=HomePage(title="الرئيسية", slug="front", hero_title="كيف نخدمك؟"))
    Site.objects.filter(is_default_site=True).update(root_page=page)
    Site.clear_site_root_paths_cache()
    return page


@pytest.fixture
def fill(staff, new_member):
    """`fill(shift, accepted=2, waiting=1)` gives places to volunteers and lets others wait."""
    coordinator = staff("volunteer_coordinator")

    def put(shift, *, accepted=0, waiting=0):
        for number in range(accepted + waiting):
            volunteer = make_volunteer(new_member(), by=coordinator)
            place = Placement(shift=shift, volunteer=volunteer)
            place.accept() if number < accepted else place.wait()
            place.save()

    return put


def html_of(client, url, status=200):
    answer = client.get(url)
    assert answer.status_code == status, url
    return " ".join(answer.content.decode().split())


def queries_of(client, url, *, cold=False):
    if cold:
        cache.clear()
        Site.clear_site_root_paths_cache()
    else:
        client.get(url)
    with CaptureQueriesContext(connection) as seen:
        assert client.get(url).status_code == 200
    return len(seen)


def at(day, hour=16):
    """A moment on a coming day of the week; Monday is 0."""
    today = timezone.localdate()
    ahead = (day - today.weekday()) % 7 + 7
    return timezone.make_aware(datetime.combine(today + timedelta(days=ahead), datetime.min.time())) + timedelta(
        hours=hour
    )


def titles(html):
    return [title for title in ("سلال", "ترجمة", "إفطار") if f">{title}</a>" in html]


def test_the_soonest_stands_first_with_its_next_shift_and_free_places(client, fill):
    far, near = make_opportunity("far", title="إفطار"), make_opportunity("near", title="سلال")
    make_opportunity("none", title="ترجمة")
    make_shift(far, starts=timezone.now() + timedelta(days=9))
    next_one = make_shift(near, starts=timezone.now() + timedelta(days=2), capacity=3)
    make_shift(near, starts=timezone.now() + timedelta(days=3))
    fill(next_one, accepted=2)
    html = html_of(client, LIST)
    assert html.index(">سلال</a>") < html.index(">إفطار</a>") < html.index(">ترجمة</a>")
    card = html[html.index(">سلال</a>") : html.index(">إفطار</a>")]
    assert "badge--done" in card and "ساحة المسجد" in card
    assert html_of(client, near.url).count('<li class="shifts__row"') == 2


def test_a_full_shift_says_so_with_the_length_of_its_list(client, fill):
    page = make_opportunity()
    fill(make_shift(page, capacity=1), accepted=1, waiting=2)
    rows = client.get(page.url).context["shifts"]
    assert f'href="/my/volunteering/shifts/{rows[0].shift.pk}/join/"' in html_of(client, page.url)
    assert [(each.free, each.waiting, each.is_full) for each in rows] == [(0, 2, True)]
    assert client.get(f"{LIST}?free=1").context["count"] == 0
    make_shift(page, starts=timezone.now() + timedelta(days=20))
    found = client.get(f"{LIST}?free=1").context["cards"]
    assert [card.next.free for card in found] == [5]


def test_past_cancelled_and_begun_shifts_are_not_offered(client):
    page = make_opportunity()
    make_shift(page, starts=timezone.now() - timedelta(hours=1))
    cancelled = make_shift(page)
    cancelled.cancelled_because = "مطر"
    cancelled.cancel()
    cancelled.save()
    assert client.get(page.url).context["shifts"] == []
    (card,) = client.get(LIST).context["cards"]
    assert card.next is None


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["سلال", "ترجمة", "إفطار"]),
        ("interest=language", ["ترجمة"]),
        ("kind=skilled", ["ترجمة"]),
        ("language=ur", ["ترجمة"]),
        ("remote=1", ["ترجمة"]),
        (f"place={quote('المستودع')}", ["سلال", "إفطار"]),
        ("day=thu", ["سلال"]),
        ("place=x&day=tue&language=ur", ["ترجمة"]),
        ("day=thu&language=ur", []),
        ("interest=nonsense&kind=x&language=zz&day=someday&place=nowhere&page=99", ["سلال", "ترجمة", "إفطار"]),
    ],
)
def test_filters_stand_in_the_address(client, query, found):
    baskets = make_opportunity("baskets", title="سلال", field="logistics", place="المستودع")
    leaflets = {"field": "language", "kind": "skilled", "mode": "remote", "languages": ["ur", "bn"], "place": ""}
    words = make_opportunity("words", title="ترجمة", **leaflets)
    iftar = make_opportunity("iftar", title="إفطار", field="ramadan")
    make_shift(baskets, starts=at(3))
    make_shift(words, starts=at(1))
    make_shift(iftar, starts=at(5), place="المستودع")
    assert titles(html_of(client, f"{LIST}?{query}")) == found


def test_a_range_of_days_is_asked_in_either_calendar(client):
    page = make_opportunity(title="إفطار")
    make_shift(page, starts=timezone.make_aware(datetime(2027, 2, 20, 17)))
    for query in ("from=12/9/1448", "from=٢٠/٢/٢٠٢٧&to=20/2/2027", "from=1/3/2027&to=1/2/2027", "to=20-2-2027"):
        assert client.get(f"{LIST}?{query}").context["count"] == 1, query
    for query in ("from=21/2/2027", "to=19/2/2027"):
        assert client.get(f"{LIST}?{query}").context["count"] == 0, query


def test_a_day_that_nobody_understands_is_told_and_kept(client):
    make_opportunity(title="إفطار")
    html = html_of(client, f"{LIST}?from=31/31/1448&to=1/1/9999", status=422)
    assert "31/31/1448" in html and "notice--error" in html and "إفطار" in html


def test_weekdays_count_as_dates_do():
    assert [day.number for day in Weekday] == [6, 0, 1, 2, 3, 4, 5]
    assert Filters.read({"day": "thu"}).query == "day=thu"


def test_every_language_shows_the_shifts_of_the_arabic_page(client, home):
    page = make_opportunity(title="إفطار")
    make_shift(page)
    english, _made = Locale.objects.get_or_create(language_code="en")
    home.copy_for_translation(english)
    index = OpportunitiesIndexPage.objects.get(locale__language_code="ar")
    for source in (index, page):
        twin = source.copy_for_translation(english, copy_parents=True)
        twin.title = f"English {source.slug}"
        twin.save_revision().publish()
    HomePage.objects.filter(locale=english).first().save_revision().publish()
    html = html_of(client, "/en/opportunities/")
    assert "English iftar" in html and client.get("/en/opportunities/").context["cards"][0].next
    assert len(client.get("/en/opportunities/iftar/").context["shifts"]) == 1
    assert 'hreflang="ar"' in html_of(client, "/en/opportunities/iftar/")
    assert "/en/opportunities/iftar/" in client.get("/sitemap.xml").content.decode()


def test_what_is_not_public_stays_unseen(client):
    make_opportunity("draft", title="سلال", live=False)
    hidden = make_opportunity("hidden", title="ترجمة")
    PageViewRestriction.objects.create(page=hidden, restriction_type=PageViewRestriction.LOGIN)
    assert titles(html_of(client, LIST)) == []


def test_an_opportunity_tells_what_it_asks_and_where_to_ask(client, home):
    home.add_child(instance=StandardPage(title="تواصل معنا", slug="contact"))
    asks = {"skills": ["driving", "writing"], "languages": ["ur", "en"], "open_to": "women", "min_age": 21}
    page = make_opportunity(tasks="<p>ترافقين الضيفات.</p>", conditions="<p>الالتزام بالوقت.</p>", **asks)
    context = client.get(page.url).context
    assert [(row.is_proven) for row in context["skill_rows"]] == [False, True]
    assert context["ages"] == (21, None, False)
    html = html_of(client, page.url)
    for words in ("ترافقين الضيفات.", "الالتزام بالوقت.", 'lang="ur">اردو', 'href="/contact/"', "/calendar/"):
        assert words in html
    assert client.post(LIST).status_code == 405


def test_with_two_thousand_shifts_a_list_keeps_to_fifteen_queries(client):
    pages = [make_opportunity(f"page-{number}") for number in range(40)]
    begin = timezone.now() + timedelta(days=1)
    Shift.objects.bulk_create(
        Shift(
            opportunity=pages[number % len(pages)],
            starts_at=begin + timedelta(hours=number),
            ends_at=begin + timedelta(hours=number + 2),
            capacity=5,
        )
        for number in range(MANY)
    )
    for query in ("", "?day=thu&free=1", "?language=ur", "?page=3", "?from=1/1/2027"):
        assert queries_of(client, LIST + query) <= MOST_QUERIES, query
    assert queries_of(client, f"{LIST}calendar/") <= MOST_QUERIES
    assert client.get(LIST).context["page_obj"].paginator.num_pages == 4


def test_pages_cost_the_same_at_one_row_and_at_three(client, fill):
    page = make_opportunity("page-0")
    fill(make_shift(page), accepted=1)
    urls = (LIST, f"{LIST}?free=1&day=thu", f"{LIST}calendar/?month={at(0):%Y-%m}", page.url)
    one = {url: queries_of(client, url) for url in urls if "day=" not in url}
    cold = {url: queries_of(client, url, cold=True) for url in one}
    for number in range(1, 4):
        other = make_opportunity(f"page-{number}")
        for hour in (8, 12, 16):
            make_shift(other, starts=at(0, hour))
            make_shift(page, starts=at(0, hour))
    assert {url: queries_of(client, url) for url in one} == one
    assert {url: queries_of(client, url, cold=True) for url in one} == cold
    assert max(cold.values()) <= MOST_COLD


def test_the_front_page_leads_to_the_opportunities(client, home):
    home.volunteer_title = "ساعة منك"
    home.save_revision().publish()
    make_opportunity()
    assert f'href="{LIST}"' in html_of(client, "/")


def test_the_checklist_warns_kindly_of_an_opportunity_without_a_coming_shift():
    page = make_opportunity()
    with override("ar"):
        (found,) = [each for each in check(page) if each.kind == "no_shift"]
        assert not found.stops and found.label and found.advice
        make_shift(page)
        assert not [each for each in check(page) if each.kind == "no_shift"]


def test_a_search_finds_an_opportunity(client):
    page = make_opportunity(title="تعبئة السلال الغذائية", tasks="<p>تفرز المواد وتزنها.</p>")
    call_command("update_index", verbosity=0)
    for words in ("السلال", "تفرز"):
        assert page.url in html_of(client, f"/search/?q={quote(words)}"), words

"""The home page, ordinary pages and the contact page as visitors meet them."""

import re
from datetime import time, timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Locale, Page, Site

from home.models import ContactPage, HomeFeaturedService, HomePage, HomePopularLink, StandardPage
from office.models import Branch, Holiday, OfficeSettings
from services.enums import Channel
from services.models import ServicePage, ServicesIndexPage

MOST_QUERIES = 25


@pytest.fixture
def home(db):
    page = Page.get_first_root_node().add_child(
        instance=HomePage(
            title="الرئيسية",
            slug="front",
            hero_title="كيف نخدمك اليوم؟",
            steps_title="سبع خطوات",
            steps=[("step", {"title": f"خطوة {number}", "text": ""}) for number in range(1, 8)],
        )
    )
    Site.objects.filter(is_default_site=True).update(root_page=page)
    Site.clear_site_root_paths_cache()
    return page


@pytest.fixture
def catalogue(home):
    return home.add_child(instance=ServicesIndexPage(title="الخدمات", slug="services"))


@pytest.fixture
def guides(catalogue):
    return [catalogue.add_child(instance=ServicePage(title=f"خدمة {number}", slug=f"s{number}")) for number in range(8)]


@pytest.fixture
def contact(home):
    return home.add_child(instance=ContactPage(title="تواصل معنا", slug="contact", override_reason="تجربة"))


def test_empty_facts_of_contact_are_unconfirmed_facts(contact):
    """They stand outside the page, yet a visitor reads them there (ruling 5)."""
    assert len(contact.unconfirmed()) >= 4
    OfficeSettings.objects.create(phone="+966143220000", email="a@b.example", address="ينبع")
    assert len(contact.unconfirmed()) < 4


def page_of(client, url):
    response = client.get(url)
    assert response.status_code == 200
    return re.sub(r"\s*(</?(?:bdi|a|dd)\b[^>]*>)\s*", r"\1", " ".join(response.content.decode().split()))


def queries_of(client, url):
    cache.clear()
    with CaptureQueriesContext(connection) as captured:
        page_of(client, url)
    return len(captured)


def test_the_front_door_shows_search_tracking_and_steps(client, home):
    html = page_of(client, "/")
    assert '<html lang="ar" dir="rtl"' in html
    assert "كيف نخدمك اليوم؟" in html and "خطوة 7" in html
    assert 'action="/search/"' in html and 'name="q"' in html
    assert 'action="/track/" method="get"' in html and 'name="reference"' in html
    assert "csrfmiddlewaretoken" not in html


def test_six_guides_stand_on_the_front_when_none_is_chosen(client, guides):
    html = page_of(client, "/")
    assert "خدمة 5" in html and "خدمة 6" not in html


def test_chosen_guides_stand_in_the_chosen_order_and_only_while_public(client, home, guides):
    for order, number in enumerate((7, 2, 4)):
        home.featured_services.add(HomeFeaturedService(service=guides[number], sort_order=order))
    home.save_revision().publish()
    guides[2].unpublish()
    html = page_of(client, "/")
    assert html.index("خدمة 7") < html.index("خدمة 4")
    assert "خدمة 2" not in html and "خدمة 0" not in html


def test_the_front_in_english_leads_to_english_pages_only(client, home, catalogue, guides):
    home.featured_services = [HomeFeaturedService(service=guides[0]), HomeFeaturedService(service=guides[1])]
    home.popular_links = [HomePopularLink(label="Guide", page=guides[0]), HomePopularLink(label="Lost", page=guides[1])]
    home.save_revision().publish()
    locale = Locale.objects.create(language_code="en")
    for source in (home, catalogue, guides[0]):
        twin = source.copy_for_translation(locale)
        twin.title = f"English {source.pk}"
        twin.save_revision().publish()
    html = page_of(client, "/en/")
    assert '<html lang="en" dir="ltr"' in html
    assert 'href="/en/services/s0/"' in html and "Guide" in html
    assert "Lost" not in html and 'href="/services/' not in html


def test_the_front_says_which_guides_are_open_today(client, home, guides):
    """As the catalogue does; what is always open needs no badge."""
    today = timezone.localdate()
    guides[0].closes_on = today - timedelta(days=1)
    guides[1].opens_on, guides[1].closes_on = today, today + timedelta(days=3)
    for guide in guides[:2]:
        guide.save_revision().publish()
    html = page_of(client, "/")
    first, second, third = (html.split(f"خدمة {number}")[1].split("</article>")[0] for number in range(3))
    assert "مغلقة" in first and "مفتوحة الآن" in second and 'class="opening"' not in third


def test_the_front_needs_few_queries_whatever_it_shows(client, home, guides):
    ServicePage.objects.update(capacity=3)  # Places are read together with the rest.
    few = queries_of(client, "/")
    home.featured_services = [HomeFeaturedService(service=guide) for guide in guides[:1]]
    home.popular_links = [HomePopularLink(label="دليل", page=guides[0])]
    home.steps_page = home.volunteer_page = guides[0]
    home.save_revision().publish()
    one = queries_of(client, "/")
    home.featured_services = [HomeFeaturedService(service=guide) for guide in guides[:6]]
    home.popular_links = [HomePopularLink(label="دليل", page=guide) for guide in guides]
    home.save_revision().publish()
    assert queries_of(client, "/") == one
    assert max(few, one) <= MOST_QUERIES


def test_all_channels_are_listed_and_open_facts_say_so(client, contact):
    html = page_of(client, contact.url)
    for channel in Channel:
        assert (f'id="{channel.value}"' in html) == (channel is not Channel.DELEGATE)
    assert html.count('class="placeholder"') >= 5
    assert "tel:" not in html


def test_confirmed_facts_of_contact_are_shown(client, contact):
    OfficeSettings.objects.create(phone="123", address="شارع الاختبار", email="a@example.test")
    html = page_of(client, contact.url)
    assert '<a href="tel:123"><bdi dir="ltr">123</bdi></a>' in html
    assert "شارع الاختبار" in html and "mailto:a@example.test" in html


def test_hours_and_holidays_stand_on_the_contact_page(client, contact):
    assert "الأيام السبعة القادمة" not in page_of(client, contact.url)
    OfficeSettings.objects.update_or_create(defaults={"opening_time": time(8), "closing_time": time(14, 30)})
    today = timezone.localdate()
    Holiday.objects.create(day=today, name="عيد الاختبار")
    Holiday.objects.create(day=today + timedelta(days=1), name="عيد الاختبار")
    html = page_of(client, contact.url)
    assert "الأيام السبعة القادمة" in html and "مغلق: عيد الاختبار" in html and "مغلق لمناسبة عيد الاختبار" in html
    assert queries_of(client, contact.url) <= MOST_QUERIES


def test_delegates_are_listed_only_while_a_branch_serves(client, contact):
    branch = Branch.objects.create(name="فرع الشاطئ", area="الأحياء الشمالية", is_active=False)
    assert "فرع الشاطئ" not in page_of(client, contact.url)
    branch.is_active = True
    branch.save()
    html = page_of(client, contact.url)
    assert "فرع الشاطئ" in html and 'id="delegate"' in html


def test_children_are_listed_in_pages_and_need_few_queries(client, home):
    about = home.add_child(instance=StandardPage(title="عن الجمعية", slug="about"))
    about.add_child(instance=StandardPage(title="صفحة أولى", slug="n0", summary="موجز"))
    few = queries_of(client, about.url)
    for number in range(1, 30):
        about.add_child(instance=StandardPage(title=f"صفحة {number}", slug=f"n{number}"))
    assert queries_of(client, about.url) == few <= MOST_QUERIES
    assert "صفحة 29" in page_of(client, f"{about.url}?page=2")
    for number in ("0", "-1", "99", "x", ""):
        assert client.get(about.url, {"page": number}).status_code == 200


def test_a_page_of_every_block_renders(client, home):
    page = home.add_child(
        instance=StandardPage(
            title="صفحة",
            slug="blocks",
            override_reason="تجربة",
            body=[
                ("heading", "عنوان فرعي"),
                ("text", "<p>نص فيه [[رقم الترخيص]]</p>"),
                ("notice", {"title": "تنبيه", "text": "انتبه"}),
                ("steps", {"steps": [{"title": "أولًا", "text": "ثم"}]}),
                ("facts", {"facts": [{"name": "المدينة", "value": "ينبع"}]}),
            ],
        )
    )
    html = page_of(client, page.url)
    for words in ("عنوان فرعي", "انتبه", "أولًا", "ينبع", '<span class="placeholder">رقم الترخيص'):
        assert words in html
    assert 'aria-current="page">صفحة' in html


def test_what_an_editor_writes_can_not_run(client, home):
    page = home.add_child(
        instance=StandardPage(
            title="<script>x</script>",
            slug="x",
            summary="<img src=x> [[<b>y</b>]]",
            override_reason="تجربة",
            body=[("heading", "<i>z</i>"), ("facts", {"facts": [{"name": "<u>n</u>", "value": "<u>v</u>"}]})],
        )
    )
    html = page_of(client, page.url)
    for tag in ("<script>x", "<img src=x", "<b>y", "<i>z", "<u>n", "<u>v"):
        assert tag not in html


def test_page_types_keep_their_place(home, contact):
    assert not ContactPage.can_create_at(home)
    assert not StandardPage.can_exist_under(contact)
    assert not HomePage.can_exist_under(home)

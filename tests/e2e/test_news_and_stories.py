"""A reader of news and stories without JavaScript, and the editor who tells a story and takes it back (R13, R15)."""

import re
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Page, expect

from home.models import StoriesIndexPage, StoryPage
from office.models import Holiday
from tests.e2e.conftest import DESK, PHONE
from tests.e2e.test_main_job import fits, staff_page

pytestmark = pytest.mark.usefixtures("demo")

ATOM = "{http://www.w3.org/2005/Atom}"


def test_a_reader_without_javascript_goes_from_the_front_to_news_and_feed(open_page):
    reader = open_page(width=PHONE, javascript=False)
    reader.goto("/")
    reader.locator(".news-list a").first.click()
    expect(reader.locator("h1")).to_have_text("قصص تُروى بإذن أصحابها")
    fits(reader)
    reader.get_by_role("link", name="كل الأخبار").click()
    expect(reader.locator(".news-list__item")).to_have_count(5)
    fits(reader)
    reader.get_by_role("link", name="1448").click()
    expect(reader).to_have_url(re.compile(r"\?year=1448$"))
    address = reader.locator("link[type='application/atom+xml']").get_attribute("href")
    feed = ElementTree.fromstring(reader.request.get(address).body())
    first = feed.find(f"{ATOM}entry/{ATOM}link").get("href")
    reader.goto(first)
    expect(reader.locator("h1")).to_have_text("قصص تُروى بإذن أصحابها")


def test_a_reader_finds_the_charter_and_a_story_from_the_front(open_page):
    reader = open_page(width=PHONE, javascript=False)
    reader.goto("/")
    reader.locator("main").get_by_role("link", name="ميثاق الخدمة").last.click()
    expect(reader.locator("main")).to_contain_text("خلال يومي عمل")
    expect(reader.locator("main")).to_contain_text("الحالات أقل من أن تُنشر")
    fits(reader)
    reader.goto("/")
    reader.get_by_role("link", name="قصص بإذن أصحابها").first.click()
    reader.get_by_role("link", name="شهور أولى بلا وحدة").click()
    expect(reader.locator("main")).to_contain_text("السؤال هو الطريق")
    expect(reader.locator("main")).not_to_contain_text("بلا صاحب")
    fits(reader)


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_axe_on_every_new_kind_of_page(open_page, axe, width):
    page = open_page(width=width)
    for url in (
        "/", "/news/", "/news/?year=2026", "/news/new-site/", "/stories/", "/stories/first-months/",
        "/service-charter/", "/contact/",
    ):  # fmt: skip
        page.goto(url)
        axe(page)


def publish(page: Page) -> None:
    page.locator("footer [data-w-dropdown-target=toggle]").first.click()
    page.locator("button[name=action-publish]").click()


def test_no_story_without_consent_and_none_after_its_withdrawal(open_page):
    index = StoriesIndexPage.objects.get(locale__language_code="ar")
    publisher, reader = staff_page(open_page, "publisher"), open_page(javascript=False)
    publisher.goto(f"/admin/pages/add/home/storypage/{index.pk}/")
    publisher.locator("[name=title]").fill("قصة جديدة")
    publisher.locator("[name=teller_words]").fill("كلام لا يدل على أحد.")
    publish(publisher)
    expect(publisher.locator(".messages")).to_contain_text("إقرارك بأن عندك الموافقة المكتوبة")
    expect(publisher.locator("[name=teller_words]")).to_have_value("كلام لا يدل على أحد.")
    story = StoryPage.objects.get(title="قصة جديدة")
    assert not story.live

    publisher.locator("[name=consent_confirmed]").check()
    publisher.locator("[name=consent_on]").fill("2026-11-01")
    publisher.locator("[name=consent_reference]").fill("خزانة الجودة")
    publisher.locator("[name=identity_removed]").check()
    publish(publisher)
    expect(publisher).to_have_url(re.compile(f"/admin/pages/{index.pk}/"))
    reader.goto(f"/stories/{StoryPage.objects.get(pk=story.pk).slug}/")
    expect(reader.locator("h1")).to_have_text("قصة جديدة")

    publisher.goto(f"/admin/stories/{story.pk}/withdraw/")
    publisher.locator("form[action$='/withdraw/'] button").click()
    expect(publisher.locator(".messages")).to_contain_text("سُحبت الموافقة")
    assert reader.reload().status == 404
    reader.goto("/stories/")
    expect(reader.locator("main")).not_to_contain_text("قصة جديدة")


def test_a_manager_takes_suggested_holidays_one_by_one(open_page):
    Holiday.objects.all().delete()
    manager = staff_page(open_page, "manager")
    manager.goto("/admin/holidays/")
    manager.get_by_role("link", name="اقتراح الإجازات").first.click()
    manager.locator("#id_year").fill("١٤٤٨")
    manager.get_by_role("button", name="اعرض هذه السنة").click()
    manager.locator("input[name=day]").first.check()
    manager.get_by_role("button", name="أضف الأيام المعلَّمة").click()
    expect(manager.locator(".messages")).to_contain_text("أُضيف يوم واحد")
    assert Holiday.objects.count() == 1

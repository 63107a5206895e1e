"""A reader without JavaScript on a small phone chooses a service, and an editor hears what was missing."""

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import PHONE
from tests.e2e.test_main_job import fits, staff_page

pytestmark = pytest.mark.usefixtures("demo")

WISH = "أبحث عن موعد درس الإعداد"


def test_a_reader_finds_the_fitting_service_and_an_editor_hears_the_wish(open_page):
    reader = open_page(width=PHONE, javascript=False)
    reader.goto("/services/")
    reader.locator("[name=need]").select_option("worship")
    reader.locator("[name=language]").select_option("bn")
    reader.locator(".filters button").click()
    fits(reader)
    expect(reader.locator("main")).to_contain_text("خدمتان")
    reader.get_by_role("link", name="رحلة العمرة").click()
    fits(reader)
    reader.get_by_role("link", name="هل تناسبني هذه الخدمة؟").first.click()
    reader.get_by_role("link", name="نعم", exact=True).click()
    reader.get_by_role("link", name="لا", exact=True).click()
    expect(reader.locator("h1")).to_contain_text("لا تناسبك")
    fits(reader)

    reader.go_back()
    expect(reader.locator("h1")).to_contain_text("درس الإعداد")
    reader.get_by_role("link", name="لا", exact=True).click()
    reader.goto("/services/new-muslim-care/fit/")
    for _question in range(2):
        reader.get_by_role("link", name="نعم", exact=True).click()
    expect(reader.locator("h1")).to_contain_text("نعم، هذه الخدمة تناسبك")
    fits(reader)
    reader.get_by_role("link", name="ما تحتاج إليه").click()
    expect(reader.locator("main")).to_contain_text("ضع علامة")
    fits(reader)

    reader.goto("/services/umrah/")
    reader.locator(".helpful summary").click()
    reader.locator(".helpful [name=reason][value=missing]").check()
    reader.locator(".helpful [name=wish]").fill(f"{WISH} وجوالي 0501112233")
    reader.locator(".helpful__form button").click()
    expect(reader.locator("#helpful")).to_contain_text("شكرًا لك")
    fits(reader)
    assert reader.context.cookies() == []

    editor = staff_page(open_page, "editor")
    editor.goto("/admin/suggestions/")
    row = editor.locator("tr", has_text="رحلة العمرة")
    expect(row).to_contain_text(WISH)
    expect(row).not_to_contain_text("0501112233")
    row.locator("input[type=checkbox]").check()
    editor.locator("form[method=post] button.button").last.click()
    expect(editor.locator("tr", has_text="رحلة العمرة")).to_have_count(0)


NEW_PAGES = [
    "/services/?need=worship&language=bn",
    "/services/?need=language&audience=families",
    "/services/umrah/",
    "/services/iftar/",
    "/services/umrah/fit/",
    "/services/umrah/fit/?q=1&a=no",
    "/services/umrah/fit/?q=1&a=unsure",
    "/services/support-request/what-you-need/",
    "/faq/faq-time/",
    "/faq/faq-time/reply-time/",
    "/faq/faq-misconceptions/bad-rating-harms/?thanks=1",
]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_pages_of_choosing_are_whole_for_everyone(open_page, axe, scheme):
    page = open_page(width=PHONE, color_scheme=scheme)
    for address in NEW_PAGES:
        assert page.goto(address).status == 200, address
        fits(page)
        if page.locator(".helpful summary").count():
            page.locator(".helpful summary").click()
        axe(page)

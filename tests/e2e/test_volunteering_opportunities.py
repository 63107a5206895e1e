"""A visitor on a phone, without JavaScript, finds an opportunity by language and day and takes its calendar along."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import DESK, PHONE
from tests.e2e.test_main_job import fits

pytestmark = pytest.mark.usefixtures("demo")

LIST = "/opportunities/"
RECEPTION = "مترجم في الاستقبال"


def test_a_visitor_filters_by_language_and_day_and_downloads_the_calendar(open_page):
    visitor = open_page(width=PHONE, javascript=False, accept_downloads=True)
    visitor.goto("/")
    visitor.get_by_role("link", name="تصفّح الفرص").click()
    expect(visitor.locator("h1")).to_have_text("فرص التطوع")
    expect(visitor.locator("article.card")).to_have_count(11)
    visitor.locator("[name=language]").select_option("ur")
    visitor.locator("[name=day]").select_option("sun")
    visitor.locator(".filters button").click()
    fits(visitor)
    expect(visitor).to_have_url(re.compile(r"language=ur&day=sun"))
    expect(visitor.locator("article.card")).to_have_count(1)
    expect(visitor.locator("article.card")).to_contain_text("الأحد")
    visitor.get_by_role("link", name=RECEPTION).click()
    expect(visitor.locator("h1")).to_have_text(RECEPTION)
    fits(visitor)
    expect(visitor.locator(".shifts__row")).to_have_count(12)
    expect(visitor.locator(".shifts__row").first).to_contain_text("من أصل")
    with visitor.expect_download() as found:
        visitor.get_by_role("link", name="كل المناوبات في ملف تقويم").click()
    written = Path(found.value.path()).read_text(encoding="utf-8")
    assert found.value.suggested_filename == "reception-interpreter.ics"
    assert written.count("BEGIN:VEVENT") == 12 and "TZID" not in written
    assert visitor.context.cookies() == []


def test_the_month_is_walked_by_keyboard_in_either_calendar(open_page, axe):
    page = open_page(width=DESK)
    page.goto(f"{LIST}calendar/")
    page.get_by_role("link", name="بالأشهر الهجرية").click()
    expect(page.locator("h2#month")).to_contain_text("هـ")
    expect(page.get_by_role("columnheader")).to_have_count(7)
    page.locator(".month__shift").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#shifts")).to_be_visible()
    axe(page)


ADDRESSES = [
    LIST,
    f"{LIST}?language=ur&day=sun&place=x&from=someday",
    f"{LIST}?interest=media&day=mon",
    f"{LIST}calendar/",
    f"{LIST}reception-interpreter/",
    f"/en{LIST}",
    f"/ur{LIST}umrah-companions/",
]


@pytest.mark.parametrize("width", [PHONE, DESK])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_pages_of_opportunities_are_whole_for_everyone(open_page, axe, width, scheme):
    page = open_page(width=width, color_scheme=scheme)
    for address in ADDRESSES:
        page.goto(address)
        expect(page.locator("h1")).to_be_visible()
        fits(page)
        axe(page)

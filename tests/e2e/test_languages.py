"""Readers of Arabic, English and Urdu, without JavaScript; and a page that nobody translated yet (R10)."""

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import DESK, PHONE
from tests.e2e.test_main_job import fits

pytestmark = pytest.mark.usefixtures("demo")

READERS = [("ar", "/", "rtl"), ("en", "/en/", "ltr"), ("ur", "/ur/", "rtl")]


@pytest.mark.parametrize(("language", "front", "direction"), READERS)
def test_a_reader_finds_a_guide_in_ones_own_language(open_page, language, front, direction):
    page = open_page(width=PHONE, javascript=False)
    page.goto(front)
    html = page.locator("html")
    assert (html.get_attribute("lang"), html.get_attribute("dir")) == (language, direction)
    page.locator("main .card--link a").first.click()
    expect(page).to_have_url(f"{page.url.split('/services/')[0]}/services/support-request/")
    assert html.get_attribute("lang") == language
    assert page.locator("main").get_attribute("lang") is None
    assert page.locator(".translation-notice").count() == 0
    expect(page.locator("h1")).to_be_visible()


def test_one_changes_the_language_and_stays_on_the_page(open_page):
    page = open_page(width=PHONE, javascript=False)
    page.goto("/services/umrah/")
    for code in ("en", "ur", "ar"):
        page.locator(f".languages a[hreflang={code}]").first.click()
        assert page.url.endswith("/services/umrah/")
        assert page.locator("html").get_attribute("lang") == code


def test_an_untranslated_page_says_so_and_leads_to_its_source(open_page, axe):
    page = open_page(width=PHONE)
    page.goto("/bn/services/umrah/")
    assert (page.locator("html").get_attribute("lang"), page.locator("html").get_attribute("dir")) == ("bn", "ltr")
    main = page.locator("main")
    assert (main.get_attribute("lang"), main.get_attribute("dir")) == ("ar", "rtl")
    notice = page.locator(".translation-notice")
    expect(notice).to_be_visible()
    fits(page)
    axe(page)
    notice.locator("a").click()
    assert page.url.endswith("/services/umrah/") and page.locator("html").get_attribute("lang") == "ar"


@pytest.mark.parametrize("width", [PHONE, DESK])
@pytest.mark.parametrize("address", ["/en/", "/ur/services/", "/bn/", "/ur/faq/", "/en/policies/", "/bn/contact/"])
def test_pages_of_every_language_are_whole(open_page, axe, width, address):
    page = open_page(width=width, color_scheme="dark" if width == DESK else "light")
    page.goto(address)
    fits(page)
    axe(page)

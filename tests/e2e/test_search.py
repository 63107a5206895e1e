"""A reader looks for something: with a script and without, with slips of the pen, and in vain (R10)."""

import re

import pytest
from playwright.sync_api import expect

from search.models import SearchMiss
from tests.e2e.conftest import PHONE

pytestmark = pytest.mark.usefixtures("demo")


def fits(page):
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), f"{page.url} scrolls sideways."


def test_titles_appear_while_typing_and_obey_the_keyboard(open_page, axe):
    page = open_page(width=PHONE)
    page.goto("/search/")
    field = page.locator("#search-words")
    field.press_sequentially("الدعم", delay=20)
    option = page.locator("#search-words-titles [role=option]").first
    expect(option).to_contain_text("دعم")
    expect(field).to_have_attribute("aria-expanded", "true")
    field.press("ArrowDown")
    expect(option).to_have_attribute("aria-selected", "true")
    expect(field).to_have_attribute("aria-activedescendant", option.get_attribute("id"))
    assert option.bounding_box()["height"] >= 44
    fits(page)
    axe(page)
    field.press("Escape")
    expect(page.locator("#search-words-titles")).to_be_hidden()
    field.press("End")
    field.press_sequentially(" ", delay=20)
    expect(option).to_be_visible()
    field.press("ArrowUp")
    chosen = page.locator("#search-words-titles [role=option][aria-selected=true]").inner_text().splitlines()[0]
    field.press("Enter")
    expect(page).not_to_have_url(re.compile("/search/"))
    expect(page.locator("h1")).to_contain_text(chosen)


def test_everything_works_without_a_script(open_page):
    page = open_page(javascript=False)
    page.goto("/search/suggest/?q=دع")
    expect(page.get_by_role("link", name="طلب دعم مستفيد").first).to_be_visible()
    page.locator("#search-words").fill("العُمره")
    page.locator("main .search-form button").click()
    expect(page.locator("main mark").first).to_contain_text("عمرة")
    fits(page)


def test_a_slip_of_the_pen_is_understood_and_said(open_page, axe):
    page = open_page()
    page.goto("/search/?q=المتطوعبن")
    expect(page.locator(".search-note")).to_be_visible()
    axe(page)
    fits(page)


def test_nothing_found_shows_the_way_on_and_is_remembered(open_page, axe):
    page = open_page()
    page.goto("/search/?q=قسطنطينية")
    expect(page.locator("main [role=status] a").first).to_be_visible()
    axe(page)
    fits(page)
    assert SearchMiss.objects.filter(shown="قسطنطينية", count=1).exists()

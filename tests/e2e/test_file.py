"""A file completed over two sittings on a phone, without JavaScript: what was saved is there the next day (R8)."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from people.models import Person
from tests.e2e.conftest import DESK, PHONE
from tests.e2e.test_main_job import code_sent_to, go_on

MOBILE = "+966501119988"
pytestmark = pytest.mark.usefixtures("demo")


def enter(page: Page) -> None:
    page.goto("/accounts/login/code/?next=/my/file/")
    page.locator("[name=phone]").fill("0501119988")
    go_on(page)
    page.locator("[name=code]").fill(code_sent_to(MOBILE))
    go_on(page)


def first_sitting(page: Page) -> None:
    enter(page)
    page.get_by_role("link", name="ابدأ", exact=True).click()
    page.locator("[name=given_name]").fill("أمينة")
    page.locator("[name=family_name]").fill("الجهني")
    go_on(page)
    page.locator("[name=identity_kind][value=national]").check()
    page.locator("[name=identity_number]").fill("١٠٠٠٠٠٠٠٨٢")  # The last digit is wrong.
    go_on(page)
    expect(page.locator(".error-summary")).to_be_visible()
    expect(page.locator("[name=identity_number]")).to_have_value("١٠٠٠٠٠٠٠٨٢")
    page.locator("[name=identity_number]").fill("١٠٠٠٠٠٠٠٨١")
    go_on(page)
    page.get_by_role("link", name="توقف هنا").click()
    expect(page.locator(".progress__words")).to_contain_text("2 من 6")


def second_sitting(page: Page) -> None:
    enter(page)
    page.get_by_role("link", name="تابع من حيث توقفت").click()
    page.locator("[name=birth_date]").fill("١٥/٣/١٤٠٠")
    go_on(page)
    page.locator("[name=nationality]").select_option("SA")
    page.locator("[name=gender][value=female]").check()
    go_on(page)
    page.locator("[name=language][value=ar]").check()
    go_on(page)
    page.locator("[name=reach][value=call]").check()
    page.locator("[name=times][value=evening]").check()
    go_on(page)
    expect(page.locator(".progress__words")).to_contain_text("6 من 6")


def pages_of_the_file() -> Iterator[str]:
    yield "/my/file/"
    yield from (f"/my/file/{part}/" for part in ("name", "household", "contact", "income", "bank"))
    yield "/my/file/household/add/"
    yield "/my/file/history/"
    yield "/my/"


def test_a_file_is_completed_over_two_sittings(open_page):
    first_sitting(open_page(width=PHONE, javascript=False))
    page = open_page(width=PHONE, javascript=False)
    second_sitting(page)
    page.get_by_role("button", name="ملفي صحيح").click()
    expect(page.locator("main")).to_contain_text("أكّدته في")
    assert Person.objects.get(full_name="أمينة الجهني").identity_number == "1000000081"
    page.goto("/my/file/history/")
    expect(page.locator("main")).to_contain_text("•••• 081")


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_the_pages_of_the_file_are_open_to_everyone(open_page, axe, width):
    page = open_page(width=width, color_scheme="dark" if width == DESK else "light")
    enter(page)
    for url in pages_of_the_file():
        page.goto(url)
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, url
        axe(page)

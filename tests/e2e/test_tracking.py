"""A request is talked about, and followed on a son's phone, in a real browser without JavaScript (R5, R34)."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.cases import picture
from tests.e2e.conftest import DESK, PHONE
from tests.e2e.test_helper import enter
from tests.e2e.test_main_job import EASTERN, code_sent_to, fits, go_on, staff_page

pytestmark = pytest.mark.usefixtures("demo")

PERSON = "+966500000018"  # Her request is being matched.
SON = "+966501114499"


def send(page: Page) -> None:
    """The form's own button; a chosen file has another that removes it."""
    page.locator(".question__actions button[type=submit]").click()


def open_request(page: Page) -> str:
    """From the list to the request's own page; its reference."""
    page.goto("/requests/?show=open")
    page.locator(".card__title a").first.click()
    expect(page.locator("#ahead")).to_be_visible()
    return re.search(r"YD-\w{4}-\w{4}", page.url)[0]


def test_a_question_is_asked_and_answered(open_page, axe):
    person = open_page(width=PHONE)
    enter(person, PERSON)
    reference = open_request(person)
    fits(person)
    axe(person)
    person.locator("a[href$='/messages/'].button").click()
    send(person)  # Nothing written yet.
    expect(person.locator(".error-summary")).to_be_visible()
    person.locator("[name=text]").fill("هل يكفي عقد الإيجار الإلكتروني؟")
    person.locator("[name=is_question]").check()
    person.locator("input[type=file]").set_input_files(
        {"name": "عقد.png", "mimeType": "image/png", "buffer": picture().read()}
    )
    expect(person.locator("[data-uploads-files]")).to_contain_text("عقد.png")
    send(person)
    expect(person.locator(".talk")).to_contain_text("هل يكفي عقد الإيجار الإلكتروني؟")
    expect(person.locator(".talk")).to_contain_text("عقد.png")
    fits(person)
    axe(person)

    desk = staff_page(open_page, "reception", width=DESK)
    desk.goto(f"/admin/requests/{reference}/")
    expect(desk.locator("#talk .case-note:not([hidden])")).to_be_visible()
    desk.locator("#talk [name=text]").fill("نعم، يكفي إذا كان ساري المفعول.")
    desk.locator("#talk button[type=submit]").click()
    expect(desk).to_have_url(re.compile("#talk$"))
    expect(desk.locator("#talk .case-note:not([hidden])")).to_have_count(0)
    desk.set_viewport_size({"width": PHONE, "height": 800})
    desk.goto(f"/admin/requests/{reference}/talk/")
    fits(desk)

    person.goto("/my/messages/")
    person.locator("main a[href^='/my/messages/']").first.click()
    person.locator("main a[href$='/messages/'].button").first.click()
    expect(person.locator(".talk")).to_contain_text("نعم، يكفي إذا كان ساري المفعول.")
    expect(person.locator(".talk")).not_to_contain_text("نجيب عن هذا السؤال")


def test_a_son_follows_on_his_own_phone(open_page):
    person, son = open_page(width=PHONE, javascript=False), open_page(width=PHONE, javascript=False)
    enter(person, PERSON)
    reference = open_request(person)
    person.locator("a[href$='/followers/']").click()
    person.locator("[name=name]").fill("يوسف")
    person.locator("[name=relation]").fill("ابن")
    person.locator("[name=mobile]").fill("٠٥٠ ١١١ ٤٤٩٩")
    go_on(person)
    expect(person.locator(".card__title")).to_contain_text("يوسف")
    fits(person)

    son.goto("/track/")
    son.locator("a[href$='/track/phone/']").click()
    son.locator("[name=reference]").fill(reference.lower())
    son.locator("[name=mobile]").fill("٠٥٠١١١٤٤٩٩")
    go_on(son)
    son.locator("[name=code]").fill(code_sent_to(SON).translate(EASTERN))
    go_on(son)
    expect(son).to_have_url(re.compile("/track/phone/request/$"))
    expect(son.locator("main")).to_contain_text(reference)
    expect(son.locator("main")).to_contain_text("موظف الاستقبال")
    expect(son.locator("main a")).to_have_count(0)
    fits(son)

    person.locator(".card form button").click()
    expect(person.locator(".card__title")).to_have_count(0)
    son.reload()
    expect(son).to_have_url(re.compile("/track/phone/$"))

"""A paper given once: the next request takes it without an upload, and the wallet shows it (R8), in a real browser."""

import re

import pytest
from playwright.sync_api import Page, expect

from people.models import Document
from tests.cases import picture
from tests.e2e.conftest import PHONE
from tests.e2e.test_main_job import MOBILE, apply, fits, go_on, sign, staff_page

pytestmark = pytest.mark.usefixtures("demo")


def scan(name: str) -> dict[str, object]:
    return {"name": f"{name}.png", "mimeType": "image/png", "buffer": picture().read()}


def reuse_all(page: Page) -> int:
    """Every page answered, each paper by the one that lies in the file; how many there were."""
    reused = 0
    while "/step/" in page.url:
        before = page.url
        if page.locator("[name=document]").count():
            expect(page.get_by_text("مستندات سلّمتها من قبل")).to_be_visible()
            page.locator("[name=document]").first.check()
            reused += 1
        elif page.locator("[name=answer][type=radio]").count():
            page.locator("[name=answer][type=radio]").first.check()
        elif page.locator("textarea[name=answer]").count():
            page.locator("textarea[name=answer]").fill("نحتاج عونًا في العلاج.")
        elif page.locator("[name=answer]").count():
            page.locator("[name=answer]").fill("٤")
        fits(page)
        go_on(page)
        assert page.url != before, page.locator("main").inner_text()
    return reused


def test_a_second_request_takes_the_papers_of_the_first_without_an_upload(open_page):
    person = open_page(width=PHONE, javascript=False)
    apply(person)
    person.goto("/apply/support-request/")
    go_on(person)
    assert reuse_all(person) == 3
    expect(person).to_have_url(re.compile("/check/$"))
    go_on(person)
    sign(person, MOBILE)
    reference = person.locator(".receipt__reference").inner_text().strip()
    person.goto("/my/papers/")
    expect(person.locator(".card--link")).to_have_count(3)
    expect(person.locator("main")).to_contain_text("في طلبين")

    reception = staff_page(open_page, "reception")
    reception.goto(f"/admin/requests/{reference}/")
    expect(reception.locator(".case-papers")).to_contain_text("من ملف الشخص")


def test_a_paper_is_laid_in_renewed_and_taken_out_on_a_phone(open_page, axe):
    person = open_page(width=PHONE)
    apply(person)
    person.goto("/my/papers/")
    axe(person)
    person.get_by_role("link", name="أضف مستندًا").click()
    person.locator("[name=kind][value=residence]").check()
    person.locator("[name=front]").set_input_files(scan("وجه"))
    axe(person)
    go_on(person)
    expect(person.locator("main")).to_contain_text("حُفظ مستندك")
    person.locator("[name=number]").fill("٢٢٣٣٤٤٥٥")
    person.locator("[name=issued_on]").fill("١/١/١٤٥٠")
    axe(person)
    go_on(person)
    expect(person.locator(".error-summary")).to_be_visible()
    expect(person.locator("[name=number]")).to_have_value("٢٢٣٣٤٤٥٥")  # Nothing typed is lost.
    person.locator("[name=issued_on]").fill("١/١/١٤٤٧")
    person.locator("[name=expires_on]").fill("١/١/١٤٥٢")
    go_on(person)
    expect(person.locator("main")).to_contain_text("1452")
    fits(person)
    axe(person)
    person.get_by_role("link", name="أرسل مستندًا أحدث").click()
    person.locator("[name=front]").set_input_files(scan("أحدث"))
    person.locator("[name=expires_on]").fill("١/١/١٤٥٥")
    axe(person)
    go_on(person)
    expect(person.locator("main")).to_contain_text("المستندات السابقة")
    person.get_by_role("link", name="أخرجه من ملفي").click()
    axe(person)
    go_on(person)
    expect(person).to_have_url(re.compile("/my/papers/$"))
    assert not Document.objects.filter(kind="residence", person__user__mobile="+966501112233").exists()


def test_a_paper_that_an_open_request_needs_stays(open_page, axe):
    person = open_page(width=PHONE)
    reference = apply(person)
    person.goto("/my/papers/")
    person.locator(".card--link a").first.click()
    person.get_by_role("link", name="أخرجه من ملفي").click()
    expect(person.locator("main")).to_contain_text("طلب مفتوح يحتاج إلى هذا المستند")
    expect(person.locator("main")).to_contain_text(reference)
    axe(person)


def test_reminders_are_stopped_with_one_tap_and_come_again(open_page, axe):
    person = open_page(width=PHONE)
    apply(person)
    person.goto("/my/notices/")
    axe(person)
    first = person.locator("form[action='/my/notices/'] button").first
    first.click()
    expect(person.locator("main")).to_contain_text("أوقفته يوم")
    axe(person)
    person.locator("form[action='/my/notices/'] button[value=yes]").click()
    expect(person.locator("main")).not_to_contain_text("أوقفته يوم")

"""A trusted helper in a real browser: invited, let in, fills a request, and is shut out again (R8, R9)."""

import re

import pytest
from playwright.sync_api import Page, expect

from notifications.actions import deliver_due
from notifications.models import Delivery
from tests.e2e.conftest import PHONE
from tests.e2e.test_main_job import answer_pages, code_sent_to, fits, go_on, sign

pytestmark = pytest.mark.usefixtures("demo")

PERSON = "+966500000016"  # Fatimah of the demo, born 1955.
HELPER = "+966501114455"


def enter(page: Page, mobile: str) -> None:
    page.goto("/accounts/login/code/")
    page.locator("[name=phone]").fill(mobile)
    go_on(page)
    page.locator("[name=code]").fill(code_sent_to(mobile))
    go_on(page)
    expect(page).to_have_url(re.compile("/my/$"))


def link_to(mobile: str) -> re.Match[str]:
    """The newest message to a number that holds an address: the address, and the text after it."""
    deliver_due()
    texts = [sent.text for sent in Delivery.objects.order_by("-created_at") if sent.address == mobile]
    return next(found for text in texts if (found := re.search(r"https?://[^/]+(/\S+)(.*)", text)))


def invite(page: Page) -> None:
    page.goto("/my/helpers/")
    page.get_by_role("link", name="دعوة من يساعدني").click()
    page.locator("[name=name]").fill("هند الجهني")
    page.locator("[name=mobile]").fill("٠٥٠ ١١١ ٤٤٥٥")
    page.locator("[name=scopes][value=file]").check()
    page.locator("[name=scopes][value=requests_fill]").check()
    page.locator("[name=days][value='30']").check()
    go_on(page)
    page.locator("[name=code]").fill(code_sent_to(PERSON))
    go_on(page)
    expect(page).to_have_url(re.compile("/my/helpers/$"))
    expect(page.locator("main")).to_contain_text("ننتظر رده")


def accept(page: Page) -> str:
    """The helper's yes; the address of the person's place."""
    page.goto(link_to(HELPER)[1])
    page.get_by_role("link", name="اقرأ وأجب").click()
    page.locator("button[value=accept]").click()
    expect(page.locator(".helping")).to_contain_text("هذا ملفه، وليس ملفك")
    return page.url


def test_a_helper_is_invited_acts_and_is_shut_out(open_page):
    person, helper = open_page(width=PHONE, javascript=False), open_page(width=PHONE, javascript=False)
    enter(person, PERSON)
    invite(person)
    enter(helper, HELPER)
    place = accept(helper)
    expect(helper.locator("main")).not_to_contain_text("1000000032")

    helper.get_by_role("link", name="الطلبات").click()
    helper.locator("a[href*='/apply/']").last.click()
    go_on(helper)
    expect(helper.locator(".helping")).to_be_visible()
    answer_pages(helper)
    expect(helper).to_have_url(re.compile("/check/$"))
    fits(helper)
    check = helper.url
    go_on(helper)
    answer = helper.goto(check.replace("/check/", "/declaration/"))
    assert answer.status == 409
    expect(helper.locator("main")).to_contain_text("وحده يوقّعه")

    person.goto("/my/messages/")
    person.locator(".letter a").first.click()
    expect(person.locator("main")).to_contain_text("عبّأ مساعدك")
    person.locator("main a.button").click()
    go_on(person)
    sign(person, PERSON)

    person.goto("/my/helpers/")
    person.get_by_role("link", name="إنهاء هذا الإذن").first.click()
    go_on(person)
    expect(person.locator("main")).to_contain_text("لم يعد يساعد")
    for address in (place, check):
        assert helper.goto(address).status == 404


def test_the_pages_of_helping_and_consent_are_whole_for_everyone(open_page, axe):
    person, helper = open_page(width=PHONE), open_page(width=PHONE)
    enter(person, PERSON)
    for address in (
        "/my/consents/",
        "/my/consents/story/",
        "/ur/my/consents/story/",
        "/my/helpers/",
        "/my/helpers/invite/",
    ):
        assert person.goto(address).status == 200
        fits(person)
        axe(person)
    person.goto("/my/consents/story/")
    go_on(person)  # Without the tick: the summary of errors.
    axe(person)
    person.locator("[name=is_agreed]").check()
    go_on(person)
    expect(person.locator("main")).to_contain_text("وافقت")
    axe(person)
    person.goto("/my/consents/story/withdraw/")
    axe(person)
    go_on(person)
    expect(person.locator("main")).to_contain_text("سُحبت في")
    invite(person)
    axe(person)
    enter(helper, HELPER)
    helper.goto("/my/helping/")
    axe(helper)
    accept(helper)
    fits(helper)
    axe(helper)


def test_a_child_asks_and_the_guardian_agrees(open_page, axe):
    child, guardian = open_page(width=PHONE, javascript=False), open_page(width=PHONE)
    enter(child, "+966501117788")
    child.goto("/apply/support-request/")
    go_on(child)
    child.locator("[name=given_name]").fill("سارة")
    child.locator("[name=family_name]").fill("الجهني")
    go_on(child)
    child.locator("[name=identity_kind][value=none]").check()
    go_on(child)
    child.locator("[name=birth_date]").fill("1/1/1440")
    go_on(child)
    child.goto("/my/consents/visit/")
    assert child.locator("[name=is_agreed]").count() == 0
    child.get_by_role("link", name="الكتابة إلى ولي أمري").click()
    child.locator("[name=name]").fill("سالم الجهني")
    child.locator("[name=relation][value=father]").check()
    child.locator("[name=mobile]").fill("0501119900")
    go_on(child)
    sent = link_to("+966501119900")
    guardian.goto(sent[1])
    axe(guardian)
    fits(guardian)
    guardian.locator("input[type=checkbox]").first.check()
    guardian.locator("[name=code]").fill(re.search(r"[0-9]{6}", sent[2])[0])
    guardian.locator("button[type=submit]:not([name])", has_text="أوافق").click()
    expect(guardian).to_have_url(re.compile("/guardian/thanks/$"))
    child.goto("/my/consents/")
    expect(child.locator("main")).to_contain_text("من ولي الأمر")

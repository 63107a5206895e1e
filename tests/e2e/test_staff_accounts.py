"""A colleague joins by invitation, gets another role, and leaves; the cases go on with somebody else (R32)."""

import re

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from playwright.sync_api import Page, expect

from accounts.models import User
from notifications.models import Delivery
from tests.e2e.conftest import DESK, PHONE
from tests.e2e.test_main_job import go_on, staff_page

pytestmark = pytest.mark.usefixtures("demo")
EMAIL = "hind@work.example"
PASSWORD = "nakhla on the shore 48"


def code_of(secret: str) -> str:
    now = list(yield_hotp_counters_from_time())
    return format_hotp_value(hotp_value(secret, now[len(now) // 2]))


def invite(manager: Page) -> str:
    manager.goto("/admin/colleagues/invite/")
    manager.locator("[name=email]").fill(EMAIL)
    manager.locator("[name=roles][value=editor]").check()
    manager.locator("main form.case-form button[type=submit]").click()
    expect(manager.locator("main")).to_contain_text(EMAIL)
    text = Delivery.objects.filter(title__isnull=False).latest("created_at").text
    return re.search(r"https?://[^/\s]+(/accounts/invitation/\S+)", text)[1]


def join(page: Page, link: str) -> None:
    page.goto(link)
    page.locator("[name=first_name]").fill("هند")
    page.locator("[name=last_name]").fill("الجهني")
    page.locator("[name=password]").fill("short")
    go_on(page)
    expect(page.locator(".error-summary")).to_be_visible()
    page.locator("[name=password]").fill(PASSWORD)
    go_on(page)
    expect(page).to_have_url(re.compile("/accounts/2fa/totp/activate/"))
    secret = page.locator("main bdi").first.inner_text()
    page.locator("[name=code]").fill(code_of(secret.replace(" ", "").strip()))
    go_on(page)


def test_a_colleague_joins_changes_and_leaves(open_page, axe):
    manager = staff_page(open_page, "manager")
    link = invite(manager)
    colleague = open_page(width=PHONE)
    join(colleague, link)
    colleague.goto("/admin/")
    assert colleague.goto("/admin/requests/").url.endswith("/admin/")  # An editor has no cases.

    reference = User.objects.get(email=EMAIL).reference
    manager.goto(f"/admin/colleagues/{reference}/")
    manager.locator("summary").first.click()
    manager.locator("[name=roles][value=editor]").uncheck()
    manager.locator("[name=roles][value=reception]").check()
    manager.locator("form[action$='/roles/'] [name=reason]").fill("انتقلت إلى الاستقبال")
    manager.locator("form[action$='/roles/'] button").click()
    expect(manager.locator("main")).to_contain_text("علاقات المستفيدين")
    colleague.goto("/admin/requests/")
    expect(colleague.locator(".case-queue")).to_be_visible()
    colleague.locator(".case-reference").first.click()
    begin = colleague.locator("form[action$='/begin/'] button")
    if begin.count():
        begin.click()

    manager.goto(f"/admin/colleagues/{reference}/leave/")
    manager.locator("[name=reason]").fill("انتقلت إلى مدينة أخرى")
    manager.locator("button[name=confirm]").click()
    expect(manager.locator("main")).to_contain_text("ترك العمل")
    colleague.goto("/admin/requests/")
    expect(colleague).to_have_url(re.compile("/accounts/login/"))


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_the_screens_of_colleagues_fit(open_page, width):
    manager = staff_page(open_page, "manager")
    manager.set_viewport_size({"width": width, "height": 800})
    manager.goto("/admin/colleagues/")
    urls = ["/admin/colleagues/", "/admin/colleagues/invite/", manager.locator("td a").first.get_attribute("href")]
    for url in urls:
        manager.goto(url)
        assert manager.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, url
        words = manager.locator("main").inner_text()
        assert not re.search(r"[A-Za-z]{4,}", re.sub(r"\S+@\S+|U-\w+", "", words)), words

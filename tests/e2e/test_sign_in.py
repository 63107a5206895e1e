"""Signing in, in a real browser: by mobile, by e-mail, back in while a stranger guesses, out everywhere, by passkey."""

import re

import pytest
from django.core import mail
from playwright.sync_api import Page, expect

from notifications.actions import deliver_due
from notifications.models import Delivery
from tests.e2e.conftest import DESK, PHONE

pytestmark = pytest.mark.usefixtures("transactional_db")

MOBILE, EMAIL = "+966501112244", "person@example.test"


def code_sent_to(address: str) -> str:
    deliver_due()
    rows = Delivery.objects.order_by("-created_at")[:10]
    texts = [row.text for row in rows if row.address == address]
    return next(found[0] for text in texts if (found := re.search(r"\b[0-9]{6}\b", text)))


def go_on(page: Page) -> None:
    page.locator("form.question__form button[type=submit]").first.click()


def enter(page: Page, address: str) -> None:
    by = "?by=email" if "@" in address else ""
    page.goto(f"/accounts/login/code/{by}")
    page.locator("[name=email]" if by else "[name=phone]").fill(address)
    go_on(page)
    page.locator("[name=code]").fill(code_sent_to(address))
    go_on(page)
    expect(page).to_have_url(re.compile("/my/$"))


def fits(page: Page) -> None:
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), f"{page.url} scrolls sideways."


@pytest.mark.parametrize("javascript", [True, False], ids=["with-scripts", "without"])
def test_someone_signs_up_by_mobile(open_page, javascript):
    page = open_page(javascript=javascript)
    page.goto("/accounts/login/code/")
    page.locator("[name=phone]").fill("٠٥٠ ١١١ ٢٢٤٤")
    go_on(page)
    again = page.locator("form[data-resend] button")
    if javascript:
        expect(again).to_be_disabled()
        expect(page.locator("[data-seconds]")).to_have_text(re.compile(r"^(4[0-4]|3\d)$"))
    else:
        again.click()  # Too early: told so, and the code still opens.
        expect(page.locator("[role=status]")).to_contain_text("ثاني")
    page.locator("[name=code]").fill(code_sent_to(MOBILE))
    go_on(page)
    expect(page).to_have_url(re.compile("/my/$"))


def test_someone_signs_up_by_e_mail(open_page):
    page = open_page(javascript=False)
    page.goto("/accounts/login/code/")
    page.get_by_role("link", name="أدخل ببريدي الإلكتروني").click()
    page.locator("[name=email]").fill(EMAIL)
    go_on(page)
    page.locator("[name=code]").fill(code_sent_to(EMAIL))
    go_on(page)
    expect(page).to_have_url(re.compile("/my/$"))
    assert [sent.to for sent in mail.outbox] == [[EMAIL]]


def test_the_owner_comes_in_while_a_stranger_guesses(open_page):
    owner = open_page(javascript=False)
    enter(owner, MOBILE)
    owner.goto("/accounts/security/password/")
    owner.locator("[name=password]").fill("three good words")
    go_on(owner)
    owner.locator(".site-footer form.sign-out button").click()
    stranger = open_page(javascript=False)
    for guess in range(6):
        stranger.goto("/accounts/login/")
        stranger.locator("[name=login]").fill("0501112244")
        stranger.locator("[name=password]").fill(f"guess {guess}")
        go_on(stranger)
    expect(stranger.locator(".error-summary")).to_contain_text("برمز")
    owner.goto("/accounts/login/")
    owner.locator("[name=login]").fill("٠٥٠١١١٢٢٤٤")
    owner.locator("[name=password]").fill("three good words")
    go_on(owner)
    expect(owner).to_have_url(re.compile("/my/$"))


def test_someone_signs_out_everywhere_else(open_page):
    here, there = open_page(javascript=False), open_page(javascript=False)
    enter(there, MOBILE)
    enter(here, MOBILE)
    here.goto("/accounts/security/")
    here.get_by_role("link", name="اعرضها، واخرج من غيرها").click()
    expect(here.locator("main li.card")).to_have_count(2)
    here.get_by_role("button", name="اخرج من كل الأجهزة الأخرى").click()
    expect(here.locator("main li.card")).to_have_count(1)
    there.goto("/my/")
    expect(there).to_have_url(re.compile("/accounts/login/code/"))


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_the_pages_are_whole(open_page, axe, width):
    page = open_page(width=width)
    for path in ("/accounts/login/code/", "/accounts/login/code/?by=email", "/accounts/login/"):
        page.goto(path)
        axe(page)
        fits(page)
    page.goto("/accounts/login/code/")
    page.locator("[name=phone]").fill("0501112244")
    go_on(page)
    axe(page)
    fits(page)
    page.locator("[name=code]").fill(code_sent_to(MOBILE))
    go_on(page)
    for path in ("", "mobile/", "email/", "password/", "prove/"):
        page.goto(f"/accounts/security/{path}")
        axe(page)
        fits(page)
    for path in ("/accounts/sessions/", "/accounts/2fa/webauthn/add/", "/accounts/2fa/totp/activate/"):
        page.goto(path)
        axe(page)
        fits(page)


def test_a_passkey_is_added_and_opens_the_account(open_page):
    page = open_page()
    phone = page.context.new_cdp_session(page)
    phone.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    phone.send(
        "WebAuthn.addVirtualAuthenticator",
        {"options": {**options, "isUserVerified": True, "automaticPresenceSimulation": True}},
    )
    enter(page, MOBILE)
    page.goto("/accounts/2fa/webauthn/add/")
    page.locator("[name=name]").fill("جوالي")
    page.locator("#mfa_webauthn_add").click()
    expect(page).to_have_url(re.compile("/recovery-codes/$"))
    page.goto("/accounts/security/")
    expect(page.locator("main")).to_contain_text("جوالي")
    page.locator(".site-footer form.sign-out button").click()
    page.goto("/accounts/login/")
    page.locator("#passkey_login").click()
    expect(page).to_have_url(re.compile("/my/$"))

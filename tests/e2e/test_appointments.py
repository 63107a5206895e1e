"""An appointment in a real browser: the desk makes times, a person takes one, the desk moves it, the person is told."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from accounts.actions import create_staff
from accounts.roles import Role
from home.demo.people import DOMAIN, PASSWORD, secret_of
from tests import cases
from tests.e2e.conftest import DESK, PHONE
from tests.e2e.test_main_job import code_sent_to, fits, go_on, staff_page

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def case(new_member):
    """A sent request, and somebody at the desk who may sign in."""
    email = f"reception@{DOMAIN}"
    names = {"first_name": "هدى", "last_name": "الجهني"}
    create_staff(email=email, roles=[Role.RECEPTION], password=PASSWORD, totp_secret=secret_of(email), **names)
    return cases.submitted(new_member(), cases.make_service())


def person_page(open_page, case, **options):
    """The person, signed in by a code, on the page of the request."""
    page, mobile = open_page(width=PHONE, **options), case.person.mobile
    page.goto(f"/accounts/login/code/?next={case.get_absolute_url()}")
    page.locator("[name=phone]").fill(mobile)
    go_on(page)
    page.locator("[name=code]").fill(code_sent_to(mobile))
    go_on(page)
    expect(page).to_have_url(re.compile(f"{case.reference}/$"))
    return page


def sunday() -> str:
    """The Sunday after the next six days: past the hours in which nothing is booked online."""
    day = timezone.localdate() + timedelta(days=6)
    while day.weekday() != 6:
        day += timedelta(days=1)
    return day.isoformat()


def looked_at(page, axe, *, width=PHONE):
    page.set_viewport_size({"width": width, "height": 800})
    fits(page)
    axe(page)


def test_a_time_is_made_taken_moved_and_told(open_page, axe, case):
    reception = staff_page(open_page, "reception")
    reception.goto("/admin/book/times/")
    for name, text in {"first": sunday(), "begins": "٩:٠٠", "ends": "١١", "place": "غرفة المقابلات"}.items():
        reception.locator(f"[name={name}]").fill(text)
    looked_at(reception, axe)
    reception.locator("form.case-form button[type=submit]").click()
    expect(reception).to_have_url(re.compile(rf"/admin/book/\?day={sunday()}"))
    expect(reception.locator(".book-entry .case-badge")).to_have_count(4)

    person, reference = person_page(open_page, case), case.reference
    person.locator("a[href$='/appointment/']").click()
    looked_at(person, axe)
    person.locator("form.question__form button[type=submit]").click()
    expect(person.locator(".field__error")).to_be_visible()  # Nothing chosen yet.
    person.locator("[name=slot]").first.check()
    person.locator("form.question__form button[type=submit]").click()
    expect(person.locator("main")).to_contain_text("غرفة المقابلات")
    looked_at(person, axe)
    with person.expect_download() as got:
        person.locator("a[href$='/calendar/']").click()
    assert Path(got.value.path()).read_bytes().startswith(b"BEGIN:VCALENDAR\r\n")

    for look in ("list", "grid"):
        reception.goto(f"/admin/book/?day={sunday()}&look={look}")
        expect(reception.locator(".book-entry a")).to_have_count(1)
        looked_at(reception, axe)
        looked_at(reception, axe, width=DESK)
    reception.locator(".book-entry a").click()
    looked_at(reception, axe)
    reception.locator("a[href$='/move/']").click()
    looked_at(reception, axe, width=DESK)
    reception.locator("[name=slot]").last.check()
    reception.locator("form.case-form button[type=submit]").first.click()
    expect(reception.locator(".case-head")).to_contain_text("10:30")
    reception.goto(f"/admin/requests/{reference}/")
    expect(reception.locator("a[href*='/admin/book/']", has_text="10:30")).to_have_count(1)

    person.goto("/my/messages/")
    person.locator("main a[href*='/my/messages/']").first.click()
    expect(person.locator("main")).to_contain_text("10:30")
    person.goto("/appointments/")
    looked_at(person, axe)
    person.locator(".card__title a").click()
    person.locator("details.fold summary").click()
    person.locator("form[action$='/cancel/'] button").click()
    expect(person.locator(".badge").first).to_contain_text("ملغى")
    reception.goto(f"/admin/book/?day={sunday()}")
    expect(reception.locator(".book-entry a")).to_have_count(0)


def test_a_time_agreed_on_the_phone_is_given_without_scripts(open_page, case):
    person, reference = person_page(open_page, case, javascript=False), case.reference
    reception = staff_page(open_page, "reception")
    reception.goto(f"/admin/book/requests/{reference}/")
    reception.locator("[name=day]").fill(sunday())
    reception.locator("[name=begins]").fill("١٠:١٥")
    reception.locator("button[name=agree]").click()
    expect(reception.locator(".case-head")).to_contain_text("10:15")
    person.goto(case.get_absolute_url())
    person.locator("main a[href*='/appointments/']").first.click()
    go = person.locator("a[href$='/move/']")
    expect(go).to_be_visible()

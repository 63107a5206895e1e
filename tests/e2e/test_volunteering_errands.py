"""A volunteer interprets in a request: asked, taken on, noted at the desk, counted among their hours (R25)."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from home.demo.cases import case_of
from home.demo.clock import clock
from home.demo.people import account_at
from home.demo.volunteering_errands import READS_URDU, URDU
from tests.e2e.conftest import DESK, PHONE
from tests.e2e.test_main_job import fits, staff_page
from tests.e2e.test_volunteering_register import enter
from volunteering.models import Errand, Volunteer

pytestmark = pytest.mark.usefixtures("demo")
PAGE, WHERE = "/my/volunteering/errands/", "عند الاستقبال"


def looked_at(page, axe):
    fits(page)
    axe(page)


def test_an_interpreter_is_asked_comes_and_has_it_counted(open_page, axe):
    errand, case = Errand.objects.get(status="open"), case_of(READS_URDU)
    volunteer = Volunteer.objects.of(account_at(URDU.mobile)).get()
    phone = open_page(width=PHONE)
    enter(phone, URDU.mobile)
    phone.locator(f".notice--turn a[href$='{PAGE}']").click()
    expect(phone.locator("main")).not_to_contain_text(WHERE)
    looked_at(phone, axe)
    phone.locator("form[action$='/take/'] button").click()
    expect(phone.locator("main")).to_contain_text(WHERE)
    looked_at(phone, axe)

    desk = staff_page(open_page, "reception", width=DESK)
    desk.goto(f"/admin/requests/{case.reference}/")
    expect(desk.locator("main")).to_contain_text(volunteer.reference)
    axe(desk)
    with clock(errand.starts_at + timedelta(minutes=20)):
        desk.reload()
        desk.locator("form[action*='/help/'] [name=minutes]").fill("٥٠")
        desk.locator("form[action$='/finish/'] button").click()
        expect(desk.locator(".messages")).to_contain_text("شكرنا المتطوع")

    phone.goto(PAGE)
    expect(phone.locator("main")).not_to_contain_text(WHERE)
    expect(phone.locator("main")).to_contain_text("50 دقيقة")
    phone.goto("/my/volunteering/hours/")
    expect(phone.locator("main")).to_contain_text("مرة واحدة: 50 دقيقة")
    looked_at(phone, axe)

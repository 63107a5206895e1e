"""Volunteering from a first click to a certificate that anyone can verify, in one go (R25)."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from home.demo.clock import clock
from tests.e2e.conftest import DESK, PHONE
from tests.e2e.test_main_job import code_sent_to, fits, go_on, staff_page
from tests.e2e.test_volunteering_credit import download, verify
from tests.e2e.test_volunteering_register import enter, fill_in
from tests.volunteering.volunteers import make_opportunity, make_shift
from volunteering.models import Certificate, Placement, Volunteer
from volunteering.registering import card

pytestmark = pytest.mark.usefixtures("demo")
MOBILE, TITLE = "+966501112299", "استقبال ضيوف الملتقى"


@pytest.fixture
def shift(demo):
    """Of a noon, in an opportunity of the demo's list. It is nine in the morning, whatever the hour really is."""
    nine = timezone.localtime().replace(hour=9, minute=0, second=0, microsecond=0) + timedelta(days=1)
    with clock(nine):
        page = make_opportunity("guests", title=TITLE, field="events")
        yield make_shift(page, starts=nine + timedelta(hours=3), hours=2)


def finds(student, shift) -> None:
    """From the home page by the list and its filter to the shift; a visitor is asked to sign in, then to register."""
    student.goto("/")
    student.get_by_role("link", name="تصفّح الفرص").click()
    student.locator("#filter-interest").select_option("events")
    student.locator("form.filters button").click()
    fits(student)
    student.get_by_role("link", name=TITLE).click()
    fits(student)
    student.locator(f"a[href*='{shift.pk}/join/']").click()
    go_on(student)
    student.locator("[name=phone]").fill(MOBILE)
    go_on(student)
    student.locator("[name=code]").fill(code_sent_to(MOBILE))
    go_on(student)
    expect(student).to_have_url(re.compile(f"{shift.pk}/join/$"))
    expect(student.locator("main form")).to_have_count(0)
    student.locator(".notice--turn a").click()


def registers(student) -> None:
    fill_in(student, "١٧/٥/٢٠٠٣")
    go_on(student)  # No paper to add.
    student.locator("[name=about]").fill("أدرس في كلية ينبع.")
    for _page in ("about", "check"):
        go_on(student)
    student.locator("[name=is_agreed]").check()
    go_on(student)


def accepts(desk, volunteer) -> None:
    desk.goto("/admin/volunteering/volunteers/?due=open")
    desk.get_by_role("link", name=volunteer.reference).click()
    desk.locator("form[action$='/do/activate/'] button").click()
    expect(desk.locator(".case-head .case-badge").first).to_contain_text("نشط")


def joins(student, shift) -> None:
    """By the message that says yes; two taps from the opportunity."""
    student.goto("/my/messages/")
    student.locator("main a[href*='/my/messages/']").first.click()
    student.goto(shift.opportunity.url)
    student.locator(f"a[href*='{shift.pk}/join/']").click()
    go_on(student)
    expect(student.locator(".badge").first).to_contain_text("مقبول")
    fits(student)


def comes_and_goes(desk, volunteer, shift) -> None:
    """The coordinator reads the card by the phone's own camera, and closes the day when it is over."""
    with clock(shift.starts_at - timedelta(minutes=4)):
        desk.goto("/" + card.address(volunteer).split("/", 3)[3])
        desk.locator("button[value=in]").click()
        expect(desk.locator("[data-count=present]")).to_have_text("1")
    with clock(shift.ends_at + timedelta(minutes=3)):
        desk.goto(f"/admin/volunteering/day/{shift.pk}/")
        desk.locator("form[action$='/all-out/'] button").click()
        expect(desk.locator("[data-count=left]")).to_have_text("1")


def counts_and_certifies(desk, volunteer, shift) -> None:
    desk.goto("/admin/volunteering/hours/")
    desk.get_by_role("link", name=volunteer.person.full_name).first.click()
    desk.locator("form.case-form button").click()
    expect(desk).to_have_url(re.compile("/admin/volunteering/hours/$"))
    desk.goto(f"/admin/volunteering/certificates/opportunities/{shift.opportunity.pk}/")
    desk.locator(f"button[value='{volunteer.reference}']").click()
    expect(desk.locator("td a.case-reference")).to_have_count(1)


def test_a_student_finds_serves_and_shows_a_certificate(open_page, axe, shift):
    student = open_page(width=PHONE, javascript=False)
    finds(student, shift)
    registers(student)
    volunteer = Volunteer.objects.get(person__user__mobile=MOBILE)
    desk = staff_page(open_page, "volunteer-coordinator", width=DESK)
    accepts(desk, volunteer)
    joins(student, shift)
    comes_and_goes(desk, volunteer, shift)
    assert Placement.objects.get(volunteer=volunteer).hours.proposed_minutes == 125  # Came early, left late.
    counts_and_certifies(desk, volunteer, shift)
    looking = open_page(width=PHONE)
    enter(looking, MOBILE)
    expect(looking.locator(".hours-picture figcaption")).to_contain_text("ساعتان")
    axe(looking)
    number = Certificate.objects.get(volunteer=volunteer).number
    download(looking, axe, number)
    verify(open_page, axe, number, volunteer)

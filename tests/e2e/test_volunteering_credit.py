"""A shift on a coordinator's phone, with a lost connection in between; hours, approval, a certificate that a stranger
verifies."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from accounts.actions import create_staff
from accounts.roles import Role
from home.demo.people import DOMAIN, PASSWORD, secret_of
from people.actions import keep
from tests.e2e.conftest import DESK, PHONE
from tests.e2e.test_main_job import code_sent_to, fits, go_on, staff_page
from tests.volunteering.places import expected
from tests.volunteering.volunteers import make_opportunity, make_shift, make_volunteer
from volunteering.models import Certificate, HoursEntry, Placement
from volunteering.registering import card

# What the list keeps in the browser: Wagtail keeps things of its own there.
KEPT = "localStorage.getItem(Object.keys(localStorage).find((key) => key.startsWith('day-')))"
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def shift(new_member):
    """A shift that has begun, with three volunteers, and a coordinator who may sign in."""
    email = f"volunteer_coordinator@{DOMAIN}"
    names = {"first_name": "ريم", "last_name": "الأحمدي"}
    roles = [Role.VOLUNTEER_COORDINATOR]
    by = create_staff(email=email, roles=roles, password=PASSWORD, totp_secret=secret_of(email), **names)
    begun = make_shift(make_opportunity(), starts=timezone.now() - timedelta(minutes=20), hours=2)
    for given in ("سالم", "معاذ", "أنس"):
        volunteer = make_volunteer(new_member(), by=by)
        keep(volunteer.person, by=volunteer.person.user, given_name=given)
        volunteer.shown_name = f"{given} الجهني"
        volunteer.save()
        expected(begun, volunteer)
    return begun


def row(page, given):
    return page.locator(".day-person", has_text=given)


def looked_at(page, axe):
    fits(page)
    axe(page)


def person_page(open_page, user, address):
    """The person, signed in by a code, at the address."""
    page = open_page(width=PHONE)
    page.goto(f"/accounts/login/code/?next={address}")
    page.locator("[name=phone]").fill(user.mobile)
    go_on(page)
    page.locator("[name=code]").fill(code_sent_to(user.mobile))
    go_on(page)
    expect(page).to_have_url(re.compile(re.escape(address)))
    return page


def test_a_shift_is_noted_approved_certified_and_verified(open_page, axe, shift):
    desk = staff_page(open_page, "volunteer_coordinator", width=PHONE)
    desk.goto("/admin/volunteering/day/")
    looked_at(desk, axe)
    desk.get_by_role("link", name=re.compile("تنظيم إفطار")).click()
    looked_at(desk, axe)
    note_by_list_without_a_line(desk, axe)
    note_by_card(desk, shift)
    desk.goto(f"/admin/volunteering/day/{shift.pk}/")
    desk.locator("form[action$='/all-out/'] button").click()
    expect(desk.locator("[data-count=left]")).to_have_text("3")
    volunteer = Placement.objects.get(volunteer__person__full_name__startswith="سالم").volunteer
    mine = person_page(open_page, volunteer.person.user, "/my/volunteering/hours/")
    correct(mine, axe)
    approve(desk, axe)
    certify(desk, axe)
    number = Certificate.objects.get(volunteer=volunteer).number
    download(mine, axe, number)
    verify(open_page, axe, number, volunteer)


def note_by_list_without_a_line(desk, axe):
    row(desk, "سالم").locator("button[value=in]").click()
    expect(desk.locator("[data-count=present]")).to_have_text("1")

    desk.context.set_offline(True)
    row(desk, "معاذ").locator("button[value=in]").click()
    expect(row(desk, "معاذ")).to_have_attribute("data-state", "checked_in")
    expect(desk.locator("[data-said]")).to_contain_text("1")
    axe(desk)
    kept = desk.evaluate(KEPT)
    assert "checked_in" not in kept and "معاذ" not in kept and "placement" in kept
    assert Placement.objects.filter(status="checked_in").count() == 1

    desk.context.set_offline(False)
    expect(desk.locator("[data-count=present]")).to_have_text("2")
    assert desk.evaluate(KEPT) == "[]"
    assert Placement.objects.filter(status="checked_in").count() == 2


def note_by_card(desk, shift):
    """The phone's own camera opens the address of the card's picture."""
    volunteer = Placement.objects.get(status="accepted").volunteer
    desk.goto("/" + card.address(volunteer).split("/", 3)[3])
    desk.locator("button[value=in]").click()
    expect(desk).to_have_url(re.compile(f"{shift.pk}/"))
    expect(desk.locator("[data-count=present]")).to_have_text("3")
    desk.locator("[data-find]").fill("انس")
    expect(desk.locator(".day-person:visible")).to_have_count(1)


def correct(mine, axe):
    """More than the shift is refused with what is possible; then a time that can be."""
    mine.locator("a[href*='/hours/']", has_text=re.compile("أطول")).click()
    looked_at(mine, axe)
    for hours, minutes in (("٩", ""), ("0", "٢٥")):
        mine.locator("[name=hours]").fill(hours)
        mine.locator("[name=minutes]").fill(minutes)
        mine.locator("[name=reason]").fill("حضرت قبل التسجيل")
        go_on(mine)
    expect(mine).to_have_url(re.compile("/my/volunteering/hours/$"))


def approve(desk, axe):
    """What the volunteer says by itself, the others as they stand."""
    desk.goto("/admin/volunteering/hours/")
    looked_at(desk, axe)
    desk.set_viewport_size({"width": DESK, "height": 800})
    axe(desk)
    desk.locator("#many button").click()
    assert HoursEntry.objects.filter(status="approved").count() == 2
    desk.get_by_role("link", name=re.compile("سالم")).click()
    axe(desk)
    desk.locator("form.case-form button").click()
    expect(desk).to_have_url(re.compile("/admin/volunteering/hours/$"))
    assert HoursEntry.objects.get(approved_minutes=25).claimed_minutes == 25


def certify(desk, axe):
    desk.goto("/admin/volunteering/certificates/")
    axe(desk)
    desk.get_by_role("link", name=re.compile("تنظيم إفطار")).first.click()
    axe(desk)
    desk.locator("button[name=everyone]").click()
    desk.reload()
    expect(desk.locator("td a.case-reference")).to_have_count(1)


def download(mine, axe, number):
    mine.goto("/my/volunteering/hours/")
    looked_at(mine, axe)
    with mine.expect_download() as got:
        mine.locator(f"a[href$='{number}/ar.pdf']").first.click()
    assert Path(got.value.path()).read_bytes().startswith(b"%PDF")


def verify(open_page, axe, number, volunteer):
    stranger = open_page(width=PHONE)
    stranger.goto("/certificates/")
    looked_at(stranger, axe)
    stranger.locator("[name=number]").fill(number.lower().replace("-", " "))
    stranger.locator("form.question__form button").click()
    expect(stranger).to_have_url(re.compile(f"/certificates/{number}/$"))
    expect(stranger.locator("main")).to_contain_text(volunteer.shown_name)
    expect(stranger.locator(".notice--done")).to_be_visible()
    looked_at(stranger, axe)
    stranger.goto(f"/certificates/{number[:-1]}{'2' if number[-1] != '2' else '3'}/")
    expect(stranger.locator(".field--error")).to_be_visible()
    axe(stranger)

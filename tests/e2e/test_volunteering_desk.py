"""A coordinator in a real browser: a season of Ramadan set up in minutes, its people asked, a shift called off."""

import re

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from accounts.actions import create_staff
from accounts.roles import Role
from home.demo.people import DOMAIN, PASSWORD, secret_of
from saudi.hijri import to_gregorian, to_hijri
from tests.e2e.conftest import DESK, PHONE
from tests.e2e.test_main_job import fits, staff_page
from tests.volunteering.volunteers import make_opportunity, make_volunteer
from volunteering.models import Placement, Shift
from volunteering.scheduling.plans import length_of_month

pytestmark = pytest.mark.django_db(transaction=True)
PEOPLE = 12


@pytest.fixture
def coordinator(db):
    email = f"volunteer-coordinator@{DOMAIN}"
    names = {"first_name": "ريم", "last_name": "الأحمدي"}
    return create_staff(
        email=email, roles=[Role.VOLUNTEER_COORDINATOR], password=PASSWORD, totp_secret=secret_of(email), **names
    )


@pytest.fixture
def people(coordinator, new_member):
    """An opportunity, and volunteers who are free."""
    opportunity = make_opportunity()
    return opportunity, [make_volunteer(new_member(), by=coordinator) for _each in range(PEOPLE)]


def ramadan() -> int:
    """The Hijri year of the coming Ramadan."""
    this = to_hijri(timezone.localdate()).year
    return this if to_gregorian(this, 9, 1) > timezone.localdate() else this + 1


def looked_at(page, axe):
    """Nothing runs over on a phone, and axe finds nothing there and on a desk."""
    for width in (PHONE, DESK):
        page.set_viewport_size({"width": width, "height": 800})
        fits(page)
        axe(page)


def test_a_season_is_set_up_in_minutes(open_page, axe, people):
    opportunity, volunteers = people
    page, year = staff_page(open_page, "volunteer-coordinator"), ramadan()
    page.goto("/admin/volunteering/")
    looked_at(page, axe)
    page.locator("main a[href$='/shifts/series/']").first.click()
    page.locator("[name=opportunity]").select_option(label=opportunity.title)
    page.locator("[name=month]").select_option("9")
    page.locator("[name=year]").fill(str(year))
    page.locator("[name=begins_1]").fill("١٧:٠٠")
    page.locator("[name=ends_1]").fill("١٩:٣٠")
    page.locator("[name=capacity]").fill("٩")
    looked_at(page, axe)
    page.locator("main form button[type=submit]").last.click()
    days = length_of_month(year, 9)
    expect(page.locator("[name=keep]:checked")).to_have_count(days)
    looked_at(page, axe)
    page.locator("button[name=make]").click()
    expect(page).to_have_url(re.compile("/shifts/sets/"))
    assert Shift.objects.count() == days
    looked_at(page, axe)
    page.locator("main a[href*='/shifts/places/']").click()
    page.locator("[name=answer_until]").fill(f"1/8/{year}")
    looked_at(page, axe)
    page.locator("main form button[type=submit]").last.click()
    looked_at(page, axe)
    page.locator("button[name=offer]").click()
    expect(page).to_have_url(re.compile("/places/run/"))
    assert Placement.objects.count() == len(volunteers)
    looked_at(page, axe)
    page.goto("/admin/volunteering/shifts/")
    looked_at(page, axe)
    page.locator("main a[href*='/shifts/calendar/']").first.click()
    page.goto(f"/admin/volunteering/shifts/calendar/?month={to_gregorian(year, 9, 15):%Y-%m}")
    looked_at(page, axe)
    page.locator(".vol-chip").first.click()
    looked_at(page, axe)
    page.locator("main a[href$='/cancel/']").click()
    page.locator("[name=reason]").fill("نعتذر: الساحة مغلقة تلك الليلة.")
    page.locator("main form button[type=submit]").last.click()
    expect(page.locator(".case-note")).to_contain_text("الساحة مغلقة")
    page.reload()  # The word of what was done fades in, and a colour caught half-way would be a false finding.
    looked_at(page, axe)

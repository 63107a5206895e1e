"""A waiting list that moves, on two phones; an overlap that is refused with the other shift shown."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import DESK, PHONE
from tests.e2e.test_main_job import code_sent_to, fits, go_on
from tests.volunteering.joined import join, user_of
from tests.volunteering.volunteers import make_opportunity, make_shift, make_volunteer
from volunteering.joining.queries import line_of
from volunteering.models import Placement

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def one(staff, new_member):
    """`one()` is one more active volunteer."""
    by = staff("volunteer_coordinator")
    return lambda: make_volunteer(new_member(), by=by)


@pytest.fixture
def shift(db):
    return make_shift(make_opportunity(), capacity=1)


def signed_in(open_page, volunteer, address, **options):
    """The volunteer's phone, signed in by a code, at an address."""
    page, mobile = open_page(width=PHONE, **options), user_of(volunteer).mobile
    page.goto(f"/accounts/login/code/?next={address}")
    page.locator("[name=phone]").fill(mobile)
    go_on(page)
    page.locator("[name=code]").fill(code_sent_to(mobile))
    go_on(page)
    expect(page).to_have_url(re.compile(f"{address}$"))
    return page


def looked_at(page, axe):
    for width in (DESK, PHONE):
        page.set_viewport_size({"width": width, "height": 800})
        fits(page)
        axe(page)


def to_join(shift) -> str:
    return f"/my/volunteering/shifts/{shift.pk}/join/"


def press(page):
    page.locator("form.question__form button[type=submit]").click()


def test_one_leaves_and_the_other_is_offered_the_place_and_takes_it(open_page, axe, shift, one):
    first = signed_in(open_page, one(), to_join(shift))
    looked_at(first, axe)
    press(first)
    expect(first.locator(".badge").first).to_contain_text("مقبول")
    looked_at(first, axe)
    with first.expect_download() as got:
        first.locator("a[href$='/calendar/']").click()
    assert b"STATUS:CONFIRMED" in Path(got.value.path()).read_bytes()

    second = signed_in(open_page, one(), to_join(shift))
    looked_at(second, axe)
    press(second)
    expect(second.locator("main")).to_contain_text("أنت رقم 1 من 1")
    looked_at(second, axe)
    second.goto("/my/volunteering/shifts/?view=waiting")
    expect(second.locator(".card__fact")).to_contain_text("رقم 1 من 1")
    looked_at(second, axe)

    first.locator("details.fold summary").last.click()
    first.locator("[name=reason]").fill("سفر")
    first.locator("form[action$='/leave/'] button").click()
    expect(first.locator("main")).to_contain_text("انضم إليها من جديد")

    second.goto("/my/messages/")
    second.locator("main a[href*='/my/messages/']").first.click()
    second.locator("main a.button--wide").click()
    looked_at(second, axe)
    second.locator("form[action$='/accept/'] button").click()
    expect(second.locator(".badge").first).to_contain_text("مقبول")
    assert Placement.objects.filter(shift=shift, status="accepted").count() == 1


def test_an_overlap_is_refused_with_the_other_shift_shown(open_page, axe, shift, one):
    volunteer = one()
    held = join(volunteer, shift)
    other = make_shift(make_opportunity("visits", title="زيارة الأسر"), starts=shift.starts_at)
    page = signed_in(open_page, volunteer, to_join(other), javascript=True)
    expect(page.locator(".notice--turn")).to_contain_text("تنظيم إفطار الصائمين")
    looked_at(page, axe)
    page.locator(".notice--turn a").click()
    expect(page).to_have_url(re.compile(f"/my/volunteering/places/{held.pk}/$"))
    assert Placement.objects.count() == 1


def test_a_place_is_handed_over_without_scripts(open_page, shift, one):
    holder, friend = one(), one()
    held, waits = join(holder, shift), join(one(), shift)
    page = signed_in(open_page, holder, f"/my/volunteering/places/{held.pk}/", javascript=False)
    page.locator("details.fold summary").first.click()
    page.locator("[name=named]").fill(friend.reference)
    page.locator("form[action$='/hand-over/'] button").click()
    other = signed_in(open_page, friend, "/my/volunteering/shifts/", javascript=False)
    other.locator(".notice--turn a.button").click()
    other.locator("button[name=take]").click()
    expect(other.locator(".badge").first).to_contain_text("مقبول")
    assert line_of(Placement.objects.get(pk=waits.pk)).place == 1

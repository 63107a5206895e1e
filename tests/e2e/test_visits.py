"""The researcher on the way: the list is opened once, and what is typed in it outlives a lost connection (R29)."""

import re

import pytest
from playwright.sync_api import expect

from accounts.roles import Role
from applications.models import Unsaved
from tests import cases
from tests.e2e.conftest import PHONE
from tests.e2e.test_counter import colleague as colleague  # The fixture.
from tests.e2e.test_main_job import fits, staff_page

pytestmark = pytest.mark.django_db(transaction=True)
VISITS = "/admin/requests/visits/"
WORDS = "البيت غرفتان، والأم تعمل من المنزل."


def test_what_is_typed_on_the_way_waits_for_the_connection(open_page, colleague, new_member):
    reception = colleague("reception", Role.RECEPTION, first="هدى")
    researcher = colleague("researcher", Role.RESEARCHER, first="ياسر")
    case = cases.being_studied(new_member(), cases.make_service(studied=True), reception, researcher)
    page = staff_page(open_page, "researcher")
    page.set_viewport_size({"width": PHONE, "height": 800})
    page.goto(VISITS)
    fits(page)
    visit = page.locator("section", has_text=case.reference)
    visit.locator("summary").click()
    page.context.set_offline(True)
    visit.locator("[name=findings]").fill(WORDS)
    said = visit.locator("[data-said]")
    expect(said).to_contain_text("لم يُحفظ بعد", timeout=15_000)
    visit.locator("button[type=submit]:not([name])").last.click()
    expect(visit.locator("[name=findings]")).to_have_value(WORDS)  # Nothing was sent, so nothing was left.
    assert not Unsaved.objects.exists()
    page.context.set_offline(False)
    expect(said).to_contain_text(re.compile("[0-9]{2}:[0-9]{2}"), timeout=30_000)
    page.goto(VISITS)
    expect(page.locator("[name=findings]")).to_have_value(WORDS)
    page.locator("section button[type=submit]:not([name])").last.click()
    expect(page).to_have_url(re.compile(f"/{case.reference}/study/$"))
    expect(page.locator("[name=findings]")).to_have_value(WORDS)
    assert not Unsaved.objects.exists()

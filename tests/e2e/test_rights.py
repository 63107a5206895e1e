"""One's rights in a real browser: the whole file taken along, and erased after a manager confirmed it."""

import io
import json
import re
import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from people.models import Person
from tests.e2e.conftest import PHONE
from tests.e2e.test_main_job import MOBILE, apply, code_sent_to, fits, go_on, staff_page

pytestmark = pytest.mark.usefixtures("demo")


def signed_in(open_page, **options) -> Page:
    """A new person with a request of their own."""
    page = open_page(width=PHONE, **options)
    page.goto("/accounts/login/code/?next=/my/rights/")
    page.locator("[name=phone]").fill(MOBILE)
    go_on(page)
    page.locator("[name=code]").fill(code_sent_to(MOBILE))
    go_on(page)
    expect(page).to_have_url(re.compile("/my/rights/$"))
    return page


def test_the_whole_file_is_taken_along(open_page, axe):
    person = open_page(width=PHONE)
    reference = apply(person)
    for address in ("", "views/", "download/", "correction/", "erasure/"):
        person.goto(f"/my/rights/{address}")
        fits(person)
        axe(person)
    person.goto("/my/rights/download/")
    go_on(person)
    axe(person)
    with person.expect_download() as got:
        person.locator("a[href$='/file/']").click()
    copy = zipfile.ZipFile(io.BytesIO(Path(got.value.path()).read_bytes()))
    data = json.loads(copy.read("file.json"))
    assert data["person"]["full_name"] == "منى سالم الجهني"
    requests = next(part for part in data["parts"] if part["model"] == "applications.Application")
    assert [row["reference"] for row in requests["rows"]] == [reference]
    assert copy.read("file.pdf").startswith(b"%PDF") and len(data["files"]) == 3


def test_an_erasure_from_asking_to_done(open_page):
    person = signed_in(open_page, javascript=False)
    person.locator("a[href$='/my/rights/erasure/']").click()
    person.locator("[name=understood]").check()
    go_on(person)
    asked = re.search(r"YR-\w{4}-\w{4}", person.url)[0]
    file = Person.objects.get(user__mobile=MOBILE)

    reception = staff_page(open_page, "reception")
    reception.goto(f"/admin/people/rights/{asked}/")
    expect(reception.locator("form[action$='/confirm/']")).to_have_count(0)

    manager = staff_page(open_page, "manager")
    manager.goto("/admin/people/rights/")
    fits(manager)
    manager.get_by_role("link", name=asked).click()
    words = manager.locator("main").inner_text()
    assert not re.search(r"\b(Next|Due|Status|Received|Confirm)\b", words), words
    manager.locator("form[action$='/confirm/'] button").click()
    expect(manager.locator(".case-card--next")).to_contain_text("انتهى")

    person.goto("/my/rights/")
    expect(person).to_have_url(re.compile("/accounts/login/"))
    assert Person.objects.get(pk=file.pk).erased_at and not Person.objects.filter(user__mobile=MOBILE).exists()


def test_the_screen_of_retention_is_arabic_and_fits(open_page):
    manager = staff_page(open_page, "manager")
    manager.goto("/admin/people/retention/")
    fits(manager)
    words = manager.locator("main").inner_text()
    assert not re.search(r"\b(Rule|Days|Stop|Hold|Reports)\b", words), words

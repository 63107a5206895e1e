"""Several files of one paper on a small phone: each with its progress, a bad one named, one removed, then sent."""

import io
import re

import pytest
from PIL import Image
from playwright.sync_api import expect

from accounts.models import User
from applications.models import PaperFile
from tests import cases
from tests.e2e.conftest import PHONE

pytestmark = pytest.mark.usefixtures("demo")


def noise(seed: int) -> bytes:
    """A picture large enough that its way up takes a moment on a slow line."""
    content = io.BytesIO()
    Image.effect_noise((700, 500), 60 + seed).convert("RGB").save(content, "JPEG", quality=85)
    return content.getvalue()


def file(name: str, content: bytes) -> dict:
    return {"name": name, "mimeType": "image/jpeg", "buffer": content}


def three() -> list[dict]:
    return [file("وجه.jpg", noise(1)), file("عقد.pdf", b"<html>not a paper</html>"), file("ظهر.jpg", noise(2))]


@pytest.fixture
def paper_page(open_page, sign_in, live_server):
    """`paper_page(javascript=True)` is the page of a paper in a draft of one's own."""

    def opened(**options):
        user = User.objects.create_user(mobile="+966509998877")
        user.prove_mobile()
        user.save()
        service = cases.make_service("uploads")
        case = cases.person_acts.start(service, by=user)
        page = open_page(width=PHONE, **options)
        cookie = sign_in(user).cookies["sessionid"].value
        page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
        page.goto(case.step_url("p-paper-0"))
        return page, case

    return opened


def fits(page):
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def saved(case):
    return [each.attachment.name for each in PaperFile.objects.filter(paper__application=case)]


def test_three_files_go_up_with_their_progress_and_one_is_removed(paper_page, axe):
    page, case = paper_page()
    page.evaluate(
        """() => {
            window.seen = [];
            const watch = () => document.querySelectorAll("progress").forEach((bar) => window.seen.push(bar.value));
            new MutationObserver(watch).observe(document.body, { childList: true, subtree: true, attributes: true });
        }"""
    )
    page.locator("input[type=file]").set_input_files(three())
    expect(page.locator("[data-uploads-files] li")).to_have_count(2)
    failed = page.locator("[data-uploads-queue] li")
    expect(failed).to_have_count(1)
    expect(failed).to_contain_text("عقد.pdf")
    expect(failed.locator("progress")).to_have_count(0)
    assert max(page.evaluate("window.seen")) > 0
    fits(page)
    axe(page)
    page.get_by_role("button", name="احذف ظهر.jpg").click()
    expect(page.locator("[data-uploads-files] li")).to_have_count(1)
    expect(page.locator("[data-uploads-said]")).to_contain_text("حُذف")
    page.locator("[name=excuse_text]").evaluate("field => field.value = 'كلام لا يضيع'")
    page.locator("input[type=file]").set_input_files([file("ملحق.jpg", noise(3))])
    expect(page.locator("[data-uploads-files] li")).to_have_count(2)
    expect(page.locator("[data-uploads-queue] li")).to_have_count(0)
    assert page.locator("[name=excuse_text]").input_value() == "كلام لا يضيع"
    page.locator("form.question__form button[type=submit]:not([name])").click()
    expect(page).not_to_have_url(re.compile("p-paper-0"))
    assert saved(case) == ["وجه.jpg", "ملحق.jpg"]


def test_a_file_on_its_way_can_be_stopped_and_saving_waits_for_the_others(paper_page):
    page, case = paper_page()
    session = page.context.new_cdp_session(page)
    slow = {"offline": False, "latency": 50, "downloadThroughput": 10**6, "uploadThroughput": 60_000}
    session.send("Network.emulateNetworkConditions", slow)
    page.locator("input[type=file]").set_input_files([file("أول.jpg", noise(1)), file("ثان.jpg", noise(2))])
    first = page.locator("[data-uploads-queue] li").first
    expect(first.locator("progress")).to_be_visible()
    first.get_by_role("button", name="أوقف").click()
    expect(page.locator("[data-uploads-queue] li")).to_have_count(1)
    page.locator("form.question__form button[type=submit]:not([name])").click()
    expect(page).not_to_have_url(re.compile("p-paper-0"))
    assert saved(case) == ["ثان.jpg"]


def test_a_broken_line_is_said_and_costs_nothing(paper_page):
    page, _case = paper_page()
    page.context.set_offline(True)
    page.locator("input[type=file]").set_input_files([file("أول.jpg", noise(1))])
    expect(page.locator("[data-uploads-queue] .field__error")).to_contain_text("لم يُرسل الملف")
    page.context.set_offline(False)
    page.locator("input[type=file]").set_input_files([file("أول.jpg", noise(1))])
    expect(page.locator("[data-uploads-files] li")).to_have_count(1)
    expect(page.locator("[data-uploads-queue] li")).to_have_count(0)


def test_without_a_script_the_good_files_stay_and_the_bad_one_is_named(paper_page):
    page, case = paper_page(javascript=False)
    page.locator("input[type=file]").set_input_files(three())
    page.locator("form.question__form button[type=submit]:not([name])").click()
    expect(page.locator(".error-summary")).to_contain_text("عقد.pdf")
    expect(page.locator("[data-uploads-files] li")).to_have_count(2)
    page.get_by_role("button", name="احذف ظهر.jpg").click()
    expect(page.locator("[data-uploads-files] li")).to_have_count(1)
    page.locator("form.question__form button[type=submit]:not([name])").click()
    expect(page).not_to_have_url(re.compile("p-paper-0"))
    assert saved(case) == ["وجه.jpg"]

"""A policy is revised, approved and published; readers see what changed, staff are asked to read it (R44, R45)."""

import pytest
from playwright.sync_api import expect

from policies.models import PolicyPage
from tests.e2e.conftest import PHONE
from tests.e2e.test_editors import act
from tests.e2e.test_main_job import fits, staff_page

pytestmark = pytest.mark.usefixtures("demo")

LIBRARY = "/policies/"
EXAMPLE = "/policies/versions-example/"


def test_a_policy_is_revised_published_read_and_acknowledged(open_page):
    page_id = PolicyPage.objects.get(slug="versions-example", locale__language_code="ar").pk
    editor = staff_page(open_page, "editor")
    editor.goto(f"/admin/pages/{page_id}/edit/")
    editor.locator("[name=what_changed]").fill("صار الرد يصل بالرسالة نفسها.")
    editor.locator("[name=meeting_number]").fill("3")
    act(editor, "تقديم إلى اعتماد السياسات")
    expect(editor.locator(".messages")).to_be_visible()
    stranger = open_page(width=PHONE, javascript=False)
    stranger.goto(EXAMPLE)
    expect(stranger.locator("main")).not_to_contain_text("صار الرد يصل بالرسالة نفسها.")
    publisher = staff_page(open_page, "publisher")
    publisher.goto(f"/admin/pages/{page_id}/edit/")
    act(publisher, "موافقة ونشر")
    expect(publisher.locator(".messages")).to_be_visible()

    reader = open_page(width=PHONE, javascript=False)
    reader.goto(EXAMPLE)
    expect(reader.locator("main")).to_contain_text("صار الرد يصل بالرسالة نفسها.")
    reader.goto(EXAMPLE + "changes/1/2/")
    expect(reader.locator("ins").first).to_be_visible()
    fits(reader)
    reader.goto(EXAMPLE + "versions/2/")
    expect(reader.locator(".superseded")).to_contain_text("ملغاة")
    fits(reader)

    colleague = staff_page(open_page, "reception")
    colleague.get_by_role("link", name="مثال: كيف تتغير سياسة").first.click()
    colleague.locator("form[action$='/acknowledge/'] button").click()
    editor.goto("/admin/policies/circulation/")
    editor.get_by_role("link", name="مثال: كيف تتغير سياسة").first.click()
    expect(editor.locator("table.case-table")).to_contain_text("ياسر الصبحي")
    expect(editor.locator("table.case-table")).not_to_contain_text("هدى الجهني")


@pytest.mark.parametrize("path", [LIBRARY, EXAMPLE, "versions/", "versions/1/", "changes/1/2/"])
def test_the_public_pages_are_whole_for_everyone(open_page, axe, path):
    page = open_page(width=PHONE)
    page.goto(path if path.startswith("/") else EXAMPLE + path)
    fits(page)
    axe(page)

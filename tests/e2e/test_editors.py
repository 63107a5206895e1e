"""Editors in a real browser: the checklist before publishing, and a policy that a colleague approves."""

import re

import pytest
from playwright.sync_api import Page as Tab
from playwright.sync_api import expect
from wagtail.models import Page

from tests.e2e.conftest import DESK, PHONE
from tests.e2e.test_main_job import fits, staff_page

pytestmark = pytest.mark.usefixtures("demo")


def page_of(slug: str) -> Page:
    return Page.objects.get(slug=slug, locale__language_code="ar")


def act(tab: Tab, name: str) -> None:
    """Choose an action at the foot of the page editor, whether it is the first one or in the menu."""
    foot = tab.locator("footer")
    action = foot.get_by_role("button", name=name, exact=True)
    if not action.first.is_visible():
        foot.locator("[data-controller='w-dropdown'] button, button[data-w-dropdown-target='toggle']").first.click()
    action.first.click()


def test_the_checklist_names_each_flaw_and_leads_to_it(open_page):
    tab = staff_page(open_page, "publisher")
    draft = page_of("open-day")
    tab.goto(f"/admin/pages/{draft.pk}/edit/")
    act(tab, "نشر")
    expect(tab).to_have_url(re.compile(f"/admin/checks/{draft.pk}/$"))
    sheet = tab.locator(".check-sheet")
    facts = ("حقيقة لم يؤكدها أحد", "موعد اللقاء", "رابط لا يوصل إلى شيء", "دليل الزيارة", "جملة طويلة", "لا ملخص")
    for words in facts:
        expect(sheet).to_contain_text(words)
    tab.set_viewport_size({"width": PHONE, "height": 800})
    fits(tab)
    tab.set_viewport_size({"width": DESK, "height": 800})
    sheet.get_by_role("link", name=re.compile("^اذهب إلى: المحتوى")).first.click()
    expect(tab).to_have_url(re.compile(f"/admin/pages/{draft.pk}/edit/#:w:contentpath=body"))
    tab.locator("#id_summary").fill("نلقاكم ونجيب عن أسئلتكم.")
    for _flawed in range(2):
        tab.locator("[data-contentpath='body'] [data-streamfield-child]:not([aria-hidden=true])").last.get_by_role(
            "button", name="حذف"
        ).click()
    act(tab, "نشر")
    expect(tab).not_to_have_url(re.compile("/checks/"))
    expect(tab.locator(".messages")).to_contain_text("تم نشر الصفحة")
    draft.refresh_from_db()
    assert draft.live


def test_a_policy_is_published_by_who_did_not_write_it(open_page):
    policy = page_of("beneficiary-relations-policy")
    tab = staff_page(open_page, "publisher")
    tab.goto(f"/admin/pages/{policy.pk}/edit/")
    act(tab, "موافقة ونشر")  # What the editor wrote waits since the demo was loaded.
    expect(tab.locator(".messages")).to_contain_text(re.compile("."))
    reader = open_page(javascript=False)
    reader.goto(policy.url)
    expect(reader.locator("main")).to_contain_text("عرض مبسط بلغة سهلة")
    tab.goto(f"/admin/pages/{policy.pk}/edit/")
    tab.locator("#id_summary").fill("كلمات كتبها المعتمد بنفسه.")
    act(tab, "نشر")
    expect(tab.locator(".messages")).to_contain_text("عدّلت هذه الصفحة بنفسك")
    expect(tab.locator("#id_summary")).to_have_value("كلمات كتبها المعتمد بنفسه.")
    reader.goto(policy.url)
    expect(reader.locator("main")).not_to_contain_text("كتبها المعتمد بنفسه")

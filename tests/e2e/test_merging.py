"""Reception finds two files of one woman, makes them one, and takes that back."""

import re

import pytest
from playwright.sync_api import expect

from people.models import Person
from tests.e2e.conftest import PHONE
from tests.e2e.test_main_job import fits, staff_page

pytestmark = pytest.mark.usefixtures("demo")
ARABIC, LATIN = "فاطمة بنت حسن بن عمر الجهني", "Fatimah Hassan Omar Aljohani"


def test_reception_makes_two_files_one_and_takes_it_back(open_page, axe):
    page = staff_page(open_page, "reception")
    page.goto("/admin/people/")
    axe(page)
    page.get_by_role("link", name="ملفات متشابهة").click()
    row = page.locator("tbody tr", has_text=LATIN)
    expect(row).to_contain_text(ARABIC)
    expect(row).to_contain_text("تاريخ الميلاد نفسه")
    axe(page)
    row.get_by_role("link", name="قارن").click()
    expect(page.locator("main")).to_contain_text("يختلف")
    expect(page.locator("main")).not_to_contain_text("1000000032")
    axe(page)
    page.set_viewport_size({"width": PHONE, "height": 800})
    fits(page)
    page.set_viewport_size({"width": 1280, "height": 800})
    page.get_by_role("button", name="اجعلهما ملفًا واحدًا").click()
    expect(page).to_have_url(re.compile("/admin/people/YP-[^/]+/$"))
    expect(page.locator("h1.case-head__title")).to_have_text(ARABIC)
    axe(page)
    page.set_viewport_size({"width": PHONE, "height": 800})
    fits(page)
    assert Person.objects.filter(merged_into__isnull=False).count() == 1
    page.get_by_role("link", name="تراجع").click()
    expect(page.locator("main")).to_contain_text("لم يأتِ شيء بعده")
    axe(page)
    page.get_by_role("button", name="افصل الملفين").click()
    expect(page).to_have_url(re.compile("/alike/"))
    assert not Person.objects.filter(merged_into__isnull=False).exists()


def test_a_hidden_value_is_shown_once_and_a_file_is_opened(open_page, axe):
    page = staff_page(open_page, "reception")
    page.goto("/admin/people/")
    page.locator("[name=q]").last.fill("١٠٠٠٠٠٠٠٣٢")
    page.locator(".case-search button").click()
    page.locator("tbody a.case-reference").first.click()
    page.get_by_text("اكتب لماذا تحتاجه").click()
    page.locator("[name=field]").select_option("identity_number")
    page.locator("[name=words]").fill("أطابقه مع الأصل الآن")
    page.locator("form[action$='/reveal/'] button").click()
    expect(page.locator("main")).to_contain_text("1000000032")
    assert "1000000032" not in page.url
    page.goto("/admin/people/new/")
    axe(page)
    page.locator("[name=given_name]").fill("منيرة")
    page.locator("[name=family_name]").fill("العتيبي")
    page.locator("[name=mobile]").fill("٠٥٠٠٠٠٠٠١٦")
    page.get_by_role("button", name="افتح الملف").click()
    expect(page.locator("main")).to_contain_text(ARABIC)
    page.get_by_role("button", name="ليس منهم: افتح ملفًا جديدًا").click()
    expect(page.locator("h1.case-head__title")).to_have_text("منيرة العتيبي")

"""A student becomes a volunteer on a phone, a minor with a guardian, and a coordinator decides (R25)."""

import re

import pytest
from playwright.sync_api import Page, expect

from home.demo.people import account_at
from home.demo.volunteering_registering import STUDENT
from notifications.actions import deliver_due
from notifications.models import Delivery
from tests.cases import picture
from tests.e2e.conftest import DESK, PHONE
from tests.e2e.test_main_job import code_sent_to, fits, go_on, staff_page
from tests.volunteering.volunteers import make_opportunity, make_shift
from volunteering.guardians.actions import ask
from volunteering.models import GuardianConsent, Volunteer

pytestmark = pytest.mark.usefixtures("demo")
MOBILE, MINOR, FATHER = "+966501112244", "+966501112255", "+966501112266"


def enter(page: Page, mobile: str) -> None:
    page.goto("/accounts/login/code/?next=/my/volunteering/")
    page.locator("[name=phone]").fill(mobile)
    go_on(page)
    page.locator("[name=code]").fill(code_sent_to(mobile))
    go_on(page)
    expect(page).to_have_url(re.compile("/my/volunteering/$"))


def fill_in(page: Page, born: str) -> None:
    """Every page of a registration, from the button to the answers to check."""
    go_on(page)
    for name, text in (("given_name", "عمار"), ("father_name", "ياسر"), ("family_name", "الجهني")):
        page.locator(f"[name={name}]").fill(text)
    go_on(page)
    page.locator("[name=birth_date]").fill(born)
    go_on(page)
    page.locator("[name=nationality]").select_option("SA")
    page.locator("[name=gender][value=male]").check()
    go_on(page)
    page.locator("[name=language][value=ar]").check()
    page.locator("[name=spoken][value=ar]").check()
    go_on(page)
    page.locator("[name=interests][value=ramadan]").check()
    fits(page)
    go_on(page)
    page.locator("[name=skills][value=organising]").check()
    go_on(page)
    page.locator("[name=interprets][value=en]").check()
    go_on(page)
    page.locator("[name=has_car][value=no]").check()
    go_on(page)
    expect(page.locator(".time-grid input")).to_have_count(21)
    for time in ("6-evening", "0-evening", "5-afternoon"):
        page.locator(f"[name=availability][value='{time}']").check()
    fits(page)
    go_on(page)
    page.locator("[name=emergency_name]").fill("ياسر الجهني")
    page.locator("[name=emergency_mobile]").fill("٠٥٥ ٥٤٤ ٣٣٢٢")
    go_on(page)
    expect(page.locator("[name=shown_name]")).to_have_value("عمار ياسر الجهني")
    go_on(page)


def add_licence(page: Page) -> None:
    page.get_by_role("link", name="أضف مستندًا").click()
    page.locator("[name=skill]").select_option("driving")
    page.locator("[name=title]").fill("رخصة قيادة")
    page.locator("[name=expires_on]").fill("1/1/1455")
    page.locator("[name=paper]").set_input_files(
        {"name": "licence.png", "mimeType": "image/png", "buffer": picture().read()}
    )
    fits(page)
    go_on(page)
    expect(page.locator("main")).to_contain_text("رخصة قيادة")


def test_a_student_registers_on_a_phone_and_is_accepted(open_page, axe):
    student = open_page(width=PHONE, javascript=False)
    enter(student, MOBILE)
    fill_in(student, "١٧/٥/٢٠٠٣")
    add_licence(student)
    go_on(student)
    student.locator("[name=about]").fill("أدرس في كلية ينبع.")
    go_on(student)
    expect(student).to_have_url(re.compile("/check/$"))
    expect(student.locator("main")).to_contain_text("ياسر الجهني")
    fits(student)
    go_on(student)
    student.locator("[name=is_agreed]").check()
    fits(student)
    go_on(student)
    expect(student.locator(".notice__title").first).to_contain_text("يراجع تسجيلك")

    reference = Volunteer.objects.get(person__user__mobile=MOBILE).reference
    desk = staff_page(open_page, "volunteer-coordinator", width=DESK)
    desk.goto("/admin/volunteering/volunteers/?due=open")
    axe(desk)
    desk.get_by_role("link", name=reference).click()
    expect(desk.locator("main")).not_to_contain_text("055 544 3322")
    axe(desk)
    desk.locator("form[action$='/check/'] button").click()
    desk.locator("form[action$='/do/activate/'] button").click()
    expect(desk.locator(".case-head .case-badge").first).to_contain_text("نشط")

    student.goto("/my/volunteering/")
    fits(student)
    student.get_by_role("link", name="بطاقتي").click()
    expect(student.locator("svg.qr")).to_be_visible()
    fits(student)
    looking = open_page(width=PHONE)
    enter(looking, MOBILE)
    for url in ("/my/volunteering/", "/my/volunteering/card/", "/my/volunteering/register/times/"):
        looking.goto(url)
        axe(looking)


def test_a_minor_registers_with_a_guardian_who_has_no_account(open_page, axe):
    minor = open_page(width=PHONE, javascript=False)
    enter(minor, MINOR)
    fill_in(minor, "1/2/2010")
    go_on(minor)
    go_on(minor)
    go_on(minor)
    expect(minor.locator("main")).to_contain_text("ولي أمرك")
    minor.locator("[name=name]").fill("ياسر الجهني")
    minor.locator("[name=relation][value=father]").check()
    minor.locator("[name=mobile]").fill(FATHER)
    fits(minor)
    go_on(minor)
    expect(minor.locator(".notice__title").first).to_contain_text("ننتظر ولي أمرك")

    father = open_page(width=PHONE)
    father.goto(link_sent_to(FATHER))
    axe(father)
    father.locator("[name^=agree_]").check()
    father.locator("[name=code]").fill(last_code_to(FATHER))
    fits(father)
    father.locator("form.question__form button[type=submit]").first.click()
    expect(father).to_have_url(re.compile("/guardian/thanks/$"))
    minor.goto("/my/volunteering/")
    expect(minor.locator(".notice__title").first).to_contain_text("يراجع تسجيلك")


def test_a_guardian_agrees_to_an_opportunity_and_takes_it_back(open_page, axe):
    user = account_at(STUDENT.mobile)
    opportunity = make_opportunity("guardians-iftar")
    make_shift(opportunity)
    volunteer = Volunteer.objects.of(user).get()
    ask(volunteer, opportunity, name="بدر الجهني", relation="father", mobile=FATHER, by=user)
    father = open_page(width=PHONE)
    father.goto(link_sent_to(FATHER))
    expect(father.locator("main")).to_contain_text(opportunity.title)
    axe(father)
    fits(father)
    father.locator("[name=answer][value=yes]").check()
    father.locator("[name=is_guardian]").check()
    father.locator("[name=code]").fill(last_code_to(FATHER))
    go_on(father)
    expect(father).to_have_url(re.compile("/thanks/yes/$"))
    assert GuardianConsent.objects.get().is_standing
    father.goto(link_sent_to(FATHER))
    axe(father)
    father.locator("form[action$='/code/'] button").click()
    father.locator("[name=code]").fill(last_code_to(FATHER))
    go_on(father)
    expect(father).to_have_url(re.compile("/thanks/withdrawn/$"))
    assert not GuardianConsent.objects.get().is_standing


def newest_to(mobile: str) -> str:
    deliver_due()
    return next(sent.text for sent in Delivery.objects.order_by("-created_at")[:5] if sent.address == mobile)


def last_code_to(mobile: str) -> str:
    """The code at the end of the message: the address before it has digits too."""
    return newest_to(mobile).split()[-1]


def link_sent_to(mobile: str) -> str:
    """The address in the newest message, below the site's own."""
    return re.search(r"https?://[^/\s]+(/\S+)", newest_to(mobile))[1]

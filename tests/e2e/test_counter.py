"""The counter's journeys in a real browser: by phone, by letter, by a delegate, and between colleagues (R20 to R40)."""

import re

import pytest
from playwright.sync_api import Page, expect

from accounts.actions import create_staff
from accounts.roles import Role
from home.demo.people import DOMAIN, PASSWORD, secret_of
from office.models import Branch
from services.enums import Spoken
from tests import cases
from tests.cases import picture
from tests.e2e.conftest import PHONE
from tests.e2e.test_main_job import EASTERN, answer_pages, code_sent_to, fits, go_on, sign, staff_page, study
from tests.e2e.test_tracking import send

pytestmark = pytest.mark.django_db(transaction=True)

CALLER, SON = "+966501116600", "+966501116611"
PAPER = {"name": "ورقة.png", "mimeType": "image/png", "buffer": picture().read()}
BETTER = {**PAPER, "buffer": picture(colour="gold").read()}


@pytest.fixture
def colleague():
    """`colleague("reception", Role.RECEPTION)` may sign in at that desk; `branch` is a delegate's."""

    def make(desk: str, role: Role, *, first: str, branch: Branch | None = None):
        given = {"email": f"{desk}@{DOMAIN}", "password": PASSWORD, "totp_secret": secret_of(f"{desk}@{DOMAIN}")}
        user = create_staff(first_name=first, last_name="الجهني", roles=[role], **given)
        if branch:
            user.branch = branch
            user.save(update_fields=["branch"])
        return user

    return make


@pytest.fixture
def service():
    """A service that wants a study before the committee."""
    return cases.make_service(studied=True)


def submit(page: Page) -> None:
    """The first form of the staff page's own part."""
    page.locator("form.case-form button[type=submit]:not([name])").first.click()


def reference_in(page: Page) -> str:
    return re.search(r"YD-\w{4}-\w{4}", page.url)[0]


def open_file(desk: Page, *, given: str, family: str, mobile: str) -> None:
    """Nobody is found by the number, so a file is opened; then the service is chosen."""
    desk.locator("[name=words]").fill(mobile)
    submit(desk)
    desk.locator("a[href*='/admin/intake/new/']").click()
    for name, text in {"given_name": given, "family_name": family, "mobile": mobile}.items():
        desk.locator(f"[name={name}]").fill(text)
    submit(desk)
    desk.locator("[name=service]").first.check()
    submit(desk)
    expect(desk).to_have_url(re.compile(r"/admin/intake/YD-\w{4}-\w{4}/$"))


def write_down(desk: Page, identity: str) -> None:
    """Every page of the request in the person's own pages, and back to the desk."""
    desk.locator(".case-card--next a.button").click()
    desk.locator("[name=identity_kind][value=national]").check()
    desk.locator("[name=identity_number]").fill(identity)
    go_on(desk)
    desk.locator("[name=birth_date]").fill("١٥/٣/١٣٧٠")
    go_on(desk)
    answer_pages(desk)
    expect(desk).to_have_url(re.compile("/check/$"))
    go_on(desk)
    expect(desk).to_have_url(re.compile(r"/admin/intake/"))


def sign_by_told_code(desk: Page, mobile: str) -> None:
    desk.locator("a[href$='/sign/']").click()
    desk.locator("button[name=action][value=send]").click()
    form = desk.locator("form:has(button[value=code])")
    form.locator("[name=code]").fill(code_sent_to(mobile))
    form.locator("button[value=code]").click()
    expect(desk.locator(".case-error")).to_be_visible()  # Not read to the person yet.
    form.locator("[name=notice_seen]").check()
    form.locator("[name=code]").fill(code_sent_to(mobile).translate(EASTERN))
    form.locator("button[value=code]").click()
    expect(desk.locator(".case-card--next")).to_contain_text("أُرسل الطلب")


def follow_as_guest(page: Page, reference: str, mobile: str) -> None:
    page.goto("/track/phone/")
    page.locator("[name=reference]").fill(reference)
    page.locator("[name=mobile]").fill(mobile)
    go_on(page)
    page.locator("[name=code]").fill(code_sent_to(mobile))
    go_on(page)
    expect(page).to_have_url(re.compile("/track/phone/request/$"))
    expect(page.locator("main")).to_contain_text(reference)


def test_a_man_who_cannot_read_asks_by_phone_and_his_son_follows(open_page, colleague, service):
    colleague("reception", Role.RECEPTION, first="هدى")
    desk = staff_page(open_page, "reception")
    desk.goto("/admin/intake/")
    desk.locator("a[href$='channel=phone']").click()
    open_file(desk, given="مسفر", family="الجهني", mobile="٠٥٠ ١١١ ٦٦٠٠")
    reference = reference_in(desk)
    write_down(desk, "١٠٠٠٠٠٠٠٨١")
    sign_by_told_code(desk, CALLER)

    desk.goto(f"/admin/requests/{reference}/")
    desk.locator("a[href$='/followers/']").click()
    for name, text in {"name": "حمد", "relation": "ابن", "mobile": "٠٥٠١١١٦٦١١"}.items():
        desk.locator(f"[name={name}]").fill(text)
    desk.locator("[name=method][value=spoken]").check()
    submit(desk)
    expect(desk.locator(".case-side")).to_contain_text("حمد")

    son = open_page(width=PHONE, javascript=False)
    follow_as_guest(son, reference, SON)
    expect(son.locator("main")).to_contain_text("موظف الاستقبال")  # Who has it now.
    expect(son.locator("main")).not_to_contain_text("مسفر")
    fits(son)


def sign_in_person(page: Page, case) -> None:
    mobile = case.person.mobile
    page.goto(f"/accounts/login/code/?next={case.get_absolute_url()}")
    page.locator("[name=phone]").fill(mobile)
    go_on(page)
    page.locator("[name=code]").fill(code_sent_to(mobile))
    go_on(page)
    expect(page).to_have_url(re.compile(f"{case.reference}/$"))


def test_a_widows_request_comes_back_once_for_a_paper_and_goes_on(open_page, colleague, service, new_member):
    colleague("reception", Role.RECEPTION, first="هدى")
    colleague("researcher", Role.RESEARCHER, first="ياسر")
    case = cases.submitted(new_member(), service)
    desk = staff_page(open_page, "reception")
    desk.goto(f"/admin/requests/{case.reference}/")
    desk.locator("form[action$='/begin/'] button").click()
    desk.locator("details:has(form[action$='/send-back/']) > summary").click()
    desk.locator("[name=paper_paper-0]").fill("الصورة غير واضحة.")
    desk.locator("form[action$='/send-back/'] button.button-secondary:not([name])").last.click()
    expect(desk.locator(".case-head .case-badge--turn")).to_be_visible()

    widow = open_page(width=PHONE, javascript=False)
    sign_in_person(widow, case)
    turn = widow.locator(".notice--turn")
    expect(turn).to_contain_text("الصورة غير واضحة.")
    fits(widow)
    turn.locator("a.button").click()
    widow.locator("input[type=file]").set_input_files(BETTER)
    send(widow)
    expect(widow).to_have_url(re.compile("/check/$"))
    go_on(widow)
    sign(widow, case.person.mobile)

    desk.goto(f"/admin/requests/{case.reference}/")
    unmatched = desk.locator("form[action$='/match/'] button:not([name=undo])")
    unmatched.click()
    expect(unmatched).to_have_count(0)
    desk.locator("form[action$='/hand-over/'] button").click()
    study(open_page, case.reference)
    widow.goto(case.get_absolute_url())
    expect(widow.locator("main")).to_contain_text("لجنة البحث")


def test_a_letter_is_registered_answered_and_its_reply_is_printed(open_page, colleague):
    colleague("reception", Role.RECEPTION, first="هدى")
    desk = staff_page(open_page, "reception")
    desk.goto("/admin/letters/new/")
    for name, text in {"party": "مكتب الضمان الاجتماعي", "subject": "إفادة عن أسرة", "their_number": "٤٥"}.items():
        desk.locator(f"[name={name}]").fill(text)
    desk.locator("[name=needs_reply]").check()
    submit(desk)
    expect(desk.locator("#id_dated_on_error")).to_have_text("اكتب التاريخ الذي على الخطاب، أو أشّر على أنه بلا تاريخ.")
    expect(desk.locator("[name=party]")).to_have_value("مكتب الضمان الاجتماعي")
    expect(desk.locator("[name=needs_reply]")).to_be_checked()
    desk.locator("[name=dated_on]").fill("١٥/١/١٤٤٨")
    desk.locator("[name=scan]").set_input_files(PAPER)
    submit(desk)
    expect(desk.locator(".case-head .case-badge--turn")).to_be_visible()  # The clock of the reply.

    desk.locator("a[href$='/reply/']").click()
    expect(desk.locator("[name=party]")).to_have_value("مكتب الضمان الاجتماعي")
    desk.locator("[name=body]").fill("نفيدكم بأن الأسرة مسجلة لدينا.")
    submit(desk)
    printed = desk.locator("a[href$='/paper/']")
    expect(printed).to_be_visible()
    sheet = desk.request.get(printed.get_attribute("href"))
    assert sheet.headers["content-type"] == "application/pdf"
    assert sheet.body().startswith(b"%PDF-")
    desk.goto("/admin/letters/?way=in")
    expect(desk.locator(".case-table tbody")).to_contain_text("تم الرد")


def test_a_delegates_visit_is_of_the_branch_and_not_found_from_another(open_page, colleague, service):
    near = Branch.objects.create(name="فرع ينبع النخل", area="ينبع النخل")
    far = Branch.objects.create(name="فرع العيص", area="العيص")
    colleague("delegate", Role.DELEGATE, first="طلال", branch=near)
    colleague("delegate-far", Role.DELEGATE, first="بدر", branch=far)
    desk = staff_page(open_page, "delegate", width=PHONE)
    desk.goto("/admin/intake/")
    desk.locator(".case-tiles a").click()
    open_file(desk, given="مسفر", family="الجهني", mobile="٠٥٠ ١١١ ٦٦٠٠")
    reference = reference_in(desk)
    expect(desk.locator(".case-head__facts")).to_contain_text("فرع ينبع النخل")
    write_down(desk, "١٠٠٠٠٠٠٠٨١")
    sign_by_told_code(desk, CALLER)
    fits(desk)
    desk.goto("/admin/branch/")
    expect(desk.locator(".case-table tbody")).to_contain_text(reference)

    other = staff_page(open_page, "delegate-far", width=PHONE)
    for address in (f"/admin/intake/{reference}/", f"/admin/intake/{reference}/sign/", f"/requests/{reference}/check/"):
        assert other.goto(address).status == 404
    other.goto("/admin/branch/")
    expect(other.locator("main")).not_to_contain_text(reference)


def test_two_officers_open_one_case_and_one_takes_it_up(open_page, colleague, service, new_member):
    colleague("reception", Role.RECEPTION, first="هدى")
    colleague("reception-two", Role.RECEPTION, first="سلمى")
    case = cases.submitted(new_member(), service)
    first, second = staff_page(open_page, "reception"), staff_page(open_page, "reception-two")
    for desk in (first, second):
        desk.goto(f"/admin/requests/{case.reference}/")
    seen = "form[data-presence] [role=status]"
    expect(second.locator(seen)).to_contain_text("هدى الجهني")
    first.locator("form[action$='/begin/'] button").click()
    expect(first.locator(seen)).to_contain_text("سلمى الجهني")
    with second.expect_response(re.compile("/begin/$")) as answer:
        second.locator("form[action$='/begin/'] button").click()
    assert answer.value.status == 409
    expect(second.locator(".messages")).to_contain_text("انتقل هذا الطلب إلى مرحلة أخرى بعد أن فتحته.")
    expect(second.locator(".case-side")).to_contain_text("هدى الجهني")
    case.refresh_from_db()
    assert case.assigned_to.first_name == "هدى"


@pytest.mark.usefixtures("demo")
def test_a_new_muslim_applies_in_english_and_asks_for_an_interpreter(open_page):
    person = open_page(width=PHONE, javascript=False, language="en-GB")
    person.goto("/en/services/umrah/")
    person.locator("a[href$='/apply/umrah/']").first.click()
    expect(person.locator("html")).to_have_attribute("lang", "en")
    go_on(person)
    person.locator("[name=phone]").fill("0501116622")
    go_on(person)
    person.locator("[name=code]").fill(code_sent_to("+966501116622"))
    go_on(person)
    go_on(person)  # The start page again, signed in now.
    expect(person).to_have_url(re.compile("/en/requests/.*/interpreter/$"))
    reference = reference_in(person)
    person.locator("[name=language]").select_option("tl")
    fits(person)
    go_on(person)
    person.locator("[name=given_name]").fill("Maria")
    person.locator("[name=family_name]").fill("Santos")
    go_on(person)
    person.locator("[name=identity_kind][value=passport]").check()
    person.locator("[name=identity_number]").fill("P7654321")
    go_on(person)
    person.locator("[name=birth_date]").fill("14/12/1994")
    go_on(person)
    expect(person).to_have_url(re.compile("/en/.*/check/$"))
    go_on(person)
    sign(person, "+966501116622")
    expect(person.locator(".receipt__reference")).to_have_text(reference)

    desk = staff_page(open_page, "reception")
    desk.goto("/admin/requests/?view=new&interpreter=tl")
    desk.get_by_role("link", name=reference).click()
    expect(desk.locator("#person")).to_contain_text(Spoken("tl").label)

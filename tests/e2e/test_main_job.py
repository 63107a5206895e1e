"""The main job in a real browser: a person on a cheap phone without JavaScript, staff at their desks (R8 to R41)."""

import re
from collections.abc import Callable
from contextlib import suppress

import pytest
from playwright.sync_api import Page, TimeoutError, expect

from home.demo.people import DOMAIN, PASSWORD, current_code
from notifications.actions import deliver_due
from notifications.models import Delivery
from tests.cases import picture
from tests.e2e.conftest import DESK, PHONE

pytestmark = pytest.mark.usefixtures("demo")

MOBILE = "+966501112233"
EASTERN = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")


def code_sent_to(mobile: str) -> str:
    """The code of the newest message; the sweeper that carries it runs apart from the site."""
    deliver_due()
    texts = [sent.text for sent in Delivery.objects.order_by("-created_at")[:5] if sent.address == mobile]
    return re.search(r"[0-9]{6}", texts[0])[0]


def go_on(page: Page) -> None:
    page.locator("form.question__form button[type=submit]").click()


def fits(page: Page) -> None:
    page.wait_for_load_state()  # A click on a link may have left the page half read.
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), f"{page.url} scrolls sideways."


def staff_page(open_page, desk: str, width: int = DESK) -> Page:
    """A colleague at the desk, signed in through the forms with a password and the authenticator."""
    page = open_page(width=width)
    email = f"{desk}@{DOMAIN}"
    page.goto("/admin/")
    page.locator("[name=login]").fill(email)
    page.locator("[name=password]").fill(PASSWORD)
    go_on(page)
    for _half_minute in range(2):  # A code whose half minute ends between reading and sending is written anew.
        page.locator("[name=code]").fill(current_code(email))
        go_on(page)
        with suppress(TimeoutError):
            page.wait_for_url(re.compile("/admin/$"), timeout=8_000)
            break
    expect(page).to_have_url(re.compile("/admin/$"))
    return page


def sign(page: Page, mobile: str) -> None:
    """Both sentences ticked, the code of the message written, the request sent."""
    page.locator("[name=is_true]").check()
    page.locator("[name=notice_seen]").check()
    go_on(page)
    page.locator("[name=code]").fill(code_sent_to(mobile))
    go_on(page)
    expect(page).to_have_url(re.compile("/done/$"))


def apply(page: Page, look: Callable[[Page], None] = lambda page: None) -> str:
    """From the home page to the reference of a sent request; `look` is given the pages at its end."""
    page.goto("/")
    page.get_by_role("link", name="طلب دعم مستفيد").first.click()
    page.get_by_role("link", name="ابدأ الطلب").first.click()
    go_on(page)
    page.locator("[name=phone]").fill("٠٥٠ ١١١ ٢٢٣٣")
    go_on(page)
    page.locator("[name=code]").fill(code_sent_to(MOBILE))
    go_on(page)
    go_on(page)  # The start page again, signed in now.
    page.locator("[name=given_name]").fill("منى")
    page.locator("[name=father_name]").fill("سالم")
    page.locator("[name=family_name]").fill("الجهني")
    go_on(page)
    page.locator("[name=identity_kind][value=national]").check()
    page.locator("[name=identity_number]").fill("١٠٠٠٠٠٠٠٨١")
    go_on(page)
    page.locator("[name=birth_date]").fill("١٥/٣/١٤١٠")
    go_on(page)
    answer_pages(page)
    expect(page).to_have_url(re.compile("/check/$"))
    expect(page.locator("main")).to_contain_text("منى سالم الجهني")
    look(page)
    go_on(page)
    look(page)
    page.locator("[name=is_true]").check()
    page.locator("[name=notice_seen]").check()
    go_on(page)
    expect(page.locator("[name=is_true]")).to_be_checked()
    page.locator("[name=code]").fill("١٢٣ ١٢٣")  # Somebody else's; what was ticked stays.
    go_on(page)
    expect(page.locator("[name=notice_seen]")).to_be_checked()
    look(page)
    code = code_sent_to(MOBILE)
    page.locator("[name=code]").fill(f"{code[:3]} {code[3:]}".translate(EASTERN))
    go_on(page)
    expect(page).to_have_url(re.compile("/done/$"))
    look(page)
    return page.locator(".receipt__reference").inner_text().strip()


def answer_pages(page: Page) -> None:
    """Whatever the service asks, answered by the kind of its field."""
    while "/step/" in page.url:
        before = page.url
        if page.locator("[name=reach]").count():
            page.locator("[name=reach]").first.check()
            page.locator("[name=times]").first.check()
        elif page.locator("[name=directions]").count():
            page.locator("[name=directions]").fill("خلف الجامع، الباب الأخضر")
        elif page.locator("[name=housing]").count():
            page.locator("[name=housing][value=rented]").check()
            page.locator("[name=rent]").fill("١٨٠٠٠")
        elif page.locator("[name=salary]").count():
            page.locator("[name=salary]").fill("٢٨٠٠")
        elif "/step/household/" in page.url or page.locator("[name=instalments]").count():
            pass  # Alone, and without debts: going on says so.
        elif page.locator("input[type=file]").count():
            page.locator("input[type=file]").set_input_files(
                {"name": "ورقة.png", "mimeType": "image/png", "buffer": picture().read()}
            )
        elif page.locator("[name=answer][type=radio]").count():
            page.locator("[name=answer][type=radio]").first.check()
        elif page.locator("[name=answer][type=checkbox]").count():
            page.locator("[name=answer][type=checkbox]").first.check()
        elif page.locator("textarea[name=answer]").count():
            page.locator("textarea[name=answer]").fill("نحتاج عونًا في الإيجار.")
        else:
            page.locator("[name=answer]").fill("٤")
        go_on(page)
        expect(page).not_to_have_url(before)  # What is still being sent is waited for.


def study(open_page, reference: str) -> None:
    """The social researcher writes on the phone, signs, and sends the request to the committee."""
    researcher = staff_page(open_page, "researcher", width=PHONE)
    researcher.goto(f"/admin/requests/{reference}/")
    researcher.get_by_role("link", name="كتابة البحث").first.click()
    fits(researcher)
    researcher.locator("[name=findings]").fill("بيت صغير، والأطفال في مدارسهم.")
    researcher.locator("[name=sign]").click()
    expect(researcher.locator(".case-error").first).to_be_visible()
    expect(researcher.locator("[name=findings]")).to_have_value("بيت صغير، والأطفال في مدارسهم.")
    researcher.locator("[name=meeting]").select_option("home")
    researcher.locator("[name=met_on]").fill("١/١/٢٠٢٦")
    researcher.locator("[name=needs]").fill("الإيجار أولًا.")
    researcher.locator("[name=recommendation]").select_option("part")
    researcher.locator("[name=reasons]").fill("الدخل دون حد الكفاية.")
    researcher.locator("[name=sign]").click()
    expect(researcher.locator(".case-main")).to_contain_text("الدخل دون حد الكفاية.")
    researcher.locator("form[action$='/refer/'] button").click()
    expect(researcher.locator(".case-head")).to_contain_text("لجنة البحث")


def test_a_request_from_the_home_page_to_the_decision(open_page):
    person = open_page(width=PHONE, javascript=False)
    reference = apply(person)
    assert re.fullmatch(r"YD-\w{4}-\w{4}", reference)

    reception = staff_page(open_page, "reception")
    reception.goto("/admin/requests/?view=new")
    reception.get_by_role("link", name=reference).click()
    reception.locator("form[action$='/begin/'] button").click()
    unmatched = reception.locator("form[action$='/match/'] button:not([name=undo])")
    expect(unmatched).to_have_count(3)
    for left in (2, 1, 0):
        unmatched.first.click()
        expect(unmatched).to_have_count(left)
    reception.locator("form[action$='/hand-over/'] button").click()
    expect(reception.locator(".case-head")).to_contain_text("قيد البحث")
    study(open_page, reference)

    chair = staff_page(open_page, "chair")
    chair.goto(f"/admin/requests/{reference}/")
    chair.locator("[name=outcome][value=approve]").check()
    chair.locator("[name=reason]").fill("قررت اللجنة دعم أسرتك.")
    decide = chair.locator("form[action$='/decide/'] button[type=submit]")
    decide.click()
    expect(chair.locator("[name=reason]")).to_have_value("قررت اللجنة دعم أسرتك.")  # Nothing typed is lost.
    chair.locator("[name=early_reason]").fill("حالة عاجلة")
    decide.click()
    expect(chair.locator(".case-history")).to_contain_text("قررت اللجنة دعم أسرتك.")

    person.goto(f"/requests/{reference}/")
    expect(person.locator("main")).to_contain_text("قررت اللجنة دعم أسرتك.")
    fits(person)
    person.goto("/my/messages/")
    person.locator(".letter a").first.click()
    expect(person.locator("main")).to_contain_text("قررت اللجنة دعم أسرتك.")


def test_a_second_send_and_the_back_button_change_nothing(open_page, axe):
    person = open_page(width=PHONE)
    reference = apply(person, axe)
    answer = person.goto(f"/requests/{reference}/step/name/")
    assert answer.status == 409
    expect(person.locator("main")).to_contain_text("أُرسل")
    axe(person)


PAGES = [
    "/",
    "/services/",
    "/services/support-request/",
    "/faq/",
    "/contact/",
    "/how-we-serve-you/",
    "/news/",
    "/stories/",
    "/service-charter/",
    "/faq/faq-time/reply-time/",
    "/policies/",
    "/policies/beneficiary-relations-policy/",
    "/search/?q=دعم",
    "/search/?q=zzzz",
    "/accounts/login/",
    "/accounts/login/code/",
    "/apply/support-request/",
    "/track/",
    "/en/",
    "/en/services/support-request/",
]


@pytest.mark.parametrize("width", [PHONE, DESK])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_kind_of_page_is_whole_for_everyone(open_page, axe, width, scheme):
    page = open_page(width=width, color_scheme=scheme)
    for address in PAGES:
        answer = page.goto(address)
        assert answer.status == 200, address
        fits(page)
        axe(page)


def test_the_pages_of_a_request_are_whole_for_everyone(open_page, axe):
    from applications.models import Application

    page = open_page(width=PHONE)
    returned = Application.objects.filter(waiting_since__isnull=False).select_related("person__user").first()
    page.goto(f"/accounts/login/code/?next=/requests/{returned.reference}/")
    page.locator("[name=phone]").fill(returned.person.user.mobile)
    go_on(page)
    page.locator("[name=code]").fill("000000")
    go_on(page)
    axe(page)
    page.locator("[name=code]").fill(code_sent_to(returned.person.user.mobile))
    go_on(page)
    base = f"/requests/{returned.reference}"
    for address in (f"{base}/", "/requests/", "/my/", "/my/messages/", f"{base}/step/name/", f"{base}/step/identity/"):
        page.goto(address)
        fits(page)
        axe(page)


def test_the_desk_speaks_arabic_and_fits(open_page):
    page = staff_page(open_page, "reception")
    for address in ("/admin/requests/", "/admin/requests/?view=committee"):
        page.goto(address)
        assert page.locator("html").get_attribute("dir") == "rtl"
        fits(page)
        words = page.locator("main").inner_text()
        assert not re.search(r"\b(Search|Requests|Status|Received|Due|New|Mine|Overdue)\b", words), words

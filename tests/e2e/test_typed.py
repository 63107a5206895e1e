"""Nothing typed is lost: kept while one types, over a weak connection, and past the end of the session (R35)."""

import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from playwright.sync_api import expect

from accounts.actions import create_staff, open_account
from accounts.roles import Role
from applications.actions import start
from applications.models import Answer, Unsaved
from casework.models import Study
from home.demo.people import DOMAIN, PASSWORD, current_code, secret_of
from tests import cases
from tests.e2e.conftest import DESK

pytestmark = pytest.mark.django_db(transaction=True)
TEXT = "أحتاج عونًا في إيجار البيت"


@pytest.fixture
def user(transactional_db):
    made = open_account(mobile="+966501117799")
    made.prove_mobile()
    made.save()
    return made


@pytest.fixture
def url(user):
    return start(cases.make_service(questions=6), by=user).step_url("q-question-5")


def signed_in(page, user, live_server):
    client = Client()
    client.force_login(user)
    value = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": value, "url": live_server.url}])
    return page


def test_typed_on_one_phone_and_read_on_another(open_page, live_server, user, url, axe):
    first = signed_in(open_page(), user, live_server)
    first.goto(url)
    first.locator("[name=answer]").fill(TEXT)
    expect(first.locator("[data-said]")).to_contain_text(re.compile("حُفظ عند [0-9]{2}:[0-9]{2}"))
    assert first.evaluate("() => localStorage.length + sessionStorage.length") == 0
    second = signed_in(open_page(), user, live_server)
    second.goto(url)
    expect(second.locator("[name=answer]")).to_have_value(TEXT)
    expect(second.locator("main")).to_contain_text("حفظنا ما كتبته")
    axe(second)
    second.locator(".question__actions button").click()
    expect(second).not_to_have_url(re.compile("q-question-5"))
    assert Answer.objects.get().value == TEXT
    assert not Unsaved.objects.exists()


def test_a_lost_connection_keeps_trying_and_says_so(open_page, live_server, user, url):
    page = signed_in(open_page(), user, live_server)
    page.goto(url)
    page.context.set_offline(True)
    page.locator("[name=answer]").fill(TEXT)
    expect(page.locator("[data-said]")).to_contain_text("سنعيد المحاولة")
    expect(page.locator("[name=answer]")).to_have_value(TEXT)
    page.context.set_offline(False)
    expect(page.locator("[data-said]")).to_contain_text("حُفظ عند")
    assert Unsaved.objects.get().content["answer"] == [TEXT]


def test_the_session_warns_and_can_be_kept_and_its_end_loses_nothing(open_page, live_server, user, url):
    Session.objects.all().delete()
    page = signed_in(open_page(), user, live_server)
    Session.objects.update(expire_date=timezone.now() + timedelta(minutes=2))
    page.goto(url)
    warning = page.locator("[data-ending]")
    expect(warning).to_be_visible()
    warning.get_by_role("button").click()
    expect(warning).to_be_hidden()
    assert Session.objects.get().expire_date > timezone.now() + timedelta(days=1)

    Session.objects.all().delete()
    page.locator("[name=answer]").fill(TEXT)
    page.locator(".question__actions button").click()
    expect(page).to_have_url(re.compile("/accounts/login/code/"))
    signed_in(page, user, live_server)
    page.goto(url)
    expect(page.locator("[name=answer]")).to_have_value(TEXT)


def test_without_a_script_the_page_is_kept_as_well(open_page, live_server, user, url):
    page = signed_in(open_page(javascript=False), user, live_server)
    page.goto(url)
    Session.objects.all().delete()
    page.locator("[name=answer]").fill(TEXT)
    page.locator(".question__actions button").click()
    expect(page).to_have_url(re.compile("/accounts/login/code/"))
    signed_in(page, user, live_server)
    page.goto(url)
    expect(page.locator("[name=answer]")).to_have_value(TEXT)
    page.get_by_role("button", name="لم تتضح لي الإجراءات").click()
    expect(page).to_have_url(re.compile("/ask/q-question-5/"))


def enter(page, email):
    """Through the forms, with a password and the authenticator; back to where one came from."""
    cache.clear()  # A code counts once, and the next one is half a minute away.
    page.locator("[name=login]").fill(email)
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("form.question__form button[type=submit]").click()
    page.locator("[name=code]").fill(current_code(email))
    page.locator("form.question__form button[type=submit]").click()


def test_a_study_sent_after_the_session_ended_waits_for_its_researcher(open_page, live_server, user):
    email, names = "researcher@" + DOMAIN, {"first_name": "نورة", "last_name": "الباحثة"}
    roles = [Role.RECEPTION, Role.RESEARCHER]
    desk = create_staff(email=email, roles=roles, password=PASSWORD, totp_secret=secret_of(email), **names)
    case = cases.being_studied(user, cases.make_service(studied=True), desk, desk)
    study = f"/admin/requests/{case.reference}/study/"
    page = open_page(width=DESK)
    page.goto(study)
    enter(page, email)
    expect(page).to_have_url(re.compile(study))
    Session.objects.all().delete()
    page.locator("[name=findings]").fill(TEXT)
    page.locator("[name=needs]").fill("الإيجار أولًا")
    page.get_by_role("button", name="حفظ المسودة").click()
    expect(page).to_have_url(re.compile("/accounts/login/"))
    expect(page.locator(".messages")).to_contain_text("حفظنا ما كتبته")
    enter(page, email)
    expect(page).to_have_url(re.compile(study))
    expect(page.locator("[name=findings]")).to_have_value(TEXT)
    expect(page.locator("[name=needs]")).to_have_value("الإيجار أولًا")
    assert not Study.objects.exists()
    page.get_by_role("button", name="حفظ المسودة").click()
    expect(page.locator("main")).to_contain_text("حُفظت المسودة")
    assert Study.objects.get().findings == TEXT
    assert not Unsaved.objects.exists()

"""Words that are ready for replies: kept by a manager, put into a text without losing what was typed (R33)."""

import pytest

from applications.asking.actions import ask
from applications.models import Application
from casework.models import ReplyTemplate
from tests import cases

pytestmark = pytest.mark.django_db
LIST = "/admin/reply-templates/"
WHOLE = {"title": "شكر", "language": "ar", "text": "نشكر لك صبرك.", "is_active": "on"}


@pytest.fixture
def manager(staff, sign_in):
    return sign_in(staff("manager"))


def test_a_manager_writes_changes_and_retires_one(manager):
    assert manager.post(f"{LIST}new/", WHOLE).status_code == 302
    row = ReplyTemplate.objects.get()
    assert "شكر" in manager.get(LIST).content.decode()
    assert manager.post(f"{LIST}{row.pk}/", {**WHOLE, "text": "نشكركم.", "is_active": ""}).status_code == 302
    row.refresh_from_db()
    assert (row.text, row.is_active) == ("نشكركم.", False)


def test_one_title_stands_once_in_a_language(manager):
    manager.post(f"{LIST}new/", WHOLE)
    again = manager.post(f"{LIST}new/", {**WHOLE, "text": "كلام آخر"})
    assert again.status_code == 409 and "كلام آخر" in again.content.decode()
    assert manager.post(f"{LIST}new/", {**WHOLE, "language": "ur"}).status_code == 302
    assert ReplyTemplate.objects.count() == 2


@pytest.mark.parametrize("given", [{"title": ""}, {"title": "ك" * 81}, {"language": "xx"}, {"text": "\u200f"}])
def test_bad_input_is_refused_and_kept(manager, given):
    answer = manager.post(f"{LIST}new/", {**WHOLE, **given})
    assert answer.status_code == 422
    assert not ReplyTemplate.objects.exists()


@pytest.mark.parametrize("role", ["reception", "researcher", "editor"])
def test_others_do_not_reach_them(staff, sign_in, role):
    client = sign_in(staff(role))
    assert client.get(LIST).status_code in (302, 403)
    assert client.post(f"{LIST}new/", WHOLE).status_code in (302, 403)
    assert not ReplyTemplate.objects.exists()


def test_the_words_come_into_what_is_sent_back_and_nothing_is_sent(member, staff, sign_in):
    row = cases.reply_template()
    reception = staff("reception")
    case = cases.being_matched(member, cases.make_service(), reception)
    given = {"note": "كلام كتبته", "paper_paper-0": "غير واضح", "template": str(row.pk), "insert": "1"}
    answer = sign_in(reception).post(f"/admin/requests/{case.reference}/send-back/", given)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert all(words in page for words in ("كلام كتبته", row.text, 'value="غير واضح"'))
    assert not Application.objects.get().is_waiting


@pytest.mark.parametrize("chosen", ["", "x", "00000000-0000-4000-8000-000000000000"])
def test_no_template_leaves_the_text_as_it_was(member, staff, sign_in, chosen):
    row = ask(cases.drafted(member, cases.make_service()), by=member, step="name")
    client = sign_in(staff("researcher"))
    page = client.post(f"/admin/explanations/{row.pk}/", {"text": "كتبته", "template": chosen, "insert": "1"})
    assert page.status_code == 200 and "كتبته" in page.content.decode()
    row.refresh_from_db()
    assert row.answered_at is None


def test_the_words_come_into_an_explanation_and_a_message(member, staff, sign_in):
    template = cases.reply_template()
    case = cases.submitted(member, cases.make_service())
    row = ask(case, by=member, step="name")
    given = {"text": "أولًا", "template": str(template.pk), "insert": "1"}
    client = sign_in(staff("researcher"))
    for url in (f"/admin/explanations/{row.pk}/", f"/admin/requests/{case.reference}/talk/"):
        page = client.post(url, given).content.decode()
        assert "أولًا" in page and template.text in page
    assert not case.talk.exists()


def test_those_of_the_persons_language_come_first_and_retired_ones_not(member, staff, sign_in):
    cases.reply_template("عربي")
    cases.reply_template("اردو", language="ur")
    ReplyTemplate.objects.filter(pk=cases.reply_template("قديم").pk).update(is_active=False)
    row = ask(cases.drafted(member, cases.make_service()), by=member, step="name")
    type(row.application.person.recipient).objects.update(language="ur")
    page = sign_in(staff("researcher")).get(f"/admin/explanations/{row.pk}/").content.decode()
    assert page.index("اردو ·") < page.index("عربي ·")
    assert "قديم ·" not in page

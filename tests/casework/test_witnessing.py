"""Whoever has no account signs before the colleague who writes the request down: on paper or by a told code (R39)."""

import uuid

import pytest

from applications.actions import make_ready, save_answer
from applications.declaration import fingerprint
from applications.models import Application
from applications.refusals import Refused
from applications.signing import actions, paper
from applications.steps import progress_of
from attachments.checks import check
from attachments.models import Attachment
from casework.intake import actions as intake
from notifications.models import Delivery
from people.actions import speak
from services.enums import Channel
from tests import cases

pytestmark = pytest.mark.django_db
MOBILE = "+966501234567"
TICKS = {"fits": "on", "notice_seen": "on"}


@pytest.fixture
def reception(staff):
    return staff("reception")


def entered(by, *, mobile=MOBILE, language="ar"):
    names = {"given_name": "سالم", "family_name": "الحربي"}
    person = intake.open_person(by=by, key=uuid.uuid4(), channel=Channel.PHONE, mobile=mobile, **names)
    speak(person, language)
    case = intake.enter(person, cases.make_service(), by=by, channel=Channel.PHONE)
    return make_ready(cases.answer_everything(case, by), by=by)


def hash_of(case):
    return fingerprint(progress_of(Application.objects.select_related("person").get(pk=case.pk)))


def url_of(case):
    return f"/admin/intake/{case.reference}/sign/"


def refusal_of(act):
    with pytest.raises(Refused) as refusal:
        act()
    return refusal.value


def on_paper(case, by, **given):
    given = {"answers_hash": hash_of(case), "notice_seen": True, **given}
    return actions.sign_on_paper(case, by=by, scan=check(cases.picture("sheet.png")), **given)


def test_a_signed_sheet_sends_the_request_and_is_kept(reception, sign_in):
    case, client = entered(reception), sign_in(reception)
    page = client.get(url_of(case))
    assert paper.check_number(hash_of(case)) in page.content.decode()
    given = {**TICKS, **page.context["paper_form"].initial, "action": "paper", "scan": cases.picture("sheet.png")}
    answer = client.post(url_of(case), given)
    assert answer.url == f"/admin/intake/{case.reference}/"
    signed = case.declarations.get()
    assert (signed.method, signed.signed_by, signed.witnessed_by) == ("scan", None, reception)
    assert signed.scan.kind == "declaration"
    assert signed.answers_hash == hash_of(case) and signed.notice_seen
    assert Application.objects.get().was_submitted
    assert Delivery.objects.filter(message__template="applications/submitted", channel="sms").exists()
    assert client.post(url_of(case), {**given, "scan": cases.picture("sheet.png")}).status_code == 200
    assert case.declarations.count() == 1


@pytest.mark.parametrize("missing", ["fits", "notice_seen", "scan", "answers_hash"])
def test_a_sheet_without_its_file_or_what_the_colleague_says_is_not_kept(reception, sign_in, missing):
    case, client = entered(reception), sign_in(reception)
    given = {**TICKS, "answers_hash": hash_of(case), "action": "paper", "scan": cases.picture("sheet.png")}
    answer = client.post(url_of(case), {name: value for name, value in given.items() if name != missing})
    assert answer.status_code == 422 and answer.context["paper_form"].errors[missing]
    assert not Attachment.objects.filter(kind="declaration").exists() and not case.declarations.exists()


def test_a_sheet_printed_before_a_change_does_not_sign(reception):
    case = entered(reception)
    seen = hash_of(case)
    save_answer(case, "question-0", "9", by=reception)
    assert refusal_of(lambda: on_paper(case, reception, answers_hash=seen)).status == 409
    assert on_paper(case, reception).was_submitted


@pytest.mark.parametrize("language", ["ar", "ur", "bn", "en"])
def test_the_sheet_is_set_in_the_persons_language(reception, sign_in, language):
    case = entered(reception, language=language)
    answer = sign_in(reception).get(f"/admin/intake/{case.reference}/sheet/")
    assert answer["Content-Type"] == "application/pdf" and answer.content[:4] == b"%PDF"
    assert "no-store" in answer["Cache-Control"]


def test_the_sheet_shows_no_whole_identity_number(reception):
    told = str(paper.data_of(entered(reception)))
    assert cases.identity_of(reception) not in told and "سالم" in told


def test_the_person_tells_the_code_and_the_colleague_writes_it(reception, sign_in):
    case, client = entered(reception, language="ur"), sign_in(reception)
    assert client.post(url_of(case), {"action": "send"}).status_code == 302
    sent = Delivery.objects.get(message=None)
    assert sent.address == MOBILE and case.reference in sent.text and any(letter in sent.text for letter in "ٹڈےںہ")
    code = cases.newest_code(MOBILE)
    wrong = f"{(int(code) + 1) % 10**6:06d}"
    for typed, field in ((wrong, "code"), ("12", "code")):
        answer = client.post(url_of(case), {"action": "code", "code": typed, "notice_seen": "on"})
        assert answer.status_code == 422 and answer.context["code_form"].errors[field]
    assert client.post(url_of(case), {"action": "code", "code": code}).status_code == 422
    assert client.post(url_of(case), {"action": "code", "code": code, "notice_seen": "on"}).status_code == 302
    signed = case.declarations.get()
    assert (signed.method, signed.signed_by, signed.witnessed_by) == ("code", None, reception)


def test_a_told_code_for_older_answers_does_not_sign(reception):
    case = entered(reception)
    actions.ask_code(case, by=reception, answers_hash=hash_of(case))
    code = cases.newest_code(MOBILE)
    save_answer(case, "question-0", "9", by=reception)
    assert refusal_of(lambda: actions.sign_by_spoken_code(case, by=reception, code=code)).status == 422


def test_without_a_mobile_there_is_paper_alone(reception, sign_in):
    case = entered(reception, mobile="")
    answer = sign_in(reception).post(url_of(case), {"action": "send"})
    assert answer.status_code == 409 and not Delivery.objects.filter(message=None).exists()
    assert on_paper(case, reception).was_submitted


def test_only_whoever_writes_the_request_down_witnesses(reception, staff, new_member, sign_in):
    case, other = entered(reception), staff("reception")
    for by in (other, staff("committee"), new_member()):
        assert refusal_of(lambda by=by: on_paper(case, by)).status == 403
        assert refusal_of(lambda by=by: actions.sign_by_spoken_code(case, by=by, code="123456")).status == 403
        assert refusal_of(lambda by=by: actions.ask_code(case, by=by, answers_hash=hash_of(case))).status == 403
    assert "paper_form" not in (sign_in(other).get(url_of(case)).context or {})
    assert "pdf" not in sign_in(other).get(f"/admin/intake/{case.reference}/sheet/")["Content-Type"]
    assert sign_in(staff("committee")).get(url_of(case)).status_code in (302, 403)
    assert not case.declarations.exists()


def test_a_request_of_a_person_with_an_account_is_not_witnessed_unless_it_was_entered(reception, member):
    case = make_ready(cases.drafted(member, cases.make_service()), by=member)
    assert refusal_of(lambda: on_paper(case, reception)).status == 403

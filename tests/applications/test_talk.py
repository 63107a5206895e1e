"""The person and the association write to each other about a request (R5), and no question stays open (R34)."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from applications import actions as person_acts
from applications.enums import DeclineReason, Status
from applications.models import Application, CaseMessage
from applications.queries import own
from applications.refusals import Refused
from applications.talk import actions
from applications.talk.queries import waiting_in
from attachments.checks import check
from attachments.models import Attachment
from audit.models import AuditEvent
from casework import actions as staff_acts
from notifications.models import Delivery, Message
from people.actions import person_of
from people.helping.actions import accept, invite
from people.helping.enums import HelperScope
from people.models import Helper
from tests import cases

pytestmark = pytest.mark.django_db


@pytest.fixture
def service():
    return cases.make_service()


@pytest.fixture
def reception(staff):
    return staff("reception")


@pytest.fixture
def case(member, service, reception):
    return cases.being_matched(member, service, reception)


@pytest.fixture
def asked(case, member):
    return actions.write(case, by=member, text="هل يكفي عقد الإيجار؟", is_question=True)


def helper_of(member, user, *scopes):
    last = timezone.localdate() + timedelta(days=30)
    row = invite(person_of(member), by=member, name="هند", mobile=user.mobile, scopes=scopes, expires_on=last)
    Helper.objects.filter(pk=row.pk).update(proven_at=timezone.now())
    return accept(row, by=user)


def page(case):
    return f"{case.get_absolute_url()}messages/"


def desk(case):
    return f"/admin/requests/{case.reference}/talk/"


def bad():
    return SimpleUploadedFile("عقد.pdf", b"<html>")


# --- From one side to the other -----------------------------------------------------------------------------------


def test_a_question_reaches_the_desk_and_its_answer_the_person(case, member, reception, sign_in):
    person, colleague = sign_in(member), sign_in(reception)
    posted = person.post(page(case), {"text": "هل يكفي عقد الإيجار؟", "is_question": "on", "file": cases.picture()})
    assert posted.status_code == 302
    question = CaseMessage.objects.get()
    assert question.read_at is None and question.is_open_question
    shown = colleague.get(f"/admin/requests/{case.reference}/").content.decode()
    assert "هل يكفي عقد الإيجار؟" in shown and f'value="{question.pk}"' in shown
    question.refresh_from_db()
    assert question.read_at  # The colleague who has the case looked at it.
    file = question.files.get().attachment
    opened = colleague.get(f"{desk(case)}{file.pk}/")
    assert opened.status_code == 200 and b"".join(opened.streaming_content)[:4] == b"\x89PNG"

    answered = colleague.post(desk(case), {"text": "نعم، يكفي.", "answers": str(question.pk)})
    assert answered.status_code == 302
    question.refresh_from_db()
    assert question.answered_at
    told = Message.objects.get(template="applications/message")
    assert "نعم، يكفي" not in told.title + told.body + "".join(each.text for each in Delivery.objects.all())
    assert told.get_absolute_url() == page(case)
    assert person.get(case.get_absolute_url()).context["tracking"].talk.unread == 1
    words = person.get(told.get_absolute_url()).content.decode()
    assert "نعم، يكفي." in words
    told.refresh_from_db()
    assert told.read_at  # Whoever read the message needs no reminder of it.
    assert waiting_in(own(member, case.reference)).unread == 0


def test_one_unread_letter_about_a_talk_is_enough(case, reception):
    for text in ("أولًا", "ثانيًا"):
        actions.write(case, by=reception, text=text)
    assert Message.objects.filter(template="applications/message").count() == 1


def test_what_the_person_writes_answers_what_colleagues_asked(case, member, reception):
    ours = actions.write(case, by=reception, text="متى نزورك؟", is_question=True)
    actions.write(case, by=member, text="يوم الأحد")
    ours.refresh_from_db()
    assert ours.answered_at and ours.read_at


def test_an_answer_closes_the_questions_that_it_names_alone(case, member, reception, asked):
    other = actions.write(case, by=member, text="ومتى الزيارة؟", is_question=True)
    actions.write(case, by=reception, text="نعم", answers=[asked.pk])
    assert list(case.talk.open_questions()) == [other]


def test_a_colleague_who_only_looks_leaves_the_message_new(case, asked, staff, sign_in):
    sign_in(staff("manager")).get(f"/admin/requests/{case.reference}/")
    asked.refresh_from_db()
    assert asked.read_at is None


# --- Nothing ends with an open question (R34) ---------------------------------------------------------------------


def test_no_decision_with_an_open_question(member, service, reception, staff, sign_in):
    case, committee = cases.at_committee(member, service, reception), staff("committee")
    asked = actions.write(case, by=member, text="هل وصلت أوراقي؟", is_question=True)
    for act, given in ((staff_acts.approve, {}), (staff_acts.reject, {"reason_code": DeclineReason.CONDITIONS})):
        with pytest.raises(Refused) as refusal:
            act(case, by=committee, reason="كلام", early_reason="عاجل", **given)
        assert refusal.value.status == 409
    client = sign_in(committee)
    given = {"outcome": "approve", "reason": "كلام", "early_reason": "عاجل"}
    answer = client.post(f"/admin/requests/{case.reference}/decide/", given)
    assert answer.status_code == 409
    assert f'<a href="/admin/requests/{case.reference}/#talk">' in answer.content.decode()
    assert 'id="talk"' in answer.content.decode()
    assert Application.objects.get().status == Status.COMMITTEE
    actions.write(case, by=reception, text="وصلت كلها", answers=[asked.pk])
    assert staff_acts.approve(case, by=committee, reason="كلام", early_reason="عاجل").status == Status.APPROVED


def test_no_referral_with_an_open_question(member, service, reception):
    case = cases.matched(member, service, reception)
    asked = actions.write(case, by=member, text="هل وصلت أوراقي؟", is_question=True)
    with pytest.raises(Refused):
        staff_acts.send_to_committee(case, by=reception)
    actions.write(case, by=reception, text="وصلت", answers=[asked.pk])
    assert staff_acts.send_to_committee(case, by=reception).status == Status.COMMITTEE


def test_time_ends_no_request_with_an_open_question(member, service, reception):
    case = cases.waiting(member, service, reception)
    asked = actions.write(case, by=member, text="من أين آتي بها؟", is_question=True)
    assert not person_acts.lapse(case)
    actions.write(case, by=reception, text="من البلدية", answers=[asked.pk])
    assert person_acts.lapse(case)


def test_the_person_may_always_withdraw(case, member, asked):
    assert person_acts.withdraw(case, by=member).is_withdrawn
    with pytest.raises(Refused) as refusal:
        actions.write(case, by=member, text="شكرًا")
    assert refusal.value.status == 409


# --- Who may ------------------------------------------------------------------------------------------------------


def test_nobody_else_writes_or_reads(case, asked, new_member, staff, sign_in):
    stranger, editor = new_member(), staff("editor")
    for user in (stranger, editor):
        with pytest.raises(Refused) as refusal:
            actions.write(case, by=user, text="كلام")
        assert refusal.value.status == 403
        assert actions.read(case, by=user) == 0
        with pytest.raises(Refused):
            actions.put_file(case, check(cases.picture()), by=user)
    assert sign_in(stranger).get(page(case)).status_code == 404
    assert sign_in(editor).get(desk(case)).status_code in (302, 403)


def test_a_colleagues_own_request_is_answered_by_others_alone(service, staff, sign_in):
    colleague = staff("reception", "manager")
    case = cases.submitted(colleague, service)
    mine = actions.write(case, by=colleague, text="هل وصل طلبي؟", is_question=True)
    assert mine.from_person
    assert sign_in(colleague).get(desk(case)).status_code == 404
    actions.write(case, by=colleague, text="نعم", answers=[mine.pk])  # Still the person's side: it answers nothing.
    mine.refresh_from_db()
    assert mine.is_open_question


def test_a_helper_reads_with_one_permission_and_writes_with_two(case, member, reception, new_member, sign_in):
    ours = actions.write(case, by=reception, text="متى نزورك؟", uploads=[check(cases.picture())])
    reader, writer, other = new_member(), new_member(), new_member()
    helper_of(member, reader, HelperScope.REQUESTS_SEE, HelperScope.MESSAGES)
    helper_of(member, writer, HelperScope.REQUESTS_SEE, HelperScope.MESSAGES, HelperScope.REQUESTS_FILL)
    helper_of(member, other, HelperScope.REQUESTS_SEE)
    shown = sign_in(reader).get(page(case))
    assert shown.status_code == 200 and not shown.context["may_write"]
    assert sign_in(reader).post(page(case), {"text": "كلام"}).status_code == 403
    assert sign_in(other).get(page(case)).status_code == 404
    assert sign_in(other).get(case.get_absolute_url()).context["tracking"].talk is None
    assert sign_in(writer).get(f"{page(case)}{ours.files.get().attachment_id}/").status_code == 404
    ours.refresh_from_db()
    assert ours.read_at is None  # The person has not read it.
    assert sign_in(writer).post(page(case), {"text": "يوم الأحد"}).status_code == 302
    assert case.talk.get(by=writer).from_person


def test_a_draft_has_no_talk_yet(member, service):
    case = cases.drafted(member, service)
    with pytest.raises(Refused) as refusal:
        actions.write(case, by=member, text="كلام")
    assert refusal.value.status == 409


# --- Twice, and badly -----------------------------------------------------------------------------------------------


def test_sent_twice_is_one_message(case, member, sign_in):
    client, given = sign_in(member), {"text": "مرة واحدة", "once": str(uuid4())}
    assert [client.post(page(case), given).status_code for _time in range(2)] == [302, 302]
    assert case.talk.count() == 1


def test_the_key_of_anothers_message_opens_nothing(case, member, new_member, service, reception):
    theirs = actions.write(cases.submitted(new_member(), service), by=reception, text="سر")
    mine = actions.write(case, by=member, text="كلامي", once=theirs.pk)
    assert mine.pk != theirs.pk and mine.application == case


def test_an_empty_message_keeps_its_files(case, member, sign_in):
    client = sign_in(member)
    answer = client.post(page(case), {"text": " ", "file": [cases.picture(), bad()]})
    assert answer.status_code == 422
    assert [row.file.name for row in answer.context["rows"]] == ["card.png"]
    assert not case.talk.exists()
    assert client.post(page(case), {"text": "هذه الورقة"}).status_code == 302
    assert case.talk.get().files.get().attachment.name == "card.png"


def test_what_was_typed_stays_when_a_file_is_bad(case, reception, sign_in):
    answer = sign_in(reception).post(desk(case), {"text": "كلام كتبته", "file": [bad(), cases.picture()]})
    assert answer.status_code == 422
    assert "كلام كتبته" in answer.content.decode() and "card.png" in answer.content.decode()
    assert not case.talk.exists()


def test_a_chosen_file_can_be_taken_out_again(case, member, sign_in):
    client = sign_in(member)
    client.post(page(case), {"add": "1", "file": cases.picture()})
    waits = Attachment.objects.exclude(tray="").get()
    assert client.get(f"{page(case)}{waits.pk}/").status_code == 200
    for _time in range(2):
        assert client.post(page(case), {"remove": str(waits.pk)}).status_code == 302
    assert client.post(page(case), {"remove": "no-key"}).status_code == 302
    assert not Attachment.objects.exclude(tray="").exists()


def test_there_is_an_end_to_writing(case, member, monkeypatch):
    monkeypatch.setattr(actions, "MOST_A_DAY", 1)
    actions.write(case, by=member, text="أولًا")
    with pytest.raises(Refused) as refusal:
        actions.write(case, by=member, text="ثانيًا")
    assert refusal.value.status == 429


@pytest.mark.parametrize("answers", ["no-key", "00000000-0000-4000-8000-000000000000"])
def test_a_forged_choice_of_questions_is_refused(case, reception, asked, sign_in, answers):
    answer = sign_in(reception).post(desk(case), {"text": "نعم", "answers": answers})
    assert answer.status_code == 422
    assert case.talk.count() == 1


# --- What it costs, and what it leaves -------------------------------------------------------------------------------


def costs(client, url):
    client.get(url)
    with CaptureQueriesContext(connection) as seen:
        assert client.get(url).status_code == 200
    return len(seen)


def test_a_talk_costs_the_same_at_one_message_and_at_three(case, member, reception, sign_in):
    person, colleague = sign_in(member), sign_in(reception)
    urls = [(person, page(case)), (colleague, desk(case)), (colleague, f"/admin/requests/{case.reference}/")]
    cases.message_with_file(case, member)
    one = [costs(*each) for each in urls]
    for number in range(2):
        actions.write(case, by=member, text=f"كلام {number}", is_question=True, uploads=[check(cases.picture())])
    assert [costs(*each) for each in urls] == one


def test_each_message_and_each_opened_file_leaves_a_row(case, member, reception, sign_in):
    file = cases.message_with_file(case, member).files.get().attachment
    sign_in(reception).get(f"{desk(case)}{file.pk}/")
    kept = AuditEvent.objects.about(case).values_list("action", flat=True)
    assert {"message.written", "message.file_opened"} <= set(kept)
    assert AuditEvent.objects.about(case.person).filter(action="person.paper_opened").exists()

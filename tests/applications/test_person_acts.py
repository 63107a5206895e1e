"""What a person does with a request: signing what was read, completing, excusing, taking back (R8, R36, R39)."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from applications.actions import attach_paper, excuse_paper, make_ready, save_answer, sign, start, withdraw
from applications.declaration import fingerprint
from applications.models import Application
from applications.refusals import Refused
from applications.steps import progress_of
from attachments.checks import check
from audit.models import AuditEvent
from casework import actions as staff_acts
from notifications.models import Message
from office.queries import deadline, roll
from office.queries import settings as office_settings
from people.actions import keep
from people.enums import Via
from tests import cases

pytestmark = pytest.mark.django_db


@pytest.fixture
def service():
    return cases.make_service()


def hash_of(case):
    case = Application.objects.select_related("person").get(pk=case.pk)
    return fingerprint(progress_of(case))


def anew(case):
    return Application.objects.get(pk=case.pk)


# --- Signing -----------------------------------------------------------------------------------------------


CHANGES = {
    "answer": lambda case, user: save_answer(case, "question-0", "9", by=user),
    "paper": lambda case, user: attach_paper(case, "paper-0", check(cases.picture(colour="black")), by=user),
    "excuse": lambda case, user: excuse_paper(case, "paper-0", excuse="lost", text="ضاعت", by=user),
    "name": lambda case, user: keep(case.person, by=user, full_name="اسم آخر"),
    "identity": lambda case, user: keep(case.person, by=user, identity_number="1000000016"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_what_changed_after_reading_is_not_signed(member, service, change):
    case = make_ready(cases.drafted(member, service), by=member)
    seen = hash_of(case)
    CHANGES[change](case, member)
    answers = sorted((each.key, each.value) for each in case.answers.all())
    with pytest.raises(Refused) as refusal:
        sign(case, by=member, answers_hash=seen)
    assert refusal.value.status == 409
    assert anew(case).status == "awaiting_declaration"
    assert not case.declarations.exists()
    assert sorted((each.key, each.value) for each in case.answers.all()) == answers
    assert cases.sign(case, member).status == "submitted"


def test_a_page_signed_too_late_says_so_and_loses_nothing(member, service, sign_in):
    case, client = make_ready(cases.drafted(member, service), by=member), sign_in(member)
    given = {"is_true": "on", "notice_seen": "on", "answers_hash": hash_of(case)}
    save_answer(case, "question-0", "9", by=member)
    answer = client.post(f"{case.get_absolute_url()}declaration/", given)
    assert answer.status_code == 409
    assert case.get_absolute_url() in answer.content.decode()
    assert case.answers.get(key="question-0").value == "9"


def test_an_unfinished_request_is_not_signed(member, service):
    case = start(service, by=member)
    for act in (lambda: make_ready(case, by=member), lambda: sign(case, by=member, answers_hash=hash_of(case))):
        with pytest.raises(Refused) as refusal:
            act()
        assert refusal.value.status == 422


def test_the_declaration_keeps_its_words_and_what_it_covers(member, service):
    case = cases.submitted(member, service)
    signed = case.declarations.get()
    assert signed.signed_by == member
    assert signed.notice_seen
    assert signed.answers_hash == hash_of(case)
    assert signed.voided_at is None
    assert len(signed.text) > 40


def test_the_reply_of_reception_is_due_in_working_days(member, service):
    case = cases.submitted(member, service)
    assert case.due_on == deadline(timezone.localdate(), office_settings().verify_days)


# --- Sent back and completed ---------------------------------------------------------------------------------


def test_a_declaration_is_void_once_something_is_missing(member, service, staff):
    case = cases.waiting(member, service, staff("reception"))
    assert case.declarations.get().voided_at is not None


def test_completing_and_signing_anew_goes_on(member, service, staff):
    reception = staff("reception")
    case = cases.waiting(member, service, reception)
    assert not progress_of(case).is_complete()
    attach_paper(case, "paper-0", check(cases.picture(colour="black")), by=member)
    case = cases.sign(case, member)
    assert case.status == "verifying"
    assert not case.is_waiting
    assert anew(case).waiting_note == ""
    assert case.declarations.filter(voided_at__isnull=True).count() == 1
    assert case.due_on == deadline(timezone.localdate(), office_settings().verify_days)
    paper = case.papers.get()
    assert (paper.problem, paper.matched_at) == ("", None)


def test_a_change_after_the_declaration_keeps_the_case_from_the_committee(member, service, staff):
    """The file is shared by all requests of a person: what was declared in one may change in another (R39)."""
    reception = staff("reception")
    case = cases.being_matched(member, service, reception)
    staff_acts.match_paper(case, "paper-0", by=reception)
    with pytest.raises(Refused) as refusal:
        keep(case.person, by=member, full_name="اسم آخر تماما")
    assert refusal.value.status == 409
    keep(case.person, by=reception, via=Via.STAFF, full_name="اسم آخر تماما")
    with pytest.raises(Refused) as refusal:
        staff_acts.send_to_committee(case, by=reception)
    assert refusal.value.status == 422
    staff_acts.send_back(case, problems={}, note="تغيّر اسمك", by=reception)
    cases.sign(case, member)
    assert staff_acts.send_to_committee(case, by=reception).status == "committee"


def test_only_a_note_is_enough_and_the_person_reads_it(member, service, staff, sign_in):
    case = cases.being_matched(member, service, staff("reception"))
    staff_acts.send_back(case, problems={}, note="نحتاج إلى رقم آخر", by=case.assigned_to)
    page = sign_in(member).get(case.get_absolute_url()).content.decode()
    assert "نحتاج إلى رقم آخر" in page
    assert "نحتاج إلى رقم آخر" in Message.objects.get(template="applications/returned").body
    assert cases.sign(case, member).is_waiting is False


def test_each_missing_paper_is_told_by_name_with_a_way_to_mend_it(member, staff, sign_in):
    service, reception = cases.make_service(papers=2), staff("reception")
    case = cases.being_matched(member, service, reception)
    problems = {"paper-0": "الصورة غير واضحة", "paper-1": "انتهت صلاحيتها"}
    staff_acts.send_back(case, problems=problems, note="شكرا لك", by=reception)
    page = sign_in(member).get(case.get_absolute_url()).content.decode()
    body = Message.objects.get(template="applications/returned").body
    for key, problem in problems.items():
        name = next(paper["name"] for paper in case.form["papers"] if paper["key"] == key)
        assert problem in page
        assert case.step_url(f"p-{key}") in page
        assert f"{name}: {problem}" in body
    assert "شكرا لك" in page
    assert "شكرا لك" in body


def test_the_time_to_complete_ends_on_a_working_day(member, service, staff):
    case = cases.waiting(member, service, staff("reception"))
    days = timedelta(days=office_settings().returned_lapse_days)
    assert case.waiting_until == roll(timezone.localdate() + days)


# --- Papers ------------------------------------------------------------------------------------------------------


def test_an_excused_paper_counts_as_answered(member, service, sign_in):
    case = start(service, by=member)
    cases.answer_everything(case, member)
    paper = case.papers.get()
    assert len(paper.attachments) == 1
    case.papers.all().delete()
    client = sign_in(member)
    answer = client.post(case.step_url("p-paper-0"), {"excuse": "lost", "excuse_text": "احترق البيت"})
    assert answer.status_code == 302
    paper = case.papers.get()
    assert (paper.excuse, paper.excuse_text, paper.attachments) == ("lost", "احترق البيت", [])
    assert progress_of(anew(case)).is_complete()


def test_staff_read_the_excuse_and_can_go_on(member, service, staff, sign_in):
    reception = staff("reception")
    case = cases.drafted(member, service)
    case.papers.all().delete()
    excuse_paper(case, "paper-0", excuse="lost", text="احترق البيت", by=member)
    make_ready(case, by=member)
    case = cases.sign(case, member)
    staff_acts.begin_matching(case, by=reception)
    assert "احترق البيت" in sign_in(reception).get(f"/admin/requests/{case.reference}/").content.decode()
    staff_acts.match_paper(case, "paper-0", by=reception)
    assert staff_acts.send_to_committee(case, by=reception).status == "committee"


def test_a_file_after_an_excuse_is_the_paper(member, service):
    case = cases.drafted(member, service)
    excuse_paper(case, "paper-0", excuse="lost", text="ضاعت", by=member)
    paper = attach_paper(case, "paper-0", check(cases.picture(colour="black")), by=member)
    assert len(paper.attachments) == 1
    assert (paper.excuse, paper.excuse_text) == ("", "")


# --- Repeats -------------------------------------------------------------------------------------------------------


def traces(case):
    return case.events.count(), AuditEvent.objects.count(), Message.objects.count(), case.declarations.count()


def test_starting_twice_is_one_draft(member, service):
    assert start(service, by=member) == start(service, by=member)
    assert Application.objects.count() == 1
    assert AuditEvent.objects.filter(action="application.started").count() == 1


def test_signing_twice_is_signing_once(member, service):
    case = cases.submitted(member, service)
    before = traces(case)
    assert sign(case, by=member, answers_hash="stale or not").status == "submitted"
    assert traces(case) == before


@pytest.mark.parametrize("turns", [2, 3])
def test_taking_back_again_is_taking_back_once(member, service, turns):
    case = cases.submitted(member, service)
    for _turn in range(turns):
        withdraw(case, by=member)
    assert case.events.filter(kind="withdrawn").count() == 1
    assert Message.objects.filter(template="applications/withdrawn").count() == 1


def test_keeping_the_same_facts_leaves_no_row(member, service):
    case = cases.drafted(member, service)
    before = AuditEvent.objects.count()
    keep(case.person, by=member, full_name="سالم بن عبدالله الحربي")
    assert AuditEvent.objects.count() == before


def test_after_taking_back_one_may_apply_again(member, service):
    first = cases.submitted(member, service)
    withdraw(first, by=member)
    assert start(service, by=member) != first


def test_the_history_stands_in_the_order_it_happened(member, service, staff):
    with time_machine.travel(timezone.now(), tick=True):
        case = cases.at_committee(member, service, staff("reception"))
    kinds = list(case.events.values_list("kind", flat=True))
    assert kinds == ["started", "ready", "submitted", "verifying", "committee"]

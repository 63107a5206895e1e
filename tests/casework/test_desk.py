"""What colleagues may do with a case, and until when (R36, R37, R40, R41, A1, A5)."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from accounts.models import User
from applications.actions import withdraw
from applications.enums import DeclineReason
from applications.models import Application
from applications.refusals import Refused
from audit.models import AuditEvent
from casework import actions, queries, rules
from casework.queue.looks import views_for
from casework.queue.queries import counts
from notifications.models import Message
from office.models import OfficeSettings
from office.queries import decision_window
from policies.models import ToolboxItem
from tests import cases

pytestmark = pytest.mark.django_db
ARABIC = ("\u0621", "\u064a")


@pytest.fixture
def service():
    return cases.make_service()


@pytest.fixture
def reception(staff):
    return staff("reception")


@pytest.fixture
def committee(staff):
    return staff("committee")


@pytest.fixture
def referred(member, service, reception):
    return cases.at_committee(member, service, reception)


def base(case):
    return f"/admin/requests/{case.reference}/"


def refusal_of(act, *args, **given):
    with pytest.raises(Refused) as refusal:
        act(*args, **given)
    return refusal.value


# --- Who may ----------------------------------------------------------------------------------------------------


def test_who_matched_does_not_decide(member, service, staff, sign_in):
    both = staff("reception", "committee", "chair")
    case = cases.at_committee(member, service, both)
    told = refusal_of(actions.approve, case, by=both, reason="نعم", early_reason="عاجل")
    assert told.status == 403
    assert told.message == actions.HAD_A_PART
    client = sign_in(both)
    given = {"outcome": "approve", "reason": "نعم", "early_reason": "عاجل"}
    answer = client.post(f"{base(case)}decide/", given)
    page = answer.content.decode()
    assert answer.status_code == 403
    assert "يجب أن" in page or "غيرك" in page or "زميل" in page
    assert Application.objects.get().status == "committee"


def test_a_superuser_without_a_desk_stays_outside(referred, sign_in):
    chief = User.objects.create_superuser(email="chief@example.test", password="a long password")
    client = sign_in(chief)
    assert client.get("/admin/requests/").status_code in (302, 403)
    assert refusal_of(actions.approve, referred, by=chief, reason="نعم", early_reason="عاجل").status == 403


def test_ones_own_case_is_nowhere(service, staff, sign_in):
    colleague = staff("reception", "committee", "manager")
    case = cases.submitted(colleague, service)
    client = sign_in(colleague)
    assert case.reference not in client.get("/admin/requests/").content.decode()
    assert base(case) not in client.get("/admin/requests/", {"q": case.reference}).content.decode()
    missing = base(case).replace(case.reference, "YD-2222-2222")
    paper = f"papers/paper-0/{case.papers.get().attachments[0].pk}/"
    for act in ("", "begin/", "refer/", "decide/", "reveal/", "send-back/", paper, "papers/paper-0/match/"):
        for method in ("get", "post"):
            own, none = getattr(client, method)(base(case) + act), getattr(client, method)(missing + act)
            assert own.status_code == none.status_code, act
            assert own.status_code in (302, 404, 405), act
    assert all(number == 0 for number in counts(colleague, views_for(colleague)).values())
    assert refusal_of(actions.begin_matching, case, by=colleague).status == 403
    assert not rules.can_open(colleague, case)


def test_a_draft_is_no_ones_business(member, service, reception, sign_in):
    case = cases.drafted(member, service)
    client = sign_in(reception)
    assert client.get(base(case)).status_code in (302, 404)
    assert base(case) not in client.get("/admin/requests/", {"q": case.reference}).content.decode()


# --- When -----------------------------------------------------------------------------------------------------------


def test_an_early_reply_states_why(referred, committee, sign_in):
    told = refusal_of(actions.approve, referred, by=committee, reason="نعم")
    assert told.status == 422
    client = sign_in(committee)
    given = {"outcome": "approve", "reason": "كلام كتبته", "early_reason": ""}
    answer = client.post(f"{base(referred)}decide/", given)
    assert answer.status_code == 422
    assert "كلام كتبته" in answer.content.decode()
    assert Application.objects.get().status == "committee"
    assert actions.approve(referred, by=committee, reason="نعم", early_reason="عاجل").status == "approved"


def test_after_the_two_weeks_no_excuse_is_needed(referred, committee, sign_in):
    window = decision_window(timezone.localdate(referred.committee_at))
    noon = timezone.localtime().replace(hour=12)
    first = noon + (window.expected_from - noon.date())
    with time_machine.travel(first - timedelta(days=1), tick=False):
        assert actions.is_early(referred)
        assert refusal_of(actions.approve, referred, by=committee, reason="نعم").status == 422
    with time_machine.travel(first, tick=False):
        assert not actions.is_early(referred)
        answer = sign_in(committee).post(f"{base(referred)}decide/", {"outcome": "approve", "reason": "نعم"})
        assert answer.status_code == 302
    assert Application.objects.get().status == "approved"


def test_the_window_stands_on_the_page_and_in_the_message(referred, member, sign_in):
    window = decision_window(timezone.localdate(referred.committee_at))
    assert window.expected_from >= timezone.localdate() + timedelta(days=14)
    assert window.due >= timezone.localdate() + timedelta(days=30)
    assert referred.due_on == window.due
    page = sign_in(member).get(referred.get_absolute_url()).content.decode()
    body = Message.objects.get(template="applications/committee").body
    for day in (window.expected_from, window.due):
        assert str(day.year) in page
        assert str(day.year) in body


def test_the_two_weeks_are_a_setting(member, service, reception, committee):
    OfficeSettings.objects.update_or_create(pk=1, defaults={"min_days": 1, "target_max_days": 2})
    case = cases.at_committee(member, service, reception)
    later = timezone.now() + timedelta(days=5)
    with time_machine.travel(later, tick=False):
        assert actions.approve(case, by=committee, reason="نعم").status == "approved"


def test_overdue_is_after_the_due_day_and_never_while_waiting(member, service, reception, new_member):
    case = cases.being_matched(member, service, reception)
    late = cases.waiting(new_member(), service, reception)
    assert not case.is_overdue
    noon = timezone.localtime().replace(hour=12)
    with time_machine.travel(noon + (case.due_on - noon.date()), tick=False):
        assert not case.is_overdue
    with time_machine.travel(noon + (case.due_on - noon.date()) + timedelta(days=1), tick=False):
        assert case.is_overdue
        assert not late.is_overdue
        view = next(view for view in views_for(reception) if view.slug == "overdue")
        assert list(queries.visible_to(reception).filter(view.condition)) == [case]


def test_what_ended_is_never_overdue(referred, committee):
    case = actions.approve(referred, by=committee, reason="نعم", early_reason="عاجل")
    with time_machine.travel(timezone.now() + timedelta(days=400)):
        assert not Application.objects.get(pk=case.pk).is_overdue


def test_a_declined_person_reads_why_and_until_when_to_object(referred, committee, member, sign_in):
    actions.reject(
        referred, by=committee, reason_code=DeclineReason.UNPROVEN, reason="كلام اللجنة", early_reason="عاجل"
    )
    decision = referred.decision if hasattr(referred, "decision") else Application.objects.get().decision
    assert decision.object_until >= timezone.localdate() + timedelta(days=30)
    page = sign_in(member).get(referred.get_absolute_url()).content.decode()
    assert "كلام اللجنة" in page
    assert str(DeclineReason.UNPROVEN.label) in page
    assert str(decision.object_until.year) in page
    assert "عاجل" not in page


# --- Bad and repeated input -----------------------------------------------------------------------------------------


def test_matching_again_is_matching_once(member, service, reception):
    case = cases.being_matched(member, service, reception)
    first = actions.match_paper(case, "paper-0", by=reception).matched_at
    before = AuditEvent.objects.count()
    assert actions.match_paper(case, "paper-0", by=reception).matched_at == first
    assert AuditEvent.objects.count() == before
    actions.unmatch_paper(case, "paper-0", by=reception)
    actions.unmatch_paper(case, "paper-0", by=reception)
    assert AuditEvent.objects.count() == before + 1


@pytest.mark.parametrize("undo", [{}, {"undo": "1"}])
def test_a_paper_that_was_never_sent_is_not_matched(member, service, reception, sign_in, undo):
    case = cases.being_matched(member, service, reception)
    answer = sign_in(reception).post(f"{base(case)}papers/none/match/", undo)
    assert answer.status_code in (404, 422)


def test_sending_back_nothing_is_refused_and_what_was_typed_stays(member, service, reception, sign_in):
    case = cases.being_matched(member, service, reception)
    client = sign_in(reception)
    assert client.post(f"{base(case)}send-back/", {"note": "  "}).status_code == 422
    answer = client.post(f"{base(case)}send-back/", {"note": "ملاحظة كتبتها", "paper_paper-0": "ك" * 301})
    assert answer.status_code == 422
    assert "ملاحظة كتبتها" in answer.content.decode()
    assert not Application.objects.get().is_waiting


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"outcome": "perhaps", "reason": "كلام"},
        {"outcome": "reject", "reason": "كلام", "early_reason": "عاجل"},
        {"outcome": "approve", "reason": "", "early_reason": "عاجل"},
        {"outcome": "reject", "reason_code": "whim", "reason": "كلام", "early_reason": "عاجل"},
        {"outcome": "approve", "reason": "ك" * 1501, "early_reason": "عاجل"},
    ],
)
def test_a_decision_that_is_not_whole_is_refused(referred, committee, sign_in, given):
    answer = sign_in(committee).post(f"{base(referred)}decide/", given)
    assert answer.status_code == 422
    assert Application.objects.get().status == "committee"
    if given.get("reason"):
        assert given["reason"] in answer.content.decode()


def test_an_act_too_late_is_answered_on_the_case_as_it_stands(member, service, reception, staff, sign_in):
    case = cases.submitted(member, service)
    actions.begin_matching(case, by=reception)
    answer = sign_in(staff("reception")).post(f"{base(case)}begin/")
    assert answer.status_code == 409
    assert any(ARABIC[0] <= sign <= ARABIC[1] for sign in str(next(iter(answer.context["messages"]))))
    assert Application.objects.get().assigned_to == reception


@pytest.mark.parametrize("words", ["\x00", "%", "'", "سالم", "x" * 500, "١٢", "YD-2222-2222", "\\", "\ud800"])
def test_the_queue_takes_any_search(member, service, reception, sign_in, words):
    cases.submitted(member, service)
    words = words.encode("utf-8", "replace").decode()
    assert sign_in(reception).get("/admin/requests/", {"q": words, "page": "x", "view": words}).status_code == 200


def test_the_queue_finds_by_name_and_reference(member, service, reception, sign_in):
    case = cases.submitted(member, service)
    client = sign_in(reception)
    for words in ("سالم", case.reference, case.reference.lower().replace("-", " ")):
        assert base(case) in client.get("/admin/requests/", {"q": words}).content.decode()


# --- Reading what is private -----------------------------------------------------------------------------------------


def test_the_full_number_wants_a_reason_and_leaves_a_row(member, service, reception, sign_in):
    case = cases.submitted(member, service)
    client = sign_in(reception)
    assert "1000000008" not in client.get(base(case)).content.decode()
    for why in ("", "   ", "\u200f"):
        answer = client.post(f"{base(case)}reveal/", {"why": why})
        assert answer.status_code == 422
        assert "1000000008" not in answer.content.decode()
    assert not AuditEvent.objects.filter(action="person.revealed").exists()
    answer = client.post(f"{base(case)}reveal/", {"why": "مطابقة الأصل"})
    assert "1000000008" in answer.content.decode()
    assert "no-store" in answer.headers["Cache-Control"]
    row = AuditEvent.objects.get(action="person.revealed")
    assert (row.by, row.reason, row.subject) == (reception, "مطابقة الأصل", case.person)
    assert row.details == {"field": "identity_number", "case": case.reference}
    assert refusal_of(actions.reveal_identity, case, by=reception, reason=" ").status == 422


def test_opening_a_case_or_a_paper_leaves_a_row(member, service, reception, sign_in):
    case = cases.submitted(member, service)
    client = sign_in(reception)
    client.get(base(case))
    assert (
        b"".join(client.get(f"{base(case)}papers/paper-0/{case.papers.get().attachments[0].pk}/").streaming_content)[:4]
        == b"\x89PNG"
    )
    rows = AuditEvent.objects.filter(by=reception).values_list("action", flat=True)
    assert sorted(rows) == ["case.opened", "paper.opened", "person.paper_opened", "person.viewed"]


def test_the_toolbox_begins_with_the_papers_of_the_present_step(
    member, new_member, service, reception, committee, sign_in
):
    """What the step does not ask for stands below, and nothing is left out (R28 to R31)."""
    for order, (title, step) in enumerate(
        (("لائحة", ""), ("دليل اللجنة", "committee"), ("نموذج", "reception"), ("دليل البحث", "research"))
    ):
        ToolboxItem.objects.create(title=title, step=step, text="نص", order=order)

    def shown(colleague, case):
        box = sign_in(colleague).get(base(case)).content.decode().split("case-toolbox-title")[2].split("</section>")[0]
        assert box.count("<li>") == 4
        now = box.split("بقية الأوراق")[0] if "بقية الأوراق" in box else ""
        return [title for title in ("لائحة", "دليل اللجنة", "نموذج", "دليل البحث") if title in now]

    case = cases.submitted(member, service)
    assert shown(reception, case) == ["نموذج"]
    actions.begin_matching(case, by=reception)
    assert shown(reception, case) == ["نموذج", "دليل البحث"]
    later = new_member()
    case = cases.at_committee(later, service, reception)
    assert shown(committee, case) == ["دليل اللجنة"]
    withdraw(case, by=later)
    assert shown(committee, case) == []

"""Whoever wrote a request down, or witnessed its signature, neither matches nor decides it (invariant 3)."""

import uuid

import pytest
from django.db import IntegrityError, transaction

from applications.actions import make_ready
from applications.declaration import fingerprint
from applications.models import Application, Decision
from applications.refusals import Refused
from applications.signing.actions import sign_on_paper
from applications.steps import progress_of
from attachments.checks import check
from casework import actions, rules
from casework.assigning import actions as assigning
from casework.intake import actions as intake
from casework.models import Desk, Route
from casework.queries import one
from casework.routing.actions import route
from casework.withdrawing.rules import can_withdraw
from people.models import Kinship
from services.enums import Channel
from tests import cases
from tests.test_query_counts import queries_of

pytestmark = pytest.mark.django_db
WROTE = "كتبت هذا الطلب"


@pytest.fixture
def writer(staff):
    return staff("reception", first_name="هدى", last_name="الجهني")


@pytest.fixture
def other(staff):
    return staff("reception", first_name="سلمى", last_name="الرحيلي")


def written(by):
    """A request of somebody without an account."""
    names = {"given_name": "سالم", "family_name": "الحربي", "mobile": "+966501234567"}
    person = intake.open_person(by=by, key=uuid.uuid4(), channel=Channel.PHONE, **names)
    return intake.enter(person, cases.make_service(), by=by, channel=Channel.PHONE)


def signed(case, by):
    make_ready(cases.answer_everything(case, by), by=by)
    seen = fingerprint(progress_of(Application.objects.select_related("person").get(pk=case.pk)))
    sign_on_paper(case, by=by, scan=check(cases.picture("sheet.png")), answers_hash=seen, notice_seen=True)
    return Application.objects.select_related("person").get(pk=case.pk)


@pytest.fixture
def case(writer):
    return signed(written(writer), writer)


def base(case):
    return f"/admin/requests/{case.reference}/"


def refusal_of(act, *args, **given):
    with pytest.raises(Refused) as refusal:
        act(*args, **given)
    return refusal.value


def test_whoever_wrote_it_down_takes_no_step_of_matching(case, writer, other):
    told = refusal_of(actions.begin_matching, case, by=writer)
    assert (told.status, told.message) == (403, assigning.WROTE_IT)
    case = actions.begin_matching(case, by=other)
    acts = [
        (actions.match_paper, (case, "paper-0"), {}),
        (actions.send_back, (case,), {"problems": {"paper-0": "غير واضح"}, "note": ""}),
        (actions.begin_study, (case,), {}),
        (actions.send_to_committee, (case,), {}),
    ]
    for act, named, given in acts:
        assert refusal_of(act, *named, by=writer, **given).message == assigning.WROTE_IT, act
    assert case.papers.get().matched_at is None
    actions.match_paper(case, "paper-0", by=other)
    assert actions.send_to_committee(case, by=other).is_at_committee


def test_the_case_does_not_come_to_stand_with_who_wrote_it(case, writer, other, staff):
    assert refusal_of(assigning.claim, case, by=writer).message == assigning.WROTE_IT
    told = refusal_of(assigning.assign, case, to=writer, by=staff("manager"))
    assert (told.status, told.message) == (409, assigning.THEY_WROTE_IT)
    rule = Route.objects.create(position=1, role="reception")
    assert route(case) == other and rule.pk
    assert assigning.claim(case, by=other).assigned_to == other


def test_whoever_began_it_or_witnessed_it_is_kept_away_although_another_went_on(writer, other, staff):
    case = written(writer)
    intake.take_over(case, by=other)
    case = signed(case, other)
    assert case.entered_by == other
    third = staff("reception")
    assert [rules.can_match(user, case) for user in (writer, other, third)] == [False, False, True]


def test_what_a_person_sent_alone_is_anybodys_to_match(member, writer):
    assert rules.can_match(writer, cases.submitted(member, cases.make_service()))


def test_they_still_receive_the_person(case, writer):
    assert can_withdraw(writer, case)
    assert rules.can_open(writer, case)


def test_the_page_says_why_and_whom_to_ask(case, writer, other, staff, sign_in):
    kin, away = staff("reception", first_name="قريبة"), staff("reception", first_name="مسافرة")
    Kinship.objects.create(user=kin, person=case.person, declared_by=kin)
    Desk.objects.create(user=away, away_from="2020-01-01", away_until="2099-01-01")
    page = sign_in(writer).get(base(case)).content.decode().split('id="next"')[1].split("</section>")[0]
    assert "شكرًا لك على كتابة هذا الطلب" in page and "سلمى الرحيلي" in page
    assert "قريبة" not in page and "مسافرة" not in page
    assert f"{base(case)}begin/" not in page
    assert f"{base(case)}begin/" in sign_in(other).get(base(case)).content.decode()


def test_when_nobody_else_is_at_work_the_page_names_the_manager(case, writer, sign_in):
    assert "أخبر المدير" in sign_in(writer).get(base(case)).content.decode()


def test_a_forged_post_is_told_and_the_queue_offers_nothing(case, writer, other, sign_in):
    client = sign_in(writer)
    answer = client.post(f"{base(case)}begin/")
    assert answer.status_code == 403 and WROTE in answer.content.decode()
    assert f"{base(case)}claim/" not in client.get("/admin/requests/").content.decode()
    assert f"{base(case)}claim/" in sign_in(other).get("/admin/requests/").content.decode()


def test_the_page_costs_the_same_with_one_other_colleague_and_with_many(case, writer, other, staff, sign_in):
    client = sign_in(writer)
    for _turn in range(4):
        staff("reception")
    some = queries_of(client, base(case))
    for _turn in range(6):
        staff("reception")
    assert queries_of(client, base(case)) == some


def test_who_entered_stands_on_the_decision_and_the_database_holds_it(case, writer, other, staff):
    chair = staff("committee", "chair")
    actions.begin_matching(case, by=other)
    actions.match_paper(case, "paper-0", by=other)
    case = actions.send_to_committee(case, by=other)
    actions.approve(case, by=chair, reason="نعم", early_reason="عاجل")
    decision = Decision.objects.get()
    assert (decision.entered_by, decision.decided_by) == (writer, chair)
    with pytest.raises(IntegrityError, match="decision_not_by_who_entered"), transaction.atomic():
        Decision.objects.filter(pk=decision.pk).update(entered_by=chair)


def test_a_writer_with_a_seat_in_the_committee_does_not_vote(staff, other):
    both = staff("reception", "committee", "chair")
    case = signed(written(both), both)
    actions.begin_matching(case, by=other)
    actions.match_paper(case, "paper-0", by=other)
    case = actions.send_to_committee(case, by=other)
    assert refusal_of(actions.approve, case, by=both, reason="نعم", early_reason="عاجل").status == 403
    assert not rules.can_decide(both, one(other, case.reference))

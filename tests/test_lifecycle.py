"""Every move of a request leaves its traces, and every move out of turn is refused without a trace."""

import inspect
import uuid

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from applications import actions as person_acts
from applications.declaration import fingerprint
from applications.enums import SILENT_EVENTS, DeclineReason, Event, Status
from applications.models import Application, CaseEvent, Decision, Paper
from applications.refusals import Refused
from applications.steps import progress_of
from attachments.checks import check
from audit.models import AuditEvent
from casework import actions as staff_acts
from casework.models import Study
from notifications.models import Delivery, Message
from services.models import ServicePage
from tests import cases

pytestmark = pytest.mark.django_db


SIGNABLE = ("ready", "waiting", "study_waiting")


class Stage:
    """One request, its owner and two colleagues, brought to a state by the actions that lead there."""

    def __init__(self, staff, member) -> None:
        self.member = member
        self.reception, self.researcher, self.committee = staff("reception"), staff("researcher"), staff("committee")
        self.code = "000000"
        self.service = ServicePage.objects.first() or cases.make_service()

    def bring(self, state: str) -> Application:
        case = {
            "draft": lambda: cases.drafted(self.member, self.service),
            "ready": self._ready,
            "submitted": lambda: cases.submitted(self.member, self.service),
            "verifying": lambda: cases.being_matched(self.member, self.service, self.reception),
            "waiting": self._mended,
            "matched": self._matched,
            "research": self._studied,
            "study_waiting": lambda: self._mend(self.send_back(self.bring("research"))),
            "signed_study": self._signed_study,
            "lapsed": lambda: self._lapse(self.bring("draft")),
            "committee": lambda: cases.at_committee(self.member, self.service, self.reception),
            "approved": lambda: self.approve(self.bring("committee")),
            "rejected": lambda: self.reject(self.bring("committee")),
            "withdrawn": lambda: self.withdraw(self.bring("submitted")),
        }[state]()
        if state in SIGNABLE:
            self.code = cases.code_for(case, self.member)["code"]
        return Application.objects.get(pk=case.pk)

    def _ready(self) -> Application:
        case = cases.drafted(self.member, self.service)
        return person_acts.make_ready(case, by=self.member)

    def _matched(self) -> Application:
        case = self.bring("verifying")
        staff_acts.match_paper(case, "paper-0", by=self.reception)
        return case

    def _mended(self) -> Application:
        """Sent back, and the paper sent anew: only the signature is missing."""
        return self._mend(cases.waiting(self.member, self.service, self.reception))

    def _studied(self) -> Application:
        service = ServicePage.objects.filter(slug="studied").first() or cases.make_service("studied", studied=True)
        return cases.being_studied(self.member, service, self.reception, self.researcher)

    def _signed_study(self) -> Application:
        case, today = self.bring("research"), timezone.localdate()
        given = {"recommendation": "support", "met_on": today, "signed_at": timezone.now()}
        Study.objects.create(application=case, researcher=self.researcher, **given)
        return case

    def _lapse(self, case):
        assert person_acts.lapse(case)
        return case

    def _desk(self, case):
        return self.researcher if Application.objects.get(pk=case.pk).status == Status.RESEARCH else self.reception

    def _mend(self, case) -> Application:
        person_acts.attach_paper(case, "paper-0", check(cases.picture(colour="black")), by=self.member)
        return case

    # --- The acts, each by who may do it ---

    def make_ready(self, case):
        return person_acts.make_ready(case, by=self.member)

    def sign(self, case):
        """With the code that was sent before: asking for one leaves traces of its own."""
        seen = fingerprint(progress_of(Application.objects.select_related("person").get(pk=case.pk)))
        return person_acts.sign(case, by=self.member, answers_hash=seen, code=self.code)

    def begin_matching(self, case):
        return staff_acts.begin_matching(case, by=self.reception)

    def match(self, case):
        return staff_acts.match_paper(case, "paper-0", by=self.reception)

    def unmatch(self, case):
        return staff_acts.unmatch_paper(case, "paper-0", by=self.reception)

    def send_back(self, case):
        return staff_acts.send_back(case, problems={"paper-0": "غير واضح"}, note="", by=self._desk(case))

    def begin_study(self, case):
        return staff_acts.begin_study(case, by=self.reception)

    def return_to_matching(self, case):
        return staff_acts.return_to_matching(case, by=self.researcher)

    def refer(self, case):
        return staff_acts.send_to_committee(case, by=self._desk(case))

    def approve(self, case):
        return staff_acts.approve(case, by=self.committee, reason="نوافق", early_reason="عاجل")

    def reject(self, case):
        code = DeclineReason.CONDITIONS
        return staff_acts.reject(case, by=self.committee, reason_code=code, reason="نعتذر", early_reason="عاجل")

    def withdraw(self, case):
        return person_acts.withdraw(case, by=self.member)

    def answer(self, case):
        return person_acts.save_answer(case, "question-0", "7", by=self.member)

    def attach(self, case):
        return person_acts.attach_paper(case, "paper-0", check(cases.picture(colour="red")), by=self.member)

    def excuse(self, case):
        return person_acts.excuse_paper(case, "paper-0", excuse="lost", text="ضاع", by=self.member)


@pytest.fixture
def stage(staff, member) -> Stage:
    return Stage(staff, member)


def traces(case: Application) -> dict:
    """Everything that a refused act must leave as it was."""
    row = Application.objects.filter(pk=case.pk).values().get()
    return {
        "row": row,
        "events": CaseEvent.objects.count(),
        "audit": AuditEvent.objects.count(),
        "messages": Message.objects.count(),
        "outbox": Delivery.objects.count(),
        "papers": sorted(Paper.objects.values_list("key", "excuse", "files__attachment", "matched_by")),
        "answers": sorted((each.key, each.value) for each in case.answers.all()),
        "declarations": sorted(case.declarations.values_list("pk", "voided_at")),
        "decisions": Decision.objects.count(),
    }


# The transition, where it starts, the act that makes it, where it leads, and what it is called.
MOVES = [
    ("make_ready", "draft", "make_ready", Status.AWAITING_DECLARATION, Event.READY),
    ("make_ready", "ready", "make_ready", Status.AWAITING_DECLARATION, Event.READY),
    ("submit", "ready", "sign", Status.SUBMITTED, Event.SUBMITTED),
    ("begin_matching", "submitted", "begin_matching", Status.VERIFYING, Event.VERIFYING),
    ("send_back", "verifying", "send_back", Status.VERIFYING, Event.RETURNED),
    ("take_back", "waiting", "sign", Status.VERIFYING, Event.RESUBMITTED),
    ("send_to_committee", "matched", "refer", Status.COMMITTEE, Event.COMMITTEE),
    ("begin_study", "matched", "begin_study", Status.RESEARCH, Event.RESEARCH),
    ("ask_for_more", "research", "send_back", Status.RESEARCH, Event.RETURNED),
    ("resume_study", "study_waiting", "sign", Status.RESEARCH, Event.RESUBMITTED),
    ("return_to_matching", "research", "return_to_matching", Status.VERIFYING, Event.VERIFYING),
    ("send_to_committee", "signed_study", "refer", Status.COMMITTEE, Event.COMMITTEE),
    ("approve", "committee", "approve", Status.APPROVED, Event.APPROVED),
    ("reject", "committee", "reject", Status.REJECTED, Event.REJECTED),
    ("withdraw", "draft", "withdraw", Status.WITHDRAWN, Event.WITHDRAWN),
    ("withdraw", "ready", "withdraw", Status.WITHDRAWN, Event.WITHDRAWN),
    ("withdraw", "submitted", "withdraw", Status.WITHDRAWN, Event.WITHDRAWN),
    ("withdraw", "verifying", "withdraw", Status.WITHDRAWN, Event.WITHDRAWN),
    ("withdraw", "waiting", "withdraw", Status.WITHDRAWN, Event.WITHDRAWN),
    ("withdraw", "committee", "withdraw", Status.WITHDRAWN, Event.WITHDRAWN),
    ("withdraw", "research", "withdraw", Status.WITHDRAWN, Event.WITHDRAWN),
    ("withdraw", "approved", "withdraw", Status.WITHDRAWN, Event.WITHDRAWN),
    ("lapse", "draft", "_lapse", Status.LAPSED, Event.LAPSED),
    ("lapse", "ready", "_lapse", Status.LAPSED, Event.LAPSED),
    ("lapse", "waiting", "_lapse", Status.LAPSED, Event.LAPSED),
    ("lapse", "study_waiting", "_lapse", Status.LAPSED, Event.LAPSED),
]


# What the history tells beside the moves.
BESIDE_MOVES = {
    Event.STARTED,
    Event.LAPSE_WARNED,
    Event.ENTERED,
    Event.ASKED,
    Event.EXPLAINED,
    Event.APPOINTED,
    Event.UNAPPOINTED,
    Event.DAYS_MOVED,
    Event.FILE_REFUSED,
}


def all_transitions() -> list:
    field = Application._meta.get_field("status")
    return list(field.get_all_transitions(Application))


def test_every_transition_of_the_model_is_walked_from_every_source():
    shown = {
        "ready": Status.AWAITING_DECLARATION,
        "waiting": Status.VERIFYING,
        "matched": Status.VERIFYING,
        "study_waiting": Status.RESEARCH,
        "signed_study": Status.RESEARCH,
    }
    walked = {(move, str(shown.get(state, state))) for move, state, *_rest in MOVES}
    assert walked == {(each.name, str(each.source)) for each in all_transitions()}


def test_nothing_but_a_move_is_declared_silent():
    assert {event for *_move, event in MOVES} | BESIDE_MOVES == set(Event)
    assert set(Event) >= SILENT_EVENTS


@pytest.mark.parametrize(("move", "state", "act", "target", "event"), MOVES, ids=[f"{m[0]}-{m[1]}" for m in MOVES])
def test_a_move_leaves_one_event_one_audit_row_and_a_message(stage, move, state, act, target, event):
    case = stage.bring(state)
    before = traces(case)
    getattr(stage, act)(case)
    after = Application.objects.get(pk=case.pk)
    assert after.status == target
    assert after.is_waiting is (move in ("send_back", "ask_for_more"))
    assert CaseEvent.objects.count() == before["events"] + 1
    assert case.events.order_by("at").last().kind == event
    assert AuditEvent.objects.about(case).last().action == f"application.{event}"
    assert AuditEvent.objects.count() == before["audit"] + 1
    sent = 0 if event in SILENT_EVENTS else 1
    assert Message.objects.count() == before["messages"] + sent
    assert Delivery.objects.count() == before["outbox"] + sent
    if sent:
        letter = Message.objects.get(template=f"applications/{event}")
        assert letter.recipient == case.person.recipient
        assert letter.subject_id == str(case.pk)
        assert case.reference in letter.get_absolute_url()
        assert letter.deliveries.get().address == stage.member.mobile


def test_starting_leaves_its_traces(stage):
    case = person_acts.start(stage.service, by=stage.member)
    assert [event.kind for event in case.events.all()] == [Event.STARTED]
    assert AuditEvent.objects.about(case).get().action == "application.started"
    assert Message.objects.count() == 0


# What each act answers in each state where it is not the next step: the status of the refusal, or None where a
# repeat of what was done already is taken quietly and changes nothing.
OUT_OF_TURN = {
    "draft": {"sign": 409, "begin_matching": 409, "match": 409, "unmatch": 409, "send_back": 409, "refer": 409},
    "ready": {"begin_matching": 409, "match": 409, "unmatch": 409, "send_back": 409, "refer": 409},
    "submitted": {"make_ready": 409, "sign": None, "match": 409, "unmatch": 409, "send_back": 409, "refer": 409},
    "verifying": {"make_ready": 409, "sign": None, "begin_matching": 409, "refer": 422, "begin_study": 422},
    "research": dict.fromkeys(["make_ready", "begin_matching", "match", "unmatch", "begin_study"], 409)
    | {"sign": None, "refer": 422},
    "waiting": {"begin_matching": 409, "match": 409, "unmatch": 409, "send_back": 409, "refer": 409},
    "committee": dict.fromkeys(["make_ready", "begin_matching", "match", "unmatch", "send_back", "refer"], 409)
    | {"sign": None},
    "approved": dict.fromkeys(["make_ready", "begin_matching", "match", "unmatch", "send_back", "refer"], 409)
    | {"sign": None},
    "rejected": dict.fromkeys(["make_ready", "begin_matching", "match", "unmatch", "send_back", "refer"], 409)
    | {"sign": None, "withdraw": 409},
    "withdrawn": dict.fromkeys(["make_ready", "begin_matching", "match", "unmatch", "send_back", "refer"], 409)
    | {"sign": None, "withdraw": None},
    "lapsed": dict.fromkeys(
        ["make_ready", "sign", "begin_matching", "match", "unmatch", "send_back", "refer", "withdraw"], 409
    ),
}
EDITABLE = ("draft", "ready", "waiting")
for _state, _acts in OUT_OF_TURN.items():
    if _state != "committee":
        _acts |= {"approve": 409, "reject": 409}
    if _state not in ("verifying", "research"):
        _acts |= {"begin_study": 409}
    if _state != "research":
        _acts |= {"return_to_matching": 409}
    if _state not in EDITABLE:
        _acts |= {"answer": 409, "attach": 409, "excuse": 409}
IN_TURN = {
    "draft": {"make_ready", "withdraw", "answer", "attach", "excuse"},
    "ready": {"make_ready", "sign", "withdraw", "answer", "attach", "excuse"},
    "submitted": {"begin_matching", "withdraw"},
    "verifying": {"match", "unmatch", "send_back", "withdraw"},
    "waiting": {"make_ready", "sign", "withdraw", "answer", "attach", "excuse"},
    "research": {"send_back", "return_to_matching", "withdraw"},
    "committee": {"approve", "reject", "withdraw"},
    "approved": {"withdraw"},
    "rejected": set(),
    "withdrawn": set(),
    "lapsed": set(),
}


def test_the_table_names_every_act_in_every_state():
    acts = {name for name, _act in inspect.getmembers(Stage, inspect.isfunction) if name[0] != "_"} - {"bring"}
    for state, refused in OUT_OF_TURN.items():
        assert set(refused) | IN_TURN[state] == acts, state
        assert not set(refused) & IN_TURN[state], state


@pytest.mark.parametrize("state", OUT_OF_TURN)
def test_an_act_out_of_turn_is_refused_and_changes_nothing(stage, state):
    case = stage.bring(state)
    before = traces(case)
    for act, status in OUT_OF_TURN[state].items():
        if status is None:
            getattr(stage, act)(case)
        else:
            with pytest.raises(Refused) as refusal:
                getattr(stage, act)(case)
            assert refusal.value.status == status, act
            assert any("\u0600" <= sign <= "\u06ff" for sign in str(refusal.value.message)), act
        assert traces(case) == before, act


@pytest.mark.parametrize("state", OUT_OF_TURN)
def test_who_may_not_is_refused_in_every_state(stage, state, staff, new_member):
    """The rule comes before the move: 403 whatever the state."""
    case = stage.bring(state)
    other, nobody = new_member(), staff("editor")
    before = traces(case)
    stage.member, stage.reception, stage.researcher, stage.committee = other, nobody, nobody, nobody
    for act in sorted(set(OUT_OF_TURN[state]) | IN_TURN[state]):
        with pytest.raises(Refused) as refusal:
            getattr(stage, act)(case)
        assert refusal.value.status == 403, act
        assert traces(case) == before, act


# --- What the database itself refuses -----------------------------------------------------------------


def broken(case: Application, **values) -> bool:
    """Whether the database refuses the row with these values."""
    try:
        with transaction.atomic():
            Application.objects.filter(pk=case.pk).update(**values)
    except IntegrityError:
        return True
    return False


@pytest.mark.parametrize("status", ["submitted", "verifying", "committee", "approved", "rejected"])
def test_what_was_sent_has_its_date(stage, status):
    case = stage.bring("draft")
    now, by = timezone.now(), stage.reception
    rest = {"committee_at": now, "ended_at": now, "verified_by": by, "referred_by": by, "due_on": now.date()}
    assert broken(case, status=status, **rest)
    assert not broken(case, status=status, submitted_at=now, **rest)


@pytest.mark.parametrize("missing", ["committee_at", "verified_by", "referred_by"])
@pytest.mark.parametrize("status", ["committee", "approved", "rejected"])
def test_what_the_committee_holds_was_matched_and_referred(stage, status, missing):
    case = stage.bring("committee")
    whole = {"status": status, "ended_at": timezone.now()}
    assert broken(case, **whole, **{missing: None})
    assert not broken(case, **whole)


@pytest.mark.parametrize("status", ["approved", "rejected", "withdrawn"])
def test_what_ended_has_its_date(stage, status):
    case = stage.bring("committee")
    assert broken(case, status=status, ended_at=None)


def test_waiting_has_both_its_dates_and_only_while_matching(stage):
    case = stage.bring("waiting")
    assert broken(case, waiting_until=None)
    assert broken(case, waiting_since=None)
    for status in ("submitted", "draft"):
        assert broken(case, status=status)
    assert not broken(case, waiting_since=None, waiting_until=None)


def test_one_open_draft_for_a_person_and_a_service(stage):
    case = stage.bring("draft")
    twin = {"person": case.person, "service": case.service, "form": case.form}
    with pytest.raises(IntegrityError), transaction.atomic():
        Application.objects.create(**twin)
    stage.withdraw(case)
    Application.objects.create(**twin)


def decision(case: Application, **values) -> Decision:
    given = {"is_accepted": True, "reason": "نوافق", "application": case, **values}
    with transaction.atomic():
        return Decision.objects.create(**given)


def test_three_people_have_a_part_in_a_decision(stage, staff):
    """Who matched does not decide, who referred does not decide (A5)."""
    case, third = stage.bring("committee"), staff("reception")
    with pytest.raises(IntegrityError):
        decision(case, verified_by=stage.committee, referred_by=third, decided_by=stage.committee)
    with pytest.raises(IntegrityError):
        decision(case, verified_by=third, referred_by=stage.committee, decided_by=stage.committee)
    decision(case, verified_by=stage.reception, referred_by=third, decided_by=stage.committee)
    with pytest.raises(IntegrityError):  # One decision for a request.
        decision(case, verified_by=stage.reception, referred_by=third, decided_by=stage.committee)


def test_a_declined_request_has_its_reason_and_its_last_day_to_object(stage):
    case = stage.bring("committee")
    by = {"verified_by": stage.reception, "referred_by": stage.reception, "decided_by": stage.committee}
    today = timezone.localdate()
    for values in (
        {"is_accepted": False, "object_until": today},
        {"is_accepted": False, "reason_code": "conditions"},
        {"is_accepted": True, "reason_code": "conditions"},
    ):
        with pytest.raises(IntegrityError):
            decision(case, **by, **values)
    decision(case, **by, is_accepted=False, reason_code="conditions", object_until=today)


def test_a_matched_paper_names_who_matched_it(stage):
    case = stage.bring("verifying")
    with pytest.raises(IntegrityError), transaction.atomic():
        case.papers.update(matched_at=timezone.now())
    with pytest.raises(IntegrityError), transaction.atomic():
        case.papers.update(matched_by=stage.reception)


def test_one_valid_declaration_at_a_time(stage):
    case = stage.bring("submitted")
    valid = case.declarations.get()
    valid.pk = uuid.uuid4()
    with pytest.raises(IntegrityError), transaction.atomic():
        valid.save(force_insert=True)

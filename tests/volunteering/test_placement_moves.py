"""Every move of a place leaves one event, one audit row and a message or a declared silence; out of turn, no trace."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from audit.models import AuditEvent
from notifications.models import Delivery, Message
from tests.volunteering.volunteers import make_opportunity, make_shift, make_volunteer
from volunteering.enums import BEFORE_THE_DAY, SILENT_EVENTS, Event
from volunteering.enums import PlacementStatus as At
from volunteering.joining import actions
from volunteering.models import GuardianConsent, Placement, Swap, VolunteerEvent
from volunteering.refusals import Refused

pytestmark = pytest.mark.django_db
YOUNG = timedelta(days=16 * 366)


class Stage:
    """One place of one volunteer in a shift of one, brought to a state by the actions that lead there."""

    def __init__(self, staff, new_member) -> None:
        self.by, self.new_member = staff("volunteer_coordinator"), new_member
        self.shift = make_shift(make_opportunity(), capacity=1)
        self.later = timedelta()  # How much later than now the act takes place.

    def bring(self, state: str) -> Placement:
        self.user = self.new_member()
        young = {"born": timezone.localdate() - YOUNG} if state == "awaiting_guardian" else {}
        self.volunteer = make_volunteer(self.user, by=self.by, **young)
        place = {
            "awaiting_guardian": self._joined,
            "accepted": self._joined,
            "waitlisted": self._waiting,
            "offered": self._offered,
            "late_offer": self._late_offer,
            "near": self._near,
            "swap_asked": self._swap_asked,
            "withdrawn": lambda: self.leave(self._joined()),
            "declined": lambda: self.decline(self._joined()),
            "called_off": lambda: self.call_off(self._joined()) and self.place,
            "lapsed": lambda: self.lapse(self._late_offer()) and self.place,
            "handed_over": lambda: self.agree(self._swap_asked()) and self.place,
        }[state]()
        self.place = Placement.objects.get(pk=place.pk)
        return self.place

    def _joined(self) -> Placement:
        self.place = actions.join(self.shift, by=self.user)
        return self.place

    def _waiting(self) -> Placement:
        self.holder = make_volunteer(self.new_member(), by=self.by)
        self.held = actions.join(self.shift, by=self.holder.person.user)
        return self._joined()

    def _offered(self) -> Placement:
        waiting = self._waiting()
        actions.leave(self.held, by=self.holder.person.user)
        assert actions.offer_free(self.shift) == 1
        self.place = Placement.objects.get(pk=waiting.pk)
        return self.place

    def _late_offer(self) -> Placement:
        place = self._offered()
        self.later = timedelta(hours=25)
        return place

    def _near(self) -> Placement:
        """Waiting, the shift in three hours at most, and a place free."""
        place = self._waiting()
        actions.leave(self.held, by=self.holder.person.user)
        self.later = self.shift.starts_at - timezone.now() - timedelta(hours=2)
        return place

    def _swap_asked(self) -> Placement:
        place = self._joined()
        self.friend = make_volunteer(self.new_member(), by=self.by)
        self.swap = actions.ask_swap(place, by=self.user, named=self.friend.reference)
        return place

    # --- The acts ---

    def accept(self, place):
        return actions.accept(place, by=self.user)

    def leave(self, place):
        return actions.leave(place, by=self.user)

    def decline(self, place):
        return actions.decline(place, by=self.by, reason="اكتمل الفريق")

    def lapse(self, place):
        with time_machine.travel(timezone.now() + self.later):
            return actions.lapse(place)

    def call_off(self, place):
        return actions.call_off(self.shift, by=self.by, reason="مطر")

    def guardian(self, place):
        consent = {"answered_at": timezone.now(), "is_given": True, "name": "عوض", "relation": "father"}
        GuardianConsent.objects.create(volunteer=self.volunteer, opportunity=self.shift.opportunity, **consent)
        return actions.guardian_answered(self.volunteer, self.shift.opportunity, given=True)

    def no_guardian(self, place):
        return actions.guardian_answered(self.volunteer, self.shift.opportunity, given=False)

    def offer(self, place):
        return actions.offer_to(self.shift, self.volunteer, by=self.by)

    def agree(self, place):
        swap = getattr(self, "swap", None) or Swap(placement=place, to=self.volunteer)
        return actions.agree_to_swap(swap, by=swap.to.person.user)


@pytest.fixture
def stage(staff, new_member):
    return Stage(staff, new_member)


def traces() -> dict:
    """Everything that a refused act must leave as it was."""
    models = {"events": VolunteerEvent, "audit": AuditEvent, "messages": Message, "outbox": Delivery, "swaps": Swap}
    counts = {name: model.objects.count() for name, model in models.items()}
    return {**counts, "rows": list(Placement.objects.order_by("pk").values("pk", "status", "answer_until", "reason"))}


# The transition, where it starts, the act, where it leads, what it is called.
MOVES = [
    ("accept", "awaiting_guardian", "guardian", At.ACCEPTED, Event.JOINED),
    ("accept", "offered", "accept", At.ACCEPTED, Event.JOINED),
    ("accept", "near", "accept", At.ACCEPTED, Event.JOINED),
    ("lapse", "late_offer", "lapse", At.LAPSED, Event.OFFER_LAPSED),
    ("lapse", "awaiting_guardian", "lapse", At.LAPSED, Event.GUARDIAN_LATE),
    ("withdraw", "awaiting_guardian", "leave", At.WITHDRAWN, Event.WITHDREW),
    ("withdraw", "waitlisted", "leave", At.WITHDRAWN, Event.WITHDREW),
    ("withdraw", "offered", "leave", At.WITHDRAWN, Event.WITHDREW),
    ("withdraw", "accepted", "leave", At.WITHDRAWN, Event.WITHDREW),
    ("decline", "awaiting_guardian", "no_guardian", At.DECLINED, Event.TURNED_DOWN),
    ("decline", "waitlisted", "decline", At.DECLINED, Event.TURNED_DOWN),
    ("decline", "offered", "decline", At.DECLINED, Event.TURNED_DOWN),
    ("decline", "accepted", "decline", At.DECLINED, Event.TURNED_DOWN),
    ("call_off", "awaiting_guardian", "call_off", At.CALLED_OFF, Event.CALLED_OFF),
    ("call_off", "waitlisted", "call_off", At.CALLED_OFF, Event.CALLED_OFF),
    ("call_off", "offered", "call_off", At.CALLED_OFF, Event.CALLED_OFF),
    ("call_off", "accepted", "call_off", At.CALLED_OFF, Event.CALLED_OFF),
    ("hand_over", "swap_asked", "agree", At.HANDED_OVER, Event.SWAPPED),
]
# From `applied`, which no row keeps: joining, waiting, and an offer to somebody who did not ask.
FIRST = [
    ("accept", "accepted", Event.JOINED),
    ("await_guardian", "awaiting_guardian", Event.PLACE_KEPT),
    ("wait", "waitlisted", Event.WAITLISTED),
]
# Made by the day (tests of that part), or only together with another state above.
ELSEWHERE = {"check_in", "undo_check_in", "check_out", "undo_check_out", "miss", "undo_miss"}
STATE = {"late_offer": "offered", "near": "waitlisted", "swap_asked": "accepted"}


def test_every_transition_of_the_model_is_walked_from_every_source():
    field = Placement._meta.get_field("status")
    known = {(each.name, str(each.source)) for each in field.get_all_transitions(Placement)}
    walked = {(move, STATE.get(state, state)) for move, state, *_rest in MOVES}
    walked |= {(move, "applied") for move, *_rest in FIRST} | {("offer", "applied"), ("offer", "waitlisted")}
    walked |= {("await_guardian", "offered"), ("await_guardian", "waitlisted")}  # The two tests below.
    walked |= {(move, "applied") for move in ("withdraw", "decline", "call_off")}  # No row stands there.
    assert walked == {each for each in known if each[0] not in ELSEWHERE}


@pytest.mark.parametrize(("move", "state", "act", "target", "event"), MOVES, ids=[f"{m[0]}-{m[1]}" for m in MOVES])
def test_a_move_leaves_one_event_one_audit_row_and_a_message(stage, move, state, act, target, event):
    place = stage.bring(state)
    if move == "lapse" and state == "awaiting_guardian":
        stage.later = place.answer_until - timezone.now() + timedelta(minutes=1)
    if state == "near":
        with time_machine.travel(timezone.now() + stage.later):
            one_step(stage, place, act, target, event)
        return
    one_step(stage, place, act, target, event)


def one_step(stage, place, act, target, event):
    before, expected = traces(), place.shift.placements.filter(status__in=BEFORE_THE_DAY).count()
    getattr(stage, act)(place)
    after = Placement.objects.get(pk=place.pk)
    assert after.status == target
    lines = VolunteerEvent.objects.filter(placement=place, kind=event)
    assert lines.count() == 1 or (event == Event.JOINED and place.is_accepted)
    assert AuditEvent.objects.about(place).filter(action=f"volunteering.{event}").count() == 1
    assert event not in SILENT_EVENTS
    letter = Message.objects.get(template=f"volunteering/{event}", subject_id=str(place.pk))
    assert letter.recipient == place.volunteer.person.recipient
    assert str(place.pk) in letter.get_absolute_url()
    # The place that is taken over, and others in a shift that is called off, have traces of their own.
    moved = {"agree": 2, "call_off": expected}.get(act, 1)
    after = traces()
    assert {after[name] - before[name] for name in ("events", "audit", "messages", "outbox")} == {moved}


@pytest.mark.parametrize(("move", "state", "event"), FIRST, ids=[move for move, *_rest in FIRST])
def test_joining_leaves_its_traces(stage, move, state, event):
    place = stage.bring(state)
    assert place.status == state
    assert [each.kind for each in place.events.all()] == [event]
    assert AuditEvent.objects.about(place).get().action == f"volunteering.{event}"
    assert Message.objects.filter(subject_id=str(place.pk)).get().template == f"volunteering/{event}"


def test_an_offer_to_somebody_who_did_not_ask_leaves_its_traces(stage):
    volunteer = make_volunteer(stage.new_member(), by=stage.by)
    place = actions.offer_to(stage.shift, volunteer, by=stage.by)
    assert [each.kind for each in place.events.all()] == ["offered"]
    assert AuditEvent.objects.about(place).get().action == "volunteering.offered"
    assert Message.objects.get(subject_id=str(place.pk)).template == "volunteering/offered"


@pytest.mark.parametrize("state", ["offered", "waitlisted"])
def test_an_offer_to_a_minor_is_kept_until_the_guardian_answers(stage, state):
    place = stage.bring(state)
    stage.volunteer.person.birth_date = timezone.localdate() - YOUNG
    stage.volunteer.person.save()
    if state == "offered":
        place = actions.accept(place, by=stage.user)
    else:
        actions.leave(stage.held, by=stage.holder.person.user)
        place = actions.put_down(stage.shift, stage.volunteer, by=stage.by)
    assert place.awaits_guardian
    assert place.events.order_by("at").last().kind == "place_kept"


# What each act answers where it is not the next step; None: a repeat is taken quietly.
OUT_OF_TURN = {
    "accepted": {"accept": None, "lapse": None, "offer": None, "guardian": None},
    "waitlisted": {"accept": 409, "lapse": None, "offer": 409, "guardian": None},
    "offered": {"lapse": None, "offer": None, "guardian": None},
    "awaiting_guardian": {"accept": None, "lapse": None, "offer": None},
    "withdrawn": {"accept": 409, "leave": None, "decline": 409, "lapse": None, "call_off": None, "guardian": None},
    "declined": {"accept": 409, "leave": 409, "decline": None, "lapse": None, "call_off": None, "guardian": None},
    "called_off": {"accept": 409, "leave": 409, "decline": 409, "lapse": None, "call_off": None, "guardian": None},
    "lapsed": {"accept": 409, "leave": 409, "decline": 409, "lapse": None, "call_off": None, "guardian": None},
    "handed_over": {"accept": 409, "leave": 409, "decline": 409, "lapse": None, "agree": None, "guardian": None},
}


@pytest.mark.parametrize("state", OUT_OF_TURN)
def test_an_act_out_of_turn_is_refused_and_changes_nothing(stage, state):
    place = stage.bring(state)
    stage.later = timedelta()
    for act, status in OUT_OF_TURN[state].items():
        before = traces()
        if status is None:
            getattr(stage, act)(place)
        else:
            with pytest.raises(Refused) as refusal:
                getattr(stage, act)(place)
            assert refusal.value.status == status, act
            assert any("\u0600" <= sign <= "\u06ff" for sign in str(refusal.value.message)), act
        assert traces() == before, act

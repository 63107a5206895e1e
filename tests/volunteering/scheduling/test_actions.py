"""Making, moving, growing and cancelling shifts, and what its people hear of it (R25)."""

import uuid
from datetime import time, timedelta

import pytest
from django.utils import timezone

from audit.models import AuditEvent
from notifications.models import Message
from tests.volunteering.volunteers import make_shift
from volunteering.enums import PlacementStatus
from volunteering.joining.actions import join
from volunteering.models import Incident, Shift, ShiftBatch
from volunteering.refusals import Refused
from volunteering.scheduling import actions
from volunteering.scheduling.plans import Pattern

pytestmark = pytest.mark.django_db


def soon(days=5, hours=0):
    return timezone.now() + timedelta(days=days, hours=hours)


def plan(count=3, capacity=5):
    first = timezone.localdate() + timedelta(days=20)
    days = [first + timedelta(days=passed) for passed in range(count)]
    return Pattern(days, [(time(17), time(19, 30))], capacity=capacity).shifts()


def refusal(act, *args, **given):
    with pytest.raises(Refused) as found:
        act(*args, **given)
    return found.value


def test_a_coordinator_makes_a_shift_and_the_trail_says_so(opportunity, coordinator):
    shift = actions.make(opportunity, by=coordinator, starts_at=soon(), ends_at=soon(hours=3), capacity=4)
    assert shift.created_by == coordinator
    assert AuditEvent.objects.filter(action="volunteering.shift_made", subject_id=str(shift.pk)).count() == 1


@pytest.mark.parametrize("role", ["reception", "editor", "quality", "committee"])
def test_nobody_else_makes_one(role, staff, opportunity):
    given = {"starts_at": soon(), "ends_at": soon(hours=3), "capacity": 4}
    assert refusal(actions.make, opportunity, by=staff(role), **given).status == 403
    assert not Shift.objects.exists()


@pytest.mark.parametrize(
    ("starts", "ends", "capacity"), [(-1, 2, 4), (1, 0.5, 4), (1, 2, 4), (1, 1.1, 0), (1, 1.1, 1001)]
)
def test_a_time_that_cannot_be_is_refused(starts, ends, capacity, opportunity, coordinator):
    given = {"starts_at": soon(starts), "ends_at": soon(ends), "capacity": capacity}
    assert refusal(actions.make, opportunity, by=coordinator, **given).status == 422
    assert not Shift.objects.exists()


def test_a_set_is_made_once_however_often_it_is_clicked(opportunity, coordinator):
    key = uuid.uuid4()
    first = actions.make_many(opportunity, plan(), key=key, by=coordinator)
    again = actions.make_many(opportunity, plan(), key=key, by=coordinator)
    assert first == again
    assert (ShiftBatch.objects.count(), Shift.objects.count()) == (1, 3)
    assert AuditEvent.objects.filter(action="volunteering.shifts_made").count() == 1


def test_two_coordinators_with_the_same_plan_make_one_set(opportunity, coordinator, staff):
    actions.make_many(opportunity, plan(), key=uuid.uuid4(), by=coordinator)
    late = refusal(actions.make_many, opportunity, plan(), key=uuid.uuid4(), by=staff("manager"))
    assert (late.status, Shift.objects.count(), ShiftBatch.objects.count()) == (409, 3, 1)


def test_an_empty_plan_and_too_long_a_one_are_refused(opportunity, coordinator):
    assert refusal(actions.make_many, opportunity, [], key=uuid.uuid4(), by=coordinator).status == 422
    assert refusal(actions.make_many, opportunity, plan(401), key=uuid.uuid4(), by=coordinator).status == 422
    assert not ShiftBatch.objects.exists()


def test_forty_shifts_cost_a_fixed_number_of_queries(opportunity, coordinator, django_assert_max_num_queries):
    with django_assert_max_num_queries(16):
        actions.make_many(opportunity, plan(40), key=uuid.uuid4(), by=coordinator)
    assert Shift.objects.count() == 40


def test_a_set_is_taken_back_while_nobody_has_joined(opportunity, coordinator):
    batch = actions.make_many(opportunity, plan(), key=uuid.uuid4(), by=coordinator)
    actions.undo(batch, by=coordinator)
    actions.undo(batch, by=coordinator)
    batch.refresh_from_db()
    assert batch.is_undone and not Shift.objects.exists()
    assert AuditEvent.objects.filter(action="volunteering.shifts_undone").count() == 1


def test_a_set_stays_once_somebody_has_joined(opportunity, coordinator, volunteer):
    batch = actions.make_many(opportunity, plan(), key=uuid.uuid4(), by=coordinator)
    join(batch.shifts.first(), by=volunteer().person.user)
    assert refusal(actions.undo, batch, by=coordinator).status == 409
    assert Shift.objects.count() == 3


def test_a_set_stays_once_an_incident_was_written(opportunity, coordinator):
    batch = actions.make_many(opportunity, plan(), key=uuid.uuid4(), by=coordinator)
    Incident.objects.create(shift=batch.shifts.first(), text="سقطت طاولة", by=coordinator)
    assert refusal(actions.undo, batch, by=coordinator).status == 409


def test_whoever_has_a_place_hears_of_a_new_time_once(opportunity, coordinator, volunteer):
    shift, who = make_shift(opportunity), volunteer()
    join(shift, by=who.person.user)
    to = {"starts_at": soon(9), "ends_at": soon(9, 2), "place": "القاعة"}
    moved = actions.move(shift, by=coordinator, **to)
    actions.move(shift, by=coordinator, **to)
    assert (moved.sequence, moved.place) == (1, "القاعة")
    told = Message.objects.filter(recipient=who.person.recipient, template="volunteering/shift_moved")
    assert told.count() == 1
    assert AuditEvent.objects.filter(action="volunteering.shift_moved", subject_id=str(shift.pk)).count() == 1


def test_a_shift_is_not_moved_into_the_past(opportunity, coordinator):
    shift = make_shift(opportunity)
    to = {"starts_at": soon(-1), "ends_at": soon(-1, 2), "place": ""}
    assert refusal(actions.move, shift, by=coordinator, **to).status == 422
    shift.refresh_from_db()
    assert shift.starts_at > timezone.now() and shift.sequence == 0


def test_what_has_begun_or_was_cancelled_is_not_changed(opportunity, coordinator):
    begun = make_shift(opportunity, starts=soon(hours=-125))
    off = make_shift(opportunity)
    actions.cancel(off, reason="مطر", by=coordinator)
    to = {"starts_at": soon(9), "ends_at": soon(9, 2), "place": ""}
    for shift in (begun, off):
        assert refusal(actions.move, shift, by=coordinator, **to).status == 409
        assert refusal(actions.resize, shift, capacity=9, by=coordinator).status == 409
        assert refusal(actions.say, shift, note="كلمة", by=coordinator).status == 409


def test_there_are_never_fewer_places_than_are_held(opportunity, coordinator, volunteer):
    shift = make_shift(opportunity, capacity=3)
    for _each in range(2):
        join(shift, by=volunteer().person.user)
    assert refusal(actions.resize, shift, capacity=1, by=coordinator).status == 409
    assert actions.resize(shift, capacity=2, by=coordinator).capacity == 2


def test_more_places_are_offered_to_those_who_wait(
    opportunity, coordinator, volunteer, django_capture_on_commit_callbacks
):
    shift = make_shift(opportunity, capacity=1)
    places = [join(shift, by=volunteer().person.user) for _each in range(3)]
    with django_capture_on_commit_callbacks(execute=True):
        actions.resize(shift, capacity=2, by=coordinator)
    for place in places:
        place.refresh_from_db()
    assert [place.status for place in places] == ["accepted", "offered", "waitlisted"]


def test_everybody_hears_of_a_cancelled_shift_with_its_reason(opportunity, coordinator, volunteer):
    shift = make_shift(opportunity, capacity=1)
    people = [volunteer(), volunteer()]
    places = [join(shift, by=who.person.user) for who in people]
    off = actions.cancel(shift, reason="نعتذر: الساحة مغلقة", by=coordinator)
    for place in places:
        place.refresh_from_db()
        assert place.status == PlacementStatus.CALLED_OFF
    told = Message.objects.filter(template="volunteering/called_off")
    assert {letter.recipient_id for letter in told} == {who.person.recipient_id for who in people}
    assert all("الساحة مغلقة" in letter.body for letter in told)
    assert (off.is_planned, off.sequence) == (False, 1)


def test_a_shift_is_cancelled_once_and_never_without_a_reason(opportunity, coordinator):
    shift = make_shift(opportunity)
    assert refusal(actions.cancel, shift, reason="  ", by=coordinator).status == 422
    actions.cancel(shift, reason="مطر", by=coordinator)
    assert refusal(actions.cancel, shift, reason="مطر", by=coordinator).status == 409


def test_a_shift_that_is_over_is_not_cancelled(opportunity, coordinator):
    shift = make_shift(opportunity, starts=soon(-3))
    assert refusal(actions.cancel, shift, reason="مطر", by=coordinator).status == 409


def test_a_stranger_changes_nothing(opportunity, staff, coordinator):
    shift, stranger = make_shift(opportunity), staff("editor")
    batch = actions.make_many(opportunity, plan(), key=uuid.uuid4(), by=coordinator)
    acts = [
        lambda: actions.move(shift, starts_at=soon(), ends_at=soon(hours=1), place="", by=stranger),
        lambda: actions.resize(shift, capacity=9, by=stranger),
        lambda: actions.say(shift, note="كلمة", by=stranger),
        lambda: actions.cancel(shift, reason="مطر", by=stranger),
        lambda: actions.undo(batch, by=stranger),
        lambda: actions.make_many(opportunity, plan(2), key=uuid.uuid4(), by=stranger),
    ]
    assert {refusal(act).status for act in acts} == {403}

"""Reminders of shifts, and what a coordinator writes to a shift's people."""

import uuid
from datetime import timedelta

import pytest
import time_machine
from django.core.management import call_command

from notifications.models import Message
from tests.volunteering.joined import in_hours, join, user_of
from tests.volunteering.volunteers import make_opportunity, make_shift
from volunteering.joining import actions
from volunteering.models import Shift
from volunteering.refusals import Refused

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def reminders() -> int:
    return Message.objects.filter(template="volunteering/shift_soon").count()


def at(moment) -> int:
    """How many reminders there are once the clock has run at a moment, twice."""
    with time_machine.travel(moment):
        call_command("remind_of_shifts")
        call_command("remind_of_shifts")
    return reminders()


def test_one_word_the_day_before_and_one_two_hours_before(volunteer, shift):
    join(volunteer, shift)
    begins = shift.starts_at
    told = [at(begins - ahead * HOUR) for ahead in (25, 23.9, 12, 1.9, 1)]
    assert told == [0, 1, 1, 2, 2]
    body = Message.objects.filter(template="volunteering/shift_soon").first().body
    assert "ساحة المسجد" in body and "تنظيم إفطار الصائمين" in body


def test_a_clock_that_stood_still_catches_up_in_one_word(volunteer, shift):
    join(volunteer, shift)
    assert at(shift.starts_at - HOUR) == 1
    assert at(shift.starts_at - HOUR / 2) == 1


def test_nothing_is_said_of_what_has_begun_was_left_or_only_waited_for(volunteer, another):
    shift = make_shift(make_opportunity(), capacity=1)
    place = join(volunteer, shift)
    join(another(), shift)
    assert at(shift.starts_at + HOUR) == 0
    actions.leave(place, by=user_of(volunteer))
    assert at(shift.starts_at - HOUR) == 0


def test_whoever_joins_within_the_hours_is_not_reminded_at_once(volunteer, another):
    shift = make_shift(make_opportunity(), starts=in_hours(10))
    join(volunteer, shift)
    assert at(in_hours(1)) == 0
    assert at(in_hours(9)) == 1
    near = make_shift(shift.opportunity, starts=in_hours(1.5))
    join(another(), near)
    assert at(in_hours(1)) == 1


def test_a_shift_that_moved_is_reminded_of_anew(volunteer, shift, coordinator):
    join(volunteer, shift)
    assert at(shift.starts_at - 20 * HOUR) == 1
    moved = {"starts_at": shift.starts_at + 100 * HOUR, "ends_at": shift.ends_at + 100 * HOUR}
    Shift.objects.filter(pk=shift.pk).update(**moved)
    actions.shift_moved(shift, by=coordinator)
    assert at(moved["starts_at"] - 20 * HOUR) == 2


def test_a_message_reaches_those_with_a_place_once(volunteer, another, coordinator):
    shift = make_shift(make_opportunity(), capacity=2)
    for each in (volunteer, another(), another()):
        join(each, shift)
    key = uuid.uuid4()
    for _twice in range(2):
        assert actions.write_to_people(shift, by=coordinator, text="أحضروا ماءً", key=key) == 2
    letters = Message.objects.filter(template="volunteering/shift_message")
    assert letters.count() == 2
    letter = letters.first()
    assert "أحضروا ماءً" in letter.body
    assert "أحضروا ماءً" not in letter.deliveries.get().text  # Others may read a phone.
    count = actions.write_to_people(shift, by=coordinator, text="للجميع", key=uuid.uuid4(), to_waiting=True)
    assert count == 3


def test_a_message_needs_the_role_words_and_readers(volunteer, shift, coordinator, staff):
    words = {"key": uuid.uuid4()}
    for by, text, status in ((staff("reception"), "نص", 403), (coordinator, " ", 422), (coordinator, "نص", 409)):
        with pytest.raises(Refused) as refusal:
            actions.write_to_people(shift, by=by, text=text, **words)
        assert refusal.value.status == status
    assert not Message.objects.exists()

"""One word before an appointment, in time and once, and none for what was cancelled or just told (R11)."""

from datetime import timedelta
from io import StringIO

import pytest
import time_machine
from django.core.management import call_command

from applications.booking import actions
from applications.booking.reminders import remind
from notifications.models import Delivery, Message
from office.models import OfficeSettings
from people.actions import person_of
from tests import cases
from tests.booking import slot

pytestmark = pytest.mark.django_db


@pytest.fixture
def reception(staff):
    return staff("reception")


@pytest.fixture
def meeting(member, reception):
    return actions.book(cases.submitted(member, cases.make_service()), slot(reception, days=5), by=member)


def run():
    call_command("remind_of_appointments", stdout=StringIO())
    return list(Message.objects.filter(template="applications/appointment_soon"))


def before(meeting, **time):
    return time_machine.travel(meeting.starts_at - timedelta(**time), tick=False)


def test_the_word_comes_in_its_hours_and_once(meeting):
    with before(meeting, hours=25):
        assert run() == []
    with before(meeting, hours=24):
        assert len(run()) == 1
    with before(meeting, hours=2):
        (letter,) = run()
    assert str(meeting.starts_at.year) in letter.body and meeting.place in letter.body
    text = Delivery.objects.get(message=letter).text
    assert meeting.application.reference in text and meeting.place not in text
    assert letter.get_absolute_url().endswith(f"/appointments/{meeting.pk}/")


def test_the_hours_are_a_setting(meeting):
    OfficeSettings.objects.update_or_create(pk=1, defaults={"appointment_remind_hours": 3})
    with before(meeting, hours=4):
        assert run() == []
    with before(meeting, hours=3):
        assert len(run()) == 1


def test_after_a_pause_of_the_clock_it_still_comes_but_not_once_begun(meeting):
    with before(meeting, minutes=-1):
        assert run() == []
    with before(meeting, minutes=1):
        assert len(run()) == 1


def test_what_was_cancelled_is_not_spoken_of(meeting, member):
    actions.cancel(meeting, by=member)
    with before(meeting, hours=2):
        assert run() == []
        assert not remind(meeting)


def test_a_moved_one_is_spoken_of_at_its_new_time(meeting, member, reception):
    former = meeting.starts_at
    actions.move(meeting, slot(reception, days=9), by=member)
    with time_machine.travel(former - timedelta(hours=2), tick=False):
        assert run() == []
    meeting.refresh_from_db()
    with before(meeting, hours=2):
        assert len(run()) == 1


def test_one_reminded_of_and_then_moved_is_spoken_of_again(meeting, member, reception):
    later = slot(reception, days=9)
    with before(meeting, hours=20):
        assert len(run()) == 1
        actions.move(meeting, later, by=reception)
    meeting.refresh_from_db()
    with before(meeting, hours=20):
        assert len(run()) == 2


def test_whoever_was_told_just_now_gets_no_second_word(member, reception):
    meeting = actions.book(cases.submitted(member, cases.make_service()), slot(reception, days=0.9), by=reception)
    with before(meeting, hours=2):
        assert run() == []


def test_before_a_request_the_file_number_speaks(member, reception):
    meeting = actions.book_for(person_of(member), slot(reception, days=5), by=reception)
    with before(meeting, hours=2):
        (letter,) = run()
    assert meeting.person.reference in letter.title

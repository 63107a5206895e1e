"""The colleague of a time hears when somebody else takes, moves or gives it back, and of no person by name."""

import pytest

from applications.actions import withdraw
from applications.booking import actions, changes
from applications.models import Appointment
from casework.book.queries import coming_numbers
from notifications.models import Message
from tests import booking, cases

pytestmark = pytest.mark.django_db


@pytest.fixture
def host(staff):
    return staff("researcher")


@pytest.fixture
def case(member):
    return cases.submitted(member, cases.make_service())


def told(colleague):
    """Which letters of the book a colleague has, in their order."""
    letters = Message.objects.filter(recipient__user=colleague, template__startswith="casework/meeting_")
    return [each.template.removeprefix("casework/meeting_") for each in letters.order_by("created_at", "pk")]


def test_taking_moving_and_cancelling_are_each_told_once(case, member, host):
    first, second = booking.slot(host, colleague=host), booking.slot(host, days=4, colleague=host)
    for _twice in range(2):
        meeting = actions.book(case, first, by=member)
    assert told(host) == ["made"]
    for _twice in range(2):
        meeting = actions.move(meeting, second, by=member)
    for _twice in range(2):
        actions.cancel(meeting, by=member)
    assert told(host) == ["made", "moved", "cancelled"]
    for letter in Message.objects.filter(recipient__user=host):
        written = f"{letter.title} {letter.body}"
        assert case.reference not in written and case.person.full_name not in written
        assert "10:00" in letter.body


def test_a_time_that_goes_to_another_colleague_is_news_to_both(case, member, host, staff):
    other = staff("researcher")
    meeting = actions.book(case, booking.slot(host, colleague=host), by=member)
    actions.move(meeting, booking.slot(other, days=5, colleague=other), by=member)
    assert told(host) == ["made", "cancelled"]
    assert told(other) == ["made"]


def test_the_end_of_a_request_frees_its_time_and_says_so(case, member, host):
    actions.book(case, booking.slot(host, colleague=host), by=member)
    withdraw(case, by=member)
    assert told(host) == ["made", "cancelled"]


def test_whoever_does_it_oneself_and_a_time_of_nobody_cause_no_letter(case, member, staff):
    desk = staff("reception")
    actions.book(case, booking.slot(desk, colleague=desk), by=desk)
    actions.cancel(Appointment.objects.get(), by=desk, reason="سبب")
    actions.book(case, booking.slot(desk, days=4), by=member)
    assert not Message.objects.filter(template__startswith="casework/meeting_").exists()


def test_a_letter_that_breaks_keeps_nobody_from_an_appointment(case, member, host, monkeypatch, caplog):
    def breaks(*_given):
        raise ValueError(case.person.full_name)

    monkeypatch.setattr(changes, "_hearers", [breaks])
    actions.book(case, booking.slot(host, colleague=host), by=member)
    assert Appointment.objects.get().is_booked
    assert "ValueError" in caplog.text and case.person.full_name not in caplog.text


def test_the_first_screen_counts_ones_own_coming_appointments(case, member, host, staff, sign_in):
    assert coming_numbers(host) == {"today": 0, "week": 0}
    actions.book(case, booking.slot(host, colleague=host), by=member)
    assert coming_numbers(host) == {"today": 0, "week": 1}
    assert coming_numbers(staff("reception")) == {"today": 0, "week": 0}
    page = sign_in(host).get("/admin/").content.decode()
    assert "مواعيدي" in page and "خلال أسبوع" in page
    actions.cancel(Appointment.objects.get(), by=member)
    assert coming_numbers(host) == {"today": 0, "week": 0}

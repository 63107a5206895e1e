"""Open days follow the table of holidays, people hear of it once, and colleagues read in the morning what waits."""

from datetime import date, datetime, timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from applications.models import Application, CaseEvent, Clarification
from casework.assigning.actions import assign, be_away
from casework.days.actions import recount_days
from casework.digest.actions import send_digests
from casework.models import Desk, Interaction
from notifications.models import Delivery, Message
from office.models import Holiday
from tests import cases

pytestmark = pytest.mark.django_db
SUNDAY = datetime(2026, 3, 1, 9, tzinfo=timezone.get_fixed_timezone(180))  # Ten working days follow it undisturbed.


@pytest.fixture(autouse=True)
def clock():
    Holiday.objects.all().delete()
    with time_machine.travel(SUNDAY, tick=False) as traveller:
        recount_days()
        yield traveller


@pytest.fixture
def service():
    return cases.make_service()


@pytest.fixture
def reception(staff):
    return staff("reception")


def told(case):
    return Message.objects.filter(template="applications/days_moved", subject_id=str(case.pk))


def due(case):
    return Application.objects.get(pk=case.pk).due_on


def rest_on(*days):
    for day in days:
        Holiday.objects.create(day=day, name="عيد")


def test_a_new_holiday_moves_the_day_and_the_person_is_told_once(member, service, reception):
    case = cases.being_matched(member, service, reception)
    assert due(case) == date(2026, 3, 4)
    rest_on(date(2026, 3, 3), date(2026, 3, 4))
    assert recount_days() == 1
    assert due(case) == date(2026, 3, 8)
    assert "2026" in told(case).get().body
    assert CaseEvent.objects.filter(application=case, kind="days_moved").count() == 1
    assert recount_days() == 0
    call_command("recount_days")
    assert told(case).count() == 1


def test_whose_day_stays_hears_nothing(new_member, service, reception, clock):
    early = cases.being_matched(new_member(), service, reception)
    clock.move_to(SUNDAY + timedelta(days=4))
    late = cases.being_matched(new_member(), service, reception)
    rest_on(date(2026, 3, 9))
    assert recount_days() == 1
    assert not told(early).exists()
    assert told(late).exists()


def test_looking_at_more_requests_costs_no_more(new_member, service, reception):
    costs = []
    for day, more in ((date(2026, 6, 9), 1), (date(2026, 6, 10), 2)):
        for _each in range(more):
            cases.being_matched(new_member(), service, reception)
        rest_on(day)
        with CaptureQueriesContext(connection) as seen:
            assert recount_days() == 0
        costs.append(len(seen))
    assert costs[0] == costs[1]


def test_a_holiday_taken_out_brings_the_day_nearer_but_never_before_today(member, service, reception, clock):
    rest_on(date(2026, 3, 2), date(2026, 3, 3))
    recount_days()
    case = cases.being_matched(member, service, reception)
    assert due(case) == date(2026, 3, 8)
    clock.move_to(SUNDAY + timedelta(days=4))
    Holiday.objects.all().delete()
    assert recount_days() == 1
    assert due(case) == date(2026, 3, 5)  # Counted anew it was the day before, which has passed.
    assert "اليوم" in CaseEvent.objects.get(application=case, kind="days_moved").note
    assert "اليوم" in told(case).get().body
    assert not Application.objects.get(pk=case.pk).is_overdue


def test_what_was_late_already_moves_without_a_word(member, service, reception, clock):
    case = cases.being_matched(member, service, reception)
    clock.move_to(SUNDAY + timedelta(days=10))
    rest_on(date(2026, 3, 3))
    assert recount_days() == 1
    assert due(case) == date(2026, 3, 5)
    assert not told(case).exists()


def test_a_waiting_persons_last_day_only_moves_away_from_them(member, service, reception):
    case = cases.waiting(member, service, reception)
    until = case.waiting_until
    rest_on(until)
    assert recount_days() == 1
    moved = Application.objects.get(pk=case.pk)
    assert moved.waiting_until > until
    assert str(moved.waiting_until.year) in told(case).get().body
    Holiday.objects.all().delete()
    assert recount_days() == 0


def test_the_committees_day_moves_with_it(member, service, reception):
    case = cases.at_committee(member, service, reception)
    before = due(case)
    rest_on(before)
    assert recount_days() == 1
    assert due(case) > before


def test_contacts_and_explanations_are_counted_too(member, service, reception):
    case = cases.submitted(member, service)
    contact = Interaction.objects.create(
        channel="phone",
        by=reception,
        summary="سؤال",
        needs_reply=True,
        clock_from=timezone.now(),
        clock_days=2,
        due_on=date(2026, 3, 3),
    )
    asked = Clarification.objects.create(application=case, due_on=date(2026, 3, 3))
    rest_on(date(2026, 3, 3))
    recount_days()
    contact.refresh_from_db()
    asked.refresh_from_db()
    assert contact.due_on == asked.due_on == date(2026, 3, 4)


def test_what_was_cut_short_goes_on_and_tells_nobody_twice(new_member, service, reception, monkeypatch):
    first, second = (cases.being_matched(new_member(), service, reception) for _ in range(2))
    rest_on(date(2026, 3, 3))
    with monkeypatch.context() as broken:
        broken.setattr("casework.days.actions._recount_contacts", lambda by: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            recount_days()
    recount_days()
    assert told(first).count() == told(second).count() == 1


# --- The digest ---------------------------------------------------------------------------------------------------


def letters(user):
    return [each for each in Delivery.objects.all() if each.address == user.email]


def test_the_digest_tells_numbers_and_links_and_no_person(new_member, service, reception, clock):
    mine = cases.submitted(new_member(), service)
    assign(mine, to=reception, by=reception)
    cases.submitted(new_member(), service)
    clock.move_to(SUNDAY + timedelta(days=3))
    assert send_digests() == 1
    letter = letters(reception)[-1]
    assert "مستحق" in letter.text or "تستحق" in letter.text
    assert "?view=today&with_whom=me" in letter.text
    assert "?view=unassigned" in letter.text
    assert mine.reference not in letter.text and "سالم" not in letter.text
    assert letter.expires_at
    assert send_digests() == 0
    assert len(letters(reception)) == 1


def test_no_digest_on_days_of_rest_or_while_away_or_when_nothing_waits(new_member, service, reception, clock):
    assert send_digests() == 0
    cases.submitted(new_member(), service)
    clock.move_to(datetime(2026, 3, 6, 8, tzinfo=SUNDAY.tzinfo))
    assert send_digests() == 0  # A Friday.
    clock.move_to(datetime(2026, 3, 8, 8, tzinfo=SUNDAY.tzinfo))
    be_away(reception, first=date(2026, 3, 8), last=date(2026, 3, 8), by=reception)
    assert send_digests() == 0
    clock.move_to(datetime(2026, 3, 9, 8, tzinfo=SUNDAY.tzinfo))
    assert send_digests() == 1


def test_a_colleague_stops_and_takes_up_the_digest(new_member, service, reception, sign_in, staff):
    cases.submitted(new_member(), service)
    editor = staff("editor")
    client = sign_in(reception)
    assert client.post("/admin/requests/digest/", {}).status_code == 302
    assert not Desk.objects.get(user=reception).wants_digest
    assert send_digests() == 0
    client.post("/admin/requests/digest/", {"wanted": "on"})
    assert Desk.objects.get(user=reception).wants_digest
    assert letters(editor) == []
    assert "ملخص" in client.get("/admin/requests/load/").content.decode()

"""A person takes a free time, changes it or lets it go, and finds it in the calendar (R11, R20)."""

import re
from datetime import UTC, timedelta

import pytest
import time_machine
from django.utils import timezone
from django.utils.translation import override

from applications import actions as person_acts
from applications.booking import actions, queries
from applications.models import Appointment, CaseEvent
from applications.refusals import CONFLICT, Refused
from audit.models import AuditEvent
from content.icalendar import folded
from notifications.models import Message
from office.models import Branch, OfficeSettings
from people.actions import person_of
from people.models import Kinship
from tests import cases
from tests.booking import in_days, slot
from tests.test_query_counts import queries_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def reception(staff):
    return staff("reception")


@pytest.fixture
def service():
    return cases.make_service()


@pytest.fixture
def case(member, service):
    return cases.submitted(member, service)


def refusal_of(act, *args, **given):
    with pytest.raises(Refused) as refusal:
        act(*args, **given)
    return refusal.value


def book_page(case):
    return f"{case.get_absolute_url()}appointment/"


# --- Taking a time --------------------------------------------------------------------------------------------------


def test_a_person_sees_free_times_and_takes_one(case, member, reception, sign_in):
    free, client = slot(reception), sign_in(member)
    assert book_page(case) in client.get(case.get_absolute_url()).content.decode()
    page = client.get(book_page(case)).content.decode()
    assert str(free.pk) in page and free.place in page
    answer = client.post(book_page(case), {"slot": str(free.pk)}, follow=True)
    shown = answer.content.decode()
    assert answer.status_code == 200 and free.place in shown
    assert "المستند 0" in shown  # The original of the paper is brought along.
    meeting = Appointment.objects.get()
    assert (meeting.person, meeting.application, meeting.slot) == (case.person, case, free)
    assert CaseEvent.objects.filter(application=case, kind="appointed").count() == 1
    assert AuditEvent.objects.about(case).last().action == "application.appointed"
    letter = Message.objects.get(template="applications/appointed")
    assert str(free.starts_at.year) in letter.body and free.place in letter.body
    assert free.place not in letter.deliveries.get().text
    assert str(meeting.pk) in client.get(case.get_absolute_url()).content.decode()


def test_the_message_tells_the_day_in_the_persons_own_language(case, member, reception):
    case.person.recipient.language = "en"
    case.person.recipient.save()
    with override("ar"):
        actions.book(case, slot(reception), by=member)
    body = Message.objects.get(template="applications/appointed").body
    assert "AH" in body and "At our office" in body


def test_the_same_time_twice_is_once(case, member, reception, sign_in):
    free, client = slot(reception), sign_in(member)
    for _click in range(2):
        assert client.post(book_page(case), {"slot": str(free.pk)}).status_code == 302
    assert Appointment.objects.count() == 1
    assert Message.objects.filter(template="applications/appointed").count() == 1


def test_whoever_comes_second_is_told_and_sees_what_is_left(case, member, new_member, service, reception, sign_in):
    free, other = slot(reception), slot(reception, days=4)
    rival = new_member()
    client = sign_in(member)
    client.get(book_page(case))
    actions.book(cases.submitted(rival, service), free, by=rival)
    answer = client.post(book_page(case), {"slot": str(free.pk)})
    page = answer.content.decode()
    assert answer.status_code == CONFLICT
    assert str(actions.TAKEN) in page and str(other.pk) in page and f'value="{free.pk}"' not in page
    assert case.appointments.count() == 0


@pytest.mark.parametrize("given", [{}, {"slot": ""}, {"slot": "x"}, {"slot": "\x00"}])
def test_no_time_is_asked_for_in_words(case, member, reception, sign_in, given):
    slot(reception)
    answer = sign_in(member).post(book_page(case), given)
    assert answer.status_code == 422 and "field__error" in answer.content.decode()


def test_a_time_that_never_was_is_not_free(case, member, sign_in):
    answer = sign_in(member).post(book_page(case), {"slot": "00000000-0000-4000-8000-000000000000"})
    assert answer.status_code == CONFLICT


def test_a_request_holds_one_coming_appointment(case, member, reception):
    first, second = slot(reception), slot(reception, days=4)
    actions.book(case, first, by=member)
    told = refusal_of(actions.book, case, second, by=member)
    assert (told.status, told.message) == (CONFLICT, actions.HAS_ONE)
    assert actions.book(case, second, by=reception, note="أحضر الصك").note == "أحضر الصك"  # A colleague may add one.


def test_what_is_not_offered_is_not_given(case, member, reception, staff):
    researcher, branch, other = staff("researcher"), *(Branch.objects.create(name=name, area="ب") for name in "بت")
    case.branch = branch
    case.save()
    kept_back = [
        slot(reception, is_open=False),
        slot(reception, starts_at=timezone.now() + timedelta(hours=1)),  # Too near to be taken online.
        slot(reception, days=-1),
        slot(reception, branch=other),
        slot(reception, meeting="home", colleague=researcher),  # No study has begun.
    ]
    own_branch = slot(reception, days=5, branch=branch)
    assert list(queries.offered(case)) == [own_branch]
    for each in kept_back:
        assert refusal_of(actions.book, case, each, by=member).status == CONFLICT


def test_a_visit_is_by_whoever_studies_the_need(member, reception, staff):
    researcher, other = staff("researcher"), staff("researcher")
    case = cases.being_studied(member, cases.make_service(studied=True), reception, researcher)
    mine = slot(reception, meeting="home", colleague=researcher)
    slot(reception, meeting="home", colleague=other)
    assert list(queries.offered(case)) == [mine]
    assert actions.book(case, mine, by=member).place == ""  # The home's address stays in the file.


def test_kin_at_the_desk_does_not_meet_the_person(case, member, reception):
    free = slot(reception, colleague=reception)
    Kinship.objects.create(user=reception, person=case.person, declared_by=reception)
    assert refusal_of(actions.book, case, free, by=member).message == actions.OTHER_COLLEAGUE
    assert refusal_of(actions.book, case, slot(reception, days=5), by=reception).status == 403


def test_an_unsent_or_declined_request_has_nothing_to_meet_about(member, service, reception, sign_in):
    draft = cases.drafted(member, service)
    assert refusal_of(actions.book, draft, slot(reception), by=member).status == CONFLICT
    assert sign_in(member).get(book_page(draft)).status_code == CONFLICT


def test_nobody_books_for_a_stranger(case, new_member, staff, reception):
    free = slot(reception)
    for stranger in (new_member(), staff("editor"), staff("committee")):
        assert refusal_of(actions.book, case, free, by=stranger).status == 403
    assert Appointment.objects.count() == 0


# --- Changing it -----------------------------------------------------------------------------------------------------


def test_moving_frees_the_former_time_and_tells_it(case, member, reception, sign_in):
    first, second = slot(reception), slot(reception, days=4)
    meeting = actions.book(case, first, by=member)
    client, url = sign_in(member), f"/appointments/{meeting.pk}/move/"
    assert str(second.pk) in client.get(url).content.decode()
    assert client.post(url, {"slot": str(second.pk)}).status_code == 302
    assert client.post(url, {"slot": str(second.pk)}).status_code == 302
    meeting.refresh_from_db()
    assert (meeting.slot, meeting.sequence, meeting.starts_at) == (second, 1, second.starts_at)
    assert list(queries.offered(case)) == [first]
    assert Message.objects.filter(template="applications/appointed").count() == 2


def test_cancelling_frees_the_time_and_twice_is_as_once(case, member, reception, sign_in):
    meeting = actions.book(case, slot(reception), by=member)
    client, url = sign_in(member), f"/appointments/{meeting.pk}/cancel/"
    for _click in range(2):
        assert client.post(url, {"reason": "سفر"}).status_code == 302
    meeting.refresh_from_db()
    assert (meeting.state, meeting.reason) == ("cancelled", "سفر")
    assert CaseEvent.objects.filter(kind="unappointed").count() == 1
    assert Message.objects.filter(template="applications/unappointed").count() == 1
    assert actions.book(case, meeting.slot, by=member) != meeting


def test_shortly_before_it_is_changed_with_us_alone(case, member, reception, sign_in):
    OfficeSettings.objects.update_or_create(pk=1, defaults={"appointment_change_hours": 48})
    meeting = actions.book(case, slot(reception), by=member)
    other = slot(reception, days=6)
    client, base = sign_in(member), f"/appointments/{meeting.pk}/"
    assert "cancel/" in client.get(base).content.decode()
    with time_machine.travel(meeting.starts_at - timedelta(hours=47), tick=False):
        client = sign_in(member)
        assert "cancel/" not in client.get(base).content.decode()
        assert client.post(f"{base}cancel/").status_code == CONFLICT
        assert client.post(f"{base}move/", {"slot": str(other.pk)}).status_code == CONFLICT
        assert refusal_of(actions.cancel, meeting, by=reception, reason=" ").status == 422
        assert actions.cancel(meeting, by=reception, reason="تعذر الحضور").state == "cancelled"
    assert "تعذر الحضور" in client.get(base).content.decode()


def test_what_is_over_is_neither_moved_nor_cancelled(case, member, reception):
    meeting = actions.book(case, slot(reception), by=member)
    assert refusal_of(actions.hold, meeting, by=reception, came=True).message == actions.NOT_YET
    later = slot(reception, days=9)
    with time_machine.travel(meeting.starts_at + timedelta(minutes=1), tick=False):
        for by in (member, reception):
            assert refusal_of(actions.cancel, meeting, by=by, reason="س").status == CONFLICT
            assert refusal_of(actions.move, meeting, later, by=by).status == CONFLICT
        assert refusal_of(actions.hold, meeting, by=member, came=True).status == 403
        assert actions.hold(meeting, by=reception, came=False).state == "missed"
        rows = AuditEvent.objects.count()
        assert actions.hold(meeting, by=reception, came=False).state == "missed"
        assert AuditEvent.objects.count() == rows
        assert actions.hold(meeting, by=reception, came=True).state == "kept"  # Noted wrongly at first.


def test_a_withdrawn_request_keeps_no_time(case, member, reception):
    meeting = actions.book(case, slot(reception), by=member)
    person_acts.withdraw(case, by=member)
    meeting.refresh_from_db()
    assert meeting.state == "cancelled"
    assert {each.template for each in Message.objects.all()} >= {"applications/unappointed", "applications/withdrawn"}


# --- Reading it ------------------------------------------------------------------------------------------------------


def test_the_calendars_file_keeps_to_its_standard_and_tells_nothing_private(case, member, reception, sign_in):
    meeting = actions.book(case, slot(reception, place="مبنى الجمعية; الدور ١, " + "ممر " * 30), by=member)
    answer = sign_in(member).get(f"/appointments/{meeting.pk}/calendar/")
    text = answer.content.decode()
    assert answer["Content-Type"].startswith("text/calendar") and "no-store" in answer["Cache-Control"]
    assert text.count("\n") == text.count("\r\n") and max(len(line.encode()) for line in text.split("\r\n")) <= 75
    whole = text.replace("\r\n ", "")
    assert f"UID:{meeting.pk}@" in whole and "SEQUENCE:0\r\n" in whole and "الجمعية\\; الدور ١\\, ممر" in whole
    starts = meeting.starts_at.astimezone(UTC)
    assert f"DTSTART:{starts:%Y%m%dT%H%M%S}Z" in whole
    assert (
        case.person.full_name not in whole and case.reference not in whole and case.form["service_title"] not in whole
    )


def test_long_lines_are_cut_between_letters():
    for line in ("ا" * 200, "a" * 75, "a" * 76, ""):
        parts = folded(line)
        assert "".join(part[1:] if number else part for number, part in enumerate(parts)) == line
        assert all(len(part.encode()) <= 75 for part in parts)


def test_a_list_of_appointments_costs_the_same_at_one_and_at_three(member, service, reception, sign_in):
    client, costs = sign_in(member), []
    case = cases.submitted(member, service)

    free = [slot(reception, days=3 + day) for day in range(4)]
    four_free = queries_of(client, book_page(case))
    actions.book(case, free[0], by=reception)
    costs.append(queries_of(client, "/appointments/"))
    for each in free[1:3]:
        actions.book(case, each, by=reception)
    costs.append(queries_of(client, "/appointments/"))
    assert costs[0] == costs[1]
    other = cases.submitted(member, cases.make_service("other"))
    assert queries_of(client, book_page(other)) == four_free
    assert len(re.findall("card--link", client.get("/appointments/").content.decode())) == 3


def test_an_appointment_before_any_request_is_told_by_the_file_number(member, reception, sign_in):
    person = person_of(member)
    meeting = actions.book_for(person, slot(reception), by=reception)
    assert actions.book_for(person, meeting.slot, by=reception) == meeting
    letter = Message.objects.get(template="applications/appointed")
    assert person.reference in letter.title
    client = sign_in(member)
    assert client.get(letter.get_absolute_url()).status_code == 200
    assert client.get(f"/appointments/{meeting.pk}/move/").status_code == CONFLICT
    assert client.post(f"/appointments/{meeting.pk}/cancel/").status_code == 302
    assert in_days(3) == meeting.starts_at

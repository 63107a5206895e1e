"""The staff's pages of the book: making, giving, moving, ending, and reading it by day and week (R20)."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from applications.booking import actions as booking
from applications.models import Appointment, Slot
from notifications.models import Message
from office.models import Branch
from people.actions import person_of
from people.models import Kinship
from tests import cases
from tests.booking import in_days, slot
from tests.test_query_counts import queries_of

pytestmark = pytest.mark.django_db
BASE = "/admin/book/"


@pytest.fixture
def reception(staff):
    return staff("reception")


@pytest.fixture
def service():
    return cases.make_service()


@pytest.fixture
def case(member, service):
    return cases.submitted(member, service)


def workday() -> str:
    """The next Sunday, as the forms take it."""
    day = timezone.localdate() + timedelta(days=1)
    while day.weekday() != 6:
        day += timedelta(days=1)
    return day.isoformat()


def times(**given):
    plain = {"meeting": "office", "first": workday(), "begins": "٩:٠٠", "ends": "10", "minutes": "٣٠", "is_open": "on"}
    return {**plain, **given}


# --- Making times ----------------------------------------------------------------------------------------------------


def test_times_are_made_in_any_digits_and_shown_in_the_book(reception, sign_in):
    client = sign_in(reception)
    answer = client.post(f"{BASE}times/", times(colleague=reception.reference), follow=True)
    assert answer.status_code == 200 and Slot.objects.count() == 2
    for look in ("list", "grid"):
        page = client.get(BASE, {"day": workday(), "look": look, "who": "mine"}).content.decode()
        assert "09:00" in page and "09:30" in page and "10:00" not in page


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"first": ""}, "first"),
        ({"first": "١/١/١٤٠٠"}, "first"),
        ({"first": "غدًا"}, "first"),
        ({"last": "1/1/2020"}, "last"),
        ({"last": "1/1/2040"}, "last"),
        ({"begins": "25:00"}, "begins"),
        ({"begins": "تسع"}, "begins"),
        ({"ends": "8:00"}, "ends"),
        ({"minutes": "0"}, "minutes"),
        ({"minutes": "x"}, "minutes"),
        ({"meeting": "moon"}, "meeting"),
        ({"colleague": "x"}, "colleague"),
    ],
)
def test_what_is_wrong_is_named_and_what_was_typed_stays(reception, sign_in, given, field):
    answer = sign_in(reception).post(f"{BASE}times/", times(place="الغرفة الخضراء", **given))
    assert answer.status_code == 422 and field in answer.context["form"].errors
    assert "الغرفة الخضراء" in answer.content.decode() and Slot.objects.count() == 0


def test_a_clash_is_told_on_the_form(reception, sign_in):
    client = sign_in(reception)
    for status in (302, 409):
        answer = client.post(f"{BASE}times/", times(colleague=reception.reference))
        assert answer.status_code == status
    assert "case-error" in answer.content.decode() and Slot.objects.count() == 2


def test_a_researcher_makes_ones_own_alone(staff, reception, sign_in):
    researcher = staff("researcher")
    sign_in(researcher).post(f"{BASE}times/", times(colleague=reception.reference))
    assert {each.colleague for each in Slot.objects.all()} == {researcher}


def test_a_time_is_taken_out_by_its_button(reception, sign_in):
    free, client = slot(reception, colleague=reception), sign_in(reception)
    url = f"{BASE}times/{free.pk}/remove/"
    page = client.get(BASE, {"day": free.starts_at.date().isoformat()}).content.decode()
    assert url in page
    for _click in range(2):
        assert client.post(url, {"day": "x;y"}).status_code == 302
    assert not Slot.objects.exists()


# --- Giving one ------------------------------------------------------------------------------------------------------


def test_reception_gives_a_time_from_the_case_and_the_person_is_told(case, reception, sign_in):
    kept_back, client = slot(reception, is_open=False, colleague=reception), sign_in(reception)
    url = f"{BASE}requests/{case.reference}/"
    assert url in client.get(f"/admin/requests/{case.reference}/").content.decode()
    assert str(kept_back.pk) in client.get(url).content.decode()
    answer = client.post(url, {"slot": str(kept_back.pk), "note": "أحضر الصك"})
    meeting = Appointment.objects.get()
    assert answer.url == f"{BASE}{meeting.pk}/"
    assert "أحضر الصك" in Message.objects.get(template="applications/appointed").body
    assert case.reference in client.get(answer.url).content.decode()


def test_a_time_agreed_just_now_is_given_by_the_second_form(case, reception, staff, sign_in):
    researcher, client, url = staff("researcher"), sign_in(reception), f"{BASE}requests/{case.reference}/"
    agreed = {"agree": "1", "meeting": "home", "day": workday(), "begins": "١٠:٣٠", "minutes": "60"}
    assert client.post(url, {**agreed, "colleague": researcher.reference}).status_code == 302
    meeting = Appointment.objects.get()
    assert (meeting.colleague, meeting.meeting, meeting.minutes) == (researcher, "home", 60)
    answer = client.post(url, {**agreed, "day": "1/1/2020", "note": "كلام كتبته"})
    assert answer.status_code == 422 and "كلام كتبته" in answer.content.decode()
    overlap = client.post(url, {**agreed, "begins": "11", "colleague": researcher.reference, "note": "كلام كتبته"})
    assert overlap.status_code == 409 and "كلام كتبته" in overlap.content.decode()
    assert Appointment.objects.count() == 1


def test_a_first_interview_is_given_from_the_file(member, reception, sign_in):
    person, free, client = person_of(member), slot(reception), sign_in(reception)
    url = f"{BASE}people/{person.reference}/"
    assert url in client.get(f"/admin/people/{person.reference}/").content.decode()
    assert client.post(url, {"slot": str(free.pk)}).status_code == 302
    assert Appointment.objects.get().application is None
    assert str(Appointment.objects.get().pk) in client.get(f"/admin/people/{person.reference}/").content.decode()


def test_a_time_that_went_meanwhile_is_told(case, new_member, service, reception, sign_in):
    free, rival = slot(reception), new_member()
    booking.book(cases.submitted(rival, service), free, by=rival)
    answer = sign_in(reception).post(f"{BASE}requests/{case.reference}/", {"slot": str(free.pk), "note": "كلام كتبته"})
    assert answer.status_code == 409
    assert str(booking.TAKEN) in answer.content.decode()
    assert sign_in(reception).post(f"{BASE}requests/{case.reference}/", {}).status_code == 422


# --- Changing it -----------------------------------------------------------------------------------------------------


def test_a_colleague_moves_and_calls_off_and_the_person_is_told_each_time(case, member, reception, sign_in):
    meeting, other = booking.book(case, slot(reception), by=member), slot(reception, days=5)
    client, base = sign_in(reception), f"{BASE}{meeting.pk}/"
    assert client.post(f"{base}move/", {"slot": str(other.pk)}).status_code == 302
    assert client.post(f"{base}cancel/", {"reason": " "}).status_code == 422
    assert client.post(f"{base}cancel/", {"reason": "مرض الموظف"}).status_code == 302
    assert "مرض الموظف" in client.get(base).content.decode()
    sent = list(Message.objects.values_list("template", flat=True))
    assert sent.count("applications/appointed") == 2 and sent.count("applications/unappointed") == 1
    assert client.post(f"{base}move/", {"slot": str(slot(reception, days=6).pk)}).status_code == 409


def test_whether_it_took_place_is_noted_after_it_began(case, member, reception, sign_in):
    meeting = booking.book(case, slot(reception), by=member)
    url = f"{BASE}{meeting.pk}/hold/"
    assert sign_in(reception).post(url, {"came": "1"}).status_code == 409
    with time_machine.travel(meeting.starts_at + timedelta(minutes=5), tick=False):
        client = sign_in(reception)
        assert "hold/" in client.get(f"{BASE}{meeting.pk}/").content.decode()
        for given, state in (({}, "missed"), ({"came": "1"}, "kept")):
            assert client.post(url, given).status_code == 302
            meeting.refresh_from_db()
            assert meeting.state == state


# --- Who sees what ---------------------------------------------------------------------------------------------------


def test_kin_and_the_missing_look_the_same_and_the_book_tells_no_name(case, member, reception, staff, sign_in):
    meeting = booking.book(case, slot(reception, colleague=staff("reception")), by=member)
    Kinship.objects.create(user=reception, person=case.person, declared_by=reception)
    client, nobodys = sign_in(reception), "00000000-0000-4000-8000-000000000000"
    for act in ("", "move/", "cancel/", "hold/"):
        for method in ("get", "post"):
            own, none = (getattr(client, method)(f"{BASE}{key}/{act}") for key in (meeting.pk, nobodys))
            assert own.status_code == none.status_code and own.status_code in (404, 405), act
    for path in (f"requests/{case.reference}/", f"people/{case.person.reference}/", "requests/YD-2222-2222/"):
        assert client.get(f"{BASE}{path}").status_code == 404
    page = client.get(BASE, {"day": meeting.starts_at.date().isoformat(), "who": "all"}).content.decode()
    assert case.person.full_name not in page and case.reference not in page and "10:00" in page


def test_a_delegate_sees_and_gives_what_is_of_the_branch(case, member, new_member, service, reception, staff, sign_in):
    branch = Branch.objects.create(name="فرع الشرق", area="الشرق")
    delegate = staff("delegate")
    delegate.branch = branch
    delegate.save()
    mine = cases.submitted(new_member(), service)
    mine.branch = branch
    mine.save()
    elsewhere = booking.book(case, slot(reception), by=reception)
    here, free = (slot(reception, days=4 + day, branch=branch, colleague=delegate) for day in range(2))
    meeting = booking.book(mine, here, by=reception)
    client = sign_in(delegate)
    page = client.get(BASE, {"day": here.starts_at.date().isoformat(), "who": "all"}).content.decode()
    assert mine.reference in page
    assert client.get(f"{BASE}{meeting.pk}/").status_code == 200
    assert client.get(f"{BASE}{elsewhere.pk}/").status_code == 404
    assert client.get(f"{BASE}requests/{case.reference}/").status_code == 404
    assert client.post(f"{BASE}{meeting.pk}/move/", {"slot": str(free.pk)}).status_code == 302
    assert client.post(f"{BASE}{meeting.pk}/move/", {"slot": str(slot(reception, days=8).pk)}).status_code == 403


def test_other_desks_and_a_delegate_without_a_branch_stay_outside(staff, sign_in):
    for role in ("editor", "committee", "quality", "delegate"):
        assert sign_in(staff(role)).get(BASE).status_code in (302, 403), role


# --- Reading it ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("look", ["list", "grid"])
def test_the_book_costs_the_same_at_one_line_and_at_three(look, new_member, service, reception, sign_in):
    client = sign_in(reception)
    day = in_days(3).date().isoformat()
    url = f"{BASE}?day={day}&look={look}&who=all"
    booking.book(cases.submitted(new_member(), service), slot(reception, colleague=reception), by=reception)
    slot(reception, hours=1, colleague=reception)
    one = queries_of(client, url)
    for more in range(2, 5):
        free = slot(reception, hours=more, colleague=reception)
        slot(reception, hours=more + 0.25, colleague=reception)
        booking.book(cases.submitted(new_member(), service), free, by=reception)
    assert queries_of(client, url) == one


@pytest.mark.parametrize("day", ["", "x", "\x00", "1/1/1448", "31/12/2076", "1/1/1343", "2026-02-31", "٢٠٢٦-١٢-٠١"])
def test_any_day_in_the_address_is_answered(reception, sign_in, day):
    answer = sign_in(reception).get(BASE, {"day": day, "span": "?", "look": "?", "who": "\x00", "meeting": "?"})
    assert answer.status_code == 200


def test_ones_own_week_as_a_calendar_tells_numbers_and_no_names(case, member, reception, staff, sign_in):
    meeting = booking.book(case, slot(reception, colleague=reception), by=member)
    booking.book(case, slot(reception, days=3, hours=2, colleague=staff("reception")), by=reception)
    answer = sign_in(reception).get(f"{BASE}calendar/", {"day": meeting.starts_at.date().isoformat()})
    text = answer.content.decode()
    assert text.count("BEGIN:VEVENT") == 1 and case.reference in text
    assert case.person.full_name not in text and "سالم" not in text

"""The day of a shift: who came and left, taps of a lost connection, absences, and what happened."""

import json
import uuid
from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from audit.models import AuditEvent
from notifications.models import Delivery, Message
from people.models import Kinship
from tests.volunteering.places import expected
from tests.volunteering.volunteers import make_opportunity, make_shift, make_volunteer
from volunteering.day import actions, taps, times
from volunteering.enums import Event
from volunteering.models import HoursEntry, Incident, Placement, Tap
from volunteering.refusals import Refused

pytestmark = pytest.mark.django_db
URL = "/admin/volunteering/day/"


@pytest.fixture
def coordinator(staff):
    return staff("volunteer_coordinator")


@pytest.fixture
def shift():
    """It begins in an hour; the clock of a test stands where the test puts it."""
    begin = timezone.now().replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
    return make_shift(make_opportunity(), starts=begin)


@pytest.fixture
def place(shift, member, coordinator):
    return expected(shift, make_volunteer(member, by=coordinator))


def at(shift, minutes):
    """So many minutes after the beginning."""
    return time_machine.travel(shift.starts_at + timedelta(minutes=minutes), tick=False)


def refused(act, *args, **given):
    with pytest.raises(Refused) as refusal:
        act(*args, **given)
    return refusal.value


def events_of(place):
    """In their order, where the clock moved between them."""
    return list(place.events.values_list("kind", flat=True))


def letters_to(user):
    return [sent for sent in Delivery.objects.all() if sent.address == user.email]


# --- Coming and going --------------------------------------------------------------------------------------------
def test_coming_and_going_propose_hours_rounded_to_five_minutes(place, shift, coordinator):
    with at(shift, 2):
        actions.check_in(place, by=coordinator)
    with at(shift, 125):
        left = actions.check_out(place, by=coordinator)
    assert left.is_completed and left.checked_out_at == shift.starts_at + timedelta(minutes=125)
    assert HoursEntry.objects.get().proposed_minutes == 125
    assert events_of(place) == [Event.CHECKED_IN, Event.CHECKED_OUT]
    assert AuditEvent.objects.about(place).filter(action="volunteering.checked_in").count() == 1
    assert not Message.objects.exists()


@pytest.mark.parametrize(("came", "left", "counted"), [(-15, 240, 195), (0, 180, 180), (3, 3, 0), (0, 62, 60)])
def test_hours_are_bounded_by_the_shift_and_its_tolerance(place, shift, coordinator, came, left, counted):
    with at(shift, came):
        actions.check_in(place, by=coordinator)
    with at(shift, left):
        actions.check_out(place, by=coordinator)
    assert HoursEntry.objects.get().proposed_minutes == counted


def test_what_is_noted_twice_stands_once(place, shift, coordinator):
    for minutes in (0, 5):
        with at(shift, minutes):
            actions.check_in(place, by=coordinator)
    for minutes in (60, 70):
        with at(shift, minutes):
            done = actions.check_out(place, by=coordinator)
    assert done.checked_in_at == shift.starts_at
    assert done.checked_out_at == shift.starts_at + timedelta(minutes=60)
    assert events_of(place) == [Event.CHECKED_IN, Event.CHECKED_OUT]
    assert HoursEntry.objects.count() == 1


@pytest.mark.parametrize(
    ("now", "said", "told"), [(-16, -16, times.TOO_EARLY), (10, 11, times.NOT_YET), (181, 181, times.TOO_LATE)]
)
def test_a_time_that_cannot_be_is_refused(place, shift, coordinator, now, said, told):
    with at(shift, now):
        moment = shift.starts_at + timedelta(minutes=said)
        refusal = refused(actions.check_in, place, by=coordinator, at=moment)
    assert (refusal.message, refusal.status) == (told, 422)
    assert events_of(place) == []


def test_nobody_leaves_before_coming_or_without(place, shift, coordinator):
    with at(shift, 30):
        assert refused(actions.check_out, place, by=coordinator).message == actions.NOT_HERE
        actions.check_in(place, by=coordinator)
        early = refused(actions.check_out, place, by=coordinator, at=shift.starts_at)
    assert early.message == actions.BEFORE_COMING


def test_after_the_shift_somebody_was_there_the_whole_time(place, shift, coordinator):
    with at(shift, 170):
        assert refused(actions.was_there, place, by=coordinator).message == actions.NOT_OVER
    with at(shift, 600):
        actions.was_there(place, by=coordinator)
        actions.was_there(place, by=coordinator)
    assert HoursEntry.objects.get().proposed_minutes == 180


def test_nobody_notes_their_own_or_kin(shift, staff, coordinator, member):
    volunteer = make_volunteer(coordinator, by=staff("volunteer_coordinator"))
    own = expected(shift, volunteer)
    kin = expected(shift, make_volunteer(member, by=coordinator))
    Kinship.objects.create(user=coordinator, person=kin.volunteer.person, declared_by=coordinator)
    with at(shift, 5):
        for place in (own, kin):
            for act in (actions.check_in, actions.check_out, actions.miss, actions.undo, actions.was_there):
                assert refused(act, place, by=coordinator).status == 403
        assert refused(actions.check_in, kin, by=staff("reception")).status == 403


# --- Undoing and absence -----------------------------------------------------------------------------------------
def test_each_step_can_be_taken_back(place, shift, coordinator):
    with at(shift, 0):
        actions.check_in(place, by=coordinator)
    with at(shift, 60):
        actions.check_out(place, by=coordinator)
        assert actions.undo(place, by=coordinator).is_present
        assert not HoursEntry.objects.exists()
        assert actions.undo(place, by=coordinator).is_accepted
        assert refused(actions.undo, place, by=coordinator).message == actions.NOTHING_NOTED
        actions.miss(place, by=coordinator)
        actions.excuse(place, by=coordinator, reason="مرض")
        back = actions.undo(place, by=coordinator)
    assert back.is_accepted and back.is_excused is None and back.reason == ""
    assert sorted(events_of(place)) == [
        Event.CHECK_IN_UNDONE,
        Event.CHECK_OUT_UNDONE,
        Event.CHECKED_IN,
        Event.CHECKED_OUT,
        Event.EXCUSED,
        Event.MISS_UNDONE,
        Event.MISSED,
    ]
    assert set(Message.objects.values_list("template", flat=True)) == {
        "volunteering/missed",
        "volunteering/miss_undone",
    }


def test_hours_that_somebody_looked_at_are_not_taken_back(place, shift, coordinator):
    with at(shift, 0):
        actions.check_in(place, by=coordinator)
    with at(shift, 60):
        actions.check_out(place, by=coordinator)
        entry = HoursEntry.objects.get()
        entry.claimed_minutes = 50
        entry.save()
        assert refused(actions.undo, place, by=coordinator).status == 409
    assert Placement.objects.get().is_completed


def test_somebody_noted_as_absent_may_still_come(place, shift, coordinator):
    with at(shift, -5):
        assert refused(actions.miss, place, by=coordinator).message == actions.NOT_BEGUN
    with at(shift, 30):
        actions.miss(place, by=coordinator)
    with at(shift, 40):
        assert actions.check_in(place, by=coordinator).is_present
    assert sorted(events_of(place)) == [Event.CHECKED_IN, Event.MISS_UNDONE, Event.MISSED]


def test_the_coordinator_is_told_after_so_many_absences_without_an_excuse(member, coordinator, shift):
    volunteer = make_volunteer(member, by=coordinator)
    page = shift.opportunity
    shifts = [make_shift(page, starts=shift.starts_at + timedelta(days=number)) for number in range(4)]
    places = [expected(each, volunteer) for each in shifts]
    for place in places[:3]:
        with at(place.shift, 30):
            actions.miss(place, by=coordinator)
    (letter,) = letters_to(coordinator)
    assert volunteer.reference in letter.text and volunteer.person.full_name not in letter.text
    assert f"{URL}{places[2].shift_id}/" in letter.text


def test_an_excused_absence_does_not_count(member, coordinator, shift):
    volunteer = make_volunteer(member, by=coordinator)
    shifts = [make_shift(shift.opportunity, starts=shift.starts_at + timedelta(days=number)) for number in range(3)]
    for each in shifts:
        place = expected(each, volunteer)
        with at(each, 30):
            actions.miss(place, by=coordinator)
            actions.excuse(place, by=coordinator, reason="سفر")
    assert letters_to(coordinator) == []


# --- Many at once ------------------------------------------------------------------------------------------------
def test_everyone_leaves_at_once_and_the_list_is_closed(shift, coordinator, new_member, staff):
    there = [expected(shift, make_volunteer(new_member(), by=coordinator)) for _each in range(2)]
    absent = expected(shift, make_volunteer(new_member(), by=coordinator))
    mine = expected(shift, make_volunteer(coordinator, by=staff("manager")))
    with at(shift, 0):
        for place in there:
            actions.check_in(place, by=coordinator)
    with at(shift, 100):
        assert refused(actions.close, shift, by=coordinator).message == actions.NOT_OVER
        assert actions.all_out(shift, by=coordinator) == 2
    with at(shift, 200):
        assert actions.close(shift, by=coordinator) == (0, 1)
    assert Placement.objects.get(pk=absent.pk).was_missed
    assert Placement.objects.get(pk=mine.pk).is_accepted
    assert set(HoursEntry.objects.values_list("proposed_minutes", flat=True)) == {100}


def test_a_forgotten_end_is_the_end_of_the_shift_and_approves_nothing(place, shift, coordinator):
    with at(shift, 0):
        actions.check_in(place, by=coordinator)
    with at(shift, 60 * 20):
        assert actions.end_forgotten(shift) == 1
        assert actions.end_forgotten(shift) == 0
    entry = HoursEntry.objects.get()
    assert (entry.status, entry.proposed_minutes, entry.approved_by) == ("pending", 180, None)


# --- Taps of a phone ---------------------------------------------------------------------------------------------
def sent(client, shift, *given):
    body = json.dumps({"taps": [{"key": str(uuid.uuid4()), **each} for each in given]})
    return client.post(f"{URL}{shift.pk}/taps/", body, content_type="application/json")


def test_taps_of_a_lost_connection_count_once_at_their_time(place, shift, coordinator, sign_in):
    client, key = sign_in(coordinator), str(uuid.uuid4())
    came = {"key": key, "act": "in", "placement": str(place.pk), "seconds_ago": 600}
    with at(shift, 20):
        first = sent(client, shift, came).json()
        again = sent(client, shift, came).json()
    assert [each["done"] for each in first["answers"] + again["answers"]] == [True, True]
    assert first["counts"] == {"awaited": 0, "present": 1, "left": 0, "missing": 0}
    assert first["people"][str(place.pk)]["state"] == "checked_in"
    assert Placement.objects.get().checked_in_at == shift.starts_at + timedelta(minutes=10)
    assert events_of(place) == [Event.CHECKED_IN]
    assert Tap.objects.count() == 1


def test_a_key_counts_once_even_after_it_was_taken_back(place, shift, coordinator, sign_in):
    client, key = sign_in(coordinator), str(uuid.uuid4())
    came = {"key": key, "act": "in", "placement": str(place.pk), "seconds_ago": 0}
    with at(shift, 20):
        sent(client, shift, came, {"act": "undo", "placement": str(place.pk)})
        sent(client, shift, came)
    assert Placement.objects.get().is_accepted


def test_a_tap_before_the_tolerance_is_refused_and_the_others_stand(place, shift, coordinator, sign_in, new_member):
    other = expected(shift, make_volunteer(new_member(), by=coordinator))
    with at(shift, 0):
        answers = sent(
            sign_in(coordinator),
            shift,
            {"act": "in", "placement": str(place.pk), "seconds_ago": 16 * 60},
            {"act": "in", "placement": str(other.pk), "seconds_ago": 60},
        ).json()["answers"]
    assert [each["done"] for each in answers] == [False, True]
    assert answers[0]["told"]
    assert Tap.objects.count() == 1


@pytest.mark.parametrize(
    "body",
    [
        "",
        "[]",
        '{"taps": 5}',
        '{"taps": [{}]}',
        '{"taps": [{"key": "x", "act": "in", "placement": "y"}]}',
        '{"taps": [5]}',
        "\x00",
        json.dumps({"taps": [{"key": str(uuid.uuid4()), "act": "approve", "placement": str(uuid.uuid4())}]}),
        json.dumps(
            {"taps": [{"key": str(uuid.uuid4()), "act": "in", "placement": str(uuid.uuid4()), "seconds_ago": -9}]}
        ),
    ],
)
def test_what_is_no_tap_is_refused(body, shift, coordinator, sign_in):
    answer = sign_in(coordinator).post(f"{URL}{shift.pk}/taps/", body, content_type="application/json")
    assert answer.status_code == 422
    assert answer.json()["told"]


def test_a_tap_on_a_place_of_another_shift_is_refused(place, shift, coordinator, sign_in):
    other = make_shift(shift.opportunity, starts=shift.starts_at)
    with at(shift, 5):
        answers = sent(sign_in(coordinator), other, {"act": "in", "placement": str(place.pk)}).json()["answers"]
    assert answers[0]["done"] is False
    assert Placement.objects.get().is_accepted


def test_old_keys_are_forgotten(coordinator):
    Tap.objects.create(key=uuid.uuid4(), by=coordinator, received_at=timezone.now() - timedelta(days=8))
    Tap.objects.create(key=uuid.uuid4(), by=coordinator)
    assert taps.forget_old() == 1


# --- The screens -------------------------------------------------------------------------------------------------
def test_the_list_works_without_a_script(place, shift, coordinator, sign_in):
    client = sign_in(coordinator)
    with at(shift, 5):
        page = client.get(f"{URL}?day={shift.day.isoformat()}").content.decode()
        assert shift.opportunity.title in page
        listed = client.get(f"{URL}{shift.pk}/").content.decode()
        assert place.volunteer.person.full_name in listed
        act = f"{URL}places/{place.pk}/"
        assert client.post(act, {"act": "in"}).status_code == 302
        assert Placement.objects.get().is_present
        assert client.post(act, {"act": "miss"}).status_code == 409
        assert client.post(act, {"act": "approve"}).status_code == 404
        assert client.post(f"{URL}{shift.pk}/close/").status_code == 422


def test_a_list_that_has_not_opened_says_when_and_offers_nothing_early(place, shift, coordinator, sign_in):
    client, opens = sign_in(coordinator), timezone.localtime(shift.starts_at - timedelta(minutes=15))
    with at(shift, -16):
        early = client.get(f"{URL}{shift.pk}/").content.decode()
    with at(shift, -15):
        opened = client.get(f"{URL}{shift.pk}/").content.decode()
    assert f'data-opens="{int(opens.timestamp())}"' in early and f'<bdi dir="ltr">{opens:%H:%M}</bdi>' in early
    assert early.count("disabled data-early") == 2 and "hidden data-early" in early
    assert "data-opens" not in opened and "data-early" not in opened


def test_an_empty_day_leads_to_the_next_shift(shift, coordinator, sign_in):
    client, before = sign_in(coordinator), shift.day - timedelta(days=3)
    assert f"?day={shift.day.isoformat()}" in client.get(f"{URL}?day={before.isoformat()}").content.decode()
    after = shift.day + timedelta(days=3)
    assert "case-tap" not in client.get(f"{URL}?day={after.isoformat()}").content.decode()


def test_names_are_found_however_they_are_written(place, shift, coordinator, sign_in):
    client = sign_in(coordinator)
    assert "سالم" in client.get(f"{URL}{shift.pk}/?q=الجهنى").content.decode()
    assert "data-person" not in client.get(f"{URL}{shift.pk}/?q=هند").content.decode()


def test_what_happened_is_written_down_for_the_desk_alone(place, shift, coordinator, sign_in):
    client = sign_in(coordinator)
    url = f"{URL}{shift.pk}/incidents/"
    assert client.post(url, {"text": ""}).status_code == 422
    given = {"text": "جرح صغير في اليد", "about": str(place.volunteer_id)}
    assert client.post(url, given).status_code == 302
    assert Incident.objects.get().volunteer == place.volunteer
    assert "جرح صغير" in client.get(url).content.decode()
    assert AuditEvent.objects.filter(action="volunteering.incident").count() == 1


def test_an_excuse_wants_a_reason(place, shift, coordinator, sign_in):
    client = sign_in(coordinator)
    with at(shift, 30):
        actions.miss(place, by=coordinator)
        url = f"{URL}places/{place.pk}/excuse/"
        assert client.get(url).status_code == 200
        assert client.post(url, {"reason": " "}).status_code == 422
        assert client.post(url, {"reason": "مرض"}).status_code == 302
    fresh = Placement.objects.get()
    assert (fresh.is_excused, fresh.reason) == (True, "مرض")

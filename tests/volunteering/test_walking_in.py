"""Cards that are read on the day, and people who come without a place."""

import json
import uuid
from datetime import date, timedelta

import pytest
import time_machine
from django.utils import timezone

from people.models import Kinship
from tests.volunteering.places import expected
from tests.volunteering.volunteers import make_opportunity, make_shift, make_volunteer
from volunteering.day import walking_in
from volunteering.day.actions import check_in, miss
from volunteering.enums import OpenTo
from volunteering.models import Placement, Volunteer
from volunteering.refusals import Refused
from volunteering.registering import card

pytestmark = pytest.mark.django_db
URL = "/admin/volunteering/day/"


@pytest.fixture
def coordinator(staff):
    return staff("volunteer_coordinator")


@pytest.fixture
def shift():
    begin = timezone.now().replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
    return make_shift(make_opportunity(), starts=begin, capacity=1)


@pytest.fixture
def volunteer(member, coordinator):
    return make_volunteer(member, by=coordinator)


def at(shift, minutes):
    return time_machine.travel(shift.starts_at + timedelta(minutes=minutes), tick=False)


def refused(act, *args, **given):
    with pytest.raises(Refused) as refusal:
        act(*args, **given)
    return refusal.value


# --- Cards -------------------------------------------------------------------------------------------------------
def sent(client, shift, **tap):
    body = json.dumps({"taps": [{"key": str(uuid.uuid4()), "act": "in", **tap}]})
    return client.post(f"{URL}{shift.pk}/taps/", body, content_type="application/json").json()["answers"][0]


@pytest.mark.parametrize("write", [card.make, card.address])
def test_a_card_notes_its_volunteer(write, shift, volunteer, coordinator, sign_in):
    expected(shift, volunteer)
    with at(shift, 5):
        answer = sent(sign_in(coordinator), shift, card=write(volunteer))
    assert answer["done"] is True and answer["told"] == ""
    assert Placement.objects.get().is_present


def test_an_edited_an_old_and_a_strangers_card_note_nobody(shift, volunteer, coordinator, sign_in, new_member):
    expected(shift, volunteer)
    stranger = make_volunteer(new_member(), by=coordinator)
    code = card.make(volunteer)
    edited = code.replace(volunteer.reference, stranger.reference)
    Volunteer.objects.filter(pk=volunteer.pk).update(card_number=2)
    with at(shift, 5):
        for text in (edited, code, card.make(stranger), "x", "https://evil.example/"):
            answer = sent(sign_in(coordinator), shift, card=text)
            assert answer["done"] is False and answer["told"]
    assert Placement.objects.get().is_accepted


def test_a_phones_own_camera_leads_to_the_places_of_today(shift, volunteer, coordinator, sign_in):
    expected(shift, volunteer)
    client, way = sign_in(coordinator), f"/{card.address(volunteer).split('/', 3)[3]}"
    with at(shift, 5):
        page = client.get(way)
        assert page.status_code == 200 and shift.opportunity.title in page.content.decode()
        assert client.get(f"{URL}cards/{card.make(volunteer)}x/").status_code == 422


# --- Without a place ---------------------------------------------------------------------------------------------
def test_whoever_comes_without_a_place_gets_one_once(shift, volunteer, coordinator):
    with at(shift, 5):
        for _twice in range(2):
            place = walking_in.walk_in(shift, volunteer, by=coordinator)
    assert place.is_present and place.is_walk_in
    assert sorted(place.events.values_list("kind", flat=True)) == ["checked_in", "joined"]


def test_beyond_the_capacity_a_reason_is_needed_and_kept(shift, volunteer, coordinator, new_member):
    first = expected(shift, make_volunteer(new_member(), by=coordinator))
    with at(shift, 5):
        check_in(first, by=coordinator)
        assert refused(walking_in.walk_in, shift, volunteer, by=coordinator, reason=" ").message == walking_in.FULL
        place = walking_in.walk_in(shift, volunteer, by=coordinator, reason="الضيوف كثيرون")
    assert place.reason == "الضيوف كثيرون"


def test_whoever_did_not_come_left_the_place_free(shift, volunteer, coordinator, new_member):
    absent = expected(shift, make_volunteer(new_member(), by=coordinator))
    with at(shift, 20):
        miss(absent, by=coordinator)
        assert walking_in.walk_in(shift, volunteer, by=coordinator).reason == ""
        again = refused(walking_in.walk_in, shift, absent.volunteer, by=coordinator, reason="س")
    assert again.message == walking_in.IN_THE_LIST


def test_who_waited_for_a_place_and_stands_there_gets_it(shift, volunteer, coordinator):
    waiting = Placement(shift=shift, volunteer=volunteer)
    waiting.wait()
    waiting.save()
    with at(shift, 5):
        assert walking_in.walk_in(shift, volunteer, by=coordinator).pk == waiting.pk
    assert Placement.objects.get().is_present


def test_what_keeps_from_joining_keeps_from_walking_in(shift, volunteer, coordinator, new_member):
    child = make_volunteer(new_member(), by=coordinator, born=date(timezone.localdate().year - 16, 1, 1))
    busy = make_shift(shift.opportunity, starts=shift.starts_at + timedelta(hours=1))
    expected(busy, volunteer)
    with at(shift, 5):
        assert refused(walking_in.walk_in, shift, child, by=coordinator).message == walking_in.GUARDIAN
        assert refused(walking_in.walk_in, shift, volunteer, by=coordinator).status == 409
    page = shift.opportunity
    page.open_to = OpenTo.WOMEN
    page.save()
    other = make_volunteer(new_member(), by=coordinator)
    with at(shift, 5):
        assert refused(walking_in.walk_in, shift, other, by=coordinator).status == 409
    assert Placement.objects.filter(shift=shift).count() == 0


def test_nobody_lets_kin_in_and_nobody_before_the_shift(shift, volunteer, coordinator):
    with at(shift, -20):
        assert refused(walking_in.walk_in, shift, volunteer, by=coordinator).status == 422
    Kinship.objects.create(user=coordinator, person=volunteer.person, declared_by=coordinator)
    with at(shift, 5):
        assert refused(walking_in.walk_in, shift, volunteer, by=coordinator).status == 403


def test_the_form_takes_a_number_or_a_card(shift, volunteer, coordinator, sign_in, new_member):
    client, url = sign_in(coordinator), f"{URL}{shift.pk}/walk-in/"
    with at(shift, 5):
        assert client.get(url, {"who": volunteer.reference}).status_code == 200
        for who in ("", "YV-2222-2222", "x"):
            assert client.post(url, {"who": who}).status_code == 422
        assert client.post(url, {"who": volunteer.reference.lower().replace("-", " ")}).status_code == 302
        assert client.post(url, {"who": card.make(volunteer)}).status_code == 302
        full = make_volunteer(new_member(), by=coordinator)
        assert client.post(url, {"who": full.reference}).status_code == 422
        assert client.post(url, {"who": full.reference, "reason": "عدد كبير"}).status_code == 302
    assert Placement.objects.filter(status="checked_in").count() == 2

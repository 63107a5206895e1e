"""A volunteer notes their own coming by the code of the day, within the shift alone."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from tests.volunteering.places import expected
from tests.volunteering.volunteers import make_opportunity, make_shift, make_volunteer
from volunteering.arriving import actions
from volunteering.arriving.codes import code_of, is_code
from volunteering.day.actions import miss
from volunteering.models import Placement
from volunteering.refusals import Refused

pytestmark = pytest.mark.django_db
URL = "/my/volunteering/here/"


@pytest.fixture
def coordinator(staff):
    return staff("volunteer_coordinator")


@pytest.fixture
def shift():
    begin = timezone.now().replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
    return make_shift(make_opportunity(), starts=begin)


@pytest.fixture
def place(shift, member, coordinator):
    return expected(shift, make_volunteer(member, by=coordinator))


def at(shift, minutes):
    return time_machine.travel(shift.starts_at + timedelta(minutes=minutes), tick=False)


def refused(act, *args, **given):
    with pytest.raises(Refused) as refusal:
        act(*args, **given)
    return refusal.value


def test_the_code_changes_each_day_and_with_each_shift(shift):
    other = make_shift(shift.opportunity, starts=shift.starts_at)
    codes = {code_of(each, shift.day + timedelta(days=day)) for each in (shift, other) for day in (0, 1, 2)}
    assert len(codes) == 6 and all(len(code) == 6 for code in codes)


@pytest.mark.parametrize("write", [str, str.lower, lambda code: f" {code[:3]}-{code[3:]} "])
def test_a_code_is_read_however_it_is_typed(write, shift):
    assert is_code(write(code_of(shift, shift.day)), shift, shift.day)
    assert not is_code("", shift, shift.day) and not is_code("ممممممم", shift, shift.day)


def test_one_is_noted_once_by_the_code_of_today(place, shift, member):
    with at(shift, -10):
        for _twice in range(2):
            there = actions.arrive(shift, by=member, code=code_of(shift, shift.day))
    assert there.is_present and there.checked_in_by == member
    assert place.events.count() == 1


@pytest.mark.parametrize("minutes", [-16, 181])
def test_the_code_counts_within_the_shift_alone(minutes, place, shift, member):
    with at(shift, minutes):
        assert refused(actions.arrive, shift, by=member, code=code_of(shift, shift.day)).status == 422
    assert Placement.objects.get().is_accepted


def test_a_code_of_yesterday_and_somebody_elses_place_open_nothing(place, shift, member, new_member, coordinator):
    with at(shift, 5):
        old = code_of(shift, shift.day - timedelta(days=1))
        assert refused(actions.arrive, shift, by=member, code=old).message == actions.WRONG_CODE
        code = code_of(shift, shift.day)
        assert refused(actions.arrive, shift, by=new_member(), code=code).message == actions.NO_PLACE
        miss(place, by=coordinator)
        assert refused(actions.arrive, shift, by=member, code=code).message == actions.NOTED_ABSENT


def test_the_page_fills_in_what_was_scanned(place, shift, member, sign_in, new_member):
    client, url = sign_in(member), f"{URL}{shift.pk}/"
    with at(shift, 5):
        code = code_of(shift, shift.day)
        assert code in client.get(url, {"code": code}).content.decode()
        assert client.post(url, {"code": ""}).status_code == 422
        assert client.post(url, {"code": "222222"}).status_code == 422
        assert sign_in(new_member()).get(url).status_code == 404
        assert client.post(url, {"code": code.lower()}).status_code == 302
    assert Placement.objects.get().is_present


def test_guessing_a_code_is_slowed(place, shift, member, sign_in, settings):
    settings.LOOK_LIMITS = {"day_code": [(2, 60)]}
    client, url = sign_in(member), f"{URL}{shift.pk}/"
    with at(shift, 5):
        codes = [client.post(url, {"code": f"22222{each}"}).status_code for each in "2345"]
    assert codes == [422, 422, 429, 429]


def test_the_coordinator_shows_the_code(place, shift, coordinator, sign_in):
    shown = sign_in(coordinator).get(f"/admin/volunteering/day/{shift.pk}/code/").content.decode()
    assert code_of(shift, timezone.localdate()) in shown and "<svg" in shown

"""Whom an errand is put to, who takes it, and what they may see (R25, R32)."""

from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from audit.models import AuditEvent
from notifications.models import Message
from people.actions import person_of
from people.enums import Gender
from tests.volunteering.errands import errand_addresses, interpreter, next_morning, wanted
from tests.volunteering.volunteers import make_opportunity, make_shift, named
from volunteering.enums import ErrandKind, ErrandStatus, OpenTo, PlacementStatus, QualificationStatus, Skill, TownPart
from volunteering.errands import actions, hearing
from volunteering.errands.queries import done
from volunteering.models import Errand, Placement, Qualification, VolunteerEvent
from volunteering.refusals import Refused

pytestmark = pytest.mark.django_db
URL = "/my/volunteering/errands/"


@pytest.fixture
def coordinator(staff):
    return staff("volunteer_coordinator")


@pytest.fixture
def person(new_member):
    return named(new_member())


@pytest.fixture
def for_person(person, monkeypatch):
    """Every errand is for `person`; what the room above hears is kept."""
    heard = []
    monkeypatch.setattr(hearing, "_people", [lambda errand: person])
    monkeypatch.setattr(hearing, "_ears", [lambda errand: heard.append(errand.status)])
    return heard


def posted(by, **other) -> Errand:
    errand = actions.post(by=by, first_name="نورة", **wanted(**{"details": "بجوار المدرسة", **other}))
    actions.call_more(errand)
    return errand


def asked(errand) -> set:
    return {call.volunteer_id for call in errand.calls.all()}


def told(volunteer, event) -> int:
    return Message.objects.filter(recipient=volunteer.person.recipient, template=f"volunteering/{event}").count()


def test_only_who_fits_is_asked(coordinator, new_member, for_person):
    fits = interpreter(new_member(), by=coordinator)
    other = {
        "another language": {"interprets": ["bn", "u"]},
        "elsewhere": {"town_parts": [TownPart.NAKHAL]},
        "not to be asked": {"takes_errands": False},
        "a child": {"born": timezone.localdate() - timedelta(days=365 * 17)},
    }
    for facts in other.values():
        interpreter(new_member(), by=coordinator, **facts)
    paused = interpreter(new_member(), by=coordinator)
    paused.pause()
    paused.save()
    assert asked(posted(coordinator)) == {fits.pk}
    assert told(fits, "errand_asked") == 1


@pytest.mark.parametrize(
    ("gender", "open_to", "is_asked"),
    [
        (Gender.MALE, OpenTo.WOMEN, False),
        (Gender.FEMALE, OpenTo.WOMEN, True),
        (Gender.MALE, OpenTo.EVERYONE, True),
    ],
)
def test_a_womans_help_is_a_womans(coordinator, new_member, for_person, gender, open_to, is_asked):
    volunteer = interpreter(new_member(), by=coordinator, gender=gender)
    assert (volunteer.pk in asked(posted(coordinator, open_to=open_to))) is is_asked


def test_neither_the_person_nor_kin_is_asked(coordinator, new_member, monkeypatch):
    own = interpreter(new_member(), by=coordinator)
    relative = interpreter(new_member(), by=coordinator)
    relative.person.household.create(name="ابنة", relation="daughter", identity_index="x" * 8)
    own.person.household.create(name="ابنة", relation="daughter", identity_index="x" * 8)
    monkeypatch.setattr(hearing, "_people", [lambda errand: own.person])
    assert asked(posted(coordinator)) == set()


def test_who_has_a_place_at_that_hour_is_not_asked(coordinator, new_member, for_person):
    busy = interpreter(new_member(), by=coordinator)
    shift = make_shift(make_opportunity(), starts=next_morning() + timedelta(hours=1))
    Placement.objects.create(shift=shift, volunteer=busy, status=PlacementStatus.ACCEPTED)
    assert asked(posted(coordinator)) == set()
    assert asked(posted(coordinator, starts_at=next_morning() + timedelta(days=1))) == {busy.pk}


def test_a_driver_has_a_licence_that_is_valid_on_the_day(coordinator, new_member, for_person):
    drivers = [interpreter(new_member(), by=coordinator, has_car=True) for _each in range(3)]
    for volunteer, last in zip(drivers[:2], (date(2035, 1, 1), timezone.localdate()), strict=True):
        Qualification.objects.create(
            volunteer=volunteer,
            skill=Skill.DRIVING,
            title="رخصة",
            expires_on=last,
            status=QualificationStatus.CHECKED,
            checked_by=coordinator,
            checked_at=timezone.now(),
        )
    assert asked(posted(coordinator, kind=ErrandKind.DRIVER, language="")) == {drivers[0].pk}


def test_who_is_free_then_is_asked_first_and_not_more_than_needed(coordinator, new_member, for_person, monkeypatch):
    monkeypatch.setattr(actions, "ASKED_AT_ONCE", 1)
    interpreter(new_member(), by=coordinator, availability={})
    free = interpreter(new_member(), by=coordinator)
    assert asked(posted(coordinator)) == {free.pk}


def test_the_first_one_takes_it_and_the_second_is_told_so(coordinator, new_member, for_person):
    first, second = (interpreter(new_member(), by=coordinator) for _each in range(2))
    errand = posted(coordinator)
    for _twice in range(2):
        actions.take(errand, by=first.person.user)
    with pytest.raises(Refused) as refused:
        actions.take(errand, by=second.person.user)
    assert (refused.value.status, refused.value.message) == (409, actions.TAKEN)
    assert Errand.objects.get().taken_by == first
    assert (told(first, "errand_taken"), told(second, "errand_taken")) == (1, 0)
    assert VolunteerEvent.objects.filter(kind="errand_taken").count() == 1
    assert for_person == [ErrandStatus.TAKEN]


def test_who_was_not_asked_takes_nothing(coordinator, new_member, for_person):
    errand, stranger = posted(coordinator), new_member()
    with pytest.raises(Refused):
        actions.take(errand, by=stranger)
    assert Errand.objects.get().is_open


def test_given_back_it_is_put_to_others(coordinator, new_member, for_person):
    first = interpreter(new_member(), by=coordinator)
    errand = posted(coordinator)
    actions.take(errand, by=first.person.user)
    second = interpreter(new_member(), by=coordinator)
    actions.decline(errand, by=first.person.user)
    assert Errand.objects.get().is_open
    assert asked(errand) == {first.pk, second.pk}
    assert told(second, "errand_asked") == 1
    assert for_person == [ErrandStatus.TAKEN, ErrandStatus.OPEN]


def test_nobody_is_looked_for_after_the_hour(coordinator, new_member, for_person, time_machine):
    posted(coordinator)
    call_command("sweep_errands")
    assert Errand.objects.get().is_open
    late = interpreter(new_member(), by=coordinator)
    call_command("sweep_errands")
    assert asked(Errand.objects.get()) == {late.pk}
    time_machine.move_to(next_morning() + timedelta(minutes=1))
    call_command("sweep_errands")
    fresh = Errand.objects.get()
    assert fresh.status == ErrandStatus.UNFILLED
    assert (fresh.first_name, fresh.details) == ("", "")
    assert for_person == [ErrandStatus.UNFILLED]


def test_the_minutes_are_noted_once_and_never_more_than_it_was(coordinator, new_member, for_person, time_machine):
    volunteer = interpreter(new_member(), by=coordinator)
    errand = posted(coordinator)
    actions.take(errand, by=volunteer.person.user)
    with pytest.raises(Refused):
        actions.finish(errand, by=coordinator, minutes=60)
    time_machine.move_to(next_morning() + timedelta(hours=2))
    with pytest.raises(Refused):
        actions.finish(errand, by=coordinator, minutes=90 + 16)
    for _twice in range(2):
        actions.finish(errand, by=coordinator, minutes=80)
    assert [each.minutes for each in done(volunteer)] == [80]
    assert told(volunteer, "errand_over") == 1
    assert Errand.objects.get().details == ""


def test_cancelled_the_holder_hears_of_it(coordinator, new_member, for_person):
    volunteer = interpreter(new_member(), by=coordinator)
    errand = posted(coordinator)
    actions.take(errand, by=volunteer.person.user)
    for _twice in range(2):
        actions.cancel(errand, by=coordinator)
    assert told(volunteer, "errand_over") == 1
    assert AuditEvent.objects.filter(action="errand.cancelled").count() == 1


@pytest.mark.parametrize(
    "odd",
    [
        {"starts_at": timezone.now() - timedelta(minutes=1)},
        {"ends_at": next_morning() - timedelta(minutes=1)},
        {"ends_at": next_morning() + timedelta(hours=13)},
    ],
)
def test_a_time_that_cannot_be_is_refused(coordinator, odd):
    with pytest.raises(Refused):
        actions.post(by=coordinator, **wanted(**odd))
    assert not Errand.objects.exists()


# --- The page -------------------------------------------------------------------------------------------------------


def test_name_and_place_are_shown_after_taking_alone(coordinator, new_member, sign_in, for_person):
    volunteer, errand = interpreter(new_member(), by=coordinator), posted(coordinator)
    client = sign_in(volunteer.person.user)
    page = client.get(URL).content.decode()
    assert "ينبع البحر" in page
    assert "نورة" not in page and "بجوار المدرسة" not in page
    assert client.post(f"{URL}{errand.pk}/take/").status_code == 302
    page = client.get(URL).content.decode()
    assert "نورة" in page and "بجوار المدرسة" in page
    assert client.post(f"{URL}{errand.pk}/decline/").status_code == 302
    assert "نورة" not in client.get(URL).content.decode()


def test_a_lost_race_is_told_on_the_page(coordinator, new_member, sign_in, for_person):
    first, second = (interpreter(new_member(), by=coordinator) for _each in range(2))
    errand = posted(coordinator)
    actions.take(errand, by=first.person.user)
    answer = sign_in(second.person.user).post(f"{URL}{errand.pk}/take/")
    assert answer.status_code == 409
    assert "سبقك" in answer.content.decode()


def test_where_one_may_be_asked_is_ones_own_choice(coordinator, new_member, sign_in):
    volunteer = interpreter(new_member(), by=coordinator)
    client = sign_in(volunteer.person.user)
    assert client.post(f"{URL}choose/", {"takes_errands": "on"}).status_code == 422
    assert client.post(f"{URL}choose/", {"takes_errands": "on", "town_parts": "mars"}).status_code == 422
    assert client.post(f"{URL}choose/", {"takes_errands": "on", "town_parts": "nakhal"}).status_code == 302
    volunteer.refresh_from_db()
    assert (volunteer.takes_errands, volunteer.town_parts) == (True, ["nakhal"])
    assert client.post(f"{URL}choose/", {}).status_code == 302
    volunteer.refresh_from_db()
    assert volunteer.takes_errands is False


def test_whoever_never_volunteered_finds_no_page(member, sign_in):
    person_of(member)
    assert sign_in(member).get(URL).status_code == 404


def test_more_errands_cost_no_more_queries(member, sign_in):
    costs, client = [], sign_in(member)
    client.get(URL)
    for more in (1, 2):
        for _each in range(more):
            errand_addresses(member)
        with CaptureQueriesContext(connection) as seen:
            assert client.get(URL).status_code == 200
        costs.append(len(seen))
    assert costs[0] == costs[1] <= 15, costs


def test_nobody_notes_their_own_help(coordinator, new_member):
    """Minutes count as approved hours do (R25)."""
    volunteer = interpreter(new_member(), by=coordinator)
    errand = posted(coordinator)
    actions.take(errand, by=volunteer.person.user)
    Errand.objects.update(starts_at=timezone.now() - timedelta(hours=1), ends_at=timezone.now() + timedelta(hours=1))
    with pytest.raises(Refused) as refusal:
        actions.finish(errand, by=volunteer.person.user, minutes=60)
    assert refusal.value.status == 403
    assert actions.finish(errand, by=coordinator, minutes=60).noted_by == coordinator


def test_ones_own_page_says_what_one_promised_and_what_is_asked(coordinator, new_member, sign_in):
    volunteer = interpreter(new_member(), by=coordinator)
    mine = sign_in(volunteer.person.user)
    errand, later = posted(coordinator), posted(coordinator, starts_at=next_morning() + timedelta(days=2))
    assert [each.pk for each in mine.get("/my/volunteering/").context["errands"]] == [errand.pk, later.pk]
    actions.take(later, by=volunteer.person.user)
    page = mine.get("/my/volunteering/")
    assert [each.pk for each in page.context["errands"]] == [later.pk, errand.pk]
    assert "ننتظرك: مساعدة في طلب" in page.content.decode()
    assert "وعدته بالمساعدة" in mine.get("/my/volunteering/end/").content.decode()
    assert "وعدت بالمساعدة في طلب" in mine.get("/my/volunteering/pause/").content.decode()

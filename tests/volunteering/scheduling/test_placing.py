"""Places offered to many: spread, listed, or last year's again; refused with the reason; 360 people on 40 shifts."""

import uuid
from datetime import datetime, time, timedelta
from time import perf_counter

import pytest
from django.db import connection
from django.utils import timezone

from accounts.models import User
from notifications.models import Message
from people.actions import person_of
from people.models import Person
from saudi.hijri import to_gregorian, to_hijri
from tests.volunteering.volunteers import make_shift, make_volunteer
from volunteering.enums import PlacementStatus, Skill
from volunteering.models import Placement, Placing, Shift
from volunteering.refusals import Refused
from volunteering.scheduling import copying
from volunteering.scheduling.actions import make_many
from volunteering.scheduling.placing import actions, queries
from volunteering.scheduling.placing.forms import PlacingForm, read
from volunteering.scheduling.placing.spreading import again, spread
from volunteering.scheduling.plans import Pattern, repeat

pytestmark = pytest.mark.django_db
QUERIES_A_PLACE = 30  # locks, what stands against it, the place, its event, audit row, message and deliveries
SECONDS_A_PLACE = 0.25


def until():
    return timezone.now() + timedelta(days=7)


def coming(opportunity):
    return list(queries.coming(opportunity))


def asked(opportunity, pairs, by, **given):
    return actions.ask(opportunity, pairs, **{"answer_until": until(), "key": uuid.uuid4(), "by": by, **given})


def shifts_of(opportunity, count, capacity=5, days_ahead=20):
    first = (timezone.now() + timedelta(days=days_ahead)).replace(hour=14, minute=0, second=0, microsecond=0)
    return [make_shift(opportunity, starts=first + timedelta(days=n), capacity=capacity) for n in range(count)]


def test_people_are_spread_over_the_emptiest_shifts(opportunity, volunteer):
    shifts_of(opportunity, 3, capacity=2)
    people = [volunteer() for _each in range(7)]
    found = spread(people, coming(opportunity), each=1)
    taken = [sum(shift.pk == chosen.pk for _who, chosen in found.pairs) for shift in coming(opportunity)]
    assert taken == [2, 2, 2]
    assert found.left == [people[6]]


def test_the_times_somebody_has_come_first(opportunity, volunteer):
    shifts_of(opportunity, 7)
    chosen = coming(opportunity)[4]
    begun = timezone.localtime(chosen.starts_at)
    who = volunteer(availability={str(begun.weekday()): ["morning", "afternoon", "evening"]})
    assert who.has_time(chosen.starts_at)
    assert spread([who], coming(opportunity), each=1).pairs == [(who, chosen)]
    assert spread([volunteer()], coming(opportunity), each=1, free_only=True).pairs == []


def test_nobody_is_spread_over_two_shifts_at_once(opportunity, volunteer):
    first = timezone.now() + timedelta(days=9)
    for hours in (0, 1):
        make_shift(opportunity, starts=first + timedelta(hours=hours))
    assert len(spread([volunteer()], coming(opportunity), each=2).pairs) == 1


def test_each_gets_an_offer_and_a_message_and_a_second_click_nothing(
    opportunity, volunteer, coordinator, django_capture_on_commit_callbacks
):
    shifts_of(opportunity, 2)
    who, key = [volunteer(), volunteer()], uuid.uuid4()
    pairs = spread(who, coming(opportunity), each=1).pairs
    with django_capture_on_commit_callbacks(execute=True):
        placing = asked(opportunity, pairs, coordinator, key=key)
        assert asked(opportunity, pairs, coordinator, key=key) == placing
    placing.refresh_from_db()
    places = Placement.objects.all()
    assert {place.status for place in places} == {PlacementStatus.OFFERED}
    assert all(place.answer_until <= placing.answer_until for place in places)
    assert Message.objects.filter(template="volunteering/offered").count() == 2
    assert placing.is_ended and vars(queries.progress(placing)) == {"total": 2, "done": 2, "offered": 2}


def test_going_through_again_offers_nothing_twice(
    opportunity, volunteer, coordinator, django_capture_on_commit_callbacks
):
    (shift,) = shifts_of(opportunity, 1)
    with django_capture_on_commit_callbacks(execute=True):
        placing = asked(opportunity, [(volunteer(), shift)], coordinator)
    actions.go_through(str(placing.pk))
    assert Placement.objects.count() == Message.objects.filter(template="volunteering/offered").count() == 1


def test_who_cannot_is_named_with_the_reason(opportunity, volunteer, coordinator, django_capture_on_commit_callbacks):
    shift, other = shifts_of(opportunity, 2, capacity=1)
    fits, paused, late = volunteer(), volunteer(), volunteer()
    paused.pause()
    paused.save()
    with django_capture_on_commit_callbacks(execute=True):
        placing = asked(opportunity, [(fits, shift), (paused, other), (late, shift)], coordinator)
    refused = {line.volunteer_id: line.refused for line in queries.refused(placing)}
    assert set(refused) == {paused.pk, late.pk} and all(refused.values())
    assert Placement.objects.get().volunteer == fits
    assert queries.progress(placing).refused == 2


def test_someone_busy_then_is_named(opportunity, volunteer, coordinator, django_capture_on_commit_callbacks):
    first = timezone.now() + timedelta(days=9)
    one, other = (make_shift(opportunity, starts=first, place=place) for place in ("أ", "ب"))
    who = volunteer()
    with django_capture_on_commit_callbacks(execute=True):
        placing = asked(opportunity, [(who, one), (who, other)], coordinator)
    (line,) = queries.refused(placing)
    assert line.shift == other and opportunity.title in line.refused


def test_a_qualification_that_is_missing_is_named(
    opportunity, volunteer, coordinator, django_capture_on_commit_callbacks
):
    opportunity.skills = [Skill.FIRST_AID]
    opportunity.save()
    (shift,) = shifts_of(opportunity, 1)
    with django_capture_on_commit_callbacks(execute=True):
        placing = asked(opportunity, [(volunteer(), shift)], coordinator)
    assert queries.progress(placing).refused == 1


@pytest.mark.parametrize(
    ("change", "status"),
    [({"answer_until": timezone.now() - timedelta(days=1)}, 422), ({"key": None, "pairs": []}, 422)],
)
def test_what_cannot_be_offered_is_refused(change, status, opportunity, volunteer, coordinator):
    (shift,) = shifts_of(opportunity, 1)
    given = {"pairs": [(volunteer(), shift)], "answer_until": until(), "key": uuid.uuid4(), **change}
    with pytest.raises(Refused) as found:
        actions.ask(opportunity, given.pop("pairs"), by=coordinator, **given)
    assert found.value.status == status and not Placing.objects.exists()


def test_nothing_is_offered_of_a_page_that_nobody_can_read(opportunity, volunteer, coordinator):
    (shift,) = shifts_of(opportunity, 1)
    opportunity.live = False
    opportunity.save()
    with pytest.raises(Refused) as found:
        asked(opportunity, [(volunteer(), shift)], coordinator)
    assert found.value.status == 409


def test_a_stranger_offers_nothing(opportunity, volunteer, staff):
    (shift,) = shifts_of(opportunity, 1)
    with pytest.raises(Refused) as found:
        asked(opportunity, [(volunteer(), shift)], staff("editor"))
    assert found.value.status == 403


# --- Lists and filters -------------------------------------------------------------------------------------------
def form(opportunity, **given):
    day = (timezone.localdate() + timedelta(days=5)).isoformat()
    filled = PlacingForm({"way": "filters", "each": "1", "answer_until": day, **given}, opportunity=opportunity)
    assert filled.is_valid(), filled.errors
    return filled


def test_a_pasted_list_in_any_digits_names_people_and_hours(opportunity, volunteer):
    shift = shifts_of(opportunity, 2)[1]
    begun, who, other = timezone.localtime(shift.starts_at), volunteer(), volunteer()
    hijri = to_hijri(begun.date())
    timed = f"{who.reference}، {hijri.day}/{hijri.month}/{hijri.year}، {begun:%H:%M}"
    text = f"المرجع,اليوم,الساعة\n{timed}\n{other.reference.lower()}\nYV-0000-0000\n\n"
    filled = form(opportunity, way="list", references=text)
    found = filled.spread()
    assert (who, shift) in found.pairs and other in {each for each, _shift in found.pairs}
    assert filled.unknown == ["YV-0000-0000"]


def test_an_hour_without_a_shift_is_told(opportunity, volunteer):
    shifts_of(opportunity, 1)
    filled = form(opportunity, way="list", references=f"{volunteer().reference},1/9/1448,03:15")
    assert filled.spread().pairs == [] and len(filled.unknown) == 1


def test_a_list_of_anything_is_read_without_a_fault():
    for text in ("", ",,,", "\x00", '"', "a\tb", "أ" * 9999, "YV-,,\n" * 3):
        read(text)


def test_filters_choose_by_interest_skill_and_gender(opportunity, volunteer):
    shifts_of(opportunity, 1)
    opportunity.open_to = "women"
    opportunity.save()
    volunteer(skills=["cooking"])
    woman = volunteer(skills=["cooking"], gender="female")
    volunteer(skills=["law"], gender="female")
    assert [who for who, _shift in form(opportunity, skill="cooking").spread().pairs] == [woman]


@pytest.mark.parametrize(
    "given", [{"way": "list"}, {"way": "again"}, {"each": "0"}, {"answer_until": "1/1/2020"}, {"way": "x"}]
)
def test_a_form_that_says_too_little_is_asked_again(given, opportunity):
    day = (timezone.localdate() + timedelta(days=5)).isoformat()
    filled = PlacingForm({"way": "filters", "each": "1", "answer_until": day, **given}, opportunity=opportunity)
    assert not filled.is_valid()


# --- Last year's season ------------------------------------------------------------------------------------------
def test_each_field_belongs_to_one_way_or_to_all(opportunity):
    shown = form(opportunity)
    own = [field.name for _way, _words, fields in shown.by_way for field in fields]
    assert sorted(["way", *own, *(field.name for field in shown.of_all_ways)]) == sorted(shown.fields)


def came(shift, who):
    begun = shift.starts_at
    given = {"checked_in_at": begun, "checked_out_at": shift.ends_at}
    place = Placement(shift=shift, volunteer=who, **given)
    place.accept()
    place.check_in()
    place.check_out()
    place.save()
    return place


@pytest.fixture
def season(opportunity):
    """Three evenings of the Ramadan before the coming one."""
    year = to_hijri(timezone.localdate()).year
    coming_year = year if to_gregorian(year, 9, 1) > timezone.localdate() else year + 1
    days = [to_gregorian(coming_year - 1, 9, day) for day in (1, 2, 3)]
    at = [timezone.make_aware(datetime.combine(day, time(17))) for day in days]
    return coming_year, [make_shift(opportunity, starts=moment, hours=2.5, capacity=4) for moment in at]


def test_a_season_is_copied_and_everyone_offered_the_same_place(
    opportunity, volunteer, coordinator, season, django_capture_on_commit_callbacks
):
    year, served = season
    people = [volunteer() for _each in served]
    for shift, who in zip(served, people, strict=True):
        came(shift, who)
    plan, key = repeat(served, by_years=1).plan, uuid.uuid4()
    years = {"years": (year - 1, year), "new_page": False, "key": key, "by": coordinator}
    batch = copying.copy_season(opportunity, plan, **years)
    assert copying.copy_season(opportunity, plan, **years) == batch
    assert [shift.capacity for shift in batch.shifts.all()] == [4, 4, 4]
    with django_capture_on_commit_callbacks(execute=True):
        copying.invite_again(batch, year=year - 1, answer_until=until(), by=coordinator)
    offered = {(place.volunteer_id, place.shift.day) for place in Placement.objects.filter(status="offered")}
    days = [timezone.localdate(each.starts_at) for each in plan]
    assert offered == {(who.pk, day) for who, day in zip(people, days, strict=True)}


def test_who_came_on_a_day_that_is_no_more_is_left_over(opportunity, volunteer, season):
    _year, served = season
    assert again([(who := volunteer(), served[0])], []).left == [who]


def test_a_copy_is_a_draft_of_its_own_with_the_new_year(opportunity, coordinator, season):
    year, served = season
    opportunity.title = opportunity.draft_title = f"إفطار رمضان {year - 1}"
    opportunity.season = f"رمضان {year - 1}"
    opportunity.save()
    given = {"years": (year - 1, year), "new_page": True, "key": uuid.uuid4(), "by": coordinator}
    batch = copying.copy_season(opportunity, repeat(served, by_years=1).plan, **given)
    page = batch.opportunity
    assert (page.live, page.title, page.season) == (False, f"إفطار رمضان {year}", f"رمضان {year}")
    assert page.translation_key != opportunity.translation_key
    assert page.slug == f"{opportunity.slug}-{year}"
    opportunity.refresh_from_db()
    assert opportunity.live and str(year - 1) in opportunity.title


# --- Forty shifts and three hundred and sixty people ---------------------------------------------------------------
def crowd(coordinator, count):
    """So many active volunteers who signed the charter, each an account of their own."""
    people = []
    for number in range(count):
        user = User.objects.create(mobile=f"+96655{number:07d}", mobile_proven_at=timezone.now())
        person = person_of(user)
        Person.objects.filter(pk=person.pk).update(gender="male")
        people.append(make_volunteer(user, by=coordinator))
    return people


class Counter:
    """Counts queries without keeping them: the log of a connection ends at nine thousand."""

    number = 0

    def __call__(self, execute, sql, params, many, context):
        self.number += 1
        return execute(sql, params, many, context)


def test_forty_shifts_and_360_people_stay_within_their_cost(
    opportunity, coordinator, django_capture_on_commit_callbacks
):
    first = timezone.localdate() + timedelta(days=30)
    days = [first + timedelta(days=n) for n in range(40)]
    make_many(opportunity, Pattern(days, [(time(17), time(19))], capacity=9).shifts(), key=uuid.uuid4(), by=coordinator)
    people = crowd(coordinator, 360)
    pairs = spread(people, coming(opportunity), each=1).pairs
    assert len(pairs) == 360
    begun, asked_of = perf_counter(), Counter()
    with connection.execute_wrapper(asked_of), django_capture_on_commit_callbacks(execute=True):
        placing = asked(opportunity, pairs, coordinator)
    taken = perf_counter() - begun
    print(f"360 places on 40 shifts: {asked_of.number} queries, {taken:.1f} s")
    assert queries.progress(placing).offered == 360
    assert asked_of.number <= 360 * QUERIES_A_PLACE + 20
    assert taken <= 360 * SECONDS_A_PLACE
    assert Shift.objects.counted().filter(taken=9).count() == 40

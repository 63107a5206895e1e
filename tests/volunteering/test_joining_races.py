"""Many who want few places, and two hands on one place (invariant 4)."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from itertools import count

import pytest
from django.db import connection
from django.utils import timezone

from accounts.models import User
from notifications.models import Message, Recipient
from people.consent import queries as consents
from people.consent.enums import Purpose
from people.models import Consent, Person
from tests.test_races import race
from tests.volunteering.joined import join, user_of
from tests.volunteering.volunteers import make_opportunity, make_shift, make_volunteer
from volunteering.joining import actions
from volunteering.joining.queries import line_of
from volunteering.models import Placement, Shift, Swap, Volunteer, VolunteerEvent
from volunteering.refusals import Refused

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]
AT_ONCE = 20  # A server has so many hands; PostgreSQL has a hundred connections.
_numbers = count(1)


def crowd(number: int, *, by: User) -> list[User]:
    """So many active volunteers, made in a few writes."""
    users = User.objects.bulk_create([User(mobile=f"+96659{next(_numbers):07d}") for _each in range(number)])
    recipients = Recipient.objects.bulk_create([Recipient(user=user) for user in users])
    known = {"birth_date": date(1995, 5, 17), "gender": "male", "given_name": "سالم"}
    pairs = zip(users, recipients, strict=True)
    people = Person.objects.bulk_create([Person(user=user, recipient=to, **known) for user, to in pairs])
    seen = {"status": "active", "reviewed_by": by, "reviewed_at": timezone.now()}
    Volunteer.objects.bulk_create([Volunteer(person=person, **seen) for person in people])
    text = consents.current(Purpose.VOLUNTEER_CHARTER, "ar")
    signed = {"agreement": text, "purpose": Purpose.VOLUNTEER_CHARTER, "method": "online"}
    Consent.objects.bulk_create([Consent(person=person, given_by=person.user, **signed) for person in people])
    return users


def rush(acts) -> list:
    """The acts by `AT_ONCE` hands; what each returned, or its refusal. Any other error is raised."""
    gate = threading.Barrier(min(AT_ONCE, len(acts)))
    first = threading.local()

    def run(act):
        if not getattr(first, "came", False):
            first.came = True
            gate.wait(timeout=30)
        try:
            return act()
        except Refused as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(min(AT_ONCE, len(acts))) as hands:
        return [done.result() for done in [hands.submit(run, act) for act in acts]]


def test_two_hundred_for_ten_places_are_ten_and_a_fair_list(staff):
    by = staff("volunteer_coordinator")
    shift, users = make_shift(make_opportunity(), capacity=10), crowd(200, by=by)
    places = rush([lambda user=user: actions.join(shift, by=user) for user in users])
    assert Placement.objects.filter(status="accepted").count() == 10
    waiting = list(shift.placements.waiting().only("queued_at", "shift"))
    assert len(waiting) == 190 == Placement.objects.filter(status="waitlisted").count()
    assert [line_of(each).place for each in waiting] == list(range(1, 191))
    assert len({each.pk for each in places}) == 200
    moments = [each.queued_at for each in waiting]
    assert moments == sorted(set(moments))
    told = Message.objects.filter(template="volunteering/waitlisted", subject_id=str(waiting[-1].pk)).get()
    assert "190" in told.body
    # In the order of arrival: whoever got a place came before everybody who waits.
    last = max(Placement.objects.filter(status="accepted").values_list("created_at", flat=True))
    assert sum(each.created_at < last for each in places if each.is_waitlisted) <= AT_ONCE
    assert VolunteerEvent.objects.count() == Message.objects.count() == 200


@pytest.mark.parametrize("free", [1, 0])
def test_fifty_tabs_of_one_volunteer_are_one_place(staff, free):
    user, holder = crowd(2, by=staff("volunteer_coordinator"))
    shift = make_shift(make_opportunity(), capacity=1)
    if not free:
        actions.join(shift, by=holder)
    done = rush([lambda: actions.join(shift, by=user)] * 50)
    assert len({each.pk for each in done}) == 1
    assert VolunteerEvent.objects.filter(volunteer__person__user=user).count() == 1


def test_fifty_tabs_on_a_past_shift_leave_nothing(staff):
    (user,) = crowd(1, by=staff("volunteer_coordinator"))
    shift = make_shift(make_opportunity(), starts=timezone.now() - timedelta(hours=1))
    done = rush([lambda: actions.join(shift, by=user)] * 50)
    assert {each.status for each in done} == {409}
    assert not Placement.objects.exists() and not Message.objects.exists()


@pytest.fixture
def made(staff, new_member):
    """`made(capacity=1)` is a shift, and a maker of volunteers."""
    by = staff("volunteer_coordinator")
    return make_shift(make_opportunity(), capacity=1), lambda: make_volunteer(new_member(), by=by)


def test_one_place_that_is_freed_is_offered_once(made):
    shift, one = made
    held, first, second = join(one(), shift), join(one(), shift), join(one(), shift)
    race(
        lambda: actions.leave(held, by=user_of(held.volunteer)),
        lambda: actions.offer_free(shift),
        lambda: actions.offer_free(shift),
    )
    assert [Placement.objects.get(pk=each.pk).status for each in (first, second)] == ["offered", "waitlisted"]
    assert Message.objects.filter(template="volunteering/offered").count() == 1


def test_an_offer_taken_twice_and_refused_at_once_ends_in_one_way(made):
    shift, one = made
    held, waits = join(one(), shift), join(one(), shift)
    actions.leave(held, by=user_of(held.volunteer))
    user = user_of(waits.volunteer)
    race(
        lambda: actions.accept(waits, by=user),
        lambda: actions.accept(waits, by=user),
        lambda: actions.leave(waits, by=user),
    )
    place = Placement.objects.get(pk=waits.pk)
    assert place.status in ("withdrawn", "accepted")
    assert place.events.filter(kind="joined").count() <= 1
    assert place.events.filter(kind="withdrew").count() == (place.status == "withdrawn")


def test_two_who_want_one_free_place_near_the_shift(made):
    shift, one = made
    held, first, second = join(one(), shift), join(one(), shift), join(one(), shift)
    soon = {"starts_at": timezone.now() + timedelta(hours=2), "ends_at": timezone.now() + timedelta(hours=3)}
    Shift.objects.filter(pk=shift.pk).update(**soon)
    actions.leave(held, by=user_of(held.volunteer))
    won, refused = race(
        *[lambda place=place: actions.accept(place, by=user_of(place.volunteer)) for place in (first, second)]
    )
    assert (len(won), len(refused)) == (1, 1)
    assert shift.placements.filter(status="accepted").count() == 1


def test_a_place_goes_over_or_is_given_back_never_both(made):
    shift, one = made
    held, friend = join(one(), shift), one()
    swap = actions.ask_swap(held, by=user_of(held.volunteer), named=friend.reference)
    won, refused = race(
        lambda: actions.leave(held, by=user_of(held.volunteer)),
        lambda: actions.agree_to_swap(swap, by=user_of(friend)),
    )
    assert (len(won), len(refused)) == (1, 1)
    status = Placement.objects.get(pk=held.pk).status
    assert status in ("withdrawn", "handed_over")
    assert Swap.objects.get(pk=swap.pk).status == {"withdrawn": "withdrawn", "handed_over": "agreed"}[status]
    assert shift.placements.filter(status="accepted").count() == (status == "handed_over")


def test_two_overlapping_shifts_are_not_joined_at_once(made):
    shift, one = made
    other, volunteer = make_shift(shift.opportunity, starts=shift.starts_at), one()
    won, refused = race(*[lambda each=each: join(volunteer, each) for each in (shift, other)])
    assert (len(won), len(refused)) == (1, 1)

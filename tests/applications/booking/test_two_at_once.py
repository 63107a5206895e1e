"""One time, two who want it: one gets it, the other is told (invariant 4)."""

from itertools import count

import pytest

from applications.booking import actions, queries
from applications.models import Appointment
from notifications.models import Message
from tests import cases
from tests.booking import slot
from tests.test_races import race

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]
_slugs = count(1)


def test_one_of_two_people_gets_the_time(new_member, staff):
    service, reception = cases.make_service(f"booking-{next(_slugs)}"), staff("reception")
    for _round in range(3):
        free, users = slot(reception), [new_member(), new_member()]
        asked = [(user, cases.submitted(user, service)) for user in users]
        won, refused = race(*[lambda u=u, c=c, s=free: actions.book(c, s, by=u) for u, c in asked])
        assert (len(won), len(refused)) == (1, 1)
        assert str(refused[0].message) == str(actions.TAKEN)
        assert Appointment.objects.booked().filter(slot=free).count() == 1
        assert Message.objects.filter(template="applications/appointed").count() == _round + 1
        free.appointments.all().delete()
        free.delete()


def test_two_clicks_keep_one_time_and_move_once(new_member, staff):
    service, reception, user = cases.make_service(f"booking-{next(_slugs)}"), staff("reception"), new_member()
    case, first, second = cases.submitted(user, service), slot(reception), slot(reception, days=4)
    won, refused = race(*[lambda: actions.book(case, first, by=user)] * 3)
    assert len({each.pk for each in won}) == 1 and refused == []
    won, refused = race(*[lambda: actions.move(won[0], second, by=user)] * 2)
    assert {each.sequence for each in won} == {1} and refused == []
    assert list(queries.offered(case)) == [first]


def test_two_times_at_once_for_one_request_are_one(new_member, staff):
    service, reception, user = cases.make_service(f"booking-{next(_slugs)}"), staff("reception"), new_member()
    case, free = cases.submitted(user, service), [slot(reception), slot(reception, days=4)]
    won, refused = race(*[lambda each=each: actions.book(case, each, by=user) for each in free])
    assert (len(won), len(refused)) == (1, 1)

"""A place goes over to another volunteer with the consent of both, and nobody learns who volunteers here."""

from datetime import timedelta

import pytest
from django.utils import timezone

from notifications.models import Message
from tests.volunteering.joined import join, user_of
from tests.volunteering.volunteers import make_opportunity, make_shift
from volunteering.joining import actions, queries
from volunteering.models import Placement, Shift, Swap
from volunteering.refusals import Refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def place(volunteer, shift):
    return join(volunteer, shift)


def ask(place, named) -> Swap:
    return actions.ask_swap(place, by=user_of(place.volunteer), named=named)


def fresh(row):
    return type(row).objects.get(pk=row.pk)


def served_together(one, other):
    past = make_shift(make_opportunity("past"), starts=timezone.now() - timedelta(days=9))
    came = {"checked_in_at": past.starts_at, "checked_out_at": past.ends_at}
    for each in (one, other):
        Placement(shift=past, volunteer=each, status="completed", **came).save()


def test_the_place_goes_over_and_the_capacity_stays(place, shift, another):
    friend, waits = another(), join(another(), shift)
    swap = ask(place, friend.reference.lower().replace("-", " "))
    letter = Message.objects.get(template="volunteering/swap_asked")
    assert letter.recipient == friend.person.recipient
    assert letter.get_absolute_url() == f"/my/volunteering/swaps/{swap.pk}/"
    theirs = actions.agree_to_swap(swap, by=user_of(friend))
    assert fresh(place).status == "handed_over" and theirs.is_accepted
    assert actions.agree_to_swap(swap, by=user_of(friend)).pk == theirs.pk
    assert queries.held(shift) == 1 and fresh(waits).is_waitlisted
    assert Message.objects.filter(template="volunteering/swapped").count() == 2


def test_who_waits_may_take_a_place_over_too(place, shift, another):
    waits = join(another(), shift)
    swap = ask(place, waits.volunteer.reference)
    assert actions.agree_to_swap(swap, by=user_of(waits.volunteer)).pk == waits.pk
    assert fresh(waits).is_accepted


def test_a_no_leaves_the_place_where_it_is(place, another):
    friend = another()
    swap = ask(place, friend.reference)
    for _twice in range(2):
        assert actions.refuse_swap(swap, by=user_of(friend)).status == "refused"
    assert fresh(place).is_accepted
    assert Message.objects.filter(template="volunteering/swap_refused").count() == 1
    with pytest.raises(Refused) as refusal:
        actions.agree_to_swap(swap, by=user_of(friend))
    assert refusal.value.status == 409


def test_one_is_asked_at_a_time_and_it_can_be_taken_back(place, another):
    first, second = another(), another()
    swap = ask(place, first.reference)
    assert ask(place, first.reference).pk == swap.pk
    with pytest.raises(Refused) as refusal:
        ask(place, second.reference)
    assert refusal.value.status == 409
    actions.end_swap(place, by=user_of(place.volunteer))
    assert fresh(swap).status == "withdrawn"
    assert ask(place, second.reference).to == second


def test_leaving_takes_the_question_back(place, another):
    swap = ask(place, another().reference)
    actions.leave(place, by=user_of(place.volunteer))
    assert fresh(swap).status == "withdrawn"
    with pytest.raises(Refused):
        actions.agree_to_swap(swap, by=user_of(swap.to))


def test_a_mobile_finds_only_whom_one_served_with(place, another):
    friend = another()
    with pytest.raises(Refused) as refusal:
        ask(place, user_of(friend).mobile)
    served_together(place.volunteer, friend)
    assert ask(place, user_of(friend).mobile).to == friend
    assert refusal.value.status == 422


def test_unknown_unfit_and_oneself_are_told_in_the_same_words(place, another):
    busy, paused, minor = another(), another(), another(born=timezone.localdate() - timedelta(days=16 * 366))
    join(busy, make_shift(make_opportunity("other"), starts=place.shift.starts_at))
    paused.pause()
    paused.save()
    names = [each.reference for each in (busy, paused, minor, place.volunteer)]
    told = set()
    for named in [*names, "YV-2222-2222", "+966500000000", "كلام", "\u0661"]:
        with pytest.raises(Refused) as refusal:
            ask(place, named)
        told.add((str(refusal.value.message), refusal.value.status))
    assert len(told) == 1 and told.pop()[1] == 422


def test_the_tries_of_a_day_are_counted(place):
    for _each in range(20):
        with pytest.raises(Refused):
            ask(place, "+966500000000")
    with pytest.raises(Refused) as refusal:
        ask(place, "+966500000000")
    assert refusal.value.status == 429


def test_a_colleague_who_no_longer_fits_can_not_take_it(place, another):
    friend = another()
    swap = ask(place, friend.reference)
    join(friend, make_shift(make_opportunity("other"), starts=place.shift.starts_at))
    with pytest.raises(Refused):
        actions.agree_to_swap(swap, by=user_of(friend))
    assert fresh(place).is_accepted


def test_nobody_else_answers_or_asks(place, another):
    swap = ask(place, another().reference)
    for act in (actions.agree_to_swap, actions.refuse_swap):
        with pytest.raises(Refused) as refusal:
            act(swap, by=user_of(place.volunteer))
        assert refusal.value.status == 403
    with pytest.raises(Refused):
        actions.ask_swap(place, by=user_of(another()), named="x")


def test_a_shift_that_has_begun_changes_hands_no_more(place, another):
    friend = another()
    swap = ask(place, friend.reference)
    Shift.objects.filter(pk=place.shift_id).update(starts_at=timezone.now() - timedelta(minutes=1))
    with pytest.raises(Refused):
        actions.agree_to_swap(swap, by=user_of(friend))

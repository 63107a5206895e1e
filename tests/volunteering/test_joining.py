"""Joining a shift and leaving it, the waiting list and its offers, guardians, the coordinator's no (R25)."""

from datetime import date, timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.utils import timezone

from audit.models import AuditEvent
from notifications.models import Delivery, Message
from people.consent.actions import withdraw
from people.models import Consent
from tests.volunteering.joined import in_hours, join, user_of
from tests.volunteering.volunteers import make_opportunity, make_shift, make_volunteer
from volunteering.enums import ErrandKind, ErrandStatus, PlacementStatus
from volunteering.joining import actions, queries
from volunteering.joining.actions.steps import NotForThem
from volunteering.joining.rules import fits, obstacles
from volunteering.models import Errand, GuardianConsent, Placement, Qualification, Shift, VolunteerEvent
from volunteering.refusals import Refused

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def fresh(place) -> Placement:
    return Placement.objects.get(pk=place.pk)


def letters(volunteer, event) -> list[Message]:
    return list(Message.objects.filter(recipient=volunteer.person.recipient, template=f"volunteering/{event}"))


def years_ago(years: int, *, days: int = 0) -> date:
    today = timezone.localdate() + timedelta(days=days)
    return today.replace(year=today.year - years, day=min(today.day, 28))


# --- Joining -----------------------------------------------------------------------------------------------------


def test_a_free_place_is_theirs_at_once_and_a_repeat_changes_nothing(volunteer, shift):
    place = join(volunteer, shift)
    assert place.is_accepted
    assert join(volunteer, shift).pk == place.pk
    assert [each.kind for each in place.events.all()] == ["joined"]
    assert AuditEvent.objects.about(place).get().action == "volunteering.joined"
    (letter,) = letters(volunteer, "joined")
    assert letter.get_absolute_url() == f"/my/volunteering/places/{place.pk}/"


def test_a_full_shift_has_a_waiting_list_with_an_honest_position(volunteer, shift, another):
    join(volunteer, shift)
    waiting = [join(another(), shift) for _each in range(3)]
    assert [each.status for each in waiting] == ["waitlisted"] * 3
    assert [queries.line_of(each) for each in waiting] == [queries.Line(place, 3) for place in (1, 2, 3)]
    assert "2" in letters(waiting[1].volunteer, "waitlisted")[0].body
    actions.leave(waiting[0], by=user_of(waiting[0].volunteer))
    assert queries.line_of(fresh(waiting[1])) == queries.Line(1, 2)


def test_the_list_keeps_its_order_when_the_clock_stands(volunteer, shift, another):
    join(volunteer, shift)
    with time_machine.travel(timezone.now(), tick=False):
        waiting = [join(another(), shift) for _each in range(5)]
    assert list(shift.placements.waiting()) == waiting


def test_nobody_passes_those_who_wait(volunteer, shift, another):
    first, second = join(volunteer, shift), join(another(), shift)
    Shift.objects.filter(pk=shift.pk).update(capacity=2)
    late = join(another(), shift)
    assert late.is_waitlisted
    assert queries.line_of(late) == queries.Line(2, 2)
    assert actions.offer_free(shift) == 1
    assert fresh(second).is_offered and fresh(late).is_waitlisted and fresh(first).is_accepted


@pytest.mark.parametrize(
    ("facts", "change", "word"),
    [
        ({}, {"status": "cancelled", "cancelled_because": "مطر"}, "أُلغيت"),
        ({}, {"starts_at": -2, "ends_at": 1}, "بدأت"),
        ({"open_to": "women"}, {}, "للنساء"),
        ({"min_age": 40}, {}, "40"),
        ({"max_age": 25}, {}, "25"),
        ({"languages": ["ur", "bn"]}, {}, "الأوردية، البنغالية"),
        ({"skills": ["first_aid", "organising"]}, {}, "إسعاف"),
    ],
    ids=["cancelled", "begun", "women", "too-young", "too-old", "language", "proof"],
)
def test_what_stands_against_a_shift_is_said(volunteer, facts, change, word):
    shift = make_shift(make_opportunity(**facts))
    moments = {name: in_hours(value) if name.endswith("_at") else value for name, value in change.items()}
    Shift.objects.filter(pk=shift.pk).update(**moments)
    shift.refresh_from_db()
    with pytest.raises(NotForThem) as refusal:
        join(volunteer, shift)
    assert refusal.value.status == 409
    assert word in str(refusal.value.message)
    assert not fits(volunteer, shift)
    assert Placement.objects.count() == 0


def test_whoever_never_registered_is_led_to_registering(member, shift):
    with pytest.raises(NotForThem) as refusal:
        actions.join(shift, by=member)
    assert refusal.value.hindrances[0].url == "/my/volunteering/"


def test_a_paused_volunteer_and_one_without_the_charter_are_told(volunteer, shift):
    withdraw(Consent.objects.get(person=volunteer.person), by=user_of(volunteer))
    with pytest.raises(NotForThem, match="ميثاق"):
        join(volunteer, shift)
    volunteer.pause()
    volunteer.save()
    with pytest.raises(NotForThem, match="متوقف"):
        join(volunteer, shift)


def test_a_proof_counts_for_the_day_of_the_shift(volunteer, coordinator):
    shift = make_shift(make_opportunity(skills=["driving"]))
    checked = {"status": "checked", "checked_by": coordinator, "checked_at": timezone.now(), "title": "رخصة"}
    paper = Qualification(volunteer=volunteer, skill="driving", expires_on=shift.day - timedelta(days=1), **checked)
    paper.save()
    assert len(obstacles(volunteer, shift)) == 1
    Qualification.objects.filter(pk=paper.pk).update(expires_on=shift.day)
    assert fits(volunteer, shift)


def test_an_overlap_names_the_other_shift_and_leads_to_it(volunteer, shift):
    held = join(volunteer, shift)
    other = make_shift(make_opportunity("other", title="زيارة الأسر"), starts=shift.starts_at + 2 * HOUR)
    with pytest.raises(NotForThem) as refusal:
        join(volunteer, other)
    (found,) = refusal.value.hindrances
    assert "تنظيم إفطار الصائمين" in str(found.text)
    assert found.url == f"/my/volunteering/places/{held.pk}/"
    after = make_shift(other.opportunity, starts=shift.ends_at)
    assert join(volunteer, after).is_accepted  # One ends as the next begins.


def test_help_that_was_promised_keeps_from_a_shift_too(volunteer, shift, coordinator):
    taken = {"kind": ErrandKind.DRIVER, "asked_by": coordinator, "taken_by": volunteer, "status": ErrandStatus.TAKEN}
    Errand.objects.create(starts_at=shift.starts_at - HOUR, ends_at=shift.starts_at + HOUR, **taken)
    with pytest.raises(NotForThem, match="مساعدة"):
        join(volunteer, shift)


def test_waiting_for_two_shifts_at_once_is_no_overlap(volunteer, another):
    page = make_opportunity()
    both = [make_shift(page, capacity=1), make_shift(page, capacity=1)]
    for each in both:
        join(another(), each)
    assert [join(volunteer, each).status for each in both] == ["waitlisted"] * 2


# --- Minors ------------------------------------------------------------------------------------------------------


def consent_of(volunteer, opportunity, **answer) -> GuardianConsent:
    given = {"answered_at": timezone.now(), "is_given": True, "name": "عوض", "relation": "father", **answer}
    return GuardianConsent.objects.create(volunteer=volunteer, opportunity=opportunity, mobile="+966500000000", **given)


def test_a_minors_place_is_kept_until_the_guardian_answers(another, shift):
    minor = another(born=years_ago(16))
    place = join(minor, shift)
    assert place.awaits_guardian
    assert place.answer_until <= in_hours(7 * 24)
    assert join(another(), shift).is_waitlisted
    consent_of(minor, shift.opportunity)
    actions.guardian_answered(minor, shift.opportunity, given=True)
    assert fresh(place).is_accepted and fresh(place).answer_until is None
    assert [each.kind for each in place.events.all()] == ["place_kept", "joined"]


def test_the_guardian_is_never_waited_for_longer_than_a_day_before_the_shift(another):
    shift = make_shift(make_opportunity(), starts=in_hours(60))
    assert join(another(born=years_ago(16)), shift).answer_until == shift.starts_at - 24 * HOUR
    near = make_shift(shift.opportunity, starts=in_hours(20))
    with pytest.raises(NotForThem, match="24"):
        join(another(born=years_ago(16)), near)


def test_a_consent_that_stands_gives_the_place_at_once(another, shift):
    minor = another(born=years_ago(16))
    consent_of(minor, shift.opportunity)
    assert join(minor, shift).is_accepted


def test_whoever_turns_18_before_the_shift_needs_no_guardian(another):
    page = make_opportunity()
    soon_18 = another(born=years_ago(18, days=5))
    assert join(soon_18, make_shift(page, starts=in_hours(10 * 24))).is_accepted
    assert join(soon_18, make_shift(page, starts=in_hours(3 * 24))).awaits_guardian


def test_a_guardians_no_ends_what_needs_a_guardian(another, shift):
    minor = another(born=years_ago(16))
    place = join(minor, shift)
    actions.guardian_answered(minor, shift.opportunity, given=False)
    assert fresh(place).status == PlacementStatus.DECLINED
    assert "ولي أمرك" in letters(minor, "turned_down")[0].body


def test_a_guardian_who_is_late_frees_the_place_and_it_is_not_kept_again(another, shift):
    minor = another(born=years_ago(16))
    place, waits = join(minor, shift), join(another(), shift)
    with time_machine.travel(place.answer_until + timedelta(minutes=1)):
        call_command("offer_places")
        assert fresh(place).status == PlacementStatus.LAPSED
        assert len(letters(minor, "guardian_late")) == 1
        assert not fresh(waits).is_waitlisted


def test_a_place_is_kept_for_a_guardian_once(another):
    shift = make_shift(make_opportunity(), starts=in_hours(20 * 24))
    minor = another(born=years_ago(16))
    place = join(minor, shift)
    with time_machine.travel(place.answer_until + HOUR):
        assert actions.lapse(place)
        with pytest.raises(Refused, match="مرة"):
            join(minor, shift)
        consent_of(minor, shift.opportunity)
        assert join(minor, shift).is_accepted


# --- Leaving -----------------------------------------------------------------------------------------------------


def test_a_place_that_is_given_back_goes_to_the_first_who_waits(
    volunteer, shift, another, django_capture_on_commit_callbacks
):
    place = join(volunteer, shift)
    first, second = join(another(), shift), join(another(), shift)
    with django_capture_on_commit_callbacks(execute=True):
        actions.leave(place, by=user_of(volunteer), reason="سفر")
    left = fresh(place)
    assert (left.status, left.is_late, left.reason) == ("withdrawn", False, "سفر")
    assert fresh(first).is_offered and fresh(second).is_waitlisted
    assert timedelta(hours=23) < fresh(first).answer_until - timezone.now() <= timedelta(hours=24)
    actions.leave(place, by=user_of(volunteer))
    assert place.events.filter(kind="withdrew").count() == 1


def test_leaving_late_is_marked_and_the_coordinator_hears_of_it(volunteer, coordinator, staff):
    shift = make_shift(make_opportunity(coordinator=staff("volunteer_coordinator")), starts=in_hours(20))
    place = join(volunteer, shift)
    assert queries.is_late(place)
    actions.leave(place, by=user_of(volunteer), reason="مرض")
    assert fresh(place).is_late
    letter = Delivery.objects.get(message=None, channel="email")
    assert letter.address == shift.opportunity.coordinator.email
    assert volunteer.reference in letter.text and "مرض" in letter.text
    assert f"/admin/volunteering/shifts/{shift.pk}/people/" in letter.text
    assert volunteer.person.given_name not in letter.text


def test_without_a_coordinator_of_its_own_every_coordinator_hears(volunteer, coordinator, staff):
    staff("volunteer_coordinator")
    place = join(volunteer, make_shift(make_opportunity(), starts=in_hours(3)))
    actions.leave(place, by=user_of(volunteer))
    assert Delivery.objects.filter(message=None, channel="email").count() == 2


def test_nobody_leaves_what_has_begun_nor_anothers_place(volunteer, shift, another):
    place = join(volunteer, shift)
    with pytest.raises(Refused) as refusal:
        actions.leave(place, by=user_of(another()))
    assert refusal.value.status == 403
    with time_machine.travel(shift.starts_at + HOUR), pytest.raises(Refused, match="بدأت"):
        actions.leave(place, by=user_of(volunteer))
    assert fresh(place).is_accepted


# --- Offers ------------------------------------------------------------------------------------------------------


@pytest.fixture
def offered(volunteer, shift, another):
    """A place that was given back and is offered to the first who waits; a second one waits."""
    place = join(volunteer, shift)
    first, second = join(another(), shift), join(another(), shift)
    actions.leave(place, by=user_of(volunteer))
    assert actions.offer_free(shift) == 1
    return fresh(first), fresh(second)


def test_an_offer_is_taken_in_one_tap_and_twice_is_as_once(offered):
    first, _second = offered
    for _twice in range(2):
        assert actions.accept(first, by=user_of(first.volunteer)).is_accepted
    assert fresh(first).queued_at is None
    assert first.events.filter(kind="joined").count() == 1


def test_an_offer_that_is_refused_or_not_answered_goes_to_the_next(offered, shift):
    first, second = offered
    actions.leave(first, by=user_of(first.volunteer))
    assert actions.offer_free(shift) == 1
    second = fresh(second)
    assert second.is_offered
    with time_machine.travel(second.answer_until + timedelta(seconds=1)):
        with pytest.raises(Refused) as refusal:
            actions.accept(second, by=user_of(second.volunteer))
        assert refusal.value.status == 410
        assert not actions.lapse(fresh(first))
        call_command("offer_places")
        assert fresh(second).status == PlacementStatus.LAPSED
        assert join(second.volunteer, shift).is_accepted  # Nobody waits any more.


def test_an_offer_ends_two_hours_before_the_shift(volunteer, another):
    shift = make_shift(make_opportunity(), starts=in_hours(6), capacity=1)
    place, waits = join(volunteer, shift), join(another(), shift)
    actions.leave(place, by=user_of(volunteer))
    actions.offer_free(shift)
    assert fresh(waits).answer_until == shift.starts_at - 2 * HOUR


def test_whoever_no_longer_fits_is_told_why_and_the_next_one_is_asked(volunteer, shift, another):
    place = join(volunteer, shift)
    busy, paused, free = (join(another(), shift) for _each in range(3))
    join(busy.volunteer, make_shift(make_opportunity("other", title="زيارة"), starts=shift.starts_at))
    paused.volunteer.pause()
    paused.volunteer.save()
    actions.leave(place, by=user_of(volunteer))
    assert actions.offer_free(shift) == 1
    assert [fresh(each).status for each in (busy, paused, free)] == ["declined", "declined", "offered"]
    assert "زيارة" in letters(busy.volunteer, "turned_down")[0].body


def test_near_the_shift_the_first_who_takes_a_free_place_has_it(volunteer, another):
    shift = make_shift(make_opportunity(), starts=in_hours(5), capacity=1)
    place, first, second = join(volunteer, shift), join(another(), shift), join(another(), shift)
    with pytest.raises(Refused):
        actions.accept(first, by=user_of(first.volunteer))
    with time_machine.travel(in_hours(3)):
        actions.leave(place, by=user_of(volunteer))
        assert actions.offer_free(shift) == 2
        assert actions.offer_free(shift) == 0  # Told once.
        assert actions.accept(second, by=user_of(second.volunteer)).is_accepted
        with pytest.raises(Refused, match="غيرك"):
            actions.accept(first, by=user_of(first.volunteer))
        assert fresh(first).is_waitlisted


def test_the_clock_offers_what_nobody_offered(volunteer, shift, another, capsys):
    place, waits = join(volunteer, shift), join(another(), shift)
    actions.leave(place, by=user_of(volunteer))
    assert fresh(waits).is_waitlisted
    call_command("offer_places")
    assert fresh(waits).is_offered
    assert "1" in capsys.readouterr().out


# --- The coordinator ---------------------------------------------------------------------------------------------


def test_a_coordinator_declines_with_a_reason_and_the_volunteer_does_not_come_back(volunteer, shift, coordinator):
    place = join(volunteer, shift)
    with pytest.raises(Refused) as refusal:
        actions.decline(place, by=coordinator, reason=" ")
    assert refusal.value.status == 422
    actions.decline(place, by=coordinator, reason="اكتمل الفريق")
    assert fresh(place).reason == "اكتمل الفريق"
    assert "اكتمل الفريق" in letters(volunteer, "turned_down")[0].body
    with pytest.raises(Refused):
        join(volunteer, shift)


def test_nobody_decides_on_their_own_place_or_without_the_role(shift, coordinator, staff, another):
    own = make_volunteer(coordinator, by=staff("manager"))
    place = join(own, shift)
    for by in (coordinator, staff("reception")):
        with pytest.raises(Refused) as refusal:
            actions.decline(place, by=by, reason="سبب")
        assert refusal.value.status == 403
    with pytest.raises(Refused):
        actions.put_down(shift, own, by=coordinator)


def test_a_coordinator_puts_down_and_offers_within_the_same_rules(volunteer, shift, another, coordinator):
    asked = actions.offer_to(shift, volunteer, by=coordinator, until=in_hours(5))
    assert asked.is_offered and actions.offer_to(shift, volunteer, by=coordinator).pk == asked.pk
    other = another()
    with pytest.raises(Refused, match="شاغر"):
        actions.put_down(shift, other, by=coordinator)
    Shift.objects.filter(pk=shift.pk).update(capacity=2)
    assert actions.put_down(shift, other, by=coordinator).is_accepted
    with pytest.raises(Refused):
        actions.put_down(shift, other, by=coordinator)


# --- Changes of a shift ------------------------------------------------------------------------------------------


def test_a_cancelled_shift_is_told_to_everyone(volunteer, shift, another, coordinator):
    places = [join(volunteer, shift), join(another(), shift)]
    assert actions.call_off(shift, by=coordinator, reason="عاصفة") == 2
    assert {fresh(each).status for each in places} == {"called_off"}
    assert "عاصفة" in letters(volunteer, "called_off")[0].body
    assert actions.call_off(shift, by=coordinator) == 0


def test_whoever_overlaps_after_a_move_is_told_and_may_leave_without_being_late(volunteer, shift, coordinator):
    place = join(volunteer, shift)
    held = join(volunteer, make_shift(make_opportunity("other", title="زيارة"), starts=in_hours(10)))
    was = (shift.starts_at, shift.ends_at)
    Shift.objects.filter(pk=shift.pk).update(starts_at=held.shift.starts_at, ends_at=held.shift.ends_at)
    from volunteering.joining.wording import Span

    assert actions.shift_moved(shift, by=coordinator, was=Span(*was), note="بطلب المسجد") == 1
    body = letters(volunteer, "shift_moved")[0].body
    assert "زيارة" in body and "بطلب المسجد" in body
    assert not queries.is_late(fresh(place))
    assert queries.is_late(fresh(held))
    with time_machine.travel(in_hours(9)):
        actions.leave(place, by=user_of(volunteer))
    assert not fresh(place).is_late


def test_a_move_brings_deadlines_and_reminders_along(volunteer, offered, shift, coordinator):
    first, _second = offered
    Shift.objects.filter(pk=shift.pk).update(starts_at=in_hours(8), ends_at=in_hours(9))
    actions.shift_moved(shift, by=coordinator)
    assert fresh(first).answer_until <= in_hours(6)
    assert fresh(first).reminded_at is not None


def test_every_place_has_its_history(volunteer, shift):
    place = join(volunteer, shift)
    actions.leave(place, by=user_of(volunteer))
    assert list(VolunteerEvent.objects.values_list("kind", flat=True)) == ["joined", "withdrew"]

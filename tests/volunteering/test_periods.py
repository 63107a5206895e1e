"""What volunteering keeps long enough goes by the clock; hours and certificates stay."""

from datetime import timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.utils import timezone

from notifications.models import Message
from people.models import Hold, RetentionReport
from tests.volunteering.volunteers import make_opportunity, make_shift, make_volunteer
from volunteering import periods
from volunteering.enums import VolunteerStatus
from volunteering.models import GuardianConsent, HoursEntry, Incident, Placement, Qualification, Volunteer

pytestmark = pytest.mark.django_db


@pytest.fixture
def coordinator(staff):
    return staff("volunteer_coordinator")


@pytest.fixture
def who(member, coordinator):
    return make_volunteer(member, by=coordinator, about="عن نفسي", emergency_name="أخي")


def later(days):
    return time_machine.travel(timezone.now() + timedelta(days=days))


def ended(who):
    who.end()
    who.save()
    return who


def due(rule, days):
    return list(rule(timezone.now(), days))


def test_a_former_volunteers_words_and_papers_go_and_the_hours_stay(who, coordinator):
    Qualification.objects.create(volunteer=who, skill="first_aid", title="إسعاف")
    place = Placement.objects.create(shift=make_shift(make_opportunity()), volunteer=who)
    HoursEntry.objects.create(placement=place, proposed_minutes=60)
    ended(who)
    with later(400):
        assert due(periods.gone, 365) == [who]
        periods.strip([who])
        assert due(periods.gone, 365) == []
    fresh = Volunteer.objects.get()
    assert (fresh.about, fresh.emergency_name, fresh.shown_name) == ("", "", "")
    assert not Qualification.objects.exists() and HoursEntry.objects.exists()


def test_who_serves_or_ended_lately_is_not_touched(who):
    with later(400):
        assert due(periods.gone, 365) == []
    ended(who)
    with later(30):
        assert due(periods.gone, 365) == []


def test_whoever_is_idle_is_ended_and_told(who):
    with later(800):
        assert due(periods.idle, 730) == [who]
        periods.end([who])
        assert due(periods.idle, 730) == []
    who.refresh_from_db(fields=["reference"])
    assert Volunteer.objects.get().status == VolunteerStatus.ENDED
    assert Message.objects.filter(template="volunteering/ended").count() == 1


def test_whoever_is_expected_somewhere_is_not_idle(who):
    place = Placement(shift=make_shift(make_opportunity(), starts=timezone.now() + timedelta(days=900)), volunteer=who)
    place.accept()
    place.save()
    with later(800):
        assert due(periods.idle, 730) == []


def test_reasons_of_old_places_go_and_the_place_stays(who):
    place = Placement(shift=make_shift(make_opportunity()), volunteer=who, reason="سبب خاص")
    place.withdraw()
    place.save()
    with later(400):
        assert due(periods.told_of_places, 365) == [place]
        periods.forget_reasons([place])
        assert due(periods.told_of_places, 365) == []
    assert Placement.objects.get().reason == ""


def test_an_incident_goes_once_it_was_read(who, coordinator):
    incident = Incident.objects.create(shift=make_shift(make_opportunity()), text="سقطت طاولة", by=coordinator)
    with later(2000):
        assert due(periods.old_incidents, 1825) == []
        Incident.objects.update(read_at=timezone.now(), read_by=coordinator)
        assert due(periods.old_incidents, 1825) == [incident]
        periods.remove_incidents([incident])
    assert not Incident.objects.exists()


def test_a_question_to_a_guardian_goes_and_an_agreement_stays(who):
    asked = {"name": "والده", "relation": "father", "mobile": "+966500110011", "mobile_index": "x"}
    first, second = make_opportunity(), make_opportunity("packing")
    question = GuardianConsent.objects.create(volunteer=who, opportunity=first, **asked)
    given = {"is_given": True, "answered_at": timezone.now()}
    GuardianConsent.objects.create(volunteer=who, opportunity=second, **asked, **given)
    with later(100):
        assert due(periods.unanswered, 90) == [question]
        periods.remove_questions([question])
    assert GuardianConsent.objects.get().is_given


def test_the_nightly_report_knows_these_rules_and_keeps_the_held(who, staff):
    manager = staff("manager")
    ended(who)
    with later(400):
        call_command("apply_retention")
        codes = {line.code for line in RetentionReport.objects.get().lines.all()}
        assert "volunteers_gone" in codes
        Hold.objects.create(person=who.person, reason="قضية", by=manager)
        RetentionReport.objects.update(acts_on=timezone.localdate())
        call_command("apply_retention")
    assert Volunteer.objects.get().about == "عن نفسي"

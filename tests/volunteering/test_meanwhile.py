"""Two hands at once, and what went while somebody looked at it: a clear word, nothing left half done (invariant 4)."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.utils import timezone

from notifications.models import Message
from tests.volunteering.errands import interpreter, next_morning, wanted
from tests.volunteering.volunteers import make_opportunity, make_shift
from volunteering.day import actions as day
from volunteering.day.walking_in import walk_in
from volunteering.enums import ErrandStatus, PlacementStatus
from volunteering.errands import actions as errands
from volunteering.errands import hearing, queries
from volunteering.hours import actions as hours
from volunteering.joining import actions as joining
from volunteering.locking import lock_placement
from volunteering.models import Errand, HoursEntry, Placement
from volunteering.refusals import MOVED_ON, Refused
from volunteering.registering.staff.actions import suspend
from volunteering.scheduling.placing.forms import read

pytestmark = pytest.mark.django_db


@pytest.fixture
def begun():
    return make_shift(make_opportunity(), starts=timezone.now() - timedelta(minutes=30))


def placed(shift, volunteer, **facts) -> Placement:
    return Placement.objects.create(shift=shift, volunteer=volunteer, status=PlacementStatus.ACCEPTED, **facts)


def test_a_shift_that_went_with_its_set_is_a_clear_refusal(volunteer, shift, coordinator):
    place = placed(shift, volunteer)
    gone = Placement.objects.select_related("shift").get(pk=place.pk)
    place.delete()
    with pytest.raises(Refused) as refused:
        lock_placement(gone)
    assert (refused.value.message, refused.value.status) == (MOVED_ON, 409)
    shift.delete()
    with pytest.raises(Refused) as refused:
        joining.join(shift, by=volunteer.person.user)
    assert refused.value.status == 409


def test_a_walk_in_reads_when_the_shift_is(begun, volunteer, coordinator):
    walk_in(begun, volunteer, by=coordinator)
    letter = Message.objects.get(template="volunteering/joined")
    assert "2026" in letter.body or str(timezone.localdate().year) in letter.body
    assert letter.url_name == "volunteering:place"


def test_somebody_noted_as_present_meanwhile_does_not_keep_the_others_from_being_missed(
    volunteer, another, coordinator, monkeypatch
):
    over = make_shift(make_opportunity(), starts=timezone.now() - timedelta(hours=5))
    first, second = placed(over, volunteer), placed(over, another())
    listed = list(Placement.objects.filter(shift=over).select_related("shift", "volunteer__person"))
    monkeypatch.setattr(day, "_standing", lambda shift, status: listed if status == PlacementStatus.ACCEPTED else [])
    day.check_in(first, by=coordinator, at=over.starts_at)
    assert day.close(over, by=coordinator) == (0, 1)
    assert Placement.objects.get(pk=second.pk).was_missed
    assert Placement.objects.get(pk=first.pk).is_present


def test_hours_that_were_taken_back_stop_nobody_else(begun, volunteer, coordinator, staff):
    place = placed(begun, volunteer)
    day.check_in(place, by=coordinator)
    day.check_out(place, by=coordinator)
    entry = HoursEntry.objects.select_related("placement__shift").get()
    HoursEntry.objects.all().delete()
    with pytest.raises(Refused) as refused:
        hours.approve(entry, by=staff("manager"))
    assert refused.value.status == 409


# --- Help in requests -------------------------------------------------------------------------------------------------


@pytest.fixture
def held(new_member, coordinator, monkeypatch):
    """An errand that an interpreter took on; what the room above hears is kept."""
    heard = []
    monkeypatch.setattr(hearing, "_people", [])
    monkeypatch.setattr(hearing, "_ears", [lambda errand: heard.append(errand.status)])
    who = interpreter(new_member(), by=coordinator)
    errand = errands.post(by=coordinator, first_name="نورة", **wanted(details="بجوار المدرسة"))
    errands.call_more(errand)
    errands.take(errand, by=who.person.user)
    return errand, who, heard


def test_whoever_is_suspended_knows_no_person_any_more(held, coordinator, new_member):
    errand, who, heard = held
    other = interpreter(new_member(), by=coordinator)
    suspend(who, by=coordinator, reason="نراجع ما حدث.")
    assert not queries.taken(who).exists()
    assert Errand.objects.get().is_open
    assert errand.calls.filter(volunteer=other).exists()
    assert heard == [ErrandStatus.TAKEN, ErrandStatus.OPEN]


def test_whoever_ends_volunteering_gives_it_back(held, sign_in):
    _errand, who, _heard = held
    assert sign_in(who.person.user).post("/my/volunteering/end/").status_code == 302
    assert Errand.objects.get().is_open


def test_after_its_end_nothing_of_the_person_is_kept(held, time_machine):
    _errand, who, _heard = held
    time_machine.move_to(next_morning() + timedelta(hours=2))
    assert not queries.taken(who).exists()
    call_command("sweep_errands")
    fresh = Errand.objects.get()
    assert (fresh.status, fresh.first_name, fresh.details) == (ErrandStatus.TAKEN, "", "")


def test_nobody_chooses_for_another(held, new_member):
    _errand, who, _heard = held
    with pytest.raises(Refused):
        errands.choose(who, by=new_member(), takes_errands=False, town_parts=[])


def test_a_list_is_read_whatever_ends_its_lines(coordinator):
    assert [row.text for row in read("YV-2222-2222\rYV-3333-3333\r\nYV-4444-4444")] == [
        "YV-2222-2222",
        "YV-3333-3333",
        "YV-4444-4444",
    ]


def test_a_list_that_no_program_wrote_is_refused_in_words(coordinator, sign_in):
    opportunity = make_opportunity()
    make_shift(opportunity)
    day = timezone.localdate() + timedelta(days=2)
    endless = SimpleUploadedFile("list.csv", ('"' + "أ" * 140_000).encode())
    typed = {"way": "list", "each": "1", "answer_until": f"{day:%Y-%m-%d}", "file": endless}
    answer = sign_in(coordinator).post(f"/admin/volunteering/shifts/places/{opportunity.pk}/", typed)
    assert answer.status_code == 422
    assert "لم نستطع قراءة هذه القائمة" in answer.content.decode()

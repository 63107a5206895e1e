"""A volunteer's help asked for in a request, from the case page to the person's inbox."""

from datetime import timedelta

import pytest

from applications.models import Application
from casework.helping_out import actions
from casework.models import HelpWanted
from notifications.models import Delivery, Message
from people.models import Person
from people.models.person import first_name
from tests import cases
from tests.volunteering.errands import interpreter, next_morning, wanted
from volunteering.enums import ErrandStatus
from volunteering.errands import actions as errands
from volunteering.models import Errand
from volunteering.refusals import Refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def reception(staff):
    return staff("reception")


@pytest.fixture
def case(new_member, reception):
    return cases.being_matched(new_member(), cases.make_service(), reception)


@pytest.fixture
def volunteer(new_member, staff):
    return interpreter(new_member(), by=staff("volunteer_coordinator"))


def typed(**other) -> dict:
    day = next_morning().date()
    given = {"kind": "interpreter", "language": "ur", "open_to": "everyone", "day": f"{day:%Y-%m-%d}"}
    return {**given, "begins": "١٠:٠٠", "ends": "11:30", "town_part": "bahr", "details": "عند الاستقبال", **other}


def url(case, end="") -> str:
    return f"/admin/requests/{case.reference}/help/{end}"


def told(case, what) -> int:
    return Message.objects.filter(template=f"volunteering/{what}", recipient=case.person.recipient).count()


def test_a_wish_on_the_case_page_reaches_who_fits_and_the_person_hears_when_it_is_taken(
    case, reception, volunteer, sign_in
):
    client = sign_in(reception)
    for _twice in range(2):
        client.post(url(case), typed())
    errand = Errand.objects.get()
    assert errand.calls.get().volunteer == volunteer
    assert errand.first_name == first_name(Person.objects.get(pk=case.person_id)) != ""
    assert told(case, "help_found") == 0
    errands.take(errand, by=volunteer.person.user)
    assert told(case, "help_found") == 1
    letters = [each for each in Delivery.objects.all() if each.address == reception.email]
    assert [case.reference in each.title for each in letters] == [True]
    page = client.get(f"/admin/requests/{case.reference}/").content.decode()
    assert volunteer.reference in page
    assert volunteer.person.full_name not in page
    errands.decline(errand, by=volunteer.person.user)
    assert told(case, "help_ended") == 1


@pytest.mark.parametrize(
    "odd",
    [
        {"language": ""},
        {"language": "ar"},
        {"ends": "9:00"},
        {"begins": "صباحًا"},
        {"day": "2019-01-01"},
        {"town_part": "paris"},
        {"kind": ""},
    ],
)
def test_what_is_wrong_is_told_and_what_was_typed_stays(case, reception, sign_in, odd):
    answer = sign_in(reception).post(url(case), typed(**odd))
    assert answer.status_code == 422
    assert "عند الاستقبال" in answer.content.decode() and "لم نسأل أحدًا بعد" in answer.content.decode()
    assert not Errand.objects.exists()


def test_a_colleague_of_the_committee_asks_for_nobody(case, staff):
    with pytest.raises(Refused):
        actions.ask(case, by=staff("committee"), **wanted())


def test_a_request_that_is_over_wants_no_help(case, reception):
    Application.objects.filter(pk=case.pk).update(status="withdrawn", ended_at=next_morning())
    with pytest.raises(Refused) as refused:
        actions.ask(Application.objects.get(pk=case.pk), by=reception, **wanted())
    assert refused.value.status in (403, 409)


def test_it_is_called_off_and_noted_from_the_page(case, reception, volunteer, sign_in, time_machine):
    client = sign_in(reception)
    actions.ask(case, by=reception, **wanted())
    first = HelpWanted.objects.get()
    errands.take(first.errand, by=volunteer.person.user)
    assert client.post(url(case, f"{first.pk}/cancel/")).status_code == 302
    assert told(case, "help_ended") == 1
    actions.ask(case, by=reception, **wanted())
    second = HelpWanted.objects.exclude(pk=first.pk).get()
    errands.take(second.errand, by=volunteer.person.user)
    time_machine.move_to(next_morning() + timedelta(hours=2))
    client = sign_in(reception)
    assert client.post(url(case, f"{second.pk}/finish/"), {"minutes": "كثير"}).status_code == 422
    assert client.post(url(case, f"{second.pk}/finish/"), {"minutes": "٧٥"}).status_code == 302
    fresh = Errand.objects.get(pk=second.errand_id)
    assert (fresh.status, fresh.minutes) == (ErrandStatus.DONE, 75)


def test_help_is_noted_after_the_request_is_over_and_waits_at_the_desk_until_then(
    case, reception, volunteer, staff, sign_in, time_machine
):
    """R25: hours, badges and certificates count what a colleague noted, so nothing of it may get out of reach."""
    actions.ask(case, by=reception, **wanted())
    row = HelpWanted.objects.get()
    errands.take(row.errand, by=volunteer.person.user)
    Application.objects.filter(pk=case.pk).update(status="withdrawn", ended_at=next_morning())
    time_machine.move_to(next_morning() + timedelta(hours=2))
    desk = sign_in(staff("volunteer_coordinator"))
    assert volunteer.reference in desk.get("/admin/volunteering/waiting/errands/").content.decode()
    client = sign_in(reception)
    page = client.get(f"/admin/requests/{case.reference}/").content.decode()
    assert url(case, f"{row.pk}/finish/") in page and 'name="town_part"' not in page
    assert client.post(url(case, f"{row.pk}/finish/"), {"minutes": "60"}).status_code == 302
    assert volunteer.reference not in desk.get("/admin/volunteering/waiting/errands/").content.decode()


def test_anothers_row_is_as_a_missing_one(case, reception, sign_in, new_member):
    other = cases.being_matched(new_member(), cases.make_service("other"), reception)
    actions.ask(other, by=reception, **wanted())
    client, row = sign_in(reception), HelpWanted.objects.get()
    for key in (row.pk, 999_999):
        assert client.post(url(case, f"{key}/cancel/")).status_code == 404
    assert Errand.objects.get().is_open

"""The pages of places: two taps to join, an offer, leaving late, handing over; the coordinator's screen of a shift."""

import uuid

import pytest
from django.urls import reverse

from notifications.models import Message
from tests.test_query_counts import queries_of
from tests.volunteering.joined import in_hours, join, user_of
from tests.volunteering.volunteers import make_opportunity, make_shift
from volunteering.joining import actions
from volunteering.models import Placement

pytestmark = pytest.mark.django_db


def url(name, row) -> str:
    return reverse(f"volunteering:{name}", kwargs={"pk": row.pk})


def people_url(shift, act="people") -> str:
    return reverse(f"shift_people:{act}", kwargs={"pk": shift.pk})


@pytest.fixture
def client_of(sign_in):
    return lambda volunteer: sign_in(user_of(volunteer))


def test_two_taps_join(volunteer, shift, client_of):
    client = client_of(volunteer)
    assert "مكان واحد شاغر" in client.get(url("join", shift)).content.decode()
    answer = client.post(url("join", shift))
    place = Placement.objects.get()
    assert answer.url == url("place", place)
    page = client.get(answer.url).content.decode()
    assert url("place_calendar", place) in page and url("place_leave", place) in page
    assert client.get(url("join", shift)).url == client.post(url("join", shift)).url == url("place", place)
    calendar = client.get(url("place_calendar", place)).content.decode()
    assert "STATUS:CONFIRMED" in calendar and "تنظيم إفطار" in calendar and "TRIGGER:-PT2H" in calendar


def test_what_stands_against_it_is_shown_with_a_way_on(volunteer, shift, client_of):
    held = join(volunteer, shift)
    other = make_shift(make_opportunity("other", title="زيارة الأسر"), starts=shift.starts_at)
    client = client_of(volunteer)
    for answer in (client.get(url("join", other)), client.post(url("join", other))):
        assert url("place", held) in answer.content.decode()
    assert answer.status_code == 409


def test_a_waiting_list_is_joined_and_its_number_shown(volunteer, shift, another, client_of):
    join(another(), shift)
    join(another(), shift)
    client = client_of(volunteer)
    assert "متطوع واحد" in client.get(url("join", shift)).content.decode()
    answer = client.post(url("join", shift), follow=True)
    assert "أنت رقم 2 من 2" in answer.content.decode()
    assert "رقم 2 من 2" in client.get("/my/volunteering/shifts/?view=waiting").content.decode()


def test_an_offer_is_answered_on_its_page(volunteer, shift, another, client_of):
    held = join(another(), shift)
    place = join(volunteer, shift)
    actions.leave(held, by=user_of(held.volunteer))
    actions.offer_free(shift)
    client = client_of(volunteer)
    assert url("place_accept", place) in client.get(url("place", place)).content.decode()
    assert client.post(url("place_accept", place)).url == url("place", place)
    assert Placement.objects.get(pk=place.pk).is_accepted


def test_leaving_late_warns_first(volunteer, client_of):
    place = join(volunteer, make_shift(make_opportunity(), starts=in_hours(5)))
    client = client_of(volunteer)
    warned = client.post(url("place_leave", place), {"reason": "مرض"})
    assert warned.status_code == 409 and "مرض" in warned.content.decode()
    assert Placement.objects.get().is_accepted
    assert client.post(url("place_leave", place), {"reason": "مرض", "although_late": "on"}).status_code == 302
    assert Placement.objects.get().is_late


def test_a_place_is_handed_over_by_two_people(volunteer, shift, another, client_of):
    place, friend = join(volunteer, shift), another()
    client, other = client_of(volunteer), client_of(friend)
    assert client.post(url("place_hand_over", place), {"named": "YV-2222-2222"}).status_code == 422
    assert client.post(url("place_hand_over", place), {"named": friend.reference}).status_code == 302
    assert url("place_keep", place) in client.get(url("place", place)).content.decode()
    (swap,) = place.swaps.all()
    assert url("swap", swap) in other.get("/my/volunteering/shifts/").content.decode()
    assert "متطوع" in other.get(url("swap", swap)).content.decode()
    assert other.post(url("swap", swap), {"take": "1"}).status_code == 302
    assert Placement.objects.get(pk=place.pk).status == "handed_over"
    assert other.post(url("swap", swap), {"refuse": "1"}).status_code == 302  # A repeat of what was answered.
    assert other.get(url("swap", swap)).status_code == 200


def test_a_minor_is_led_to_asking_the_guardian(another, shift, client_of):
    minor = another(born=in_hours(-16 * 8766).date())
    place = join(minor, shift)
    client = client_of(minor)
    ask = reverse("volunteering:ask_guardian", kwargs={"pk": shift.opportunity_id})
    assert ask in client.get(url("place", place)).content.decode()
    assert client.get(ask).status_code == 200
    assert client.post(ask, {"name": "عوض", "relation": "father", "mobile": user_of(minor).mobile}).status_code == 422
    assert client.post(ask, {"name": "عوض", "relation": "father", "mobile": "0501112233"}).status_code == 302
    assert minor.guardian_consents.get().opportunity == shift.opportunity


def test_own_pages_cost_the_same_at_one_row_and_at_three(volunteer, another, client_of):
    client, page = client_of(volunteer), make_opportunity()
    costs = []
    for number in (1, 2, 3):
        shift = make_shift(page, starts=in_hours(24 * (number + 3)), capacity=1)
        full = make_shift(page, starts=in_hours(24 * (number + 3) + 5), capacity=1)
        join(another(), full)
        place, waits = join(volunteer, shift), join(volunteer, full)
        pages = ["/my/volunteering/shifts/", "/my/volunteering/shifts/?view=waiting", url("place", place)]
        pages += ["/my/volunteering/shifts/?view=past", url("place", waits), "/my/volunteering/"]
        fresh = make_shift(page, starts=in_hours(24 * (number + 3) + 12))
        costs.append([queries_of(client, each) for each in [*pages, url("join", fresh)]])
    assert costs[0] == costs[2]
    assert max(costs[0][:5] + costs[0][6:]) <= 15


# --- The coordinator ---------------------------------------------------------------------------------------------


def test_the_people_of_a_shift_are_shown_without_numbers(volunteer, shift, another, coordinator, sign_in):
    volunteer.person.identity_number = "1000000008"
    volunteer.person.save()
    join(volunteer, shift)
    waits = [join(another(), shift) for _each in range(2)]
    page = sign_in(coordinator).get(people_url(shift)).content.decode()
    assert volunteer.reference in page and "سالم عوض الجهني" in page
    assert "1000000008" not in page and user_of(volunteer).mobile not in page
    assert page.index(waits[0].volunteer.reference) < page.index(waits[1].volunteer.reference)


def test_a_coordinator_writes_adds_and_takes_out(volunteer, another, coordinator, sign_in):
    client, shift = sign_in(coordinator), make_shift(make_opportunity(), capacity=2)
    add = people_url(shift, "add")
    assert client.post(add, {"reference": "YV-2222-2222"}).status_code == 422
    assert client.post(add, {"reference": volunteer.reference, "said_yes": "on"}).status_code == 302
    assert Placement.objects.get().is_accepted
    assert client.post(add, {"reference": another().reference}).status_code == 302
    assert Placement.objects.filter(status="offered").count() == 1
    assert client.post(add, {"reference": volunteer.reference}).status_code == 302  # It stands already.
    assert client.post(add, {"reference": another().reference}).status_code == 409
    write, key = people_url(shift, "write"), str(uuid.uuid4())
    assert client.post(write, {"text": "", "key": key}).status_code == 422
    assert client.post(write, {"text": "أحضروا ماءً", "key": key}).status_code == 302
    assert Message.objects.filter(template="volunteering/shift_message").count() == 2
    place = Placement.objects.get(status="accepted")
    decline = reverse("shift_people:decline", kwargs={"pk": shift.pk, "place": place.pk})
    assert client.post(decline, {"reason": ""}).status_code == 422
    assert client.post(decline, {"reason": "اكتمل الفريق"}).status_code == 302
    assert Placement.objects.get(pk=place.pk).status == "declined"


def test_the_people_cost_the_same_at_one_row_and_at_three(another, coordinator, sign_in):
    client, shift = sign_in(coordinator), make_shift(make_opportunity(), capacity=2)
    costs = []
    for _number in range(3):
        join(another(), shift)
        costs.append(queries_of(client, people_url(shift)))
    assert costs[0] == costs[2] <= 25

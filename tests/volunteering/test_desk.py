"""The coordinator's desk: what waits is counted and listed by the same condition."""

from datetime import timedelta

import pytest
from django.utils import timezone

from audit.models import AuditEvent
from tests.test_query_counts import queries_of
from tests.volunteering.errands import helped
from tests.volunteering.volunteers import make_opportunity, make_shift, make_volunteer, named
from volunteering.desk import queries
from volunteering.enums import Skill
from volunteering.models import (
    GuardianConsent,
    HoursEntry,
    Incident,
    Placement,
    Qualification,
    Volunteer,
    VolunteeringMonth,
)

pytestmark = pytest.mark.django_db
DESK = "/admin/volunteering/"
MOST = 20  # queries of the desk itself, beside the frame of the admin
FRAME = 8  # session, user, second factor, roles and permissions, which every screen asks


@pytest.fixture
def coordinator(staff):
    return staff("volunteer_coordinator")


@pytest.fixture
def client(coordinator, sign_in):
    return sign_in(coordinator)


class Work:
    """One of everything that can wait."""

    def __init__(self, new_member, coordinator):
        self.new_member, self.coordinator = new_member, coordinator
        self.opportunity = make_opportunity()

    def volunteer(self):
        return make_volunteer(self.new_member(), by=self.coordinator)

    def bring(self):
        self.review(late=True)
        shift, past = (
            make_shift(self.opportunity),
            make_shift(self.opportunity, starts=timezone.now() - timedelta(days=2)),
        )
        who, now = self.volunteer(), timezone.now()
        offered = Placement(shift=shift, volunteer=who, queued_at=now, answer_until=now + timedelta(days=1))
        offered.wait()
        offered.offer()
        offered.save()
        missed = Placement(shift=past, volunteer=who)
        missed.accept()
        missed.miss()
        missed.save()
        self.hours(past, self.volunteer())
        self.hours(past, self.volunteer(), disputed=True)
        Incident.objects.create(shift=past, text="سقطت طاولة", by=self.coordinator, volunteer=who)
        paper = Qualification(volunteer=who, skill=Skill.FIRST_AID, title="إسعاف", checked_by=self.coordinator)
        paper.expires_on = timezone.localdate() + timedelta(days=3)
        paper.confirm()
        paper.save()
        helped(self.volunteer(), by=self.coordinator, status="taken", minutes=None, noted_by=None)
        asked = {"name": "والده", "relation": "father", "mobile": "+966500110011", "mobile_index": "x"}
        GuardianConsent.objects.create(volunteer=who, opportunity=self.opportunity, **asked)

    def review(self, *, late=False):
        volunteer = Volunteer(person=named(self.new_member()))
        volunteer.due_on = timezone.localdate() + timedelta(days=-1 if late else 3)
        volunteer.send()
        volunteer.save()

    def hours(self, shift, who, *, disputed=False):
        place = Placement(shift=shift, volunteer=who, checked_in_at=shift.starts_at, checked_out_at=shift.ends_at)
        place.accept()
        place.check_in()
        place.check_out()
        place.save()
        entry = HoursEntry(placement=place, proposed_minutes=120)
        if disputed:
            entry.approved_minutes, entry.approved_by = 60, self.coordinator
            entry.approve()
            entry.dispute()
        entry.save()


@pytest.fixture
def work(new_member, coordinator):
    return Work(new_member, coordinator)


def test_every_kind_is_counted_and_listed(work, client):
    work.bring()
    counts = {number.kind.slug: number.count for number in queries.numbers()}
    assert counts == dict.fromkeys(queries.BY_SLUG, 1)
    page = client.get(DESK).content.decode()
    for slug in queries.BY_SLUG:
        assert f"/admin/volunteering/waiting/{slug}/" in page
        listed = client.get(f"/admin/volunteering/waiting/{slug}/")
        assert listed.status_code == 200 and len(listed.context["page_obj"]) == 1, slug


def test_nothing_waits_where_nothing_happened(client):
    assert {number.count for number in queries.numbers()} == {0}
    assert client.get(DESK).status_code == 200
    assert client.get("/admin/volunteering/waiting/nothing/").status_code == 404


def test_the_desk_costs_the_same_at_one_row_and_at_three(work, client):
    work.bring()
    VolunteeringMonth.objects.create(month=timezone.localdate().replace(day=1), measured_on=timezone.localdate())
    pages = [DESK, "/admin/", *(f"/admin/volunteering/waiting/{slug}/" for slug in queries.BY_SLUG)]
    one = {page: queries_of(client, page) for page in pages}
    for _each in range(2):
        work.opportunity = make_opportunity(f"other-{_each}")
        work.bring()
    assert {page: queries_of(client, page) for page in pages} == one
    assert one[DESK] <= MOST + FRAME, one[DESK]


def test_an_incident_is_read_once(work, client, coordinator):
    work.bring()
    incident = Incident.objects.get()
    for _click in range(2):
        assert client.post(f"/admin/volunteering/incidents/{incident.pk}/read/").status_code == 302
    incident.refresh_from_db()
    assert incident.read_by == coordinator
    assert AuditEvent.objects.filter(action="volunteering.incident_read").count() == 1
    assert client.get("/admin/volunteering/waiting/incidents/").context["page_obj"].paginator.count == 0


def test_the_first_screen_shows_coordinators_what_waits(work, client, staff, sign_in):
    work.review()
    assert "/admin/volunteering/waiting/reviews/" in client.get("/admin/").content.decode()
    other = sign_in(staff("reception")).get("/admin/").content.decode()
    assert "/admin/volunteering/" not in other


def test_a_full_shift_and_one_of_a_draft_page_lack_nobody(work, volunteer=None):
    full = make_shift(work.opportunity, capacity=1)
    place = Placement(shift=full, volunteer=work.volunteer())
    place.accept()
    place.save()
    make_shift(make_opportunity("draft", live=False))
    make_shift(work.opportunity, starts=timezone.now() + timedelta(days=90))
    assert queries.thin() == []


def test_the_bars_say_how_much_is_taken(work):
    shift = make_shift(work.opportunity, capacity=4)
    make_shift(work.opportunity, capacity=4)
    place = Placement(shift=shift, volunteer=work.volunteer())
    place.accept()
    place.save()
    (bar,) = queries.fill()
    assert (bar.taken, bar.capacity, bar.percent) == (1, 8, 12)

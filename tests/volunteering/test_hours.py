"""Hours: corrected by the volunteer, settled by somebody else, objected to once, summed up and taken out as tables."""

import csv
import io
from datetime import date, timedelta

import pytest
from django.utils import timezone
from openpyxl import load_workbook
from wagtail.models import Locale

from accounts.actions import open_account
from audit.models import AuditEvent
from notifications.models import Message
from people.models import Kinship, Person
from tests.volunteering.errands import helped
from tests.volunteering.places import approved, with_hours
from tests.volunteering.volunteers import make_opportunity, make_shift, make_volunteer
from volunteering.certificates.actions import issue
from volunteering.enums import Event, HoursStatus
from volunteering.hours import actions, queries
from volunteering.hours.badges import badges
from volunteering.hours.picture import picture
from volunteering.joining.actions import join
from volunteering.models import HoursEntry, HoursTable, Volunteer
from volunteering.refusals import Refused

pytestmark = pytest.mark.django_db
URL, MINE = "/admin/volunteering/hours/", "/my/volunteering/hours/"


@pytest.fixture
def coordinator(staff):
    return staff("volunteer_coordinator")


@pytest.fixture
def second(staff):
    return staff("manager")


@pytest.fixture
def opportunity():
    return make_opportunity(season="رمضان 1447")


@pytest.fixture
def shift(opportunity):
    return make_shift(opportunity, starts=timezone.now() - timedelta(days=3))


@pytest.fixture
def volunteer(member, coordinator):
    return make_volunteer(member, by=coordinator)


@pytest.fixture
def entry(shift, volunteer, coordinator):
    return with_hours(shift, volunteer, by=coordinator)


def refused(act, *args, **given):
    with pytest.raises(Refused) as refusal:
        act(*args, **given)
    return refusal.value


def test_the_volunteer_corrects_and_somebody_else_approves(entry, member, coordinator):
    actions.correct(entry, by=member, minutes=150, reason="خرجت مبكرًا")
    done = actions.approve(entry, by=coordinator)
    assert (done.status, done.approved_minutes, done.claim) == (HoursStatus.APPROVED, 150, "خرجت مبكرًا")
    assert Message.objects.get().template == "volunteering/hours_approved"
    kinds = list(entry.placement.events.values_list("kind", flat=True))
    assert kinds[2:] == [Event.HOURS_CORRECTED, Event.HOURS_APPROVED]


def test_hours_longer_than_the_shift_are_refused_with_what_is_possible(entry, member, coordinator):
    for act in (actions.correct,):
        refusal = refused(act, entry, by=member, minutes=196, reason="بقيت")
        assert refusal.status == 422 and "3" in str(refusal.message) and "15" in str(refusal.message)
    assert refused(actions.approve, entry, by=coordinator, minutes=196).status == 422
    assert actions.correct(entry, by=member, minutes=195, reason="بقيت").claimed_minutes == 195


def test_nobody_approves_their_own_or_kins_hours(shift, entry, staff, coordinator, second):
    own = with_hours(shift, make_volunteer(coordinator, by=second), by=second)
    Kinship.objects.create(user=coordinator, person=entry.placement.volunteer.person, declared_by=coordinator)
    for each in (own, entry):
        assert refused(actions.approve, each, by=coordinator).status == 403
    assert refused(actions.approve, entry, by=staff("reception")).status == 403
    assert refused(actions.approve, entry, by=entry.placement.volunteer.person.user).status == 403
    assert actions.approve_many([own.pk, entry.pk], by=coordinator) == actions.Outcome(0, 2)


def test_many_are_approved_each_by_itself(opportunity, coordinator, second, new_member):
    shift = make_shift(opportunity, starts=timezone.now() - timedelta(days=2))
    entries = [with_hours(shift, make_volunteer(new_member(), by=coordinator), by=coordinator) for _each in range(3)]
    actions.approve(entries[0], by=second)
    assert actions.approve_many([each.pk for each in entries], by=coordinator) == actions.Outcome(2, 1)
    assert HoursEntry.objects.filter(status=HoursStatus.APPROVED).count() == 3


def test_an_objection_is_decided_once_by_another_colleague(entry, member, coordinator, second):
    assert refused(actions.dispute, entry, by=member, minutes=190, reason="س").message == actions.NOT_SETTLED
    actions.approve(entry, by=coordinator, minutes=120, answer="كما في السجل")
    assert refused(actions.correct, entry, by=member, minutes=190, reason="س").message == actions.SETTLED
    assert refused(actions.dispute, entry, by=member, minutes=190, reason=" ").message == actions.SAY_WHY
    actions.dispute(entry, by=member, minutes=190, reason="بقيت للتنظيف")
    assert refused(actions.approve, entry, by=coordinator).message == actions.ANOTHER
    assert actions.approve(entry, by=second).approved_minutes == 190
    assert refused(actions.dispute, entry, by=member, minutes=195, reason="س").message == actions.DECIDED


def test_somebody_elses_hours_are_not_to_correct(entry, new_member):
    stranger = new_member()
    assert refused(actions.correct, entry, by=stranger, minutes=10, reason="س").status == 403
    assert refused(actions.dispute, entry, by=stranger, minutes=10, reason="س").status == 403


# --- Pages -------------------------------------------------------------------------------------------------------
def test_the_page_of_ones_hours_and_the_form_of_a_correction(entry, member, sign_in):
    client = sign_in(member)
    assert entry.placement.shift.opportunity.title in client.get(MINE).content.decode()
    url = f"{MINE}{entry.pk}/"
    assert client.get(url).status_code == 200
    assert client.post(url, {"hours": "٩", "minutes": "", "reason": "س"}).status_code == 422
    assert client.post(url, {"hours": "x", "minutes": "", "reason": "س"}).status_code == 422
    assert "بجانب الساعات 59" in client.post(url, {"hours": "2", "minutes": "60", "reason": "س"}).content.decode()
    same = client.post(url, {"hours": "3", "minutes": "0", "reason": "س"})
    assert same.status_code == 422 and "المدة المسجلة نفسها" in same.content.decode()
    assert client.post(url, {"hours": "٢", "minutes": "٣٠", "reason": "خرجت"}).status_code == 302
    assert HoursEntry.objects.get().claimed_minutes == 150


def test_whoever_is_no_volunteer_reads_so(new_member, sign_in):
    assert sign_in(new_member()).get(MINE).status_code == 200


def test_the_desk_approves_one_with_a_word_when_it_says_something_else(entry, member, coordinator, sign_in):
    actions.correct(entry, by=member, minutes=190, reason="بقيت")
    client, url = sign_in(coordinator), f"{URL}{entry.pk}/"
    assert client.post(url, {"hours": "3", "minutes": "0"}).status_code == 422
    assert client.post(url, {"hours": "3", "minutes": "0", "answer": "كما في السجل"}).status_code == 302
    assert client.post(url, {"hours": "3", "minutes": "0", "answer": "مرة أخرى"}).status_code == 422
    assert HoursEntry.objects.get().approved_minutes == 180


def test_the_desk_approves_the_marked_ones(entry, coordinator, sign_in):
    client = sign_in(coordinator)
    listed = client.get(URL)
    assert entry.placement.volunteer.person.full_name in listed.content.decode()
    assert client.post(f"{URL}approve/", {"entry": [str(entry.pk), "no key"]}).status_code == 302
    assert HoursEntry.objects.get().is_approved
    assert str(entry.pk) not in client.get(URL).content.decode()


@pytest.mark.parametrize("query", ["status=x", "opportunity=999999", "first=نص", "season=%00", "page=x"])
def test_filters_of_nothing_break_nothing(query, entry, coordinator, sign_in):
    assert sign_in(coordinator).get(f"{URL}?{query}").status_code in (200, 422)


def test_shifts_that_suit_stand_on_the_page_of_ones_hours(volunteer, member, coordinator, sign_in):
    """R25: what one likes first; neither full ones nor what stands against somebody."""
    volunteer.interests = ["teaching"]
    volunteer.save()
    soon = make_shift(make_opportunity("sorting", title="فرز", field="logistics"))
    lessons = make_opportunity("lessons", title="دروس", field="teaching")
    liked = make_shift(lessons, starts=soon.starts_at + timedelta(days=3))
    make_shift(make_opportunity("women", title="للنساء", open_to="women"))
    full = make_shift(make_opportunity("full", title="ممتلئة"), capacity=1)
    with_place = make_volunteer(open_account(mobile="+966501239876"), by=coordinator)
    join(full, by=with_place.person.user)
    make_shift(soon.opportunity, starts=soon.starts_at + timedelta(days=1))
    client = sign_in(member)
    assert [each.pk for each in client.get(MINE).context["fitting"]] == [liked.pk, soon.pk]
    assert "دروس" in client.get(MINE).content.decode()
    Volunteer.objects.update(status="paused")
    assert client.get(MINE).context["fitting"] == []


# --- Sums --------------------------------------------------------------------------------------------------------
def test_hours_sum_up_by_person_opportunity_and_season(opportunity, coordinator, new_member, sign_in):
    people = [make_volunteer(new_member(), by=coordinator) for _each in range(2)]
    for number, volunteer in enumerate([*people, people[0]], start=1):
        shift = make_shift(opportunity, starts=timezone.now() - timedelta(days=number))
        approved(shift, volunteer, by=coordinator)
    plain = make_opportunity("plain", title="فرز")
    with_hours(make_shift(plain, starts=timezone.now() - timedelta(days=9)), people[0], by=coordinator)
    totals = queries.totals(queries.chosen({}))
    assert [(each.shifts, each.minutes) for each in totals["people"]] == [(2, 360), (1, 180)]
    assert [(each.name, each.minutes) for each in totals["seasons"]] == [("رمضان 1447", 540)]
    assert [each.minutes for each in totals["opportunities"]] == [540]
    assert sign_in(coordinator).get(f"{URL}totals/").status_code == 200


def test_the_picture_has_a_bar_for_each_of_twelve_months_in_the_direction_of_reading(shift, volunteer, coordinator):
    day = approved(shift, volunteer, by=coordinator).placement.shift.day
    for is_rtl in (True, False):
        bars = picture(queries.credit(volunteer).given, is_rtl=is_rtl, today=day).bars
        assert len(bars) == 12 and [bar.height > 0 for bar in bars] == [False] * 11 + [True]
        assert (bars[0].x > bars[-1].x) is is_rtl
    assert picture([], is_rtl=True, today=date(2026, 3, 1)).is_empty


def test_a_page_in_english_names_opportunities_as_their_english_pages_do(
    opportunity, entry, volunteer, member, coordinator, second, sign_in
):
    english, _made = Locale.objects.get_or_create(language_code="en")
    twin = opportunity.copy_for_translation(english, copy_parents=True)
    twin.title, twin.place = "Iftar tables", "The mosque"
    twin.save_revision().publish()
    actions.approve(entry, by=coordinator)
    issue(volunteer, opportunity, by=second)
    client = sign_in(member)
    for address, times in ((MINE, 2), (f"{MINE}{entry.pk}/", 1)):
        html = client.get(f"/en{address}").content.decode()
        assert html.count("<bdi>Iftar tables</bdi>") == times and opportunity.title not in html
        assert opportunity.title in client.get(address).content.decode()


def test_badges_say_what_was_approved(opportunity, volunteer, coordinator, entry):
    assert badges(queries.credit(volunteer)) == []
    for number in range(5, 10):
        approved(make_shift(opportunity, starts=timezone.now() - timedelta(days=number)), volunteer, by=coordinator)
    titles = [str(badge.title) for badge in badges(queries.credit(volunteer))]
    assert len(titles) == 3 and "10" in titles[1] and "رمضان 1447" in titles[2]


def test_help_in_requests_counts_as_hours_do(entry, member, volunteer, coordinator, sign_in):
    """R25: what an interpreter or a driver gave stands in the picture, the badges, the sums and the tables."""
    for number in range(9):
        helped(volunteer, by=coordinator, days_ago=1 + number % 2)
    credit = queries.credit(volunteer)
    assert picture(credit.given, is_rtl=True).total == "11 ساعة و15 دقيقة"
    titles = [str(badge.title) for badge in badges(credit)]
    assert len(titles) == 2 and "10" in titles[0] and "9" in titles[1]
    mine = sign_in(member).get(MINE).content.decode()
    assert "9 مرات، والمجموع: 11 ساعة و15 دقيقة" in " ".join(mine.split())
    totals = sign_in(coordinator).get(f"{URL}totals/").context
    assert totals["minutes"] == 675 and [(each.shifts, each.minutes) for each in totals["helped"]] == [(9, 675)]
    for narrower in ("season=رمضان 1447", f"opportunity={entry.placement.shift.opportunity_id}", "last=2001-01-01"):
        assert sign_in(coordinator).get(f"{URL}totals/?{narrower}").context["helped"] == []


# --- Tables ------------------------------------------------------------------------------------------------------
def taken(client, columns, kind="csv", **filters):
    page = client.post(f"{URL}table/", {"columns": columns, "format": kind, **filters}, follow=True)
    assert page.status_code == 200
    answer = client.get(f"{URL}tables/{HoursTable.objects.latest('asked_at').pk}/file/")
    assert answer.status_code == 200 and "no-store" in answer.headers["Cache-Control"]
    return b"".join(answer.streaming_content)


@pytest.mark.django_db(transaction=True)
def test_a_table_holds_the_filtered_hours_and_no_formula(shift, volunteer, coordinator, sign_in):
    entry = approved(shift, volunteer, by=coordinator)
    Person.objects.filter(pk=volunteer.person_id).update(full_name="=cmd|' /C calc'!A0")
    client = sign_in(coordinator)
    rows = list(csv.reader(io.StringIO(taken(client, "ours", status="approved").decode("utf-8-sig"))))
    assert len(rows) == 2 and rows[1][0] == volunteer.reference and rows[1][1].startswith("'=")
    assert rows[1][9] == "180"
    assert len(list(csv.reader(io.StringIO(taken(client, "ours", status="disputed").decode("utf-8-sig"))))) == 1
    noted = [row.details for row in AuditEvent.objects.filter(action="volunteering.hours_exported")]
    assert {"status": "approved", "format": "csv", "columns": "ours", "rows": 1} in noted and len(noted) == 2
    sheet = load_workbook(io.BytesIO(taken(client, "national", "xlsx"))).active
    assert sheet.max_row == 2 and sheet.cell(2, 1).value in (None, "") and sheet.cell(2, 10).value == "3.0"
    assert entry.placement.shift.day == sheet.cell(2, 8).value.date()


@pytest.mark.django_db(transaction=True)
def test_a_table_holds_help_in_requests_too(shift, volunteer, coordinator, sign_in):
    approved(shift, volunteer, by=coordinator)
    errand = helped(volunteer, by=coordinator)
    client = sign_in(coordinator)
    rows = list(csv.reader(io.StringIO(taken(client, "ours").decode("utf-8-sig"))))
    told = [volunteer.reference, "المساعدة في الطلبات", errand.day.isoformat(), "75", coordinator.get_full_name()]
    assert [rows[2][at] for at in (0, 2, 4, 9, 10)] == told
    sheet = load_workbook(io.BytesIO(taken(client, "national", "xlsx", first=errand.day.isoformat()))).active
    assert [sheet.cell(row, 10).value for row in range(2, sheet.max_row + 1)] == ["3.0", "1.25"]
    assert len(list(csv.reader(io.StringIO(taken(client, "ours", status="pending").decode("utf-8-sig"))))) == 1


@pytest.mark.django_db(transaction=True)
def test_a_table_of_another_colleague_and_one_that_is_over_are_not_there(entry, coordinator, second, sign_in):
    client = sign_in(coordinator)
    client.post(f"{URL}table/", {"columns": "ours", "format": "csv"})
    table = HoursTable.objects.get()
    assert sign_in(second).get(f"{URL}tables/{table.pk}/").status_code == 404
    HoursTable.objects.update(expires_at=timezone.now())
    assert client.get(f"{URL}tables/{table.pk}/").status_code == 404
    assert client.post(f"{URL}table/", {"columns": "all", "format": "csv"}).status_code == 302
    assert HoursTable.objects.count() == 1

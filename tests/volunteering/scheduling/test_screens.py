"""The coordinator's screens of shifts: what is typed, shown, made and refused."""

import uuid
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from saudi.hijri import to_gregorian, to_hijri
from tests.test_query_counts import queries_of
from tests.volunteering.volunteers import make_opportunity, make_shift
from volunteering.models import Placement, Placing, Shift, ShiftBatch
from volunteering.scheduling.plans import length_of_month

pytestmark = pytest.mark.django_db
LIST, CALENDAR = "/admin/volunteering/shifts/", "/admin/volunteering/shifts/calendar/"
PAGES_COST = 25


@pytest.fixture
def client(coordinator, sign_in):
    return sign_in(coordinator)


def url(name, *keys):
    return reverse(f"scheduling:{name}", args=keys)


def text_of(answer):
    return answer.content.decode()


def year():
    """A Hijri year whose Ramadan is still to come."""
    this = to_hijri(timezone.localdate()).year
    return this if to_gregorian(this, 9, 1) > timezone.localdate() else this + 1


def season(page, **given):
    asked = {
        "opportunity": page.pk,
        "month": "9",
        "year": str(year()),
        "weekdays": ["0", "1", "2", "3", "4", "5", "6"],
    }
    return {**asked, "begins_1": "١٧:٠٠", "ends_1": "19.30", "capacity": "٩", **given}


def keys_in(answer):
    return [each.key for each in answer.context["plan"] if each.is_free]


def test_a_month_of_ramadan_is_looked_at_then_made_once(client, opportunity):
    seen = client.post(url("series"), season(opportunity))
    assert seen.status_code == 200 and not Shift.objects.exists()
    days = length_of_month(year(), 9)
    assert len(keys_in(seen)) == days == seen.context["month_days"]
    confirmed = season(opportunity, make="1", key=str(seen.context["key"]), keep=keys_in(seen)[:-1])
    first, second = (client.post(url("series"), confirmed) for _click in range(2))
    assert first.url == second.url == url("batch", ShiftBatch.objects.get().pk)
    assert Shift.objects.count() == days - 1
    assert {shift.capacity for shift in Shift.objects.all()} == {9}
    assert client.get(first.url).context["may_undo"]
    client.post(url("undo", ShiftBatch.objects.get().pk))
    assert not Shift.objects.exists()


def test_what_stands_then_already_is_shown_and_not_made_again(client, opportunity):
    day = (timezone.localdate() + timedelta(days=9)).isoformat()
    typed = season(opportunity, month="", first=day)
    seen = client.post(url("series"), typed)
    client.post(url("series"), typed | {"make": "1", "keep": keys_in(seen), "key": str(uuid.uuid4())})
    again = client.post(url("series"), typed)
    assert keys_in(again) == [] and "disabled" in text_of(again)
    refused = client.post(url("series"), typed | {"make": "1", "keep": keys_in(seen), "key": str(uuid.uuid4())})
    assert refused.status_code == 422 and Shift.objects.count() == 1


def test_several_times_a_day_on_chosen_weekdays(client, opportunity):
    first = timezone.localdate() + timedelta(days=7)
    typed = season(opportunity, month="", first=first.isoformat(), last=(first + timedelta(days=13)).isoformat())
    typed |= {"weekdays": ["6", "1"], "begins_2": "20", "ends_2": "22:00"}
    seen = client.post(url("series"), typed)
    assert len(seen.context["plan"]) == 8
    assert {timezone.localtime(each.starts_at).weekday() for each in seen.context["plan"]} == {6, 1}


@pytest.mark.parametrize(
    "given",
    [
        {"month": "", "first": ""},
        {"month": "13"},
        {"year": ""},
        {"year": "1600"},
        {"weekdays": []},
        {"capacity": "0"},
        {"capacity": "1001"},
        {"begins_1": "25:00"},
        {"ends_1": ""},
        {"begins_1": "1:00", "ends_1": "23:00"},
        {"begins_2": "18:00", "ends_2": "20:00"},
        {"begins_2": "18:00"},
        {"month": "", "first": "1/1/2028", "last": "1/1/2027"},
        {"month": "", "first": "1/1/2027", "last": "1/1/2029"},
        {"month": "", "first": "30/2/1448x"},
        {"month": "", "first": "31/12/9999"},
        {"opportunity": "999999"},
        {"opportunity": "\x00"},
        {"place": "x" * 999},
    ],
)
def test_bad_input_is_said_at_its_field_and_kept(given, client, opportunity):
    answer = client.post(url("series"), season(opportunity, **given))
    assert answer.status_code == 422 and answer.context["form"].errors
    assert not Shift.objects.exists()


def test_going_back_keeps_what_was_typed(client, opportunity):
    answer = client.post(url("series"), season(opportunity, again="1", place="الساحة"))
    assert 'value="الساحة"' in text_of(answer) and not Shift.objects.exists()


def test_one_shift_is_made_moved_resized_noted_and_cancelled(client, opportunity):
    day = (timezone.localdate() + timedelta(days=9)).isoformat()
    typed = {"opportunity": opportunity.pk, "day": day, "begins": "٩", "ends": "12:30", "capacity": "4"}
    page = client.post(url("new"), typed).url
    shift = Shift.objects.get()
    assert page == url("shift", shift.pk)
    client.post(url("move", shift.pk), {"day": day, "begins": "10", "ends": "12", "place": "القاعة"})
    client.post(url("resize", shift.pk), {"capacity": "٦"})
    client.post(url("say", shift.pk), {"note": "احضر قبل الموعد"})
    shift.refresh_from_db()
    assert (timezone.localtime(shift.starts_at).hour, shift.capacity, shift.place) == (10, 6, "القاعة")
    assert "احضر قبل الموعد" in text_of(client.get(page))
    assert client.post(url("cancel", shift.pk), {"reason": " "}).status_code == 422
    assert client.post(url("cancel", shift.pk), {"reason": "مطر"}).status_code == 302
    assert client.post(url("cancel", shift.pk), {"reason": "مطر"}).status_code == 409
    assert "مطر" in text_of(client.get(page))


def test_the_list_filters_by_opportunity_days_fill_and_state(client, opportunity):
    other = make_opportunity("packing", title="تعبئة السلال")
    mine, theirs = make_shift(opportunity), make_shift(other)
    off = make_shift(opportunity)
    client.post(url("cancel", off.pk), {"reason": "مطر"})
    far = (timezone.localdate() + timedelta(days=60)).isoformat()

    def found(query):
        return {shift.pk for shift in client.get(LIST, query).context["page_obj"]}

    assert found({}) == {mine.pk, theirs.pk}
    assert found({"opportunity": opportunity.pk}) == {mine.pk}
    assert found({"state": "cancelled"}) == {off.pk}
    assert found({"first": far}) == set()
    assert found({"fill": "full"}) == set() and found({"fill": "lacking"}) == {mine.pk, theirs.pk}
    assert found({"opportunity": "zz", "first": "zz", "fill": "zz", "page": "zz"}) == {mine.pk, theirs.pk}


def test_the_calendar_shows_a_month_and_any_address_answers(client, opportunity):
    shift = make_shift(opportunity)
    month = timezone.localtime(shift.starts_at).strftime("%Y-%m")
    assert str(shift.pk) in text_of(client.get(CALENDAR, {"month": month}))
    assert str(shift.pk) not in text_of(client.get(CALENDAR, {"month": "2031-01"}))
    for wrong in ("", "2027-13", "x", "\x00", "9999-12"):
        assert client.get(CALENDAR, {"month": wrong}).status_code == 200


def test_last_years_season_is_copied_over_its_preview(client, opportunity):
    starts = timezone.make_aware(
        timezone.datetime.combine(to_gregorian(year() - 1, 9, 3), timezone.datetime.min.time())
    )
    make_shift(opportunity, starts=starts + timedelta(hours=17))
    assert opportunity.title in text_of(client.get(url("copy_choose")))
    typed = {"year": str(year() - 1), "target": str(year())}
    seen = client.post(url("copy", opportunity.pk), typed)
    assert len(keys_in(seen)) == 1
    done = typed | {"make": "1", "keep": keys_in(seen), "key": str(seen.context["key"])}
    assert client.post(url("copy", opportunity.pk), done).status_code == 302
    assert Shift.objects.count() == 2
    assert client.post(url("copy", opportunity.pk), typed | {"target": str(year() - 1)}).status_code == 422
    assert client.post(url("copy", opportunity.pk), typed | {"invite": "on"}).status_code == 422
    both = typed | {"invite": "on", "new_page": "on", "answer_until": "1/1/2030"}
    assert client.post(url("copy", opportunity.pk), both).status_code == 422


def test_many_are_offered_places_by_a_file(client, opportunity, volunteer, django_capture_on_commit_callbacks):
    make_shift(opportunity)
    people = [volunteer(), volunteer()]
    listed = "\ufeff" + "\n".join(who.reference for who in people)
    day = (timezone.localdate() + timedelta(days=5)).isoformat()
    typed = {"way": "list", "each": "1", "answer_until": day}
    file = SimpleUploadedFile("list.csv", listed.encode())
    seen = client.post(url("place", opportunity.pk), {**typed, "file": file})
    assert len(seen.context["found"].pairs) == 2 and not Placing.objects.exists()
    done = {**typed, "references": seen.context["form"]["references"].value(), "offer": "1", "key": str(uuid.uuid4())}
    with django_capture_on_commit_callbacks(execute=True):
        first, second = (client.post(url("place", opportunity.pk), done) for _click in range(2))
    assert first.url == second.url
    assert Placement.objects.count() == 2
    page = client.get(first.url)
    assert page.context["progress"].offered == 2
    assert client.post(url("placing_go_on", Placing.objects.get().pk)).status_code == 302


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"x" * (600 * 1024)])
def test_a_file_that_is_no_list_is_refused(content, client, opportunity):
    day = (timezone.localdate() + timedelta(days=5)).isoformat()
    typed = {"way": "list", "each": "1", "answer_until": day, "file": SimpleUploadedFile("list.csv", content)}
    assert client.post(url("place", opportunity.pk), typed).status_code == 422


def test_lists_cost_the_same_at_one_shift_and_at_three(client, opportunity, volunteer):
    shift = make_shift(opportunity)
    month = timezone.localtime(shift.starts_at).strftime("%Y-%m")
    batch = ShiftBatch.objects.create(opportunity=opportunity, made_by=volunteer().reviewed_by, count=3)
    Shift.objects.filter(pk=shift.pk).update(batch=batch)
    pages = [LIST, f"{CALENDAR}?month={month}", url("shift", shift.pk), url("batch", batch.pk), url("copy_choose")]
    one = {page: queries_of(client, page) for page in pages}
    for hours in (3, 6):
        other = make_shift(make_opportunity(f"other-{hours}"), starts=shift.starts_at + timedelta(hours=hours))
        Shift.objects.filter(pk=other.pk).update(batch=batch)
    assert {page: queries_of(client, page) for page in pages} == one
    assert max(one.values()) <= PAGES_COST


@pytest.mark.parametrize("role", ["reception", "editor", "quality", "committee"])
def test_other_desks_stay_outside(role, staff, sign_in, opportunity):
    client, shift = sign_in(staff(role)), make_shift(opportunity)
    for page in (LIST, CALENDAR, url("series"), url("shift", shift.pk), url("copy", opportunity.pk)):
        assert client.get(page).status_code in (302, 403)
    client.post(url("cancel", shift.pk), {"reason": "مطر"})
    client.post(url("move", shift.pk), {"day": "1/1/2030", "begins": "9", "ends": "10"})
    shift.refresh_from_db()
    assert shift.is_planned and shift.sequence == 0


def test_what_does_not_exist_is_a_404(client):
    nobody = uuid.uuid4()
    for page in (url("shift", nobody), url("batch", nobody), url("placing", nobody), url("copy", 999999)):
        assert client.get(page).status_code == 404

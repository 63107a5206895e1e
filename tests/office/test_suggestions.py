"""The calendar suggests; a colleague decides. Nothing enters the table by itself."""

from datetime import date

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from audit.models import AuditEvent
from office import suggestions
from office.models import Holiday
from saudi import hijri


@pytest.fixture
def manager(staff):
    return staff("manager")


@pytest.fixture
def door(manager, sign_in):
    return sign_in(manager)


SUGGEST, FEAST = "/admin/holidays/suggest/", "/admin/holidays/feast/"


def test_a_gregorian_and_a_hijri_year():
    days = {each.day: each for each in suggestions.of_year(2026)}
    assert days[date(2026, 9, 23)].name == "اليوم الوطني"
    assert days[date(2026, 3, 20)].name == "عيد الفطر" and not days[date(2026, 3, 20)].is_doubtful
    assert days[date(2026, 3, 23)].is_doubtful  # It stands in for a day of the weekend.
    lunar = suggestions.of_year(1448)
    assert {hijri.to_hijri(each.day).year for each in lunar} == {1448}
    assert {each.occasion for each in lunar} >= {"eid_al_fitr", "eid_al_adha"}


@given(st.integers(-10, 20000))
def test_a_year_is_known_or_refused(year):
    try:
        found = suggestions.of_year(year)
    except suggestions.UnknownYear:
        return
    assert found == sorted(found, key=lambda each: each.day)


def test_looking_adds_nothing_and_ticking_adds_with_a_trace(door, manager):
    Holiday.objects.create(day=date(2026, 2, 22), name="سُجّل من قبل")
    html = door.get(SUGGEST, {"year": "١٤٤٧"}).content.decode()
    assert Holiday.objects.count() == 1
    assert "سُجّل من قبل" in html and 'value="2026-02-22"' not in html
    assert "1\xa0شوال\xa01447هـ" in html and "20\xa0مارس\xa02026" in html and "مشكوك" in html
    answer = door.post(SUGGEST, {"year": "1447", "day": ["2026-03-20", "2026-03-21", "2026-02-22", "2026-01-01", "x"]})
    assert answer.url == reverse("holidays:index")
    added = Holiday.objects.filter(occasion="eid_al_fitr")
    assert [each.day.day for each in added] == [20, 21] and Holiday.objects.count() == 3
    traces = AuditEvent.objects.filter(action="holiday.create")
    assert traces.count() == 2 and {row.by_id for row in traces} == {manager.pk}


@pytest.mark.parametrize("year", ["", "x", "12", "99999999999", "1400000", "\x00", "１", "-5"])
def test_no_year_is_told_so(door, year):
    answer = door.get(SUGGEST, {"year": year})
    assert answer.status_code == 400 and "سنة" in answer.content.decode()
    assert door.post(SUGGEST, {"year": year, "day": "2026-03-20"}).status_code == 400
    assert not Holiday.objects.exists()


def test_a_feast_is_one_entry_in_either_calendar(door):
    Holiday.objects.create(day=date(2026, 3, 21), name="سُجّل من قبل")
    door.post(FEAST, {"first": "١/١٠/١٤٤٧", "last": "23/3/2026", "name": "عيد الفطر", "occasion": "eid_al_fitr"})
    assert [each.day.day for each in Holiday.objects.all()] == [20, 21, 22, 23]
    assert Holiday.objects.get(day=date(2026, 3, 21)).name == "سُجّل من قبل"


@pytest.mark.parametrize(
    ("first", "last"), [("23/3/2026", "20/3/2026"), ("1/1/2026", "1/6/2026"), ("30/2/2026", "1/3/2026"), ("", "x")]
)
def test_a_senseless_feast_is_refused_and_kept(door, first, last):
    answer = door.post(FEAST, {"first": first, "last": last, "name": "كُتب للتو", "occasion": "other"})
    assert answer.status_code == 400 and "كُتب للتو" in answer.content.decode()
    assert not Holiday.objects.exists()


def test_removing_a_day_leaves_a_trace(door):
    holiday = Holiday.objects.create(day=date(2026, 9, 23), name="اليوم الوطني")
    assert door.get(reverse("holidays:delete", args=[holiday.pk])).status_code == 200
    assert Holiday.objects.exists()
    door.post(reverse("holidays:delete", args=[holiday.pk]))
    assert not Holiday.objects.exists() and AuditEvent.objects.filter(action="holiday.delete").count() == 1


def test_whoever_may_not_add_is_kept_out(staff, sign_in):
    client = sign_in(staff("editor"))
    for url in (SUGGEST, FEAST):
        assert client.get(url).status_code in (302, 403)
        assert client.post(url, {"year": "2026", "day": "2026-09-23"}).status_code in (302, 403)
    assert not Holiday.objects.exists()


def test_special_hours_are_kept_by_the_manager(door):
    given = {
        "name": "رمضان", "first_day": "2026-02-18", "last_day": "2026-03-18", "opening_time": "10:00",
        "closing_time": "15:00",
    }  # fmt: skip
    door.post(reverse("special_hours:add"), given)
    assert "رمضان" in door.get(reverse("special_hours:index")).content.decode()
    assert AuditEvent.objects.filter(action="specialhours.create").exists()
    html = door.get(reverse("holidays:index")).content.decode()
    assert SUGGEST in html and FEAST in html

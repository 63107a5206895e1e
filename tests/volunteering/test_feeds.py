"""Calendar files: an opportunity's for anyone, one's own behind a key; and the public API of shifts."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from audit.models import AuditEvent
from people.refusals import Refused
from tests.volunteering.test_catalogue import home  # noqa: F401 (its site for every test here)
from tests.volunteering.volunteers import make_opportunity, make_shift, make_volunteer
from volunteering.catalogue.actions import fingerprint, renew_feed, stop_feed
from volunteering.models import Placement

pytestmark = pytest.mark.django_db
SETTINGS = "/my/volunteering/calendar/"


@pytest.fixture
def volunteer(member, staff):
    return make_volunteer(member, by=staff("volunteer_coordinator"))


def take(shift, volunteer):
    place = Placement(shift=shift, volunteer=volunteer)
    place.accept()
    place.save()
    return place


def cancel(shift):
    shift.cancelled_because = "مطر"
    shift.sequence += 1
    shift.cancel()
    shift.save()


def lines(answer):
    assert answer.status_code == 200 and answer["Content-Type"].startswith("text/calendar")
    return answer.content.decode().replace("\r\n ", "").split("\r\n")


def test_an_opportunity_has_its_shifts_as_a_calendar_file(client):
    page = make_opportunity(title="إفطار، وضيافة")
    first, moved = make_shift(page), make_shift(page, starts=timezone.now() + timedelta(days=9), place="ساحة أخرى")
    make_shift(page, starts=timezone.now() - timedelta(days=60))
    cancel(moved)
    answer = client.get(f"{page.url}calendar/")
    told = lines(answer)
    assert told.count("BEGIN:VEVENT") == 2 and f"UID:{first.pk}@" in "\n".join(told)
    assert "SUMMARY:إفطار\\، وضيافة" in told or "SUMMARY:إفطار، وضيافة" in told
    assert "STATUS:CANCELLED" in told and "SEQUENCE:1" in told and "LOCATION:ساحة أخرى" in told
    assert all(len(line.encode()) <= 75 for line in answer.content.decode().split("\r\n"))
    assert "public" in answer["Cache-Control"]
    assert client.get(f"{page.url}calendar/", headers={"if-none-match": answer["ETag"]}).status_code == 304
    first.sequence += 1
    first.save()
    assert client.get(f"{page.url}calendar/", headers={"if-none-match": answer["ETag"]}).status_code == 200


def test_ones_own_shifts_are_behind_a_key_and_hold_no_name(member, volunteer, staff, new_member, sign_in):
    page = make_opportunity()
    mine, others = make_shift(page), make_shift(page, starts=timezone.now() + timedelta(days=3))
    place = take(mine, volunteer)
    take(others, make_volunteer(new_member(), by=staff("volunteer_coordinator")))
    shown = sign_in(member).post(SETTINGS).context["address"]
    answer = Client().get(shown.replace("http://testserver", ""))
    told = "\n".join(lines(answer))
    assert str(mine.pk) in told and str(others.pk) not in told and "STATUS:CONFIRMED" in told
    assert volunteer.person.family_name not in told and volunteer.reference not in told
    assert "no-store" in answer["Cache-Control"] and not answer.cookies
    place.call_off()
    place.save()
    assert "STATUS:CANCELLED" in lines(Client().get(shown.replace("http://testserver", "")))


def test_a_key_is_kept_as_a_fingerprint_alone_and_can_be_renewed_and_stopped(member, volunteer):
    first = renew_feed(volunteer, by=member)
    volunteer.refresh_from_db(fields=["feed_key"])
    assert volunteer.feed_key == fingerprint(first) and first not in volunteer.feed_key
    second = renew_feed(volunteer, by=member)

    def status(key):
        return Client().get(f"{SETTINGS}{key}.ics").status_code

    assert [status(key) for key in (first, second, "x", fingerprint(second))] == [404, 200, 404, 404]
    stop_feed(volunteer, by=member)
    assert status(second) == 404
    traces = AuditEvent.objects.filter(action__startswith="volunteering.feed").order_by("at")
    assert [row.action.split("_")[1] for row in traces] == ["renewed", "renewed", "stopped"]
    assert not any(second in str(row.details) for row in traces)


def test_nobody_makes_the_key_of_another(volunteer, new_member, staff):
    for stranger in (new_member(), staff("volunteer_coordinator")):
        with pytest.raises(Refused):
            renew_feed(volunteer, by=stranger)


def test_whoever_does_not_volunteer_finds_no_calendar(member, sign_in):
    assert sign_in(member).get(SETTINGS).status_code == 404


def test_another_front_end_reads_the_shifts_with_their_free_places(client, volunteer):
    page, other = make_opportunity("a", languages=["ur"]), make_opportunity("b")
    shift = make_shift(page, capacity=3)
    make_shift(other, starts=timezone.now() + timedelta(days=2))
    take(shift, volunteer)
    told = client.get("/api/v2/shifts/?locale=ar").json()
    assert told["meta"]["total_count"] == 2
    assert [each["opportunity"]["id"] for each in told["items"]] == [other.pk, page.pk]
    (item,) = client.get("/api/v2/shifts/?locale=ar&language=ur").json()["items"]
    assert (item["capacity"], item["free"], item["waiting"]) == (3, 2, 0)
    assert item["calendar_url"].endswith(f"{page.url}calendar/") and "volunteer" not in str(item)
    for query, count in ((f"opportunity={other.pk}", 1), ("opportunity=x", 0), ("limit=1&offset=1", 1), ("day=x", 2)):
        assert len(client.get(f"/api/v2/shifts/?locale=ar&{query}").json()["items"]) == count, query
    assert client.get("/api/v2/shifts/?locale=ar&from=31/31/1448").status_code == 400
    assert client.get("/api/v2/shifts/?locale=bn").status_code == 404
    listed = client.get("/api/v2/opportunities/?locale=ar&fields=languages").json()["items"]
    assert [each["languages"] for each in listed] == [["ur"], []]

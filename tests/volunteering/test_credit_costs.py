"""The lists of the day, of hours and of certificates cost the same at one row and at three."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.test_query_counts import queries_of
from tests.volunteering.places import approved, expected
from tests.volunteering.volunteers import make_opportunity, make_shift, make_volunteer
from volunteering.certificates.actions import issue

pytestmark = pytest.mark.django_db


@pytest.fixture
def coordinator(staff):
    return staff("volunteer_coordinator")


def test_the_lists_of_the_desk(coordinator, new_member, sign_in):
    client, page = sign_in(coordinator), make_opportunity()
    soon = make_shift(page, starts=timezone.now() + timedelta(minutes=30))

    def one_more(number):
        volunteer = make_volunteer(new_member(), by=coordinator)
        expected(soon, volunteer)
        make_shift(page, starts=timezone.now() + timedelta(minutes=40))
        approved(make_shift(page, starts=timezone.now() - timedelta(days=number + 2)), volunteer, by=coordinator)
        issue(volunteer, page, by=coordinator)

    urls = [
        f"/admin/volunteering/day/?day={soon.day.isoformat()}",
        f"/admin/volunteering/day/{soon.pk}/",
        "/admin/volunteering/hours/?status=approved",
        "/admin/volunteering/hours/totals/",
        "/admin/volunteering/certificates/",
        f"/admin/volunteering/certificates/opportunities/{page.pk}/",
    ]
    one_more(1)
    one = {url: queries_of(client, url) for url in urls}
    for number in (2, 3):
        one_more(number)
    assert {url: queries_of(client, url) for url in urls} == one
    assert max(one.values()) <= 20


def test_ones_own_page_and_the_public_one(member, coordinator, sign_in, client):
    mine, page = sign_in(member), make_opportunity()
    volunteer = make_volunteer(member, by=coordinator)
    approved(make_shift(page, starts=timezone.now() - timedelta(days=2)), volunteer, by=coordinator)
    number = issue(volunteer, page, by=coordinator).number
    one = queries_of(mine, "/my/volunteering/hours/")
    for days in (3, 4):
        approved(make_shift(page, starts=timezone.now() - timedelta(days=days)), volunteer, by=coordinator)
    issue(volunteer, page, by=coordinator)
    assert queries_of(mine, "/my/volunteering/hours/") == one
    assert one <= 18  # Six of them for the shifts that suit.
    assert queries_of(client, f"/certificates/{number}/", cold=True) <= 16

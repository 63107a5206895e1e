from datetime import date, timedelta

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from office.models import Branch, Holiday, OfficeSettings

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(sign_in):
    """Someone who may do everything: what is tested here is the lists, not who may open them."""
    return sign_in(get_user_model().objects.create_superuser(email="manager@example.test", password="a long password"))


def add_holidays(count):
    first = date(2026, 1, 1) + timedelta(days=Holiday.objects.count())
    Holiday.objects.bulk_create(Holiday(day=first + timedelta(days=n), name="مناسبة") for n in range(count))


def add_branches(count):
    Branch.objects.bulk_create(Branch(name=f"فرع {Branch.objects.count()}-{n}", area="حي") for n in range(count))


@pytest.mark.parametrize(("name", "add"), [("holidays:index", add_holidays), ("branches:index", add_branches)])
def test_a_list_costs_the_same_at_one_and_three_rows(admin, name, add):
    def cost():
        with CaptureQueriesContext(connection) as captured:
            page = admin.get(reverse(name))
        assert page.status_code == 200
        return len(captured), page

    admin.get(reverse(name))
    add(1)
    at_one, _page = cost()
    add(2)
    at_three, page = cost()
    assert page.content.decode().count("data-object-id") in (0, 3)
    assert at_three == at_one


def test_a_holiday_is_added_changed_and_removed(admin):
    admin.post(reverse("holidays:add"), {"day": "2026-09-23", "name": "اليوم الوطني"})
    holiday = Holiday.objects.get()
    admin.post(reverse("holidays:edit", args=[holiday.pk]), {"day": "2026-09-24", "name": "اليوم الوطني"})
    holiday.refresh_from_db()
    assert holiday.day == date(2026, 9, 24)
    assert "12" in admin.get(reverse("holidays:index")).content.decode()
    admin.post(reverse("holidays:delete", args=[holiday.pk]))
    assert not Holiday.objects.exists()


def test_a_second_holiday_on_a_day_is_refused_and_kept(admin):
    add_holidays(1)
    page = admin.post(reverse("holidays:add"), {"day": "2026-01-01", "name": "مناسبة كتبت للتو"})
    assert "مناسبة كتبت للتو" in page.content.decode()
    assert Holiday.objects.count() == 1


def test_settings_are_saved_from_their_form(admin):
    url = reverse("wagtailsettings:edit", args=["office", "officesettings"])
    page = admin.get(url, follow=True)
    form = page.context["form"]
    data = {name: form[name].value() if form[name].value() is not None else "" for name in form.fields}
    url = page.redirect_chain[-1][0]
    admin.post(url, {**data, "verify_days": "4", "whatsapp": "٠٥٠١٢٣٤٥٦٧"})
    saved = OfficeSettings.objects.get()
    assert (saved.verify_days, saved.whatsapp) == (4, "+966501234567")
    refused = admin.post(url, {**data, "verify_days": "0"})
    assert "verify_days" in refused.context["form"].errors
    assert OfficeSettings.objects.get().verify_days == 4


@pytest.mark.parametrize("name", ["holidays:index", "branches:index", "holidays:add"])
def test_strangers_are_sent_to_sign_in(client, name):
    assert client.get(reverse(name)).status_code == 302

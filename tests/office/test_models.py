from datetime import date, time

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from office.models import Branch, Holiday, OfficeSettings

pytestmark = pytest.mark.django_db


def test_a_day_is_a_holiday_once():
    Holiday.objects.create(day=date(2026, 9, 23), name="اليوم الوطني")
    with pytest.raises(IntegrityError), transaction.atomic():
        Holiday.objects.create(day=date(2026, 9, 23), name="مكرر")
    assert str(Holiday.objects.get()) == "اليوم الوطني · 12 ربيع الآخر 1448هـ · 23 سبتمبر 2026"


def test_only_active_branches_serve():
    Branch.objects.create(name="ب", area="حي", is_active=False)
    kept = Branch.objects.create(name="أ", area="حي")
    assert list(Branch.objects.active()) == [kept]


def test_the_proposed_periods():
    proposed = OfficeSettings()
    names = [
        "min_days", "target_max_days", "verify_days", "referral_days", "returned_lapse_days", "research_days",
        "delivery_days", "inquiry_days", "complaint_acknowledge_days", "complaint_resolve_days",
        "complaint_escalation_days", "suggestion_days", "objection_days", "guardian_link_days", "reopen_days",
    ]  # fmt: skip
    assert [getattr(proposed, name) for name in names] == [14, 30, 3, 2, 30, 7, 10, 2, 1, 5, 5, 10, 30, 7, 10]
    assert proposed.two_week_reading == "minimum"


def test_nothing_of_contact_is_invented():
    fresh = OfficeSettings()
    assert not any([fresh.phone, fresh.whatsapp, fresh.email, fresh.address, fresh.map_url, fresh.social_accounts])
    assert not fresh.has_hours


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"verify_days": 0}, "verify_days"),
        ({"research_days": 366}, "research_days"),
        ({"min_days": 31}, "__all__"),
        ({"opening_time": time(8)}, "__all__"),
        ({"closing_time": time(8)}, "__all__"),
        ({"opening_time": time(16), "closing_time": time(8)}, "__all__"),
        ({"whatsapp": "123"}, "whatsapp"),
        ({"phone": "اتصل بنا"}, "phone"),
        ({"phone": "0" * 18}, "phone"),
        ({"two_week_reading": "other"}, "two_week_reading"),
        ({"x_url": "javascript:alert(1)"}, "x_url"),
    ],
)
def test_senseless_settings_are_refused(changes, field):
    with pytest.raises(ValidationError) as refused:
        OfficeSettings(**changes).full_clean()
    assert list(refused.value.message_dict) == [field]


def test_numbers_of_contact_are_made_plain():
    chosen = OfficeSettings(phone="(٠١٤) ٣٢٢-١٢٣٤", whatsapp="٠٥٠ ١٢٣ ٤٥٦٧")
    chosen.full_clean()
    assert (chosen.phone, chosen.whatsapp) == ("0143221234", "+966501234567")


def test_confirmed_accounts_are_listed():
    chosen = OfficeSettings(x_url="https://x.example/a")
    assert [url for _name, url in chosen.social_accounts] == ["https://x.example/a"]

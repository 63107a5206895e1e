"""The charter's numbers are the association's settings, and no result is shown before there is one (R13)."""

import re

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from wagtail.models import Page, Site

from home.enums import Period
from home.models import CharterPage, CharterPromise, HomePage, StandardPage
from home.queries import period_words
from office.models import OfficeSettings


@pytest.fixture
def home(db):
    page = Page.get_first_root_node().add_child(instance=HomePage(title="الرئيسية", slug="front", hero_title="أهلًا"))
    Site.objects.filter(is_default_site=True).update(root_page=page)
    Site.clear_site_root_paths_cache()
    return page


@pytest.fixture
def charter(home):
    return home.add_child(instance=CharterPage(title="ميثاق الخدمة", slug="service-charter"))


def promise(charter, count=1, period=Period.INQUIRY):
    for number in range(count):
        charter.promises.add(
            CharterPromise(title=f"وعد {number}", measure="ما وصل", period=period, locale=charter.locale)
        )
    charter.save_revision().publish()


def page_of(client):
    cache.clear()
    Site.clear_site_root_paths_cache()
    with CaptureQueriesContext(connection) as captured:
        answer = client.get("/service-charter/")
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", answer.content.decode()), len(captured)


def test_every_period_is_a_setting_and_says_its_number():
    chosen = OfficeSettings()
    for period in Period:
        with translation.override("en"):
            assert str(getattr(chosen, period)) in period_words(period, chosen)
            assert str(OfficeSettings._meta.get_field(period.value).verbose_name) == str(period.label)
    assert period_words("", chosen) == ""


def test_the_number_on_the_page_follows_the_setting(client, charter):
    promise(charter)
    assert "خلال يومي عمل" in page_of(client)[0]
    OfficeSettings.objects.update_or_create(defaults={"inquiry_days": 4})
    assert "خلال 4 أيام عمل" in page_of(client)[0]


def test_no_result_is_shown_before_there_is_one(client, charter):
    promise(charter)
    html = page_of(client)[0]
    assert "الحالات أقل من أن تُنشر" in html
    assert 'class="placeholder"' in html  # The day it was adopted on is open.


def test_the_way_onward_is_shown_only_while_it_is_public(client, home, charter):
    complaints = home.add_child(instance=StandardPage(title="الشكاوى", slug="feedback"))
    charter.complaint = [("text", "<p>أخبرنا</p>")]
    charter.complaint_page = complaints
    promise(charter)
    assert '<a class="button" href="/feedback/">' in page_of(client)[0]
    complaints.unpublish()
    assert '<a class="button" href="/feedback/">' not in page_of(client)[0]


def test_the_charter_costs_the_same_for_1_and_30_promises(client, charter):
    promise(charter)
    page_of(client)  # Content types are learnt once for all.
    one = page_of(client)[1]
    promise(charter, 29)
    assert page_of(client)[1] == one <= 25

"""What editors meet: the checklist before publishing, the report over all pages, and their first screen."""

import csv
import io
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Locale, Page, Site

from audit.models import AuditEvent
from content.models import PageFinding
from content.spreadsheets import harmless
from home.editing.queries import pages_with, reviews_due, translations_waiting
from home.models import HomePage, StandardPage
from office.models import OfficeSettings

DEAD = '<p>اقرأ <a linktype="page" id="999999">الدليل</a>.</p>'


@pytest.fixture
def home(db):
    page = Page.get_first_root_node().add_child(
        instance=HomePage(title="الرئيسية", slug="front", hero_title="أهلًا", summary="ملخص", review_on="2099-01-01")
    )
    Site.objects.filter(is_default_site=True).update(root_page=page)
    return page


@pytest.fixture
def new_page(home):
    def make(slug="about", live=True, **fields):
        given = {"title": f"صفحة {slug}", "summary": "جملة.", "review_on": "2099-01-01", **fields}
        page = home.add_child(instance=StandardPage(slug=slug, live=live, **given))
        page.save_revision()
        return page

    return make


@pytest.fixture
def publisher(staff):
    return staff("publisher")


def form_of(page, **changes):
    return {
        "title": page.title,
        "slug": page.slug,
        "summary": page.summary,
        "body-count": "0",
        "override_reason": "",
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
        "comments-MAX_NUM_FORMS": "",
        **changes,
    }


def is_live(page):
    return Page.objects.get(pk=page.pk).live


@pytest.fixture
def stopped(new_page, publisher, sign_in):
    """A draft with a dead link, and the answer to the press on Publish."""
    page = new_page("stopped", live=False, body=[("text", DEAD)])
    client = sign_in(publisher)
    block = page.body.raw_data[0]
    body = {
        "body-count": "1",
        "body-0-deleted": "",
        "body-0-order": "0",
        "body-0-type": "text",
        "body-0-id": block["id"],
        "body-0-value": '{"blocks":[{"key":"a","text":"الدليل","type":"unstyled","depth":0,"inlineStyleRanges":[],'
        '"entityRanges":[{"offset":0,"length":6,"key":0}]}],"entityMap":{"0":{"type":"LINK","mutability":"MUTABLE",'
        '"data":{"id":999999}}}}',
    }
    data = form_of(page, title="عنوان جديد", **body, **{"action-publish": "1"})
    return page, client, client.post(f"/admin/pages/{page.pk}/edit/", data, follow=True)


def test_publishing_leads_to_the_checklist_and_loses_nothing(stopped):
    page, _client, response = stopped
    html = response.content.decode()
    assert response.request["PATH_INFO"] == f"/admin/checks/{page.pk}/"
    assert "رابط لا يوصل إلى شيء" in html and "لم تُنشر الصفحة" in html
    assert f"/admin/pages/{page.pk}/edit/#:w:contentpath=body." in html
    assert not is_live(page)
    assert StandardPage.objects.get(pk=page.pk).get_latest_revision_as_object().title == "عنوان جديد"


def test_a_reason_publishes_all_the_same_and_stands_in_the_trail(stopped, publisher):
    page, client, _response = stopped
    url = f"/admin/checks/{page.pk}/"
    page = StandardPage.objects.get(pk=page.pk)
    refused = client.post(url, {"reason": "  ", "seen": page.latest_revision_id})
    assert refused.status_code == 400 and not is_live(page)
    stale = client.post(url, {"reason": "مستعجل جدًا", "seen": page.latest_revision_id - 1})
    assert stale.status_code == 409 and "مستعجل جدًا" in stale.content.decode() and not is_live(page)
    assert client.post(url, {"reason": "x", "seen": "nine"}).status_code == 400
    data = {"reason": "تُنشر صفحة الدليل غدًا", "seen": page.latest_revision_id}
    assert client.post(url, data).status_code == 302
    assert is_live(page)
    trace = AuditEvent.objects.get(action="page.published_anyway")
    assert (trace.by_id, trace.reason, trace.details) == (
        publisher.pk,
        "تُنشر صفحة الدليل غدًا",
        {"findings": {"link": 1}},
    )


def test_a_placeholder_is_published_with_the_same_reason_in_the_revision(new_page, publisher, sign_in):
    page = new_page(live=False, summary="هاتفنا [[رقم الهاتف]].")
    sign_in(publisher).post(f"/admin/checks/{page.pk}/", {"reason": "بانتظار الإدارة", "seen": page.latest_revision_id})
    assert is_live(page)
    assert StandardPage.objects.get(pk=page.pk).override_reason == "بانتظار الإدارة"
    assert AuditEvent.objects.filter(action="page.published_unconfirmed", by=publisher).count() == 1


def test_who_may_not_publish_may_not_publish_all_the_same(new_page, staff, sign_in):
    page = new_page(live=False, body=[("text", DEAD)])
    client = sign_in(staff("editor"))
    html = client.get(f"/admin/checks/{page.pk}/").content.decode()
    assert "رابط لا يوصل إلى شيء" in html and 'name="reason"' not in html
    assert client.post(f"/admin/checks/{page.pk}/", {"reason": "مستعجل"}).status_code in (302, 403)
    assert not is_live(page)
    assert client.get("/admin/checks/999999/").status_code == 404


def test_the_editor_shows_the_checklist_beside_the_page(new_page, publisher, sign_in):
    page = new_page(body=[("text", DEAD)])
    html = sign_in(publisher).get(f"/admin/pages/{page.pk}/edit/").content.decode()
    assert "check-side" in html and "رابط لا يوصل إلى شيء" in html and f"/admin/checks/{page.pk}/" in html
    assert "guide.wagtail.org" not in html


def test_publishing_checks_the_page_and_taking_it_back_forgets(new_page, django_capture_on_commit_callbacks):
    page = new_page(live=False, body=[("text", DEAD)])
    with django_capture_on_commit_callbacks(execute=True):
        page.get_latest_revision().publish()
    assert [(row.kind, row.stops) for row in PageFinding.objects.filter(page=page)] == [("link", True)]
    with django_capture_on_commit_callbacks(execute=True):
        StandardPage.objects.get(pk=page.pk).unpublish()
    assert not PageFinding.objects.filter(page=page).exists()


def test_the_nightly_check_finds_a_link_that_died_since(new_page, capsys):
    guide = new_page("guide")
    new_page(body=[("text", f'<p><a linktype="page" id="{guide.pk}">الدليل</a></p>')])
    call_command("check_content")
    assert not PageFinding.objects.filter(kind="link").exists()
    guide.unpublish()
    call_command("check_content")
    call_command("check_content")
    assert PageFinding.objects.filter(kind="link").count() == 1
    assert capsys.readouterr().out.split()[0] == "3"


@pytest.fixture
def checked(new_page):
    new_page("dead", body=[("text", DEAD)])
    new_page("bare", summary="")
    call_command("check_content")


def test_the_report_by_kind_language_and_type(checked, staff, sign_in):
    client = sign_in(staff("manager"))

    def kinds(query):
        response = client.get(f"/admin/checks/?{query}")
        assert response.status_code == 200
        return [row.kind for row in response.context["page_obj"]]

    assert kinds("") == ["link", "summary"]
    assert kinds("kind=summary") == ["summary"]
    assert kinds("language=en") == []
    assert kinds("page_type=home.standardpage&language=ar") == ["link", "summary"]
    assert kinds("page_type=home.homepage") == []
    assert kinds("page=99") == ["link", "summary"]
    for bad in ("kind=nothing", "language=%00", "page_type=a.b"):
        assert client.get(f"/admin/checks/?{bad}").status_code == 400
    assert sign_in(staff("reception")).get("/admin/checks/").status_code in (302, 403)


def test_the_report_as_a_table_holds_no_formula(new_page, staff, sign_in):
    new_page("formula", title="=HYPERLINK(1)", summary="")
    call_command("check_content")
    response = sign_in(staff("editor")).get("/admin/checks/?export=csv&kind=summary")
    rows = list(csv.reader(io.StringIO(b"".join(response.streaming_content).decode("utf-8-sig"))))
    assert rows[0][0] == "صفحة" and rows[1][0] == "'=HYPERLINK(1)" and rows[1][2] == "لا ملخص"
    assert [harmless(cell) for cell in ("+1", "-1", "@a", "\t1", "a=b")] == ["'+1", "'-1", "'@a", "'\t1", "a=b"]


def test_a_page_is_due_within_the_notice_that_is_set(new_page):
    today = timezone.localdate()
    for days in (-3, 5, 14, 15):
        new_page(f"in-{days}", review_on=today + timedelta(days=days))
    new_page("draft", live=False, review_on=today)
    due = reviews_due(today)
    assert [(row["title"], row["note"] - today) for row in due["rows"]] == [
        ("صفحة in--3", timedelta(-3)),
        ("صفحة in-5", timedelta(5)),
        ("صفحة in-14", timedelta(14)),
    ]
    settings = OfficeSettings.load()
    settings.review_notice_days = 1
    settings.save()
    assert reviews_due(today)["count"] == 1


def test_the_mirror_of_an_untranslated_page_waits_for_nobody(new_page):
    today = timezone.localdate()
    page = new_page("mirrored", review_on=today, summary="[[أ]]", live=False, override_reason="س")
    page.get_latest_revision().publish()
    english, _created = Locale.objects.get_or_create(language_code="en")
    page.copy_for_translation(english, copy_parents=True, alias=True)
    call_command("check_content")
    for pile in (reviews_due(today), pages_with("placeholder")):
        assert [(row["pk"], row["language"]) for row in pile["rows"]] == [(page.pk, "العربية")]
        assert pile["count"] == 1


def test_what_waits_is_counted_by_page(new_page):
    new_page("one", live=False, summary="[[أ]] [[ب]]", override_reason="س").get_latest_revision().publish()
    new_page("two", live=False, summary="[[ج]]", override_reason="س").get_latest_revision().publish()
    call_command("check_content")
    pile = pages_with("placeholder")
    assert (pile["count"], [row["note"] for row in pile["rows"]]) == (2, [2, 1])
    assert translations_waiting() == []


def test_the_first_screen_in_a_fixed_number_of_queries_for_editors_alone(new_page, staff, sign_in):
    client, counts = sign_in(staff("editor")), []
    client.get("/admin/")
    for number in (1, 3, 10):
        for each in range(number):
            new_page(f"n{number}-{each}", summary="", review_on="2020-01-01", body=[("text", DEAD)])
        call_command("check_content")
        client.get("/admin/")
        with CaptureQueriesContext(connection) as queries:
            html = client.get("/admin/").content.decode()
        counts.append(len(queries))
    assert "صفحات تنتظر المراجعة" in html and "روابط وصور تحتاج إلى إصلاح" in html and "guide.wagtail.org" not in html
    assert counts[0] == counts[1] == counts[2]
    assert "صفحات تنتظر المراجعة" not in sign_in(staff("reception")).get("/admin/").content.decode()


def test_a_page_at_its_hour_is_published_and_one_that_is_refused_holds_up_no_other(new_page, publisher):
    soon = timezone.now() + timedelta(hours=1)
    pages = [
        new_page(slug, live=False, go_live_at=soon, summary=summary) for slug, summary in (("a", "[[س]]"), ("b", "."))
    ]
    for page in pages:
        page.override_reason = "س" if page.slug == "a" else ""
        page.save_revision(user=publisher).publish(user=publisher)
    for page in pages:
        revision = page.get_latest_revision()
        revision.approved_go_live_at = timezone.now() - timedelta(minutes=1)
        revision.content |= {"override_reason": "", "go_live_at": revision.approved_go_live_at.isoformat()}
        revision.save()
    with pytest.raises(CommandError):
        call_command("publish_due")
    assert [is_live(page) for page in pages] == [False, True]


def test_the_preview_in_the_dark_and_on_a_phone(new_page, publisher, sign_in):
    page, client = new_page(), sign_in(publisher)
    assert [size["device_width"] for size in page.preview_sizes] == [360, 1280]
    url = f"/admin/pages/{page.pk}/edit/preview/"
    client.post(url, form_of(page))
    light, dark = (client.get(f"{url}?in_preview_panel=true&mode={mode}").content.decode() for mode in ("", "dark"))
    assert "css/site.css" in light and "/admin/preview/dark.css" not in light
    assert "/admin/preview/dark.css" in dark and "css/site.css" not in dark
    css = client.get("/admin/preview/dark.css").content.decode()
    assert "prefers-color-scheme" not in css and "@media all" in css and "/static/fonts/" in css

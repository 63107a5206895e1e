"""The pages as JSON: public ones alone, to anyone alike, cacheable, and never an error page."""

import pytest
from django.urls import reverse
from wagtail.models import Page, PageViewRestriction, Site

from content.api import preview
from home.models import HomePage, StandardPage

pytestmark = pytest.mark.django_db


@pytest.fixture
def home():
    page = Page.get_first_root_node().add_child(instance=HomePage(title="الرئيسية", slug="front", hero_title="أهلا"))
    Site.objects.filter(is_default_site=True).update(root_page=page)
    Site.clear_site_root_paths_cache()
    return page


def add(parent, slug, **fields):
    return parent.add_child(instance=StandardPage(title=slug, slug=slug, **fields))


def test_only_live_public_pages_appear_even_for_staff(home, client, staff, sign_in):
    shown, draft, hidden = add(home, "shown"), add(home, "draft", live=False), add(home, "hidden")
    below = add(hidden, "below")
    PageViewRestriction.objects.create(page=hidden, restriction_type=PageViewRestriction.LOGIN)
    for reader in (client, sign_in(staff("publisher"))):
        answer = reader.get("/api/v2/pages/?limit=100")
        assert {item["id"] for item in answer.json()["items"]} == {home.pk, shown.pk}
        assert not answer.cookies
        for page in (draft, hidden, below):
            assert reader.get(f"/api/v2/pages/{page.pk}/").status_code == 404


def test_a_page_tells_its_body_and_trail_and_no_secret(home, client):
    page = add(home, "news", body=[("text", "<p>نص</p>")], override_reason="سر", review_on="2030-01-01")
    told = client.get(f"/api/v2/pages/{page.pk}/").json()
    assert told["body"][0]["value"] == "<p>نص</p>"
    assert [each["id"] for each in told["trail"]] == [home.pk]
    assert told["translations"]["ar"]["id"] == page.pk
    assert not {"owner", "override_reason", "review_on", "source_sha256", "import_report"} & {*told, *told["meta"]}


def test_a_page_is_found_by_its_path(home, client):
    page = add(home, "news")
    found = client.get("/api/v2/pages/find/", {"html_path": "/news/"}, follow=True)
    assert found.json()["id"] == page.pk
    assert client.get("/api/v2/pages/find/", {"html_path": "/gone/"}).status_code == 404


def test_answers_are_cacheable_and_revalidated(home, client):
    first = client.get("/api/v2/pages/")
    assert first["Cache-Control"].startswith("public, max-age=60")
    assert "Cookie" not in first["Vary"] and "Origin" in first["Vary"]
    assert client.get("/api/v2/pages/", headers={"if-none-match": first["ETag"]}).status_code == 304


def test_other_origins_read_by_setting_alone(home, client, settings):
    asked = {"origin": "https://front.example", "access-control-request-method": "GET"}
    assert "Access-Control-Allow-Origin" not in client.options("/api/v2/pages/", headers=asked)
    settings.CORS_ALLOWED_ORIGINS = ["https://front.example"]
    answer = client.options("/api/v2/pages/", headers=asked)
    assert answer["Access-Control-Allow-Origin"] == "https://front.example"
    other = client.get("/api/v2/pages/", headers={"origin": "https://other.example"})
    assert "Access-Control-Allow-Origin" not in other


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_nothing_is_written(home, client, method):
    answer = getattr(client, method)("/api/v2/pages/")
    assert answer.status_code == 405 and answer.json()["status"] == 405


def test_a_preview_opens_one_draft_for_a_time(home, client, settings):
    page = add(home, "draft", live=False)
    page.title = "مسودة جديدة"
    token = preview.token_for(page, page.save_revision())
    answer = client.get("/api/v2/preview/", {"token": token})
    assert answer.json()["title"] == "مسودة جديدة"
    assert "no-store" in answer["Cache-Control"] and "ETag" not in answer
    settings.HEADLESS_PREVIEW_MAX_AGE = -1
    expired = client.get("/api/v2/preview/", {"token": token})
    settings.HEADLESS_PREVIEW_MAX_AGE = 3600
    altered = client.get("/api/v2/preview/", {"token": token + "x"})
    none = client.get("/api/v2/preview/")
    assert expired.status_code == altered.status_code == none.status_code == 403
    assert expired.content == altered.content == none.content


def test_the_frame_speaks_the_language_asked_for(home, client):
    assert client.get("/api/v2/menus/?locale=en").json()["locale"] == "en"
    told = client.get("/api/v2/settings/?locale=ar").json()
    assert "phone" in told["unconfirmed"] and told["contact"]["phone"] is None
    assert reverse("wagtailapi:menus") == "/api/v2/menus/"

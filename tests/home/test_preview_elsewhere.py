"""A draft in another front end: by a link that an editor of the page makes, for a time, and for that draft alone."""

import re
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, Site

from audit.models import AuditEvent
from content.api import preview
from home.actions import withdraw_consent
from home.editing.actions import hand_out_preview
from home.models import HomePage, StandardPage, StoriesIndexPage, StoryPage

pytestmark = pytest.mark.django_db
LINK = re.compile(r'href="(https://front\.example/[^"]+)"')


@pytest.fixture(autouse=True)
def front(settings):
    settings.HEADLESS_PREVIEW_URL = "https://front.example/preview?token={token}"
    settings.HEADLESS_PREVIEW_MAX_AGE = 600


@pytest.fixture
def home():
    page = Page.get_first_root_node().add_child(instance=HomePage(title="الرئيسية", slug="front", hero_title="أهلا"))
    Site.objects.filter(is_default_site=True).update(root_page=page)
    return page


@pytest.fixture
def draft(home):
    page = home.add_child(instance=StandardPage(title="مسودة", slug="draft", live=False))
    page.save_revision()
    return page


def door(page):
    return reverse("content_preview_elsewhere", args=[page.pk])


def token_in(address):
    return parse_qs(urlsplit(address).query)["token"][0]


def opened(client, token):
    return client.get("/api/v2/preview/", {"token": token})


@pytest.mark.parametrize("role", ["editor", "publisher"])
def test_an_editor_makes_a_link_that_opens_the_draft(role, draft, client, staff, sign_in):
    user = staff(role)
    editor = sign_in(user)
    edit = editor.get(reverse("wagtailadmin_pages:edit", args=[draft.pk])).content.decode()
    assert door(draft) in edit
    asked = editor.get(door(draft))
    assert "front.example" not in asked.content.decode() and not AuditEvent.objects.filter(by=user).exists()
    answer = editor.post(door(draft))
    assert "no-store" in answer["Cache-Control"]
    token = token_in(LINK.search(answer.content.decode())[1])
    assert opened(client, token).json()["title"] == "مسودة"
    trace = AuditEvent.objects.get(action="page.preview_handed_out")
    assert (trace.by, trace.subject_id) == (user, str(draft.pk))
    assert trace.details == {"revision": draft.get_latest_revision().pk, "seconds": 600}
    assert token not in str(trace.details)


def test_who_may_not_edit_makes_no_link(draft, member, staff, sign_in):
    for user in (staff("reception"), staff("manager"), member):
        assert sign_in(user).post(door(draft)).status_code in (302, 403, 404)
    assert not AuditEvent.objects.filter(action="page.preview_handed_out").exists()


def test_nothing_is_offered_without_another_front_end(draft, staff, sign_in, settings):
    settings.HEADLESS_PREVIEW_URL = ""
    editor = sign_in(staff("publisher"))
    edit = editor.get(reverse("wagtailadmin_pages:edit", args=[draft.pk])).content.decode()
    assert "preview/elsewhere" not in edit
    assert editor.get(door(draft)).status_code == editor.post(door(draft)).status_code == 404


def test_a_link_ends_and_looks_like_an_altered_one(draft, client):
    now = timezone.now()
    with time_machine.travel(now, tick=False):
        token = token_in(hand_out_preview(draft, by=None))
    with time_machine.travel(now + timedelta(seconds=599), tick=False):
        assert opened(client, token).status_code == 200
    with time_machine.travel(now + timedelta(seconds=601), tick=False):
        late = opened(client, token)
    altered = [opened(client, odd) for odd in (token[:-1], token[1:], token.swapcase(), "", "x", "\x00", "ب" * 900)]
    assert late.status_code == 403 and "title" not in late.json()
    assert {each.content for each in altered[:5]} == {late.content}
    assert all(each.status_code in (400, 403) for each in altered)


def test_a_link_opens_its_own_draft_alone(home, draft, client):
    other = home.add_child(instance=StandardPage(title="أخرى", slug="other", live=False))
    foreign = other.save_revision()
    token = token_in(hand_out_preview(draft, by=None))
    draft.title = "أحدث"
    draft.save_revision()
    assert opened(client, token).json()["title"] == "مسودة"
    assert opened(client, preview.token_for(draft, foreign)).status_code == 403
    assert client.get(f"/api/v2/pages/{draft.pk}/").status_code == 404
    draft.delete()
    assert opened(client, token).status_code == 403


def test_a_withdrawn_consent_closes_the_links_of_a_story(home, client, staff, sign_in):
    stories = home.add_child(instance=StoriesIndexPage(title="قصص", slug="stories"))
    story = stories.add_child(instance=StoryPage(title="قصة", slug="story", live=False))
    token = token_in(hand_out_preview(story, by=None))
    assert opened(client, token).status_code == 200
    withdraw_consent(story, by=None)
    assert opened(client, token).status_code == 403
    assert sign_in(staff("publisher")).post(door(story)).status_code == 302  # Away, with a refusal.
    assert AuditEvent.objects.filter(action="page.preview_handed_out").count() == 1

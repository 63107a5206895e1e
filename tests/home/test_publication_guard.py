"""No page with an unconfirmed fact goes public without a reason, whichever way it is published (ruling 5)."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.models import GroupApprovalTask, Page, Site, Workflow, WorkflowPage, WorkflowTask

from audit.models import AuditEvent
from content.models import UnconfirmedFacts
from home.models import HomePage, StandardPage

OPEN = "هاتفنا: [[رقم الهاتف]]"
REASON = "بانتظار الرقم من الإدارة"


@pytest.fixture
def home(db):
    page = Page.get_first_root_node().add_child(instance=HomePage(title="الرئيسية", slug="front", hero_title="أهلًا"))
    Site.objects.filter(is_default_site=True).update(root_page=page)
    return page


@pytest.fixture
def publisher(staff):
    return staff("publisher")


@pytest.fixture
def door(publisher, sign_in):
    return sign_in(publisher)


@pytest.fixture
def new_draft(home):
    def make(slug="about", **fields):
        page = StandardPage(title="عن الجمعية", slug=slug, live=False, **{"summary": OPEN, **fields})
        home.add_child(instance=page)
        page.save_revision()
        return page

    return make


def form_of(page, **changes):
    """What the editor's form sends for an ordinary page."""
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


def drafted(page):
    return StandardPage.objects.get(pk=page.pk).get_latest_revision_as_object()


def is_live(page):
    return Page.objects.get(pk=page.pk).live


def test_an_editor_is_told_why_and_loses_nothing(door, new_draft):
    page = new_draft()
    url = f"/admin/pages/{page.pk}/edit/"
    response = door.post(url, form_of(page, title="عنوان جديد", **{"action-publish": "1"}), follow=True)
    html = response.content.decode()
    assert response.status_code == 200 and response.request["PATH_INFO"] == f"/admin/checks/{page.pk}/"
    assert not is_live(page)
    assert drafted(page).title == "عنوان جديد"
    assert "رقم الهاتف" in str([str(message) for message in response.context["messages"]])
    assert "عنوان جديد" in html and 'lang="ar"' in html


def test_a_new_page_is_kept_as_a_draft(door, home):
    page = StandardPage(title="جديدة", slug="new", summary=OPEN)
    url = f"/admin/pages/add/home/standardpage/{home.pk}/"
    response = door.post(url, form_of(page, **{"action-publish": "1"}), follow=True)
    assert "رقم الهاتف" in str([str(message) for message in response.context["messages"]])
    made = StandardPage.objects.get(slug="new")
    assert not made.live and made.summary == OPEN


def test_with_a_reason_it_is_published_and_traced(door, new_draft, publisher):
    page = new_draft()
    door.post(f"/admin/pages/{page.pk}/edit/", form_of(page, override_reason=REASON, **{"action-publish": "1"}))
    assert is_live(page)
    trace = AuditEvent.objects.get(action="page.published_unconfirmed")
    assert (trace.by_id, trace.reason, trace.subject_id) == (publisher.pk, REASON, str(page.pk))
    assert trace.details["facts"] == ["رقم الهاتف"]


def test_a_live_page_stays_as_it_was_when_refused(door, new_draft):
    page = new_draft(summary="بلا نقص")
    page.get_latest_revision().publish()
    door.post(f"/admin/pages/{page.pk}/edit/", form_of(page, summary=OPEN, **{"action-publish": "1"}))
    assert StandardPage.objects.get(pk=page.pk).summary == "بلا نقص"
    assert drafted(page).summary == OPEN


def test_a_draft_of_a_live_page_may_hold_open_facts(door, new_draft):
    page = new_draft(summary="بلا نقص")
    page.get_latest_revision().publish()
    response = door.post(f"/admin/pages/{page.pk}/edit/", form_of(page, summary=OPEN))
    assert response.status_code == 302
    assert drafted(page).summary == OPEN
    assert StandardPage.objects.get(pk=page.pk).summary == "بلا نقص"


def test_a_reason_that_covers_nothing_is_forgotten(new_draft):
    page = new_draft(summary="بلا نقص", override_reason=REASON)
    page.get_latest_revision().publish()
    page = StandardPage.objects.get(pk=page.pk)
    assert page.override_reason == ""
    page.summary = OPEN
    with pytest.raises(UnconfirmedFacts):
        page.save_revision().publish()


def test_publishing_many_at_once_publishes_none_of_them(door, new_draft):
    fine, unfinished = new_draft("fine", summary="بلا نقص"), new_draft("unfinished")
    url = f"/admin/bulk/wagtailcore/page/publish/?id={fine.pk}&id={unfinished.pk}&next=/admin/"
    response = door.post(url, follow=True)
    assert response.status_code == 200
    assert not is_live(fine) and not is_live(unfinished)
    assert "رقم الهاتف" in str([str(message) for message in response.context["messages"]])


def test_an_hour_set_ahead_is_refused_when_it_is_set(new_draft, door):
    page = new_draft()
    page.go_live_at = timezone.now() + timedelta(hours=1)
    with pytest.raises(UnconfirmedFacts):
        page.save_revision().publish()
    soon = (timezone.localtime() + timedelta(hours=1)).strftime("%Y-%m-%d %H:%M")
    door.post(f"/admin/pages/{page.pk}/edit/", form_of(page, go_live_at=soon, **{"action-publish": "1"}))
    call_command("publish_scheduled")
    assert not is_live(page)
    assert not page.revisions.filter(approved_go_live_at__isnull=False).exists()


def test_an_hour_set_ahead_with_a_reason_is_kept_and_traced(new_draft, publisher):
    page = new_draft(override_reason=REASON)
    page.go_live_at = timezone.now() + timedelta(hours=1)
    revision = page.save_revision(user=publisher)
    revision.publish(user=publisher)
    assert not is_live(page) and not AuditEvent.objects.filter(action="page.published_unconfirmed").exists()
    page.revisions.filter(pk=revision.pk).update(approved_go_live_at=timezone.now() - timedelta(minutes=1))
    content = {**revision.content, "go_live_at": (timezone.now() - timedelta(minutes=1)).isoformat()}
    page.revisions.filter(pk=revision.pk).update(content=content)
    call_command("publish_scheduled")
    assert is_live(page)
    assert AuditEvent.objects.get(action="page.published_unconfirmed").by_id == publisher.pk


def test_code_is_held_to_the_same(home, new_draft):
    page = new_draft()
    for way in (
        lambda: page.get_latest_revision().publish(),
        lambda: PublishPageRevisionAction(page.get_latest_revision()).execute(skip_permission_checks=True),
        lambda: setattr(page, "live", True) or page.save(),
    ):
        with pytest.raises(UnconfirmedFacts):
            way()
    assert not is_live(page)
    assert not is_live(home.add_child(instance=StandardPage(title="أخرى", slug="other", summary=OPEN)))


def test_approval_in_a_workflow_is_answered_not_broken(door, publisher, new_draft):
    page = new_draft()
    task = GroupApprovalTask.objects.create(name="مراجعة")
    task.groups.set(publisher.groups.all())
    flow = Workflow.objects.create(name="مراجعة")
    WorkflowTask.objects.create(workflow=flow, task=task)
    WorkflowPage.objects.create(workflow=flow, page=page)
    flow.start(page, publisher)
    url = f"/admin/pages/{page.pk}/edit/"
    sent = form_of(page, **{"action-workflow-action": "1", "workflow-action-name": "approve"})
    response = door.post(url, sent, follow=True)
    assert response.status_code == 200 and not is_live(page)
    assert "رقم الهاتف" in str([str(message) for message in response.context["messages"]])


def test_a_fact_open_in_a_row_of_the_page_counts(home):
    from services.models import ServiceAnswer, ServicePage, ServicesIndexPage

    catalogue = home.add_child(instance=ServicesIndexPage(title="الخدمات", slug="services"))
    page = ServicePage(title="دعم", slug="support", live=False)
    page.answers.add(ServiceAnswer(question="متى؟", answer="<p>[[المدة]]</p>"))
    catalogue.add_child(instance=page)
    with pytest.raises(UnconfirmedFacts):
        page.save_revision().publish()

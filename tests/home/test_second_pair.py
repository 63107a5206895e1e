"""Nobody publishes a policy that one has changed oneself, whichever door one takes; superusers obey too."""

from datetime import date, timedelta

import pytest
from django.core import mail
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import Locale, Page, Site, TaskState

from content.models import SecondPairMissing
from content.rules import authors_since_publication
from home.models import HomePage, StandardPage
from policies.models import PoliciesIndexPage, PolicyPage


@pytest.fixture
def library(db):
    home = Page.get_first_root_node().add_child(instance=HomePage(title="الرئيسية", slug="front", hero_title="أهلًا"))
    Site.objects.filter(is_default_site=True).update(root_page=home)
    return home.add_child(instance=PoliciesIndexPage(title="السياسات", slug="policies"))


@pytest.fixture
def writer(staff):
    return staff("editor")


@pytest.fixture
def publisher(staff):
    return staff("publisher", "editor")


@pytest.fixture
def policy(library):
    """A published policy whose words came from the board."""
    page = library.add_child(
        instance=PolicyPage(
            title="سياسة",
            slug="policy",
            live=False,
            summary="كما أقرت.",
            meeting_number=6,
            approved_on=date(2023, 11, 28),
            approver="مجلس الإدارة",
            approval_confirmed=True,
        )
    )
    page.save_revision().publish()
    return PolicyPage.objects.get(pk=page.pk)


def edited(policy, by, summary="كما عُدّلت."):
    page = PolicyPage.objects.get(pk=policy.pk).get_latest_revision_as_object()
    page.summary = summary
    return page.save_revision(user=by)


def summary_of(policy):
    return PolicyPage.objects.get(pk=policy.pk).summary


def form_of(page, **changes):
    fields = {
        "title": page.title,
        "slug": page.slug,
        "summary": page.summary,
        "version_label": "",
        "sections-count": "0",
        "approval_heading": "",
        "approval_text": "",
        "meeting_number": page.meeting_number,
        "meeting_year": "",
        "approved_on": page.approved_on.isoformat(),
        "approver": page.approver,
        "approval_confirmed": "on",
        "supersedes_all": "",
        "override_reason": "",
    }
    for relation in ("parties", "comments"):
        fields |= {f"{relation}-TOTAL_FORMS": "0", f"{relation}-INITIAL_FORMS": "0", f"{relation}-MAX_NUM_FORMS": ""}
    return {**fields, **changes}


def test_who_changed_the_words_since_publication(policy, writer, publisher):
    assert authors_since_publication(policy) == frozenset()
    edited(policy, writer)
    PolicyPage.objects.get(pk=policy.pk).get_latest_revision_as_object().save_revision(user=publisher)  # Unchanged.
    assert authors_since_publication(PolicyPage.objects.get(pk=policy.pk)) == {writer.pk}
    edited(policy, publisher, "مرة أخرى.").publish()
    assert authors_since_publication(PolicyPage.objects.get(pk=policy.pk)) == frozenset()


@pytest.mark.parametrize("superuser", [False, True])
def test_ones_own_words_are_refused_in_code_and_kept(policy, publisher, superuser):
    publisher.is_superuser = superuser
    publisher.save()
    revision = edited(policy, publisher)
    with pytest.raises(SecondPairMissing):
        revision.publish(user=publisher)
    assert summary_of(policy) == "كما أقرت."


def test_a_colleague_publishes_them(policy, writer, publisher):
    edited(policy, writer).publish(user=publisher)
    assert summary_of(policy) == "كما عُدّلت."


@pytest.mark.parametrize("superuser", [False, True])
def test_the_editor_form_keeps_the_draft_and_says_why(policy, publisher, sign_in, superuser):
    publisher.is_superuser = superuser
    publisher.save()
    url = f"/admin/pages/{policy.pk}/edit/"
    response = sign_in(publisher).post(
        url, form_of(policy, summary="كما عُدّلت.", **{"action-publish": "1"}), follow=True
    )
    assert "عدّلت هذه الصفحة بنفسك" in response.content.decode()
    assert summary_of(policy) == "كما أقرت."
    assert PolicyPage.objects.get(pk=policy.pk).get_latest_revision_as_object().summary == "كما عُدّلت."
    assert "action-publish" not in response.content.decode()


def test_a_new_policy_is_kept_as_a_draft(library, policy, publisher, sign_in):
    url = f"/admin/pages/add/policies/policypage/{library.pk}/"
    response = sign_in(publisher).post(url, form_of(policy, slug="new", **{"action-publish": "1"}), follow=True)
    assert "عدّلت هذه الصفحة بنفسك" in response.content.decode()
    assert not PolicyPage.objects.get(slug="new").live


def test_a_colleague_publishes_from_the_editor_without_changing_anything(policy, writer, publisher, sign_in):
    edited(policy, writer)
    url = f"/admin/pages/{policy.pk}/edit/"
    data = form_of(policy, summary="كما عُدّلت.", **{"action-publish": "1"})
    assert sign_in(publisher).post(url, data).status_code == 302
    assert summary_of(policy) == "كما عُدّلت."


def test_publishing_many_at_once_is_the_same_door(policy, publisher, sign_in):
    edited(policy, publisher)
    url = f"/admin/bulk/wagtailcore/page/publish/?id={policy.pk}&next=/admin/"
    response = sign_in(publisher).post(url, follow=True)
    assert response.status_code == 200 and "عدّلت هذه الصفحة بنفسك" in response.content.decode()
    assert summary_of(policy) == "كما أقرت."


def test_publishing_all_the_same_is_no_way_around(policy, publisher, sign_in):
    edited(policy, publisher)
    client = sign_in(publisher)
    html = client.get(f"/admin/checks/{policy.pk}/").content.decode()
    assert "عدّلت هذه الصفحة بنفسك" in html and 'name="reason"' not in html
    seen = PolicyPage.objects.get(pk=policy.pk).latest_revision_id
    assert client.post(f"/admin/checks/{policy.pk}/", {"reason": "مستعجل", "seen": seen}).status_code == 302
    assert summary_of(policy) == "كما أقرت."


def submit(policy, by):
    page = PolicyPage.objects.get(pk=policy.pk)
    page.get_workflow().start(page, by)
    return TaskState.objects.get(status=TaskState.STATUS_IN_PROGRESS)


def act(client, policy, state, action):
    url = f"/admin/pages/workflow/action/{policy.pk}/{action}/{state.pk}/"
    return client.post(url, {"comment": ""})


def test_the_workflow_lets_a_colleague_approve_and_tells_that_colleague_in_arabic(policy, writer, publisher, sign_in):
    edited(policy, writer)
    mail.outbox.clear()
    state = submit(policy, writer)
    told = [letter for letter in mail.outbox if publisher.email in letter.to]
    assert told and "سياسة" in told[0].subject and not any(c.isascii() and c.isalpha() for c in told[0].subject)
    act(sign_in(publisher), policy, state, "approve")
    assert summary_of(policy) == "كما عُدّلت."


@pytest.mark.parametrize("superuser", [False, True])
def test_the_workflow_lets_no_author_approve(policy, publisher, sign_in, superuser):
    publisher.is_superuser = superuser
    publisher.save()
    edited(policy, publisher)
    state = submit(policy, publisher)
    assert {name for name, _label, _modal in state.task.specific.get_actions(policy, publisher)} == {"reject"}
    assert act(sign_in(publisher), policy, state, "approve").status_code in (302, 403)
    state.refresh_from_db()
    assert (state.status, summary_of(policy)) == (TaskState.STATUS_IN_PROGRESS, "كما أقرت.")


def test_an_hour_set_by_a_colleague_needs_nobody_when_it_comes(policy, writer, publisher):
    page = PolicyPage.objects.get(pk=policy.pk).get_latest_revision_as_object()
    page.summary, page.go_live_at = "كما عُدّلت.", timezone.now() + timedelta(hours=1)
    revision = page.save_revision(user=writer)
    with pytest.raises(SecondPairMissing):
        revision.publish(user=writer)
    revision.publish(user=publisher)
    revision.refresh_from_db()
    revision.approved_go_live_at = timezone.now() - timedelta(minutes=1)
    revision.content["go_live_at"] = revision.approved_go_live_at.isoformat()
    revision.save()
    call_command("publish_due")
    assert summary_of(policy) == "كما عُدّلت."


def test_ordinary_pages_and_translations_need_no_second_pair(policy, library, publisher):
    page = library.get_parent().add_child(instance=StandardPage(title="عادية", slug="plain", live=False))
    page.save_revision(user=publisher).publish(user=publisher)
    english = Locale.objects.create(language_code="en")
    twin = policy.copy_for_translation(english, copy_parents=True)
    twin.save_revision(user=publisher).publish(user=publisher)
    assert StandardPage.objects.get(pk=page.pk).live and PolicyPage.objects.get(pk=twin.pk).live


def test_every_new_library_has_the_workflow(library):
    assert library.get_workflow().name == "اعتماد السياسات"

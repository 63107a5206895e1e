"""No door publishes a policy without its approval, or a new one without what it changed (R44, R45).

Whichever way it is tried: the public keeps the version in force, the draft stays as typed, the answer is Arabic.
"""

import re
from datetime import date, timedelta

import pytest
from django.utils import timezone
from wagtail.models import Locale, Page, Revision, Site, TaskState
from wagtail_localize.models import Translation, TranslationSource

from content.actions import publish_due
from home.models import HomePage
from policies.models import ApprovalMissing, PoliciesIndexPage, PolicyPage
from tests.home.test_second_pair import act, form_of, submit

STANDING, OLDER, NEWER = date(2021, 5, 5), date(2019, 1, 9), date(2023, 2, 1)
WORDS = "كتبها الزميل."
NEW = {"meeting_number": 2, "approved_on": NEWER, "what_changed": "طالت مدة الإعارة."}
FAULTS = {
    "unconfirmed": (NEW | {"approval_confirmed": False}, "تأكيد"),
    "no meeting": (NEW | {"meeting_number": None}, "رقم"),
    "no approver": (NEW | {"approver": ""}, "جهة الاعتماد"),
    "no day": (NEW | {"approved_on": None}, "تاريخ"),
    "older": (NEW | {"approved_on": OLDER}, "أقدم"),
    "untold": (NEW | {"what_changed": ""}, "غيّر"),
}
fault = pytest.mark.parametrize("name", FAULTS)


@pytest.fixture
def library(db):
    arabic, _made = Locale.objects.get_or_create(language_code="ar")
    root = Page.get_first_root_node()
    home = root.add_child(instance=HomePage(title="الرئيسية", slug="front", hero_title="أهلًا", locale=arabic))
    Site.objects.update_or_create(
        is_default_site=True, defaults={"root_page": home, "hostname": "localhost", "port": 80, "site_name": "جمعية"}
    )
    return home.add_child(instance=PoliciesIndexPage(title="السياسات", slug="policies"))


@pytest.fixture
def policy(library):
    approval = {"meeting_number": 1, "approved_on": STANDING, "approver": "المجلس", "approval_confirmed": True}
    page = library.add_child(instance=PolicyPage(title="سياسة الإعارة", slug="loans", live=False, **approval))
    page.save_revision().publish()
    return PolicyPage.objects.get(pk=page.pk)


@pytest.fixture
def writer(staff):
    return staff("editor")


@pytest.fixture
def publisher(staff):
    return staff("publisher", "editor")


@pytest.fixture
def client(publisher, sign_in):
    return sign_in(publisher)


def drafted(policy, by, name):
    page = PolicyPage.objects.get(pk=policy.pk).get_latest_revision_as_object()
    page.summary = WORDS
    for field, value in FAULTS[name][0].items():
        setattr(page, field, value)
    return page.save_revision(user=by)


def assert_refused(policy, name, response=None):
    """The version in force stands alone, the draft holds every word, the refusal is said in Arabic."""
    page = PolicyPage.objects.get(pk=policy.pk)
    (version,) = page.versions.all()
    assert (page.live, page.summary, page.approved_on, version.approved_on) == (True, "", STANDING, STANDING)
    kept = page.get_latest_revision_as_object()
    assert kept.summary == WORDS
    assert {field: getattr(kept, field) for field in FAULTS[name][0]} == FAULTS[name][0]
    if response is not None:
        assert response.status_code == 200
        (said,) = [str(message) for message in response.context["messages"]]
        assert FAULTS[name][1] in said and "مسودة" in said, said
        assert not re.search("[A-Za-z]{3}", said), said


def typed(name):
    """The editor's form as a colleague fills it."""
    told = FAULTS[name][0]
    day = told["approved_on"]
    fields = {field: "" if value is None else value for field, value in told.items()}
    fields["approved_on"] = day.isoformat() if day else ""
    if not fields.pop("approval_confirmed", True):
        fields["approval_confirmed"] = ""
    return {"summary": WORDS, **fields}


@fault
def test_the_editors_form(policy, writer, client, name):
    drafted(policy, writer, name)
    data = form_of(policy, **typed(name), **{"action-publish": "1"})
    response = client.post(f"/admin/pages/{policy.pk}/edit/", data, follow=True)
    assert_refused(policy, name, response)


@pytest.mark.parametrize("day", ["2999-01-01", "1979-11-19", "2023-02-30"])
def test_a_day_that_cannot_be_keeps_the_form(policy, client, day):
    data = form_of(policy, **typed("untold"), **{"action-publish": "1"})
    data |= {"approved_on": day, "what_changed": "ما تغيّر هنا."}
    response = client.post(f"/admin/pages/{policy.pk}/edit/", data)
    html = response.content.decode()
    assert response.status_code == 200
    assert WORDS in html and day in html and "ما تغيّر هنا." in html
    assert re.search("[\u0621-\u064a]{3}", response.context["form"].errors["approved_on"][0])
    assert PolicyPage.objects.get(pk=policy.pk).approved_on == STANDING and policy.versions.count() == 1


@fault
@pytest.mark.parametrize("whole_library", [False, True])
def test_the_confirmed_publication_of_many(policy, library, writer, client, name, whole_library):
    drafted(policy, writer, name)
    chosen = library if whole_library else policy
    if whole_library:  # Only drafts below a chosen page are taken along.
        Page.objects.filter(pk=policy.pk).update(live=False)
    url = f"/admin/bulk/wagtailcore/page/publish/?id={chosen.pk}&next=/admin/"
    assert client.get(url).status_code == 200
    response = client.post(url, {"include_descendants": "on"} if whole_library else {}, follow=True)
    if whole_library:
        assert not PolicyPage.objects.get(pk=policy.pk).live
        Page.objects.filter(pk=policy.pk).update(live=True)
    assert_refused(policy, name, response)


@fault
def test_the_approval_of_a_workflow(policy, writer, client, name):
    drafted(policy, writer, name)
    state = submit(policy, writer)
    response = act(client, policy, state, "approve")
    assert response.status_code == 302
    assert_refused(policy, name, client.get(response.url))
    state.refresh_from_db()
    assert state.status == TaskState.STATUS_IN_PROGRESS


@fault
def test_an_hour_set_ahead(policy, writer, client, name):
    drafted(policy, writer, name)
    soon = (timezone.localtime() + timedelta(hours=1)).strftime("%Y-%m-%d %H:%M")
    data = form_of(policy, **typed(name), go_live_at=soon, **{"action-publish": "1"})
    response = client.post(f"/admin/pages/{policy.pk}/edit/", data, follow=True)
    assert_refused(policy, name, response)
    assert not policy.revisions.filter(approved_go_live_at__isnull=False).exists()


@fault
def test_an_hour_that_comes(policy, writer, name):
    """Judged again when it comes: what was right when it was set may no longer be."""
    revision = drafted(policy, writer, name)
    Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=timezone.now() - timedelta(minutes=1))
    assert publish_due() == (0, 1)
    assert_refused(policy, name)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("live_before", [False, True])
def test_the_publication_of_a_translation(policy, client, live_before):
    """A draft's translation renders no approval: it is refused as its source would be."""
    english, _made = Locale.objects.get_or_create(language_code="en")
    if not live_before:
        Page.objects.filter(pk=policy.pk).update(live=False)
    source, _made = TranslationSource.get_or_create_from_instance(PolicyPage.objects.get(pk=policy.pk))
    translation = Translation.objects.create(source=source, target_locale=english)
    translation.save_target(publish=live_before)
    twin = PolicyPage.objects.get(translation_key=policy.translation_key, locale=english)
    assert twin.live is live_before
    PolicyPage.objects.filter(pk=policy.pk).update(approval_confirmed=False)
    source.update_from_db()
    response = client.post(f"/admin/pages/{twin.pk}/edit/", {"action": "publish"}, follow=True)
    twin.refresh_from_db()
    assert response.status_code == 200
    assert (twin.live, twin.approval_confirmed) == (live_before, True if live_before else twin.approval_confirmed)
    said = " ".join(str(message) for message in response.context["messages"])
    assert "تأكيد" in said and "مسودة" in said, said
    with pytest.raises(ApprovalMissing):  # And where no page of the admin stands before it.
        translation.save_target(publish=True)

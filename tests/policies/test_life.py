"""A policy's versions: one in force, the rest archived, and no door past the approval (R44, R45)."""

from datetime import date, timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.models import Locale, Page

from audit.models import AuditEvent
from notifications.models import Message
from policies.difference import Section, folded, sections_of
from policies.models import (
    ApprovalMissing,
    ApprovalNotPossible,
    ChangesUntold,
    PolicyPage,
    PolicyParty,
    PolicyReading,
    PolicyVersion,
    RightsPage,
    ToolboxItem,
)

OLD, NEW = date(2021, 5, 5), date(2023, 2, 1)


def sections(*texts):
    body = [("paragraph", text) for text in texts]
    return [
        ("section", {"kind": "text", "heading": "الإعارة", "body": body}),
        ("section", {"kind": "text", "heading": "الثابت", "body": [("paragraph", "لا يتغير هذا النص.")]}),
    ]


def approve(page, day, meeting, *texts, changed="", publish=True):
    page.sections = sections(*texts)
    page.meeting_number, page.approved_on, page.approver, page.approval_confirmed = meeting, day, "مجلس", True
    page.what_changed = changed
    revision = page.save_revision()
    if publish:
        revision.publish()
        page.refresh_from_db()
    return revision


@pytest.fixture
def policy(library_page):
    page = library_page.add_child(instance=PolicyPage(title="سياسة الإعارة", slug="loans", live=False))
    approve(page, OLD, 1, "يعار الكتاب عشرة أيام لكل قارئ.")
    return PolicyPage.objects.get(pk=page.pk)


@pytest.fixture
def revised(policy):
    approve(policy, NEW, 2, "يعار الكتاب عشرين يوما لكل قارئ.", changed="طالت مدة الإعارة.")
    return PolicyPage.objects.get(pk=policy.pk)


def test_a_new_approval_archives_the_one_before(revised):
    second, first = revised.versions.all()
    assert (first.number, first.is_in_force, second.number, second.is_in_force) == (1, False, 2, True)
    assert "عشرة" in str(first.sections) and "عشرين" in str(second.sections)
    assert AuditEvent.objects.filter(action="policy.version_made").count() == 2


def test_a_mended_typo_keeps_the_number_and_leaves_a_trace(policy):
    approve(policy, OLD, 1, "يُعار الكتاب عشرة أيام لكل قارئ.")
    (version,) = policy.versions.all()
    assert version.number == 1 and "يُعار" in str(version.sections)
    trace = AuditEvent.objects.get(action="policy.version_mended")
    assert trace.details["before"] != trace.details["revision"]


def test_the_editors_own_door_makes_the_version_too(policy):
    """Wagtail's edit view runs this action, past the page's `publish`."""
    revision = approve(policy, NEW, 2, "نص جديد.", changed="تغيير", publish=False)
    PublishPageRevisionAction(revision).execute(skip_permission_checks=True)
    assert policy.versions.in_force().get().number == 2


@pytest.mark.parametrize("told", ["", "  "])
def test_a_new_approval_says_what_it_changed(policy, told):
    revision = approve(policy, NEW, 2, "نص آخر.", changed=told, publish=False)
    with pytest.raises(ChangesUntold):
        revision.publish()
    assert policy.versions.count() == 1


def test_the_words_of_the_version_before_do_not_cover_the_next(revised):
    with pytest.raises(ChangesUntold):
        approve(revised, NEW + timedelta(days=1), 3, "نص.", changed="طالت مدة الإعارة.")


def test_an_older_approval_does_not_come_back(revised):
    with pytest.raises(ApprovalNotPossible):
        approve(revised, OLD, 1, "نص.", changed="عودة")


@pytest.mark.parametrize("day", [date(2999, 1, 1), date(1979, 11, 19)])
def test_an_impossible_day_is_refused_and_nothing_changes(policy, day):
    with pytest.raises(ValidationError) as refusal:
        approve(policy, day, 9, "نص.", changed="س")
    with override("ar"):
        assert "تاريخ" in refusal.value.messages[0]
    assert policy.versions.get().approved_on == OLD
    assert PolicyPage.objects.get(pk=policy.pk).approved_on == OLD


def test_a_scheduled_version_begins_in_its_hour_and_not_before(policy):
    policy.go_live_at = timezone.now() + timedelta(days=2)
    approve(policy, NEW, 2, "نص مؤجل.", changed="تأجل")
    assert policy.versions.count() == 1
    with time_machine.travel(timezone.now() + timedelta(days=3)):
        call_command("publish_scheduled")
    assert policy.versions.count() == 2


def test_a_translation_makes_no_version_and_names_the_text_that_binds(revised, client, library_page):
    english, _ = Locale.objects.get_or_create(language_code="en")
    library_page.copy_for_translation(english).save_revision().publish()
    twin = revised.copy_for_translation(english)
    twin.title = "Loans"
    twin.save_revision().publish()
    assert PolicyVersion.objects.count() == 2
    twin.approval_confirmed = False
    with pytest.raises(ApprovalMissing):
        twin.save_revision().publish()
    html = client.get(twin.url).content.decode()
    assert "النص العربي هو المرجع الملزم" in html and "versions/" in html
    assert client.get(twin.url + "versions/1/").status_code == 200


@pytest.mark.parametrize("path", ["", "versions/", "versions/1/", "changes/1/2/"])
def test_an_untranslated_policy_stands_in_the_frame_of_the_readers_language(revised, client, path):
    english, _created = Locale.objects.get_or_create(language_code="en")
    mirror = revised.copy_for_translation(english, copy_parents=True, alias=True)
    html = client.get(f"/en{mirror.url}{path}").content.decode()
    assert '<html lang="en"' in html and '<main id="main" tabindex="-1" lang="ar" dir="rtl">' in html


def test_no_door_of_the_admin_passes_the_approval(policy, sign_in, staff):
    client = sign_in(staff("publisher"))
    policy.approval_confirmed = False
    policy.save_revision()
    Page.objects.filter(pk=policy.pk).update(live=False)
    client.post(reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"]) + f"?id={policy.pk}")
    assert not PolicyPage.objects.get(pk=policy.pk).live


def test_readers_see_the_archive_the_banner_and_the_difference(revised, client):
    url = revised.url
    assert "طالت مدة الإعارة" in client.get(url).content.decode()
    archive = client.get(url + "versions/1/")
    html = archive.content.decode()
    assert "ملغاة" in html and "عشرة أيام" in html and 'content="noindex"' in html
    assert archive["X-Robots-Tag"] == "noindex"
    changes = client.get(url + "changes/1/2/").content.decode()
    assert "<ins>" in changes and "<del>" in changes and "<details" in changes
    assert changes.index("عشرة") < changes.index("عشرين")
    back = client.get(url + "changes/2/1/").content.decode()
    assert back.index("عشرين") < back.index("عشرة")
    assert "versions/" not in client.get("/sitemap.xml").content.decode()


@pytest.mark.parametrize(
    "path", ["changes/9/9/", "changes/1/1/", "changes/1/9/", "versions/0/", "versions/999/", "versions/١/",
             "versions/99999999999999999999999/", "changes/a/b/", "versions/-1/", "versions/999/pdf/"],
)  # fmt: skip
def test_what_does_not_exist_is_not_found(revised, client, path):
    assert client.get(revised.url + path).status_code == 404


def test_the_document_is_made_once_and_answers_conditionally(revised, client, monkeypatch):
    monkeypatch.setattr("content.typeset.pdf", lambda *a, **k: pytest.fail("Typeset in a request."))
    first = client.get(revised.url + "pdf/")
    assert first.content.startswith(b"%PDF") and b"StructTreeRoot" in first.content
    assert client.get(revised.url + "pdf/", headers={"If-None-Match": first["ETag"]}).status_code == 304
    old = client.get(revised.url + "versions/1/pdf/")
    assert old.content != first.content and old["X-Robots-Tag"] == "noindex"


def test_public_pages_cost_the_same_whatever_their_versions(policy, client, django_assert_max_num_queries):
    costs = []
    for number in range(2, 5):
        approve(policy, NEW + timedelta(days=number), number, f"نص {number}.", changed=f"تغيير {number}")
        with django_assert_max_num_queries(25) as seen:
            client.get(policy.url + "versions/")
        costs.append(len(seen))
    assert costs[-1] == costs[-2]
    with django_assert_max_num_queries(25):
        client.get(policy.url)


def test_the_library_is_filtered_by_party_without_a_script(revised, library_page, client):
    revised.parties = [PolicyParty(party="volunteer")]
    revised.save_revision().publish()
    RightsPage.objects.create(index=library_page, party="volunteer", page=library_page)
    for party, found in (("volunteer", True), ("supporter", False), ("xx", True), ("", True)):
        answer = client.get(library_page.url, {"for": party})
        assert answer.status_code == 200
        assert ("سياسة الإعارة" in answer.content.decode()) is found


def test_staff_are_asked_and_say_that_they_have_read(policy, staff, sign_in):
    reader, editor, late = staff("reception"), staff("editor"), None
    approve(policy, NEW, 2, "نص جديد.", changed="تغيير")
    version = policy.versions.in_force().get()
    assert set(version.readings.values_list("user_id", flat=True)) == {reader.pk, editor.pk}
    client = sign_in(reader)
    assert "سياسة الإعارة" in client.get("/admin/").content.decode()
    assert "تغيير" in client.get(f"/admin/policies/to-read/{version.pk}/").content.decode()
    for _time in range(2):
        client.post(f"/admin/policies/to-read/{version.pk}/acknowledge/")
    assert AuditEvent.objects.filter(action="policy.acknowledged").count() == 1
    late = staff("committee")
    sign_in(late).get("/admin/")
    report = sign_in(editor).get(f"/admin/policies/circulation/{version.pk}/").content.decode()
    assert late.get_full_name() in report and reader.get_full_name() not in report
    assert client.get(f"/admin/policies/circulation/{version.pk}/").status_code in (302, 403)


def test_a_superseded_version_is_asked_for_no_more(policy, staff):
    reader = staff("reception")
    for number in (2, 3):
        approve(policy, NEW + timedelta(days=number), number, f"نص {number}.", changed=f"تغيير {number}")
    assert PolicyReading.objects.filter(user=reader).count() == 2
    assert PolicyReading.objects.open().filter(user=reader).count() == 1


def test_a_reminder_goes_once_a_day_to_those_who_have_not_read(policy, staff, sign_in):
    staff("reception")
    editor = staff("editor")
    approve(policy, NEW, 2, "نص جديد.", changed="تغيير")
    version = policy.versions.in_force().get()
    for _time in range(2):
        sign_in(editor).post(f"/admin/policies/circulation/{version.pk}/remind/")
    assert Message.objects.filter(template="policies/to_read").count() == 2


def test_the_export_holds_no_formula(policy, staff, sign_in):
    editor = staff("editor", first_name="=HYPERLINK(1)", last_name="x")
    approve(policy, NEW, 2, "نص جديد.", changed="تغيير")
    version = policy.versions.in_force().get()
    text = sign_in(editor).get(f"/admin/policies/circulation/{version.pk}/?format=csv").content.decode()
    assert "'=HYPERLINK" in text and "\n=" not in text


def test_editors_are_told_of_a_review_once_for_each_date(policy, staff):
    staff("editor", "publisher")
    PolicyPage.objects.filter(pk=policy.pk).update(review_on=timezone.localdate() + timedelta(days=13))
    for _day in range(2):
        call_command("remind_policy_reviews")
    assert Message.objects.filter(template="policies/review").count() == 1
    PolicyPage.objects.filter(pk=policy.pk).update(review_on=timezone.localdate() + timedelta(days=15))
    call_command("remind_policy_reviews")
    assert Message.objects.filter(template="policies/review").count() == 1


def test_the_toolbox_shows_the_public_only_what_is_public(policy, library_page, client):
    from policies.queries import toolbox

    library_page.toolbox_page = policy
    library_page.save()
    ToolboxItem.objects.create(title="للكل", text="نص", is_public=True)
    ToolboxItem.objects.create(title="للموظفين", text="نص")
    assert [item.title for item in toolbox(public_on=policy)] == ["للكل"]
    assert toolbox(public_on=library_page) == []
    assert len(toolbox()) == 2


lines = st.lists(st.text(alphabet="اب ج", min_size=1, max_size=12).filter(str.strip), max_size=6)
texts = st.lists(st.builds(Section, st.sampled_from(["أ", "ب", "ج", ""]), lines), max_size=4)


@given(texts, texts)
def test_a_difference_loses_no_word_of_either_side(before, after):
    changes = folded(before, after)

    def side(keep):
        pieces = [p.text for c in changes for line in c.lines for p in line.pieces if p.state in ("same", keep)]
        return " ".join(pieces).split()

    assert side("removed") == " ".join(line for s in before for line in s.lines).split()
    assert side("added") == " ".join(line for s in after for line in s.lines).split()


def test_numbers_of_lists_stand_before_their_items():
    raw = [{"type": "section", "value": {"heading": "ق", "body": [
        {"type": "list", "value": {"items": [{"type": "item", "id": "x", "value": {
            "number": 3, "text": "بند", "items": [{"number": 1, "text": "فرع"}]}}]}},
        {"type": "steps", "value": {"steps": ["خطوة"]}}]}}]  # fmt: skip
    assert sections_of(raw) == [Section("ق", ["3. بند", "3.1. فرع", "خطوة"])]

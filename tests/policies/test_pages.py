"""Policy pages: drafts from readings, the guard on publication (R44), and what the public sees."""

from datetime import date

import pytest

from content.models import UnconfirmedFacts
from policies.actions import import_policy
from policies.importer.reading import read
from policies.models import ApprovalMissing, PolicyPage
from tests.policies.scans import LIBRARY


@pytest.fixture
def draft(library_page):
    return import_policy(read(LIBRARY.encode()), under=library_page, title="لائحة الإعارة").page


def approve(page, **changes):
    page.approver = "مجلس الأمناء"
    page.approval_confirmed = True
    for name, value in changes.items():
        setattr(page, name, value)
    return page.save_revision()


def test_an_import_makes_one_draft_and_publishes_nothing(draft, library_page):
    page = PolicyPage.objects.get(pk=draft.pk)
    assert not page.live
    assert page.get_latest_revision_as_object().sections[2].value["heading"] == "أغراض الإعارة:"
    assert (page.meeting_number, page.meeting_year, page.approved_on) == (9, 2021, date(2021, 5, 5))
    assert not page.approval_confirmed


def test_the_same_file_again_makes_no_second_draft(draft, library_page):
    again = import_policy(read(LIBRARY.encode()), under=library_page)
    assert (again.created, again.page.pk) == (False, draft.pk)
    assert PolicyPage.objects.count() == 1


def test_a_failure_leaves_nothing_half_created(library_page, monkeypatch):
    def fail(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr("policies.actions.record", fail)
    with pytest.raises(RuntimeError):
        import_policy(read(LIBRARY.encode()), under=library_page)
    assert not PolicyPage.objects.exists()
    library_page.refresh_from_db()
    assert library_page.numchild == 0


@pytest.mark.parametrize(
    "missing", [{"meeting_number": None}, {"approved_on": None}, {"approver": " "}, {"approval_confirmed": False}]
)
def test_no_policy_is_published_without_its_whole_approval(draft, missing):
    revision = approve(draft, **missing)
    with pytest.raises(ApprovalMissing):
        revision.publish()
    assert not PolicyPage.objects.get(pk=draft.pk).live


def test_an_override_of_placeholders_does_not_cover_the_approval(draft):
    revision = approve(draft, override_reason="عرض تجريبي", approval_confirmed=False, summary="[[رقم]]")
    with pytest.raises(ApprovalMissing):
        revision.publish()


def test_an_unread_line_bars_publication(library_page):
    scan = LIBRARY.replace("- ٤) قاعة الطالعة.", "\ufffd\ufffd\ufffd")
    revision = approve(import_policy(read(scan.encode()), under=library_page).page)
    with pytest.raises(UnconfirmedFacts):
        revision.publish()


def test_the_public_sees_sections_numbers_and_both_dates(draft, library_page, client):
    approve(draft).publish()
    answer = client.get(PolicyPage.objects.get(pk=draft.pk).url)
    html = answer.content.decode()
    assert answer.status_code == 200
    assert 'href="#section-3"' in html
    assert 'id="section-3"' in html
    assert html.count('<li value="6">') == 1
    assert "قاعة المخطوطات" in html
    assert "23 رمضان 1442" in html.replace("\u00a0", " ")
    assert "5 مايو 2021" in html.replace("\u00a0", " ")
    assert "وتلغي ما قبلها" in html
    assert html.count('class="steps__item"') == 4


@pytest.mark.parametrize("count", [1, 5])
def test_the_library_lists_policies_in_a_fixed_number_of_queries(
    library_page, client, django_assert_max_num_queries, count
):
    for number in range(count):
        scan = LIBRARY + f"\n\nملحق رقم {number} في آخر الصفحة من هذه اللائحة لا يغير شيئا مما سبق ذكره فيها أعلاه.\n"
        page = import_policy(read(scan.encode()), under=library_page, title=f"لائحة {number}").page
        approve(page).publish()
    with django_assert_max_num_queries(25):
        html = client.get(library_page.url).content.decode()
    assert html.count('class="card__title"') == count

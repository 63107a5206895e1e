"""A story is told with consent and without identity, whichever way it is published, and leaves at a word (R15)."""

from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st
from wagtail.models import Locale, Page, Site

from audit.models import AuditEvent
from home.actions import withdraw_consent
from home.models import ConsentMissing, HomePage, StoriesIndexPage, StoryPage
from home.rules import TELLING_NUMBER

CONSENT = {
    "consent_confirmed": True,
    "consent_on": date(2026, 11, 1),
    "consent_reference": "ملف سري عدد ٧",
    "identity_removed": True,
}


@pytest.fixture
def home(db):
    page = Page.get_first_root_node().add_child(instance=HomePage(title="الرئيسية", slug="front", hero_title="أهلًا"))
    Site.objects.filter(is_default_site=True).update(root_page=page)
    Site.clear_site_root_paths_cache()
    return page


@pytest.fixture
def index(home):
    return home.add_child(instance=StoriesIndexPage(title="قصص", slug="stories"))


@pytest.fixture
def tell(index):
    def make(slug="one", **fields):
        page = index.add_child(instance=StoryPage(**{"title": "قصة", "slug": slug, "live": False, **CONSENT, **fields}))
        page.save_revision()
        return page

    return make


def form_of(page, **changes):
    return {
        "title": page.title, "slug": page.slug, "summary": "", "teller_words": "", "audience": "", "service": "",
        "body-count": "0", "override_reason": "", "comments-TOTAL_FORMS": "0", "comments-INITIAL_FORMS": "0",
        "comments-MAX_NUM_FORMS": "", **changes,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("lack", "words"),
    [
        ({"consent_confirmed": False}, "الموافقة المكتوبة"),
        ({"consent_on": None}, "تاريخ الموافقة"),
        ({"consent_reference": " "}, "حفظ ورقة الموافقة"),
        ({"identity_removed": False}, "هوية"),
        ({"teller_words": "اتصلوا بي على ٠٥٠ ١٢٣ ٤٥٦٧"}, "رقم طويل"),
        ({"title": "قصة 1012345678"}, "رقم طويل"),
        ({"body": [("text", "<p>جواله <b>050</b>1234567</p>")]}, "رقم طويل"),
        ({"body": [("notice", {"title": "", "text": "050-123-4567"})]}, "رقم طويل"),
    ],
)
def test_nothing_is_told_without_consent_or_with_identity(tell, lack, words):
    page = tell(**lack)
    with pytest.raises(ConsentMissing, match=words):
        page.get_latest_revision().publish()
    page.live = True
    with pytest.raises(ConsentMissing):
        page.save()
    assert not Page.objects.get(pk=page.pk).live


def test_an_override_reason_covers_no_missing_consent(tell):
    page = tell(consent_confirmed=False, override_reason="عاجل")
    with pytest.raises(ConsentMissing):
        page.get_latest_revision().publish()


def test_short_numbers_and_years_are_welcome(tell):
    page = tell(body=[("text", "<p>في 2026 وبعد 3 شهور، عام 1448</p>")])
    page.get_latest_revision().publish()
    assert Page.objects.get(pk=page.pk).live


def test_the_admin_refuses_with_arabic_words_and_keeps_what_was_typed(tell, staff, sign_in):
    page, door = tell(consent_confirmed=False), sign_in(staff("publisher"))
    url = f"/admin/pages/{page.pk}/edit/"
    typed = form_of(page, title="عنوان كُتب للتو", **{"action-publish": "1"})
    answer = door.post(url, typed, follow=True)
    assert "الموافقة" in str([str(message) for message in answer.context["messages"]])
    assert "عنوان كُتب للتو" in answer.content.decode() and not Page.objects.get(pk=page.pk).live
    consent = {
        "consent_confirmed": "on",
        "consent_on": "2026-11-01",
        "consent_reference": "خزانة",
        "identity_removed": "on",
    }
    door.post(url, {**typed, **consent})
    assert Page.objects.get(pk=page.pk).live


def test_bulk_publishing_is_refused_too(tell, staff, sign_in):
    page = tell(identity_removed=False)
    answer = sign_in(staff("publisher")).post(f"/admin/bulk/wagtailcore/page/publish/?id={page.pk}")
    assert answer.status_code in (302, 403) and not Page.objects.get(pk=page.pk).live


@pytest.fixture
def told(tell, home, index):
    page = tell(teller_words="كلمات صاحبها")
    page.get_latest_revision().publish()
    english = Locale.objects.create(language_code="en")
    for each in (home, index):
        each.copy_for_translation(english).save_revision().publish()
    page.copy_for_translation(english).save_revision().publish()
    return StoryPage.objects.get(pk=page.pk)


def test_a_told_story_shows_no_paper(client, told):
    html = client.get("/stories/one/").content.decode()
    assert "كلمات صاحبها" in html and "ملف سري" not in html and "2026-11-01" not in html
    assert "كلمات صاحبها" in client.get("/stories/").content.decode()
    assert not client.get("/search/", {"q": "ملف سري"}).content.decode().count("/stories/one/")


def test_a_withdrawal_takes_every_language_off_for_good(client, told, staff):
    editor = staff("editor")
    early = told.get_latest_revision()
    taken = withdraw_consent(told, by=editor)
    assert len(taken) == 2
    for url in ("/stories/one/", "/en/stories/one/"):
        assert client.get(url).status_code == 404
    assert "كلمات صاحبها" not in client.get("/stories/").content.decode()
    row = AuditEvent.objects.get(action="story.consent_withdrawn")
    assert row.by_id == editor.pk and row.details == {"languages": ["ar", "en"]}
    with pytest.raises(ConsentMissing):
        early.publish()  # An older revision knows nothing of the withdrawal; the guard does.
    page = StoryPage.objects.get(pk=told.pk)
    page.consent_confirmed = True
    with pytest.raises(ConsentMissing):
        page.save_revision().publish()
    assert withdraw_consent(told, by=editor) == []
    assert AuditEvent.objects.filter(action="story.consent_withdrawn").count() == 1


def test_a_planned_publication_is_dropped_by_a_withdrawal(tell):
    page = tell(go_live_at=timezone.now() + timedelta(days=1))
    page.save_revision().publish()
    withdraw_consent(page, by=None)
    StoryPage.objects.filter(pk=page.pk).update(go_live_at=timezone.now() - timedelta(minutes=1))
    call_command("publish_scheduled")
    assert not Page.objects.get(pk=page.pk).live


def test_an_editor_takes_a_story_off_after_one_question(client, told, staff, sign_in):
    door = sign_in(staff("editor"))
    url = f"/admin/stories/{told.pk}/withdraw/"
    assert url in door.get(f"/admin/pages/{told.pk}/edit/").content.decode()
    assert door.get(url).status_code == 200 and client.get("/stories/one/").status_code == 200
    assert door.post(url).status_code == 302
    assert client.get("/stories/one/").status_code == 404
    assert sign_in(staff("reception")).post(url).status_code in (302, 403)
    assert door.get("/admin/stories/999999/withdraw/").status_code == 404


@given(st.integers(10**6, 10**15), st.sampled_from(["", " ", "-", ".", " - "]))
@settings(max_examples=50)
def test_a_long_number_is_found_however_it_is_parted(number, mark):
    assert TELLING_NUMBER.search(mark.join(str(number)))


def test_a_story_has_no_place_for_pictures():
    assert "picture" not in StoryPage._meta.get_field("body").stream_block.child_blocks

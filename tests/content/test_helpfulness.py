"""«Was this page helpful?»: a plain form that knows nobody, and the screen on which editors read it."""

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st
from wagtail.models import Page, PageViewRestriction, Site

from content.actions import deal_with, reopen, report_helpfulness, without_personal_data
from content.models import Helpfulness
from home.models import HomePage, StandardPage


@pytest.fixture
def home(db):
    page = Page.get_first_root_node().add_child(instance=HomePage(title="الرئيسية", slug="front", hero_title="أهلًا"))
    Site.objects.filter(is_default_site=True).update(root_page=page)
    Site.clear_site_root_paths_cache()
    return page


@pytest.fixture
def new_page(home):
    def make(title="عن الجمعية", **fields):
        fields.setdefault("slug", f"page-{Page.objects.count()}")
        return Page.objects.get(pk=home.pk).add_child(instance=StandardPage(title=title, **fields))

    return make


@pytest.fixture
def page(new_page):
    return new_page()


def send(client, page, **said):
    return client.post(f"/helpful/{page.pk}/", {"helpful": "no", **said})


def test_a_word_needs_no_cookie_and_returns_to_the_page(page):
    client = Client(enforce_csrf_checks=True)
    assert "هل أفادتك هذه الصفحة؟" in client.get(page.url).content.decode()
    answer = client.post(f"/helpful/{page.pk}/", {"helpful": "yes", "reason": "unclear", "wish": "كلام"})
    assert (answer.status_code, answer.url) == (302, f"{page.url}?thanks=1#helpful")
    html = client.get(f"{page.url}?thanks=1").content.decode()
    assert "شكرًا" in html and "<form" not in html.split('id="helpful"')[1].split("</section>")[0]
    assert not client.cookies
    kept = Helpfulness.objects.get()
    assert kept.was_helpful and not kept.reason and not kept.wish and kept.language == "ar"


def test_no_carries_a_reason_and_a_wish_without_numbers_that_name_someone(client, page):
    wish = "أريد رقم الفرع، جوالي ٠٥٠ ١١١ ٢٢٣٣ وهويتي 1000000008 وبريدي a.b@example.com والسطر 12"
    send(client, page, reason="missing", wish=wish)
    kept = Helpfulness.objects.get()
    assert kept.reason == "missing" and "12" in kept.wish and "رقم الفرع" in kept.wish
    for private in ("2233", "٢٢٣٣", "1000000008", "@"):
        assert private not in kept.wish


@given(st.text(max_size=80), st.integers(10**6, 10**15), st.text(max_size=80))
def test_no_long_number_is_ever_kept(before, number, after):
    assert str(number) not in without_personal_data(f"{before}{number}{after}")


@pytest.mark.parametrize(
    "said",
    [{"wish": "ا" * 10_000}, {"wish": "\x00 كلام"}, {"reason": "made-up"}, {"helpful": "perhaps"}, {"helpful": ""}],
)
def test_bad_input_is_told_in_arabic_and_nothing_typed_is_lost(client, page, said):
    answer = send(client, page, **{"wish": "كنت أبحث عن الموعد", **said})
    html = answer.content.decode()
    assert answer.status_code == 422 and 'lang="ar"' in html
    assert not Helpfulness.objects.exists()
    assert ("كنت أبحث عن الموعد" in html) or said["wish"].strip("\x00 ")[:400] in html


def test_unknown_private_and_withdrawn_pages_look_the_same(client, page, new_page):
    private, gone = new_page(), new_page(live=False)
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)
    for pk in (private.pk, gone.pk, 999_999, 10**30):
        assert client.post(f"/helpful/{pk}/", {"helpful": "yes"}).status_code == 404
    assert client.get(f"/helpful/{page.pk}/").status_code == 405
    assert not Helpfulness.objects.exists()


def test_a_robot_in_the_trap_is_thanked_and_not_kept(client, page):
    assert send(client, page, subject="buy").status_code == 302
    assert not Helpfulness.objects.exists()


def test_one_address_sends_so_many_an_hour_and_is_kept_nowhere(client, page, settings):
    settings.HELPFUL_REPORTS_AN_HOUR = 3
    assert [send(client, page).status_code for _turn in range(4)] == [302, 302, 302, 429]
    assert client.post(f"/helpful/{page.pk}/", {"helpful": "yes"}, REMOTE_ADDR="10.1.2.3").status_code == 302
    assert Helpfulness.objects.count() == 4
    assert "127.0.0.1" not in str(list(getattr(cache, "_cache", {})))
    assert {field.name for field in Helpfulness._meta.fields} & {"address", "user", "session"} == set()


@pytest.fixture
def editor(staff):
    return staff("editor")


def test_editors_read_what_readers_wished_and_close_it_together(sign_in, editor, page, new_page):
    other, fine = new_page("أخرى"), new_page("جيدة")
    for number in range(3):
        report_helpfulness(page, was_helpful=False, reason="unclear", wish=f"أمنية {number}")
    report_helpfulness(page, was_helpful=True)
    report_helpfulness(other, was_helpful=False, reason="outdated")
    report_helpfulness(fine, was_helpful=True)
    door = sign_in(editor)
    html = door.get("/admin/suggestions/").content.decode()
    assert html.index("عن الجمعية") < html.index("أخرى") and "جيدة" not in html
    assert "أمنية 2" in html and f"/admin/pages/{page.pk}/edit/" in html
    assert "أمنية" not in door.get("/admin/suggestions/?reason=outdated").content.decode()
    assert "أمنية" not in door.get("/admin/suggestions/?language=en&days=x&page=99").content.decode()
    sent = {"page": [page.pk, other.pk, "x", "9" * 30]}
    assert "4" in door.post("/admin/suggestions/", sent, follow=True).content.decode()
    assert "أمنية" not in door.get("/admin/suggestions/").content.decode()
    assert editor.get_full_name() in door.get("/admin/suggestions/?dealt=1").content.decode()
    door.post("/admin/suggestions/", {"page": [page.pk], "undo": "1"})
    assert "أمنية 1" in door.get("/admin/suggestions/").content.decode()


def test_closing_twice_closes_once_and_undoing_touches_the_last_closing_alone(page, editor):
    report_helpfulness(page, was_helpful=False)
    assert (deal_with([page.pk], by=editor), deal_with([page.pk], by=editor)) == (1, 0)
    report_helpfulness(page, was_helpful=False)
    assert deal_with([page.pk], by=editor) == 1
    assert (reopen(page.pk), Helpfulness.objects.filter(dealt_at__isnull=True).count()) == (1, 1)


def test_others_are_kept_out(sign_in, staff, member):
    assert sign_in(staff("reception")).get("/admin/suggestions/").status_code in (302, 403)
    assert sign_in(member).get("/admin/suggestions/").status_code in (302, 403, 404)


def test_the_screen_costs_the_same_at_one_page_and_at_thirty(sign_in, editor, page, new_page):
    door = sign_in(editor)

    def queries():
        with CaptureQueriesContext(connection) as seen:
            assert door.get("/admin/suggestions/").status_code == 200
        return len(seen)

    report_helpfulness(page, was_helpful=False, wish="أمنية")
    queries()
    one = queries()
    for number in range(29):
        each = new_page(f"صفحة {number}")
        report_helpfulness(each, was_helpful=False, wish="أمنية")
    deal_with([page.pk], by=editor)
    assert queries() <= one + 1
    assert one <= 25

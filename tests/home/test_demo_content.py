"""The demo site: complete, idempotent, in plain words, and without a single invented fact."""

import re
from html import unescape

import pytest
from django.core.management import call_command
from wagtail.models import Locale, Page, Site

from audit.models import AuditEvent
from content.models import ContentPage
from home.demo.build import build_pages
from home.demo.pages import every_draft
from home.demo.writing import OVERRIDE
from home.models import HomePage, StandardPage
from services.models import FaqEntry, ServicePage

LONGEST_SENTENCE = 20
YEARS = {"2023", "1445"}  # Of the board's approval; any other long number would be invented.
SLUGS = {
    "about", "beneficiary-relations-policy", "policies",
    "policy-archive", "rights-and-duties", "how-we-serve-you", "services", "registration",
    "support-request", "new-muslim-care", "declaring-islam", "arabic-and-islam-basics", "iftar", "umrah",
    "translated-books", "lecture-or-visit", "translation-and-guidance", "faq", "volunteering", "volunteer-charter",
    "contact", "follow-your-request", "feedback", "satisfaction", "governance", "news", "privacy", "accessibility",
}  # fmt: skip
ENGLISH = {"front-en", "services", "support-request", "faq", "contact", "how-we-serve-you", "privacy"}


@pytest.fixture
def editor(staff):
    return staff("publisher")


@pytest.fixture
def built(editor):
    build_pages(by=editor)
    return list(Page.objects.filter(depth__gt=1).specific())


def texts_of(value):
    """Every piece of text inside a draft's fields and rows."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from texts_of(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from texts_of(each)


def drafted_texts():
    from home.demo.english import ENGLISH as TWINS
    from home.demo.front import HOME

    for draft in (HOME, *every_draft()):
        yield from texts_of(draft.fields)
        yield from texts_of(list(draft.rows.values()))
    for fields, rows in TWINS.values():
        yield from texts_of(fields)
        yield from texts_of(rows)


def sentences(text):
    plain = unescape(re.sub(r"<[^>]+>", "\n", text))
    return [part.split() for part in re.split(r"[.؟?!؛:\n…]", plain) if part.strip()]


def test_every_page_of_the_map_stands_and_is_live(built):
    arabic = {page.slug: page for page in built if page.locale.language_code == "ar"}
    assert set(arabic) >= SLUGS | {"front"}
    assert all(page.live for page in built)
    assert {page.slug for page in built if page.locale.language_code == "en"} == ENGLISH
    site = Site.objects.get(is_default_site=True)
    assert site.root_page.slug == "front" and isinstance(site.root_page.specific, HomePage)
    assert not Page.objects.filter(title__contains="Welcome").exists()


def test_a_second_run_changes_nothing(built, editor):
    before = [(page.pk, page.title, page.latest_revision_id, page.path) for page in built]
    rows = AuditEvent.objects.count(), FaqEntry.objects.count()
    assert build_pages(by=editor) == []
    after = [(page.pk, page.title, page.latest_revision_id, page.path) for page in Page.objects.filter(depth__gt=1)]
    assert sorted(before) == sorted(after)
    assert rows == (AuditEvent.objects.count(), FaqEntry.objects.count())


def test_an_edited_page_is_not_overwritten_and_a_missing_one_returns(built, editor):
    page = StandardPage.objects.get(slug="privacy", locale__language_code="ar")
    page.title = "إشعار خصوصية معدّل"
    page.save_revision().publish()
    StandardPage.objects.get(slug="accessibility").delete()
    made = build_pages(by=editor)
    assert [page.slug for page in made] == ["accessibility"]
    page.refresh_from_db()
    assert page.title == "إشعار خصوصية معدّل"


def test_open_facts_are_published_by_a_recorded_override(built, editor):
    open_pages = [page for page in built if isinstance(page, ContentPage) and page.unconfirmed()]
    assert len(open_pages) > 10
    assert all(page.override_reason == OVERRIDE for page in open_pages)
    traces = AuditEvent.objects.filter(action="page.published_unconfirmed")
    assert {row.subject_id for row in traces} == {str(page.pk) for page in open_pages}
    assert {row.by_id for row in traces} == {editor.pk}
    assert all(row.reason == OVERRIDE and row.details["facts"] for row in traces)
    settled = [page for page in built if page not in open_pages]
    assert settled and not any(page.override_reason for page in settled)


def test_sentences_are_short():
    longest = max((words for text in drafted_texts() for words in sentences(text)), key=len)
    assert len(longest) <= LONGEST_SENTENCE, " ".join(longest)


def test_nothing_is_invented():
    for text in drafted_texts():
        assert set(re.findall(r"[0-9٠-٩۰-۹]{3,}", text)) <= YEARS, text
        assert not re.search(r"SA[0-9]{2}|@|https?://|www\.", text), text


def test_the_support_request_asks_what_it_should(built):
    arabic, english = ServicePage.objects.filter(slug="support-request").order_by("locale__language_code")
    assert arabic.accepts_applications and arabic.committee_required
    assert [paper.key for paper in arabic.papers.all()] == ["family-card", "income-proof", "housing-proof"]
    assert 5 <= arabic.questions.count() <= 6
    for relation in ("papers", "questions"):
        keys = [list(getattr(page, relation).values_list("key", "is_required")) for page in (arabic, english)]
        assert keys[0] == keys[1]
    kinds = [list(page.questions.values_list("key", "kind")) for page in (arabic, english)]
    assert kinds[0] == kinds[1]
    assert not re.search("[\u0600-\u06ff]", english.title + english.for_whom)
    assert [len(question.choice_list()) for question in arabic.questions.all()] == [
        len(question.choice_list()) for question in english.questions.all()
    ]


def test_the_frequent_questions_are_enough(built):
    arabic = FaqEntry.objects.filter(group__page__locale=Locale.objects.get(language_code="ar"))
    assert arabic.count() >= 20
    assert arabic.values("group").distinct().count() == 7
    assert arabic.filter(kind="misconception").count() >= 3


def test_every_page_opens_in_its_language(client, built):
    for page in built:
        response = client.get(page.url)
        html = " ".join(response.content.decode().split())
        assert response.status_code == 200, page.slug
        code = page.locale.language_code
        assert f'<html lang="{code}" dir="{"rtl" if code == "ar" else "ltr"}"' in html
        assert "[[" not in html, page.slug
        assert "style=" not in html and not re.search(r'<script(?! type="module" src="/static/js/)', html)


def test_the_command_builds_in_a_colleagues_name_and_again_changes_nothing(db, settings, capsys):
    settings.DEMO_ALLOWED = True
    call_command("load_demo")
    assert capsys.readouterr().out.count("\n") >= 3
    assert not AuditEvent.objects.filter(action="page.published_unconfirmed", by=None).exists()
    pages = list(Page.objects.values_list("pk", "latest_revision_id").order_by("pk"))
    call_command("load_demo")
    assert list(Page.objects.values_list("pk", "latest_revision_id").order_by("pk")) == pages

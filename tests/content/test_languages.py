"""A page never shows another language in silence, and its translations follow it (R10)."""

import json
import xml.etree.ElementTree as ET

import polib
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from wagtail.models import Locale, Page, Site
from wagtail_localize.models import (
    LocaleSynchronization,
    StringSegment,
    StringTranslation,
    Translation,
    TranslationSource,
)
from wagtail_localize.operations import translate_object, translate_page_subtree
from wagtail_localize.synctree import synchronize_tree

from content import tasks
from content.jobs import WorkerJobs
from content.languages import Standing, state
from content.po_files import LARGEST
from content.tasks import publish_translation
from home.models import HomePage, StandardPage

pytestmark = pytest.mark.django_db


@pytest.fixture
def home():
    root = Page.get_first_root_node()
    page = root.add_child(instance=HomePage(title="الرئيسية", slug="front", hero_title="كيف نخدمك؟"))
    Site.objects.update_or_create(
        is_default_site=True, defaults={"root_page": page, "hostname": "localhost", "port": 80, "site_name": "جمعية"}
    )
    return page


@pytest.fixture
def english(home):
    return Locale.objects.get_or_create(language_code="en")[0]


@pytest.fixture
def page(home):
    steps = {"steps": [{"title": "أولًا", "text": "اسأل"}, {"title": "ثانيًا", "text": "اقرأ"}]}
    body = [("text", "<p>نص <b>مهم</b> هنا.</p>"), ("steps", steps)]
    made = home.add_child(instance=StandardPage(title="عن الجمعية", slug="about", summary="من نحن", body=body))
    made.save_revision().publish()
    return StandardPage.objects.get(pk=made.pk)


def strings(page, locale):
    source, _made = TranslationSource.get_or_create_from_instance(page)
    translation, _made = Translation.objects.get_or_create(source=source, target_locale=locale)
    return translation, StringSegment.objects.filter(source=source).select_related("string", "context")


def write(segments, locale, words="Words of {}"):
    for segment in segments:
        StringTranslation.objects.update_or_create(
            translation_of=segment.string,
            context=segment.context,
            locale=locale,
            defaults={"data": words.format(segment.pk) if "<b>" not in segment.string.data else "A <b>bold</b> word."},
        )


def translated(page, locale, *, all_but=0):
    translation, segments = strings(page, locale)
    write(list(segments)[: len(segments) - all_but], locale)
    publish_translation(translation.source, locale)
    return StandardPage.objects.get(translation_key=page.translation_key, locale=locale)


def html_of(client, url):
    answer = client.get(url)
    assert answer.status_code == 200, url
    return " ".join(answer.content.decode().split())


NOTICES = {
    Standing.ALIAS: "not in your language yet",
    Standing.PARTIAL: "Parts of this page are not translated yet",
    Standing.STALE: "older than the Arabic page",
}


def notices_in(html):
    return {standing for standing, words in NOTICES.items() if words in html}


def test_a_whole_translation_says_nothing(client, page, english):
    twin = translated(page, english)
    html = html_of(client, twin.url)
    assert state(twin).standing is Standing.WHOLE and notices_in(html) == set()
    assert '<html lang="en" dir="ltr"' in html and 'lang="ar" dir="rtl"' not in html.split("<main")[1]
    assert state(page).standing is Standing.SOURCE and notices_in(html_of(client, page.url)) == set()


def test_items_of_a_list_made_by_code_are_translated_too(page, english):
    """Items that are stored without ids are skipped by wagtail-localize."""
    _translation, segments = strings(page, english)
    assert {"أولًا", "ثانيًا", "اسأل", "اقرأ"} <= {segment.string.data for segment in segments}
    twin = translated(page, english)
    assert all(step["title"].startswith("Words of") for step in twin.body[1].value["steps"])


def test_items_of_a_list_stored_without_ids_are_translated_once_a_revision_is_kept(home, english):
    raw = json.dumps([{"type": "steps", "value": {"steps": [{"title": "قديم", "text": "بلا رقم"}]}}])
    made = home.add_child(instance=StandardPage(title="قديمة", slug="old", body=raw))
    StandardPage.objects.get(pk=made.pk).save_revision().publish()
    _translation, segments = strings(StandardPage.objects.get(pk=made.pk), english)
    assert {"قديم", "بلا رقم"} <= {segment.string.data for segment in segments}


def test_missing_strings_are_told(client, page, english):
    twin = translated(page, english, all_but=2)
    assert state(twin).standing is Standing.PARTIAL
    html = html_of(client, twin.url)
    assert notices_in(html) == {Standing.PARTIAL}
    assert '<main id="main" tabindex="-1" class="mixed-directions">' in html


def test_a_translation_older_than_its_source_is_told_and_stands(client, page, english):
    twin = translated(page, english)
    page.summary = "من نحن اليوم"
    page.save_revision().publish()
    twin = StandardPage.objects.get(pk=twin.pk)
    assert state(twin).standing is Standing.STALE and state(twin).source_changed_at
    html = html_of(client, twin.url)
    assert notices_in(html) == {Standing.STALE} and "من نحن اليوم" not in html
    assert "Words of" in html


def test_what_needs_no_translator_follows_at_once(page, english):
    twin = translated(page, english)
    page.lists_children = False
    page.save_revision().publish()
    twin = StandardPage.objects.get(pk=twin.pk)
    assert not twin.lists_children and state(twin).standing is Standing.WHOLE


def test_an_untranslated_page_stands_in_the_other_tree_in_its_own_language(client, home, page, english):
    synchronize_tree(home.locale, english)
    twin = Page.objects.get(translation_key=page.translation_key, locale=english)
    html = html_of(client, twin.url)
    assert notices_in(html) == {Standing.ALIAS}
    assert '<html lang="en" dir="ltr"' in html and '<main id="main" tabindex="-1" lang="ar" dir="rtl"' in html
    assert '<meta name="robots" content="noindex">' in html
    assert f'<link rel="canonical" href="http://testserver{page.url}">' in html
    assert 'hreflang="en"' not in html.split("</head>")[0]
    assert f'<a href="{page.url}" hreflang="ar">Open the Arabic page</a>' in html


def test_words_of_another_language_carry_it_in_cards_and_trails(client, home, page, english):
    below = page.add_child(instance=StandardPage(title="الأخبار", slug="news"))
    below.save_revision().publish()
    synchronize_tree(home.locale, english)
    translated(page, english)
    twin = Page.objects.get(translation_key=below.translation_key, locale=english)
    html = html_of(client, twin.url)
    assert '<span aria-current="page" lang="ar" dir="rtl">الأخبار</span>' in html


def test_the_switch_leads_to_the_same_page_and_marks_what_is_not_translated(client, home, page, english):
    synchronize_tree(home.locale, english)
    html = html_of(client, page.url)
    assert 'href="/en/about/"' in html and "languages__absent" in html
    translated(page, english)
    html = html_of(client, page.url)
    assert 'href="/en/about/"' in html and "languages__absent" not in html
    assert '<link rel="alternate" hreflang="en" href="http://testserver/en/about/">' in html
    assert '<link rel="alternate" hreflang="x-default" href="http://testserver/about/">' in html


def test_the_sitemap_lists_each_translation_with_its_twins(client, home, page, english):
    synchronize_tree(home.locale, english)
    other = home.add_child(instance=StandardPage(title="غير مترجمة", slug="other"))
    translated(page, english)
    tree = ET.fromstring(client.get("/sitemap.xml").content)
    space = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
    twins = {
        url.find("s:loc", space).text: {link.get("hreflang") for link in url.findall("x:link", space)}
        for url in tree.findall("s:url", space)
    }
    assert twins["http://localhost/about/"] == twins["http://localhost/en/about/"] == {"ar", "en", "x-default"}
    assert twins[other.full_url] == set()
    assert "http://localhost/en/other/" not in twins


def test_a_page_made_by_code_reaches_every_tree_by_the_daily_job(home, english):
    from django.core.management import call_command

    LocaleSynchronization.objects.create(locale=english, sync_from=home.locale)
    made = home.add_child(instance=StandardPage(title="جديدة", slug="new"))
    assert not made.has_translation(english)
    call_command("sync_locale_trees")
    assert made.has_translation(english)


def test_a_large_tree_waits_for_the_worker(home, english, monkeypatch):
    """The two long jobs of wagtail-localize are given to the queue by their keys, never run at once."""
    given = []
    for name in ("translate_below", "bring_trees_in_step"):
        monkeypatch.setattr(getattr(tasks, name).__class__, "enqueue", lambda task, *keys: given.append(keys))
    jobs = WorkerJobs({})
    jobs.enqueue(translate_page_subtree, [home.pk, [english], None, None], {})
    jobs.enqueue(synchronize_tree, args=[home.locale, english], kwargs={"page_index": None})
    assert given == [(home.pk, [english.pk], None), (home.locale.pk, english.pk)]
    assert not Page.objects.filter(locale=english).exists()


def test_the_worker_translates_a_large_tree(home, english):
    for number in range(20):
        home.add_child(instance=StandardPage(title=f"صفحة {number}", slug=f"page-{number}"))
    translate_object(home, [english])
    tasks.translate_below.enqueue(home.pk, [english.pk], None)
    assert Page.objects.filter(locale=english, alias_of__isnull=True).count() == 21


# --- Translators' files ------------------------------------------------------------------------------------------


@pytest.fixture
def door(staff, sign_in):
    user = staff()
    user.is_superuser = True
    user.save()
    return sign_in(user)


@pytest.fixture
def translation(page, english):
    made, _segments = strings(page, english)
    publish_translation(made.source, english, publish=False)
    return made


def send(door, translation, raw):
    files = {"file": SimpleUploadedFile("a.po", raw)} if raw is not None else {}
    return door.post(f"/admin/localize/translate/{translation.pk}/pofile/upload/", {**files, "next": "/admin/"})


def filled(translation, change=lambda entry: None):
    file = translation.export_po()
    for entry in file:
        entry.msgstr = "A <b>bold</b> word." if "<b>" in entry.msgid else f"English of {entry.msgctxt}"
        change(entry)
    return str(file).encode()


def test_a_file_goes_out_and_comes_back_filled(client, door, translation, page, english):
    answer = door.get(f"/admin/localize/translate/{translation.pk}/pofile/download/")
    file = polib.pofile(answer.content.decode())
    assert {entry.msgid for entry in file} >= {"عن الجمعية", "أولًا"}
    assert send(door, translation, filled(translation)).status_code == 302
    publish_translation(translation.source, english)
    html = html_of(client, "/en/about/")
    assert "English of title" in html and notices_in(html) == set()


@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("none", lambda translation: None),
        ("empty", lambda translation: b""),
        ("binary", lambda translation: bytes(range(256)) * 20),
        ("words", lambda translation: b"just words"),
        ("a path", lambda translation: b"/etc/passwd"),
        ("huge", lambda translation: b'msgid "x"\n' * (LARGEST // 8)),
        ("no header", lambda translation: b'msgid "x"\nmsgstr "y"\n'),
        ("broken", lambda translation: filled(translation) + b'\nmsgid oops\nmsgstr "x"\n'),
        ("another page", lambda translation: filled(translation).replace(str(translation.uuid).encode(), b"0" * 36)),
        (
            "strings of another page",
            lambda translation: filled(translation, lambda entry: setattr(entry, "msgid", entry.msgid + " غير ذلك")),
        ),
        (
            "a script",
            lambda translation: filled(
                translation, lambda entry: setattr(entry, "msgstr", entry.msgstr + "<script>x</script>")
            ),
        ),
        (
            "an invented fact",
            lambda translation: filled(translation, lambda entry: setattr(entry, "msgstr", entry.msgstr + " [[x]]")),
        ),
    ],
)
def test_a_file_that_is_not_this_pages_changes_nothing(door, translation, name, make):
    answer = send(door, translation, make(translation))
    assert answer.status_code == 400, name
    assert "لم يتغيّر شيء" in answer.content.decode()
    assert not StringTranslation.objects.exists()


def test_a_stranger_sends_no_file(client, translation, sign_in, member):
    for stranger in (client, sign_in(member)):
        answer = send(stranger, translation, filled(translation))
        assert answer.status_code in (302, 404)
    assert not StringTranslation.objects.exists()


def test_the_query_count_of_the_state(page, english, django_assert_max_num_queries):
    twin = translated(page, english, all_but=1)
    with django_assert_max_num_queries(4):
        assert state(StandardPage.objects.select_related("locale").get(pk=twin.pk)).standing is Standing.PARTIAL
    with django_assert_max_num_queries(1):
        assert state(StandardPage.objects.select_related("locale").get(pk=page.pk)).standing is Standing.SOURCE

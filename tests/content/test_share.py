"""The picture of a shared link: the title in its right shapes, made when a page goes public and never in its way."""

import io
from pathlib import Path

import pytest
from django.conf import settings as site
from django.core.management import call_command
from PIL import Image, ImageChops
from wagtail.models import Locale, Page, Site

from content import share, typeset
from content.models import SharePicture
from home.models import HomePage, StandardPage


@pytest.fixture(autouse=True)
def _drawn(settings, tmp_path):
    settings.SHARE_PICTURES, settings.MEDIA_ROOT = True, tmp_path


@pytest.fixture
def home(db):
    page = Page.get_first_root_node().add_child(instance=HomePage(title="الرئيسية", slug="front", hero_title="أهلًا"))
    Site.objects.filter(is_default_site=True).update(root_page=page)
    Site.clear_site_root_paths_cache()
    return page


@pytest.fixture
def publish(home, django_capture_on_commit_callbacks):
    def make(title="عن الجمعية", slug="about", page=None):
        page = page or home.add_child(instance=StandardPage(title=title, slug=slug, live=False))
        page.title = title
        with django_capture_on_commit_callbacks(execute=True):
            page.save_revision().publish()
        return StandardPage.objects.get(pk=page.pk)

    return make


def files():
    return sorted(Path(site.MEDIA_ROOT).rglob("*.png"))


def drawn(title, lang="ar"):
    words = {"title": title, "lang": lang, "kind": "", "association": ""}
    return Image.open(io.BytesIO(typeset.png(share.TEMPLATE, words))).convert("L")


def ink(picture):
    """How many columns the title's ink spans, above the motif."""
    title = picture.crop((200, 60, 1170, 280)).point(lambda shade: 255 if shade < 128 else 0)
    left, _top, right, _bottom = title.getbbox()
    return right - left


def test_publishing_makes_the_picture_and_the_page_names_it(client, publish):
    page = publish()
    with page.share_picture.file, Image.open(page.share_picture.file) as picture:
        assert picture.size == (1200, 630) and picture.format == "PNG"
    html = client.get(page.url).content.decode()
    assert f'<meta property="og:image" content="http://testserver{page.share_picture.file.url}">' in html
    assert '<meta property="og:locale" content="ar_SA">' in html
    assert '<meta property="og:title" content="عن الجمعية">' in html
    assert f'<meta property="og:url" content="http://testserver{page.url}">' in html


def test_a_page_without_a_picture_shows_the_associations(client, db):
    html = client.get("/track/").content.decode()
    assert 'content="http://testserver/static/img/share.png"' in html
    with Image.open(site.BASE_DIR / "static/img/share.png") as picture:
        assert picture.size == (1200, 630)


def test_letters_are_joined_and_none_is_missing():
    """Joined letters take less room than the same ones apart; a missing shape would be the same box for each."""
    joined, apart = drawn("سلام"), drawn("س\u200cل\u200cا\u200cم")
    assert ink(joined) < ink(apart)
    assert ImageChops.difference(drawn("لا"), drawn("ل\u200cا")).getbbox()
    for lang, letters in {"ar": "بجد", "ur": "ٹڈگ", "bn": "কখগ"}.items():
        shapes = [drawn(letter, lang) for letter in letters]
        assert all(ImageChops.difference(shapes[0], other).getbbox() for other in shapes[1:]), lang


def test_arabic_begins_at_the_right_and_english_at_the_left():
    assert drawn("نص").crop((1000, 60, 1170, 280)).getextrema()[0] < 128
    assert drawn("نص").crop((30, 60, 600, 280)).getextrema()[0] > 128
    assert drawn("Text", "en").crop((30, 60, 300, 280)).getextrema()[0] < 128


def test_the_longest_title_stays_on_the_picture():
    picture = drawn("كلمة طويلة " * 23 + "نعم")
    assert picture.size == (1200, 630)
    assert picture.crop((140, 470, 1160, 500)).getextrema()[0] > 128


def test_it_is_made_anew_only_when_it_would_differ(publish, monkeypatch):
    page = publish()
    first = files()
    monkeypatch.setattr(typeset, "png", lambda *args: pytest.fail("made again"))
    page.summary = "موجز جديد"
    publish(page.title, page=page)
    assert files() == first
    monkeypatch.undo()


def test_a_new_title_makes_a_new_picture_and_the_old_file_goes(publish):
    page = publish()
    [old] = files()
    publish("من نحن", page=page)
    [new] = files()
    assert new != old and SharePicture.objects.count() == 1


def test_nothing_stays_of_a_page_that_left(publish, django_capture_on_commit_callbacks):
    gone, deleted = publish(), publish("صفحة", "other")
    assert len(files()) == 2
    with django_capture_on_commit_callbacks(execute=True):
        gone.unpublish()
        deleted.delete()
    assert files() == [] and not SharePicture.objects.exists()


def test_a_picture_that_fails_blocks_no_page(publish, monkeypatch, caplog):
    def fail(*args):
        raise typeset.NotTypeset("unknown font")

    monkeypatch.setattr(typeset, "png", fail)
    page = publish()
    assert page.live and not SharePicture.objects.exists()
    assert "unknown font" in caplog.text


def test_each_language_has_its_own(publish, django_capture_on_commit_callbacks, home):
    page = publish()
    english = Locale.objects.create(language_code="en")
    home.copy_for_translation(english).save_revision().publish()
    twin = page.copy_for_translation(english)
    with django_capture_on_commit_callbacks(execute=True):
        twin.save_revision().publish()
    assert page.share_picture.fingerprint != SharePicture.objects.get(page=twin).fingerprint
    assert share.words_of(twin)["lang"] == "en"


def test_open_facts_in_a_title_are_shown_plainly(home):
    page = home.add_child(instance=StandardPage(title="رقم [[رقم الترخيص]] <b>", slug="x", override_reason="تجربة"))
    title = share.words_of(page)["title"]
    assert "[[" not in title and "رقم الترخيص" in title and title.endswith("<b>")


def test_the_command_makes_what_is_missing(publish, capsys):
    publish()
    SharePicture.objects.all().delete()
    call_command("make_share_pictures")
    assert SharePicture.objects.count() == Page.objects.live().filter(depth__gt=1).count() >= 2
    call_command("make_share_pictures")
    assert capsys.readouterr().out.splitlines()[-1].startswith("لم تُنشأ")

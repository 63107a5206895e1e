"""The checklist of a page: each flaw is found, named with its place, and nothing is found where all is well."""

import pytest
from django.utils.translation import override
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Locale, Page, Site

from content.checklist import Limits, check
from home.models import HomePage, StandardPage
from tests.content.pictures import make_picture

LONG = " ".join(["كلمة"] * 21) + "."


@pytest.fixture
def home(db):
    page = Page.get_first_root_node().add_child(
        instance=HomePage(title="الرئيسية", slug="front", hero_title="أهلًا", summary="ملخص", review_on="2030-01-01")
    )
    Site.objects.filter(is_default_site=True).update(root_page=page, hostname="testserver")
    return page


@pytest.fixture
def page_with(home):
    def make(*body, slug="about", **fields):
        given = {"title": "عن الجمعية", "summary": "جملة واحدة.", "review_on": "2030-01-01", **fields}
        return home.add_child(instance=StandardPage(slug=slug, body=list(body), **given))

    return make


def found(page, limits=None):
    with override("ar"):
        return [(each.kind, each.words, each.stops) for each in check(page, limits)]


def text(words):
    return ("text", f"<p>{words}</p>")


def test_a_sound_page_has_no_findings(page_with):
    assert found(page_with(("heading", "من نحن"), ("subheading", "تاريخنا"), text("نخدم أهل ينبع."))) == []


def test_every_placeholder_is_found_once_with_its_place(page_with):
    page = page_with(text("هاتفنا [[رقم الهاتف]]."), ("facts", {"facts": [{"name": "رخصة", "value": "[[الرخصة]]"}]}))
    with override("ar"):
        first, second = check(page)
    assert (first.kind, first.words, first.stops) == ("placeholder", "رقم الهاتف", True)
    assert first.anchor == f":w:contentpath=body.{page.body[0].id}" and "النص 1" in first.where
    assert second.words == "الرخصة"
    assert second.anchor.startswith(f":w:contentpath=body.{page.body[1].id}.facts.")


def test_long_sentences_and_paragraphs_are_found_by_the_limits_of_the_settings(page_with):
    page = page_with(text(LONG), text("أ ب. ج د. هـ و. ز ح."))
    kinds = [(kind, stops) for kind, _words, stops in found(page)]
    assert kinds == [("sentence", False), ("paragraph", False)]
    assert found(page, Limits(sentence_words=21, paragraph_sentences=4)) == []


def test_a_policy_keeps_its_long_sentences(home):
    from policies.models import PoliciesIndexPage, PolicyPage

    index = home.add_child(instance=PoliciesIndexPage(title="السياسات", slug="policies"))
    section = ("section", {"kind": "text", "heading": "بند", "body": [("paragraph", LONG)]})
    policy = index.add_child(instance=PolicyPage(title="سياسة", slug="p", sections=[section]))
    assert "sentence" not in [kind for kind, _words, _stops in found(policy)]


def link(attributes):
    return text(f"اقرأ <a {attributes}>الدليل</a>.")


def test_links_that_lead_nowhere(page_with, home):
    draft = home.add_child(instance=StandardPage(title="مسودة", slug="draft", live=False))
    private = home.add_child(instance=StandardPage(title="خاصة", slug="private"))
    private.view_restrictions.create(restriction_type="login")
    dead = [
        f'linktype="page" id="{draft.pk}"',
        f'linktype="page" id="{private.pk}"',
        'linktype="page" id="999999"',
        'linktype="page" id="٣"',
        'linktype="document" id="999999"',
        'href="/nowhere/"',
        'href="http://testserver/draft/"',
        'href="/en/about/"',
    ]
    page = page_with(*(link(each) for each in dead), ("links", {"cards": [{"page": draft, "text": ""}]}))
    assert [kind for kind, _words, _stops in found(page)] == ["link"] * (len(dead) + 1)
    assert all(stops for _kind, _words, stops in found(page))


def test_links_that_lead_somewhere(page_with, home):
    there = home.add_child(instance=StandardPage(title="هنا", slug="there"))
    Redirect.objects.create(old_path="/moved", redirect_page=there)
    fine = [
        f'linktype="page" id="{there.pk}"',
        'href="/there/"',
        'href="/there"',
        'href="http://testserver/there/?a=1#b"',
        'href="/moved/"',
        'href="/search/"',
        'href="https://elsewhere.example/not/asked/"',
        'href="mailto:a@example.test"',
        'href="#here"',
    ]
    assert found(page_with(*(link(each) for each in fine))) == []


def test_a_chosen_page_that_was_taken_away(page_with, home):
    gone = home.add_child(instance=StandardPage(title="تزول", slug="gone"))
    page = page_with(("links", {"cards": [{"page": gone, "text": ""}]}))
    gone.delete()
    assert found(StandardPage.objects.get(pk=page.pk)) == [("link", "", True)]


def test_pictures_need_words(page_with):
    picture = make_picture()

    def block(words, decorative=False):
        value = {"image": picture, "alt_text": words, "decorative": decorative}
        return ("picture", {"image": value, "caption": ""})

    page = page_with(block("أطفال يقرؤون."), block(""), block("IMG_2034.jpg"), block("", decorative=True))
    page = StandardPage.objects.get(pk=page.pk)
    assert found(page) == [("picture", picture.title, True), ("picture", "IMG_2034.jpg", True)]


def test_a_picture_that_was_removed(page_with, client):
    picture = make_picture()
    value = {"image": picture, "alt_text": "مربع.", "decorative": False}
    page = page_with(("picture", {"image": value, "caption": ""}))
    picture.delete()
    page = StandardPage.objects.get(pk=page.pk)
    assert found(page) == [("picture", "أُزيلت الصورة", True)]
    assert client.get(page.url).status_code == 200


def test_headings_in_order(page_with):
    page = page_with(
        ("subheading", "فرع بلا أصل"), text("<b>سطر كالعنوان</b>"), ("heading", "أصل"), ("subheading", "فرع")
    )
    assert found(page) == [("heading", "فرع بلا أصل", False), ("heading", "سطر كالعنوان", False)]


def test_what_the_whole_page_lacks(page_with):
    page = page_with(title="عنوان " * 12, summary=" ", review_on=None)
    assert [kind for kind, _words, _stops in found(page)] == ["title", "summary", "review"]


def test_a_translation_that_is_missing_and_one_that_is_older(page_with):
    english = Locale.objects.create(language_code="en")
    page = page_with()
    page.save_revision().publish()
    page = StandardPage.objects.get(pk=page.pk)
    assert found(page) == [("translation", "English: ناقصة", False)]
    home_twin = page.get_parent().specific.copy_for_translation(english)
    twin = page.copy_for_translation(english)
    twin.save_revision().publish()
    assert home_twin and found(StandardPage.objects.get(pk=page.pk)) == []
    page.save_revision().publish()
    assert found(StandardPage.objects.get(pk=page.pk)) == [("translation", "English: أقدم من الأصل", False)]
    assert found(StandardPage.objects.get(pk=twin.pk)) == [("translation", "English: أقدم من الأصل", False)]


@pytest.mark.parametrize("rows", [1, 3, 30])
def test_a_check_asks_the_same_number_of_questions_whatever_its_links(
    page_with, home, rows, django_assert_max_num_queries
):
    there = [home.add_child(instance=StandardPage(title=f"{n}", slug=f"there-{n}")) for n in range(rows)]
    body = [link(f'linktype="page" id="{each.pk}"') for each in there] + [
        link(f'href="/there-{n}/"') for n in range(rows)
    ]
    page = StandardPage.objects.get(pk=page_with(*body).pk)
    with django_assert_max_num_queries(12):
        assert check(page) == []

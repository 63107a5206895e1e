"""The menus that editors keep: no slug decides what stands at the foot of a page."""

import re

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from wagtail.models import Locale, Page, PageViewRestriction, Site

from home import frame
from home.models import HomeFooterLink, HomePage, StandardPage


@pytest.fixture
def home(db):
    page = Page.get_first_root_node().add_child(instance=HomePage(title="الرئيسية", slug="front", hero_title="أهلًا"))
    Site.objects.filter(is_default_site=True).update(root_page=page)
    Site.clear_site_root_paths_cache()
    return page


@pytest.fixture
def pages(home):
    return [home.add_child(instance=StandardPage(title=f"صفحة {number}", slug=f"p{number}")) for number in range(4)]


def link(home, *rows):
    home.footer_links = [
        HomeFooterLink(column=column, page=page, sort_order=order) for order, (column, page) in enumerate(rows)
    ]
    home.save_revision().publish()


def columns(client, url="/"):
    html = client.get(url).content.decode()
    foot = html[html.index("<footer") :]
    return {
        name: re.findall(r'<li><a href="([^"]+)"', body)
        for name, body in re.findall(r'<nav aria-label="([^"]+)">(.*?)</nav>', foot, re.S)
    }


def test_the_foot_holds_what_editors_chose_in_their_order(client, home, pages):
    link(home, ("voice", pages[0]), ("association", pages[3]), ("association", pages[1]))
    assert columns(client) == {"الجمعية": ["/p3/", "/p1/"], "نستمع إليك": ["/p0/"]}


def test_what_is_hidden_or_barred_is_not_named(client, home, pages):
    link(home, *[("policies", page) for page in pages])
    pages[0].unpublish()
    PageViewRestriction.objects.create(page=pages[1], restriction_type="login")
    assert columns(client) == {"السياسات": ["/p2/", "/p3/"]}


def test_the_foot_speaks_the_readers_language(client, home, pages):
    link(home, ("voice", pages[0]), ("voice", pages[1]))
    english = Locale.objects.create(language_code="en")
    home.copy_for_translation(english).save_revision().publish()
    pages[1].copy_for_translation(english).save_revision().publish()
    assert columns(client, "/en/") == {"We listen to you": ["/en/p1/"]}


def test_the_frame_keeps_its_shape_and_its_number_of_queries(home, pages):
    """Cold: five of Wagtail's own (site, locales, roots), then footer, pages, settings, branches; hours add two."""

    def cost():
        cache.clear()
        Site.clear_site_root_paths_cache()
        request = RequestFactory().get("/")
        request.user = type("Visitor", (), {"is_authenticated": False})()
        with translation.override("ar"), CaptureQueriesContext(connection) as captured:
            shown = frame.of(request)
        assert {"nav", "footer", "languages", "channels", "opening"} <= set(shown)
        return len(captured)

    link(home, ("voice", pages[0]))
    one = cost()
    link(home, *[(column, page) for column in ("association", "policies", "voice") for page in pages])
    assert cost() == one <= 9


def test_an_editor_finds_the_menus_in_a_tab(home, staff, sign_in):
    html = sign_in(staff("publisher")).get(f"/admin/pages/{home.pk}/edit/").content.decode()
    assert "footer_links-TOTAL_FORMS" in html and "القوائم" in html

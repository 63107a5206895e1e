"""A small site in two languages to search in."""

import pytest
from wagtail.models import Locale, Page, Site

from home.models import HomePage, StandardPage
from services.models import ServicesIndexPage


@pytest.fixture
def home(db):
    """The published Arabic home page of the default site."""
    root = Page.get_first_root_node()
    page = root.add_child(instance=HomePage(title="الرئيسية", slug="front", hero_title="كيف نخدمك؟"))
    Site.objects.update_or_create(
        is_default_site=True, defaults={"root_page": page, "hostname": "localhost", "port": 80, "site_name": "جمعية"}
    )
    return page


@pytest.fixture
def english_home(home):
    english, _ = Locale.objects.get_or_create(language_code="en")
    page = home.copy_for_translation(english)
    page.title = "Home"
    page.live = True
    page.save()
    return page


@pytest.fixture
def services(home):
    return home.add_child(instance=ServicesIndexPage(title="الخدمات", slug="services"))


@pytest.fixture
def new_page(home):
    """`new_page(title, body="", **fields)` publishes an ordinary page below the home page, or below `under`."""

    def make(title, body="", under=None, **fields):
        fields.setdefault("slug", f"page-{Page.objects.count()}")
        blocks = [("text", f"<p>{body}</p>")] if body else []
        parent = Page.objects.get(pk=(under or home).pk)
        return parent.add_child(instance=StandardPage(title=title, body=blocks, **fields))

    return make

"""A small tree of pages to stand on."""

import pytest
from wagtail.models import Page, Site

from home.models import HomePage
from services.models import ServicePage, ServicesIndexPage


@pytest.fixture
def home(db):
    """The published home page of the default site, without Wagtail's welcome."""
    root = Page.get_first_root_node()
    page = root.add_child(instance=HomePage(title="الرئيسية", slug="front", hero_title="كيف نخدمك؟"))
    Site.objects.update_or_create(
        is_default_site=True, defaults={"root_page": page, "hostname": "localhost", "port": 80, "site_name": "جمعية"}
    )
    return page


@pytest.fixture
def catalogue(home):
    return home.add_child(instance=ServicesIndexPage(title="الخدمات", slug="services"))


@pytest.fixture
def new_service(catalogue):
    """`new_service(title, **fields)` publishes a guide."""

    def make(title="طلب دعم", **fields):
        fields.setdefault("slug", f"service-{catalogue.get_children().count() + 1}")
        page = catalogue.add_child(instance=ServicePage(title=title, **fields))
        catalogue.refresh_from_db()
        return page

    return make


@pytest.fixture
def admin_door(staff, sign_in):
    """A client that may edit and publish every page."""
    user = staff()
    user.is_superuser = True
    user.save()
    return sign_in(user)

"""A policy library to stand on."""

import pytest
from wagtail.models import Page, Site

from policies.models import PoliciesIndexPage


@pytest.fixture
def library_page(db):
    root = Page.get_first_root_node()
    top = root.add_child(instance=PoliciesIndexPage(title="السياسات", slug="policies"))
    Site.objects.update_or_create(
        is_default_site=True, defaults={"root_page": root, "hostname": "localhost", "port": 80, "site_name": "جمعية"}
    )
    return top


@pytest.fixture
def editor(staff):
    """A colleague who may edit and publish every page."""
    user = staff()
    user.is_superuser = True
    user.save()
    return user

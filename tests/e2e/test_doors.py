"""The door where everyone signs in."""

import pytest

from tests.e2e.conftest import DESK, PHONE


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_the_door_is_whole_for_everyone(open_page, axe, width):
    page = open_page(width=width)
    page.goto("/accounts/login/code/")
    assert (page.locator("html").get_attribute("lang"), page.locator("html").get_attribute("dir")) == ("ar", "rtl")
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), "The page scrolls sideways."
    axe(page)


def test_the_staff_side_leads_to_the_same_doors(open_page):
    page = open_page(javascript=False)
    page.goto("/admin/login/?next=/admin/")
    assert page.url.split("?")[0].endswith("/accounts/login/")
    assert page.locator("input[type=password]").count() == 1

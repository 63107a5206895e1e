"""The fixtures that other tests lean on."""

import pytest
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from wagtail.models import Locale, Page, Site


def _base_rows() -> list[int]:
    return [model.objects.count() for model in (ContentType, Permission, Page, Site, Locale)]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("turn", ["first", "second"])
def test_a_transactional_test_finds_the_migrated_rows(turn):
    assert all(_base_rows())
    Page.objects.all().delete()


@pytest.mark.django_db
def test_a_plain_test_finds_the_migrated_rows():
    assert all(_base_rows())
    assert Site.objects.get(is_default_site=True).root_page.depth == 2
    assert Locale.get_default().language_code == "ar"


def test_a_colleague_enters_the_staff_side_and_a_person_does_not(staff, member, sign_in):
    assert sign_in(staff("editor")).get("/admin/").status_code == 200
    assert sign_in(member).get("/admin/").status_code != 200

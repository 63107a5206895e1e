"""The page of components: every part in both languages, for those who build the site."""

import re

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse

from content.views import design

pytestmark = pytest.mark.django_db


@pytest.fixture
def member():
    return get_user_model().objects.create(email="member@example.com")


@pytest.fixture
def colleague():
    return get_user_model().objects.create(email="colleague@example.com", is_staff=True)


def test_everyone_sees_it_while_debugging(client, settings):
    settings.DEBUG = True
    html = client.get(reverse("content:design")).content.decode()
    assert html.count('<div lang="ar" dir="rtl"') == html.count('<div lang="en" dir="ltr"') > 10
    repeated = re.findall(r'\sid="([^"]+)"', html)
    assert len(repeated) == len(set(repeated))


def test_a_stranger_is_sent_to_sign_in(client):
    answer = client.get(reverse("content:design"))
    assert answer.status_code == 302
    assert reverse("account_login") in answer.url


def test_a_member_finds_nothing(client, member):
    client.force_login(member)
    assert client.get(reverse("content:design")).status_code == 404


def test_staff_see_it(rf, colleague):
    request = rf.get("/design/")
    request.user = colleague
    assert design(request).status_code == 200


def test_nothing_is_written_through_it(client, settings):
    settings.DEBUG = True
    assert client.post(reverse("content:design")).status_code == 405

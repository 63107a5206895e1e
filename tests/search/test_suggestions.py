"""Titles while typing: for the script as JSON, for everyone as a page."""

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wagtail.models import PageViewRestriction

from tests.search.test_found import NASTY

JSON = {"Accept": "application/json"}


def suggested(client, words, path="/search/suggest/"):
    answer = client.get(path, {"q": words}, headers=JSON)
    assert answer.status_code == 200
    return [each["title"] for each in answer.json()["suggestions"]]


def test_a_beginning_is_enough(client, new_page):
    new_page("زكاة الفطر")
    new_page("زكاة المال")
    new_page("بعيد", body="زكاة")
    assert sorted(suggested(client, "الزك")) == ["زكاة الفطر", "زكاة المال"]
    assert sorted(suggested(client, "زك")) == ["زكاة الفطر", "زكاة المال"]
    assert suggested(client, "زَكَاه الم") == ["زكاة المال"]
    assert suggested(client, "ز") == []


def test_without_a_script_it_is_a_page(client, new_page):
    new_page("زكاة الفطر")
    html = client.get("/search/suggest/", {"q": "زك"}).content.decode()
    assert "زكاة الفطر</a>" in html and html.lstrip().startswith("<!DOCTYPE html>")


def test_drafts_and_private_pages_are_never_suggested(client, new_page):
    new_page("زمزم مسودة", live=False)
    PageViewRestriction.objects.create(page=new_page("زمزم خاصة"), restriction_type=PageViewRestriction.LOGIN)
    assert suggested(client, "زم") == []


def test_at_most_eight_and_six_queries(client, new_page):
    new_page("كفالة 0")
    suggested(client, "كفا")

    def queries():
        with CaptureQueriesContext(connection) as seen:
            suggested(client, "كفا")
        return len(seen)

    one = queries()
    for number in range(1, 12):
        new_page(f"كفالة {number}")
    assert queries() == one <= 6
    assert len(suggested(client, "كفا")) == 8


@pytest.mark.parametrize("words", NASTY)
@pytest.mark.django_db
def test_nasty_texts_are_answered(client, home, words):
    suggested(client, words)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=80), st.text(max_size=20), st.text(max_size=10), st.text(max_size=10))
def test_no_query_string_breaks_a_page(client, home, words, kind, language, page):
    cache.clear()
    suggested(client, words)
    assert client.get("/search/", {"q": words, "kind": kind, "lang": language, "page": page}).status_code == 200
    assert client.post("/search/suggest/", {"q": words}).status_code == 405

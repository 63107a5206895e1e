"""Whatever is asked below /api/v2/ is answered in JSON: 200, 302, 304, 400 or 404, never 500.

A failure of ours is no fault of the caller's: the client raises it here, as `content.api.answers` tells it.
"""

from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, example, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from wagtail.models import Page, Site

from content.api import endpoints
from home.models import HomePage, StandardPage

ENDPOINTS = ("pages", "services", "questions", "policies", "images", "documents", "search", "menus", "settings")
TAILS = ("", "1/", "find/", "٣/", "9" * 40 + "/", "9" * 5000 + "/", "preview/", "zz")
NAMES = [
    *("fields", "order", "type", "locale", "child_of", "ancestor_of", "descendant_of", "translation_of"),
    *("offset", "limit", "search", "search_operator", "id", "q", "page", "html_path", "format", "site", "_", "token"),
    *("title", "slug", "alias_of", "show_in_menus", "first_published_at", "seo_title", "body", "steps", "sections"),
    *("audiences", "need", "papers", "answers", "kind", "approved_on", "parties", "meeting_number", "tags"),
    *("popular_links", "hero_title", "teller_words", "published_on", "promises", "service", "\x00", "x" * 10_000),
]
ODD = [
    *("", "*", "_", "_,title", "*,-title", "-title", "--title", "title,-id", "random", "random,title", "-nothing", "?"),
    *("_,((((", "alias_of(*)", "alias_of(alias_of(alias_of(alias_of(title))))", "parent(*,-id)", "(" * 2000, "body(x)"),
    *(
        "١٢",
        "۳",
        "-1",
        "0",
        "1",
        "1.5",
        "1e3",
        "1_0",
        "9" * 19,
        "9" * 40,
        "9" * 5000,
        "NaN",
        "Infinity",
        "true",
        "null",
    ),
    *("\x00", "a\x00b", "'\"", "%", "[]", "{}", "[::1", "//x", "/../..", "/en/", "/zz/", "root", "2026-13-45", "xml"),
    *("home.Nope", "home.StandardPage", "home.HomePage", "auth.User", "a.b.c", "..", "home.StandardPage,home.HomePage"),
    *("services.ServicePage", "policies.PolicyPage", "home.StoryPage", "home.CharterPage", "wagtailcore.Page"),
    *("ar", "en", "xx", "AR", "ar,en", "and", "or", "xor", "🙂", "َُِ", "x" * 10_000, "ب" * 10_000, "((a OR b)", "a:*&!|"),
]

# What a browser never sends as it stands: halves of characters, bytes that are no UTF-8, signs left open.
RAW = ["%00", "%ED%A0%80", "%ED%B0%80", "%FF%FE", "%", "%zz", "%F0%9F", "+", ";", "&&", "=", "%C0%80"]

pytestmark = pytest.mark.django_db

texts = st.sampled_from([quote(odd) for odd in ODD] + RAW) | st.text(max_size=20).map(
    lambda text: quote(text.encode("utf-8", "replace"))
)
names = st.sampled_from([quote(name) for name in NAMES]) | texts
queries = st.lists(st.tuples(names, texts), max_size=4).map(
    lambda pairs: "&".join(f"{name}={text}" for name, text in pairs)
)


@pytest.fixture
def home():
    page = Page.get_first_root_node().add_child(instance=HomePage(title="الرئيسية", slug="front", hero_title="أهلا"))
    page.add_child(instance=StandardPage(title="خبر", slug="news", body=[("text", "<p>نص</p>")]))
    Site.objects.filter(is_default_site=True).update(root_page=page)
    Site.clear_site_root_paths_cache()
    return page


def ask(client, url, query):
    answer = client.get(url, QUERY_STRING=query)
    assert answer.status_code in (200, 302, 400, 403, 404), (url, query)
    if answer.status_code != 302:
        assert answer["Content-Type"].startswith("application/json"), (url, query)
    if answer.status_code >= 400:
        told = answer.json()
        assert set(told) == {"status", "message", "detail"} and told["status"] == answer.status_code
    return answer


def test_every_odd_value_of_every_parameter_is_answered(home, client):
    every = [(name, parameter, odd) for name in ENDPOINTS for parameter in NAMES for odd in ODD]
    for name, parameter, odd in every[::19]:  # Each name and each value still meets every endpoint.
        ask(client, f"/api/v2/{name}/", f"{quote(parameter)}={quote(odd)}")


@hypothesis_settings(
    max_examples=250, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(st.sampled_from(ENDPOINTS), st.sampled_from(TAILS), queries)
@example("pages", "", "type=home.StandardPage&body=x&search=a")
@example("services", "", "audiences=women&order=-papers&search=%00")
def test_whatever_is_asked_is_answered_in_json(home, client, name, tail, query):
    ask(client, f"/api/v2/{name}/{quote(tail)}", query)


def test_search_takes_any_words(home, client):
    for words in [*map(quote, ODD), *RAW]:
        for page in ("1", quote("٢"), "9" * 5000, "-1", "%00"):
            query = f"q={words}&page={page}"
            assert ask(client, "/api/v2/search/", query).status_code in (200, 400), query
        assert ask(client, "/api/v2/search/", f"q={words}").status_code == 200
    assert ask(client, "/api/v2/search/", "q=x&locale=xx").status_code == 400


def test_a_failure_of_ours_is_no_fault_of_the_caller(home, client, monkeypatch):
    def broken(*_args, **_kwargs):
        raise ValueError("a bug")

    monkeypatch.setattr(endpoints.PagesEndpoint, "get_queryset", broken)
    with pytest.raises(ValueError, match="a bug"):
        client.get("/api/v2/pages/")
    client.raise_request_exception = False
    answer = client.get("/api/v2/pages/", headers={"accept-language": "en"})
    assert answer.status_code == 500 and answer.json()["status"] == 500
    assert "a bug" not in answer.content.decode() and answer["Cache-Control"] == "no-store"

"""Another front end: the example client renders pages, and every example of docs/headless.md works as written."""

import json
import re
import shlex
from email.message import Message
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from django.conf import settings as django_settings
from wagtail.models import Locale, Site

from content.api import preview
from content.blocks import BodyBlock
from home.blocks import StoryBodyBlock
from tests import headless_client
from tests.headless_client import Client
from tests.site_project.conftest import TITLES
from tests.volunteering.volunteers import make_opportunity

GUIDE = Path(django_settings.BASE_DIR) / "docs" / "headless.md"
PLACEHOLDER = "https://site.example"
CURL = re.compile(r"^curl .*$", re.MULTILINE)
PATHS = {"ar": "/about/", "en": "/en/about/", "ur": "/ur/about/"}


@pytest.fixture
def live(transactional_db, other, live_server):
    host, port = live_server.url.removeprefix("http://").split(":")
    Site.objects.filter(is_default_site=True).update(hostname=host, port=int(port))
    Site.clear_site_root_paths_cache()
    return live_server.url


def test_the_client_renders_a_page_in_each_language(live, other):
    for language, path in PATHS.items():
        html = Client(live).rendered(path, language)
        assert f"<h1>{TITLES[language]}</h1>" in html
        assert f'<main lang="{language}" dir="{"ltr" if language == "en" else "rtl"}">' in html
        home = f"{live}/" if language == "ar" else f"{live}/{language}/"
        assert f'<ol><li><a href="{home}">' in html
        for piece in ("<h2>من نحن</h2>", "<h3>باختصار</h3>", "<p>نص <b>مهم</b>", "<aside>", "<dt>المدينة</dt>", "اسأل"):
            assert piece in html, piece
        assert f'src="{live}/media/' in html and 'alt="مربع أخضر."' in html
        assert "/services/families/" in html and "لا يظهر" not in html
        assert TITLES[language] in html.split("<footer>")[1]


def test_an_untranslated_page_says_its_own_language(live):
    html = Client(live).rendered("/bn/about/", "bn")
    assert '<html lang="bn" dir="ltr">' in html and '<main lang="ar" dir="rtl">' in html


def test_the_client_knows_every_block():
    known = set(headless_client.BLOCKS)
    assert set(BodyBlock().child_blocks) | set(StoryBodyBlock().child_blocks) == known


def test_a_draft_is_rendered_from_its_token(live, other):
    page = other.pages["about"]
    page.title = "مسودة"
    html = Client(live).preview(preview.token_for(page, page.save_revision()), "ar")
    assert "<h1>مسودة</h1>" in html


def fetched(url, headers):
    try:
        with urlopen(Request(url, headers=headers), timeout=20) as answer:
            return answer.status, answer.headers, answer.read()
    except HTTPError as fault:
        return fault.code, fault.headers or Message(), fault.read()


def asked(line):
    """The address and headers of one curl command of the guide."""
    parts, headers, url = iter(shlex.split(line, comments=True)[1:]), {}, ""
    for part in parts:
        if part == "-H":
            name, value = next(parts).split(": ", 1)
            headers[name] = value
        elif not part.startswith("-"):
            url = part
    return url, headers


def test_every_example_of_the_guide_works(live, other):
    guide = GUIDE.read_text(encoding="utf-8")
    lines = CURL.findall(guide)
    assert len(lines) > 12
    opportunities = make_opportunity().get_parent().specific
    english = Locale.objects.get(language_code="en")
    opportunities.copy_for_translation(english, copy_parents=True).save_revision().publish()
    page = other.pages["about"]
    token = preview.token_for(page, page.save_revision())
    etag = ""
    for line in lines:
        url, headers = asked(line)
        assert url.startswith(PLACEHOLDER), line
        url = url.replace(PLACEHOLDER, live).replace("TOKEN", token).replace("/ID/", f"/{page.pk}/")
        headers = {name: value.replace("ETAG", etag) for name, value in headers.items()}
        status, told, text = fetched(url, headers)
        expected = int(re.search(r"# (\d{3})$", line)[1]) if re.search(r"# \d{3}$", line) else 200
        assert status == expected, line
        etag = told.get("ETag", etag)
        if status != 304:
            json.loads(text)


def test_the_python_of_the_guide_works(live):
    guide = GUIDE.read_text(encoding="utf-8")
    for program in re.findall(r"```python\n(.*?)```", guide, re.DOTALL):
        names = {}
        exec(program.replace(PLACEHOLDER, live), names)
        assert TITLES["en"] in names["html"]


def test_the_guide_names_every_field():
    """What an answer holds is written down; see also test_api.py for what it never holds."""
    from content.api.endpoints import DocumentsEndpoint, ImagesEndpoint, PagesEndpoint
    from content.models import ContentPage

    guide = GUIDE.read_text(encoding="utf-8")
    named = set(re.findall(r"`(\w+)`", guide))
    endpoints = dict.fromkeys(every_page_type(ContentPage), PagesEndpoint)
    endpoints |= {ImagesEndpoint.model: ImagesEndpoint, DocumentsEndpoint.model: DocumentsEndpoint}
    for model, endpoint in endpoints.items():
        assert set(endpoint.get_available_fields(model)) - named == set(), model
        for relation in model._meta.related_objects:
            rows = getattr(relation.related_model, "api_fields", [])
            if relation.name in endpoint.get_available_fields(model):
                assert {field.name for field in rows} - named == set(), relation


def every_page_type(model):
    for each in model.__subclasses__():
        if not each._meta.abstract:
            yield each
        yield from every_page_type(each)

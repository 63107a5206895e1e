"""What no template of ours may hold, and what each component must."""

import re

import pytest
from django.conf import settings

from content.views import icon_names

FOLDER = settings.BASE_DIR / "templates"
TEMPLATES = sorted(FOLDER.rglob("*.html"))
COMPONENTS = sorted((FOLDER / "components").rglob("*.html"))
# A block of JSON is no script: no browser runs it, and the strict policy of the site does not ask about it.
INLINE = re.compile(
    r"<style|\sstyle=|<script(?![^>]*\ssrc=|[^>]*\stype=\"application/json\")|\son[a-z]+=|javascript:", re.IGNORECASE
)


def ids(path):
    return str(path.relative_to(FOLDER))


@pytest.mark.parametrize("path", TEMPLATES, ids=ids)
def test_no_inline_style_or_script(path):
    assert INLINE.findall(path.read_text()) == []


@pytest.mark.parametrize(
    "bad", ["<p style='x'>", "<style>", "<script>1</script>", "<a onclick=x>", "<a href='javascript:x'>"]
)
def test_the_check_sees_inline_code(bad):
    assert INLINE.search(bad)


@pytest.mark.parametrize("path", TEMPLATES, ids=ids)
def test_every_icon_is_drawn(path):
    used = set(re.findall(r'\{% icon "([a-z-]+)"', path.read_text()))
    assert used <= set(icon_names())


@pytest.mark.parametrize("path", COMPONENTS, ids=ids)
def test_a_component_begins_with_a_line_on_its_context(path):
    assert re.match(r"\{# .+ #\}\n", path.read_text())


@pytest.mark.parametrize("path", TEMPLATES, ids=ids)
def test_no_address_of_another_site(path):
    assert not re.search(r"(src|href|action)=[\"'](https?:)?//", path.read_text())

"""A part that is included with `only` has the form's token when it holds a form: else every post of it is refused."""

import re
from functools import cache

from django.conf import settings

TEMPLATES = settings.BASE_DIR / "templates"
INCLUDE = re.compile(r'{%\s*include\s+"([^"]+)"(.*?)%}', re.DOTALL)


@cache
def text_of(name: str) -> str:
    path = TEMPLATES / name
    return path.read_text(encoding="utf-8") if path.is_file() else ""


@cache
def needs_token(name: str) -> bool:
    """Whether the part, or one that it includes as it is, writes the token."""
    text = text_of(name)
    inner = (part for part, given in INCLUDE.findall(text) if not given.rstrip().endswith(" only"))
    return "{% csrf_token %}" in text or any(needs_token(part) for part in inner if part != name)


def test_a_part_with_a_form_is_given_the_token():
    names = [str(path.relative_to(TEMPLATES)) for path in TEMPLATES.rglob("*.html")]
    assert sum(needs_token(name) for name in names) > 50
    lacking = [
        f"{name}: {part}"
        for name in names
        for part, given in INCLUDE.findall(text_of(name))
        if given.rstrip().endswith(" only") and needs_token(part) and "csrf_token=" not in given
    ]
    assert not lacking, "\n".join(lacking)

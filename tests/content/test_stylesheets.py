"""The stylesheets: one file for both directions of reading, and words that everyone can read."""

import re
from pathlib import Path

import pytest
import tinycss2
from django.conf import settings

CSS = sorted((settings.BASE_DIR / "static" / "css").glob("*.css"))
SITE = settings.BASE_DIR / "static" / "css" / "site.css"
PHYSICAL_NAME = re.compile(
    r"^(left|right|top|bottom|float|clear|width|height|(min|max)-(width|height)"
    r"|(margin|padding|scroll-margin|scroll-padding)-(left|right|top|bottom)"
    r"|border-(left|right|top|bottom)(-.*)?|.*-(left|right)-radius|overflow-[xy])$"
)
SIDED = {"float", "clear", "text-align", "caption-side", "background-position", "background", "transform-origin"}
BOXES = {"margin", "padding", "inset", "border-width", "border-color", "border-style"}


def declarations(nodes):
    """Every declaration below `nodes`, whatever it is nested in."""
    for node in nodes:
        if node.type == "declaration":
            yield node
        elif node.type in ("qualified-rule", "at-rule") and node.content is not None:
            yield from declarations(tinycss2.parse_blocks_contents(node.content, True, True))


def faults(css):
    nodes = tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True)
    return [line for item in declarations(nodes) if (line := fault(item))]


def fault(item):
    value = tinycss2.serialize(item.value).strip()
    words = value.replace("!important", "").split()
    sides = len(words) == 4 and words[1] != words[3] and item.lower_name in BOXES
    named = item.lower_name in SIDED and re.search(r"\b(left|right)\b", value)
    slanted = "gradient" in value and re.search(r"\bto (left|right)\b", value)
    if PHYSICAL_NAME.match(item.lower_name) or sides or named or slanted:
        return f"{item.source_line}: {item.name}: {value}"
    return None


def luminance(colour):
    def channel(pair):
        part = int(pair, 16) / 255
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    red, green, blue = (channel(colour[at : at + 2]) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def themes():
    """The colours of the light and the dark theme, by the name of their token."""
    css = SITE.read_text()
    tokens = css[css.index("@layer tokens {") : css.index("@layer base {")]
    light, dark = tokens.split("@media (prefers-color-scheme: dark)")
    found = [dict(re.findall(r"--color-([a-z-]+):\s*(#[0-9a-f]{6})", part)) for part in (light, dark)]
    return {"light": found[0], "dark": {**found[0], **found[1]}}


WORDS = [
    ("ink", ["paper", "surface", "sand", "tint", "amber-tint", "brick-tint"]),
    ("ink-soft", ["paper", "surface", "sand", "tint"]),
    ("green", ["paper", "surface", "tint", "amber-tint"]),
    ("green-deep", ["paper", "tint"]),
    ("on-green", ["green", "green-deep"]),
    ("on-panel", ["panel"]),
    ("on-panel-soft", ["panel"]),
    ("panel", ["on-panel", "on-panel-soft"]),
    ("amber", ["amber-tint", "surface"]),
    ("brick", ["surface", "paper", "brick-tint"]),
    ("bar-ink", ["bar"]),
    ("bar-soft", ["bar"]),
]
EDGES = [("edge", ["surface", "paper"]), ("green", ["surface", "paper", "tint"]), ("brick", ["surface", "paper"])]


def pairs(table):
    return [(theme, front, back) for theme in ("light", "dark") for front, backs in table for back in backs]


def test_there_are_stylesheets():
    assert {path.name for path in CSS} >= {"site.css", "admin.css"}


@pytest.mark.parametrize("path", CSS, ids=lambda path: path.name)
def test_no_physical_direction(path):
    assert faults(path.read_text()) == []


@pytest.mark.parametrize("path", CSS, ids=lambda path: path.name)
def test_every_block_is_closed(path):
    """A brace that was lost unstyles whatever stands below it, and no browser says a word."""
    css = re.sub(r"/\*.*?\*/", "", path.read_text(), flags=re.DOTALL)
    assert css.count("{") == css.count("}")


@pytest.mark.parametrize(
    "css",
    [
        "a { margin-left: 1px }",
        "@layer x { @media print { a { text-align: right } } }",
        "a { border-left: 0 }",
        "a { padding: 0 1px 0 2px }",
        "a { background: linear-gradient(to left, red, blue) }",
        "a { left: 0 }",
        "a { border-top-left-radius: 3px }",
        "a { b { float: left } }",
    ],
)
def test_the_check_sees_physical_direction(css):
    assert len(faults(css)) == 1


@pytest.mark.parametrize("path", CSS, ids=lambda path: path.name)
def test_the_stylesheet_is_read_without_errors(path):
    def errors(nodes):
        for node in nodes:
            if node.type == "error":
                yield f"{node.source_line}: {node.message}"
            elif node.type in ("qualified-rule", "at-rule") and node.content is not None:
                yield from errors(tinycss2.parse_blocks_contents(node.content, True, True))

    assert list(errors(tinycss2.parse_stylesheet(path.read_text(), True, True))) == []


@pytest.mark.parametrize(("theme", "front", "back"), pairs(WORDS))
def test_words_stand_out(theme, front, back):
    colours = themes()[theme]
    assert contrast(colours[front], colours[back]) >= 6


@pytest.mark.parametrize(("theme", "front", "back"), pairs(EDGES))
def test_edges_of_controls_are_seen(theme, front, back):
    colours = themes()[theme]
    assert contrast(colours[front], colours[back]) >= 3


def test_every_token_is_defined_and_every_file_is_there():
    for path in CSS:
        css = path.read_text()
        own = set(re.findall(r"var\((--(?!w-)[a-z0-9-]+)\)", css))
        assert own <= set(re.findall(r"(--[a-z0-9-]+):", css)), path.name
        for url in re.findall(r'url\("([^"]+)"\)', css):
            assert (path.parent / url).resolve().is_file(), url


def test_nothing_is_fetched_from_elsewhere():
    kinds = {".css", ".svg", ".js"}
    files = [path for path in Path(settings.BASE_DIR / "static").rglob("*") if path.suffix in kinds]
    for path in files:
        text = path.read_text().replace("http://www.w3.org/2000/svg", "")
        assert not re.search(r"https?:|url\(\"?//", text.replace('href^="http"', "")), path.name


def test_the_typeface_brings_its_licence():
    fonts = settings.BASE_DIR / "static" / "fonts"
    assert "SIL OPEN FONT LICENSE" in (fonts / "OFL.txt").read_text()
    assert all(path.read_bytes()[:4] == b"wOF2" for path in fonts.glob("*.woff2"))

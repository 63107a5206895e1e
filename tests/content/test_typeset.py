"""Documents are set in our own typefaces, with tags, and a template's slip is never silent."""

import io

import pikepdf
import pytest
from PIL import Image

from content import typeset

PAPER = """
#import "/content/typst/base.typ": *
#let data = json(bytes(sys.inputs.data))
#let way = if data.lang in ("ar", "ur") {{ rtl }} else {{ ltr }}
#show: document.with(title: data.title, lang: data.lang, dir: way, association: "جمعية")
= #data.title
#data.text #isolate("YD-7K3M-9Q2X")
{more}
"""


@pytest.fixture
def template(settings, tmp_path):
    """`template(more)` is a paper below a root of its own that borrows the house's base."""
    (tmp_path / "content").symlink_to(settings.BASE_DIR / "content")
    settings.BASE_DIR = tmp_path

    def write(more=""):
        source = PAPER.format(more=more)
        (tmp_path / "paper.typ").write_text(source, encoding="utf-8")
        return "paper.typ"

    return write


@pytest.mark.parametrize(
    ("lang", "title"), [("ar", "سياسة الخصوصية"), ("ur", "رازداری کی پالیسی ٹڈے"), ("bn", "গোপনীয়তা")]
)
def test_a_paper_is_tagged_and_names_its_language(template, lang, title):
    made = typeset.pdf(template(), {"title": title, "lang": lang, "text": title})
    with pikepdf.open(io.BytesIO(made)) as paper:
        assert paper.Root.MarkInfo.Marked and paper.Root.Lang == lang
        assert str(paper.docinfo.Title) == title
        fonts = {str(font.BaseFont) for page in paper.pages for font in page.Resources.Font.values()}
    assert fonts and all("IBMPlexSansArabic" in name or "NotoSansBengali" in name for name in fonts)


def test_a_missing_typeface_is_no_silent_other_one(template):
    with pytest.raises(typeset.NotTypeset, match="unknown font"):
        typeset.pdf(template('#text(font: "No Such Face")[x]'), {"title": "a", "lang": "ar", "text": "b"})


def test_a_slip_in_a_template_tells_its_cause_and_no_data(template):
    with pytest.raises(typeset.NotTypeset) as caught:
        typeset.pdf(template("#data.nothing"), {"title": "سر", "lang": "ar", "text": "سر"})
    assert "سر" not in str(caught.value)


def test_a_picture_has_the_size_of_its_page(template, settings):
    (settings.BASE_DIR / "card.typ").write_text("#set page(width: 120pt, height: 63pt)\n", encoding="utf-8")
    with Image.open(io.BytesIO(typeset.png("card.typ", {}))) as picture:
        assert picture.size == (120, 63)

"""Names in any language; nothing that hides, breaks or runs on."""

from unicodedata import category

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attachments.names import LONGEST_STEM, extension, with_extension


@pytest.mark.parametrize(
    "given_name, kept",
    [
        ("هوية.pdf", "هوية.pdf"),
        ("invoice\u202egpj.pdf", "invoicegpj.pdf"),
        ("a\u200f\u200bb.pdf", "ab.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\papers\\card.pdf", "card.pdf"),
        ("a\r\nSet-Cookie: x.pdf", "aSet-Cookie: x.pdf"),
        ("نص\u00a0  طويل .PDF ", "نص طويل.pdf"),
        ("", "file.pdf"),
        (".pdf", "pdf.pdf"),
        ("...", "file.pdf"),
        ("\u202e", "file.pdf"),
    ],
)
def test_names_are_cleaned(given_name, kept):
    assert with_extension(given_name, ".pdf") == kept


@given(st.text(max_size=2000))
def test_any_text_becomes_a_plain_name(text):
    name = with_extension(text, ".pdf")
    assert name.endswith(".pdf") and 4 < len(name) <= LONGEST_STEM + 4
    assert not any(category(letter)[0] == "C" or letter in "/\\" for letter in name)
    assert with_extension(name, ".pdf") == name
    assert extension(name) == ".pdf"


def test_marks_can_not_hide_an_extension():
    assert extension("paper\u202efdp.exe") == ".exe"
    assert extension("paper.pdf\u200b") == ".pdf"
    assert extension("paper.exe ") == ".exe"

"""What is read as a policy and what is refused, each refusal with its cause."""

import io
import zipfile

import docx
import pytest

from policies.importer import files
from policies.importer.files import lines_of, read_path
from policies.importer.refusals import MAX_BYTES, ImportRefused

TEXT = "لائحة القاعة\n\nشروط الدخول:\n\n١) الهدوء.\n٢) النظافة.\n"


def reason(call, *args):
    with pytest.raises(ImportRefused) as caught:
        call(*args)
    return caught.value.reason


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_every_unicode_encoding_is_read(encoding):
    assert [line.text for line in lines_of(TEXT.encode(encoding))] == TEXT.split("\n")


def test_windows_arabic_is_read():
    windows = TEXT.replace("١", "1").replace("٢", "2")
    assert [line.text for line in lines_of(windows.encode("cp1256"))] == windows.split("\n")


@pytest.mark.parametrize(
    ("data", "cause"),
    [
        (b"", "empty"),
        (b" \n\r\n\t", "empty"),
        (b"%PDF-1.7 ...", "pdf"),
        (b"\x89PNG\r\n\x1a\n", "picture"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "unsupported"),
        (bytes(range(256)) * 4, "binary"),
        (b"\x7fELF\x02\x01\x01\x00\x00\x00", "binary"),
        (b"caf\xe9 na\xefve d\xe9j\xe0 vu", "encoding"),
        (b"Only English here.", "not_arabic"),
        (b"PK\x03\x04 not a zip at all", "broken_docx"),
        (b"\xff\xfe\x00", "encoding"),
        ("سطر\n".encode() * 5000, "too_long"),
    ],
)
def test_each_refusal_names_its_cause(data, cause):
    assert reason(lines_of, data) == cause


def test_a_file_too_large_is_refused_before_it_is_read(tmp_path, monkeypatch):
    path = tmp_path / "large.txt"
    with path.open("wb") as target:
        target.truncate(50 * 1024 * 1024)
    monkeypatch.setattr(files, "read_stream", lambda source: pytest.fail("the file was read"))
    assert reason(read_path, path) == "too_large"


def test_a_stream_is_never_read_past_the_limit():
    class Endless(io.RawIOBase):
        asked = 0

        def read(self, size=-1):
            Endless.asked += size
            return b"\xd8" * size

    assert reason(files.read_stream, Endless()) == "too_large"
    assert Endless.asked == MAX_BYTES + 1


def test_a_missing_file_and_a_folder_are_refused(tmp_path):
    assert reason(read_path, tmp_path / "none.txt") == "missing"
    assert reason(read_path, tmp_path) == "missing"


def word_file(*paragraphs):
    document, target = docx.Document(), io.BytesIO()
    for text, style in paragraphs:
        document.add_paragraph(text, style=style)
    document.save(target)
    return target.getvalue()


def test_a_word_file_is_read_with_its_lists():
    data = word_file(("شروط الدخول:", None), ("الهدوء.", "List Bullet"), ("النظافة.", "List Bullet"))
    assert [line.text for line in lines_of(data) if line.text] == ["شروط الدخول:", "- الهدوء.", "- النظافة."]


def packed(entries):
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return target.getvalue()


def test_a_word_file_that_unpacks_without_end_is_not_opened():
    assert reason(lines_of, packed({"word/document.xml": b"0" * (files.MAX_UNPACKED + 1)})) == "bomb"
    many = {f"word/{number}.xml": b"" for number in range(files.MAX_ENTRIES + 1)}
    assert reason(lines_of, packed({"word/document.xml": b"", **many})) == "bomb"


def test_another_archive_and_a_broken_word_file_are_refused():
    assert reason(lines_of, packed({"photo.txt": "نص"})) == "unsupported"
    assert reason(lines_of, packed({"word/document.xml": "<broken"})) == "broken_docx"

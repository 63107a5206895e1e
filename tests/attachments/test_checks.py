"""Every cause has its own message; what passes is what is kept."""

import struct
import zlib
from io import BytesIO

import pikepdf
import pytest
from django.utils import translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from attachments.causes import BadFile, Cause
from attachments.checks import check
from attachments.enums import FileType
from tests.attachments.samples import MARK, archive, pdf, picture, upload


def cause_of(name, content):
    try:
        check(upload(name, content))
    except BadFile as problem:
        return problem.cause
    return None


def kept(name, content):
    checked = check(upload(name, content))
    checked.content.seek(0)
    return checked, checked.content.read()


def bomb(width=30_000, height=30_000):
    """A PNG of a few kilobytes that would fill 2.7 GB; only its first lines are there."""

    def chunk(kind, body):
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = zlib.compress(b"\0" * 1_000_000)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


def with_action(action):
    def change(document):
        document.Root.OpenAction = pikepdf.Dictionary(action)

    return change


def nested_action(document):
    """A command written inside an annotation of a page, not as an object of its own."""
    link = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[0, 0, 9, 9])
    link.A = pikepdf.Dictionary(S=pikepdf.Name.Launch, F=pikepdf.String("calc.exe"))
    document.pages[0].Annots = pikepdf.Array([link])


def named_script(document):
    script = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert(1)"))
    document.Root.Names = pikepdf.Dictionary(JavaScript=pikepdf.Dictionary(Names=["a", document.make_indirect(script)]))


JAVASCRIPT = {"/S": pikepdf.Name.JavaScript, "/JS": pikepdf.String("app.alert(1)")}
LAUNCH = {"/S": pikepdf.Name.Launch, "/F": pikepdf.String("calc.exe")}
HIDDEN = {"/S": pikepdf.Name("/JavaScript"), "/JS": pikepdf.String("1")}
PROGRAM = b"MZ\x90\x00" + b"\0" * 400


@pytest.mark.parametrize(
    "name, make, cause",
    [
        ("paper.pdf", lambda: b"", Cause.EMPTY),
        ("paper.pdf", lambda: b"%PDF-1.7\n" + b"0" * (10 * 1024 * 1024), Cause.TOO_LARGE),
        ("tool.exe", lambda: PROGRAM, Cause.TYPE),
        ("letter.docx", archive, Cause.MIXED),
        ("paper.pdf.exe", pdf, Cause.TYPE),
        ("noname", lambda: PROGRAM, Cause.TYPE),
        ("tool.pdf", lambda: PROGRAM, Cause.MISMATCH),
        ("tool.jpg", lambda: PROGRAM, Cause.MISMATCH),
        ("page.png", lambda: b"<html><script>alert(1)</script></html>", Cause.MISMATCH),
        ("picture.jpg", pdf, Cause.MISMATCH),
        ("paper.pdf", picture, Cause.MISMATCH),
        ("paper.pdf", lambda: PROGRAM + pdf(), Cause.MISMATCH),
        ("paper.pdf", lambda: pdf() + archive(), Cause.MIXED),
        ("paper.pdf", lambda: pdf() + b"<script>" * 500, Cause.MIXED),
        ("paper.pdf", lambda: b"%PDF-1.7\n" + b"nothing of a PDF " * 30, Cause.BROKEN),
        ("paper.pdf", lambda: pdf()[: len(pdf()) // 2], Cause.BROKEN),
        ("paper.jpg", lambda: picture()[:900], Cause.BROKEN),
        ("paper.png", lambda: picture("PNG")[:900], Cause.BROKEN),
        ("paper.pdf", lambda: pdf(encryption=pikepdf.Encryption(owner="o", user="u")), Cause.LOCKED),
        ("paper.pdf", lambda: pdf(with_action(JAVASCRIPT)), Cause.ACTIVE),
        ("paper.pdf", lambda: pdf(with_action(LAUNCH)), Cause.ACTIVE),
        ("paper.pdf", lambda: pdf(with_action(JAVASCRIPT)).replace(b"/JavaScript", b"/J#61vaScript"), Cause.ACTIVE),
        ("paper.pdf", lambda: pdf(nested_action), Cause.ACTIVE),
        ("paper.pdf", lambda: pdf(named_script), Cause.ACTIVE),
        ("paper.png", bomb, Cause.TOO_MANY_PIXELS),
        ("paper.png", lambda: bomb(7000, 7000), Cause.TOO_MANY_PIXELS),
    ],
)
def test_each_bad_file_has_its_cause(name, make, cause):
    assert cause_of(name, make()) == cause


def test_each_cause_has_its_own_message_in_both_languages():
    for language in ("ar", "en"):
        with translation.override(language):
            messages = {BadFile(cause, megabytes=10, millions=40, most=6).message for cause in Cause}
        assert len(messages) == len(Cause)
        assert not any("{" in message for message in messages)


def test_the_limit_is_a_setting_and_its_message_names_it(settings):
    settings.ATTACHMENT_MAX_BYTES = 2 * 1024 * 1024
    with pytest.raises(BadFile) as caught:
        check(upload("paper.pdf", b"%PDF-" + b"0" * (2 * 1024 * 1024)))
    assert " 2 " in caught.value.message


def test_a_file_at_the_limit_passes(settings):
    content = pdf()
    settings.ATTACHMENT_MAX_BYTES = len(content)
    assert cause_of("paper.pdf", content) is None
    assert cause_of("paper.pdf", content + b"\n") == Cause.TOO_LARGE


def test_a_pdf_is_kept_byte_for_byte():
    content = pdf()
    checked, stored = kept("إثبات دخل.PDF", content)
    assert stored == content and MARK in stored
    assert (checked.name, checked.file_type) == ("إثبات دخل.pdf", FileType.PDF)


def test_a_pdf_that_only_restricts_printing_is_taken():
    content = pdf(encryption=pikepdf.Encryption(owner="bank", user=""))
    assert kept("statement.pdf", content)[1] == content


@pytest.mark.parametrize("end", [b"", b"\n", b"\r\n\r\n", b"\0" * 4000, b"% left by a scanner"])
def test_what_scanners_leave_after_the_end_is_taken(end):
    assert cause_of("scan.pdf", pdf() + end) is None


@pytest.mark.parametrize(
    "name, content, file_type, kept_as",
    [
        ("a.jpg", picture(), FileType.JPEG, "a.jpg"),
        ("a.JPEG", picture(), FileType.JPEG, "a.jpg"),
        ("a.png", picture("PNG"), FileType.PNG, "a.png"),
        ("a.png", picture("PNG", mode="P"), FileType.PNG, "a.png"),
        ("a.png", picture("PNG", mode="RGBA"), FileType.PNG, "a.png"),
        ("a.jpg", picture(mode="CMYK"), FileType.JPEG, "a.jpg"),
        ("a.jpg", picture(mode="L"), FileType.JPEG, "a.jpg"),
        ("a.webp", picture("WEBP"), FileType.WEBP, "a.webp"),
        ("a.heic", picture("HEIF"), FileType.JPEG, "a.jpg"),
        ("a.png", picture(), FileType.JPEG, "a.jpg"),
        ("a", picture(), FileType.JPEG, "a.jpg"),
    ],
)
def test_pictures_are_kept_as_what_they_are(name, content, file_type, kept_as):
    checked, stored = kept(name, content)
    assert (checked.file_type, checked.name) == (file_type, kept_as)
    with Image.open(BytesIO(stored)) as image:
        image.load()
        assert image.size == (120, 80)
        assert Image.MIME[image.format] == file_type


def place_and_camera():
    exif = Image.Exif()
    exif[0x010F] = "CAMERA-MAKER"
    exif.get_ifd(0x8825).update({1: "N", 2: (24.0, 5.0, 22.0), 3: "E", 4: (38.0, 3.0, 49.0)})
    return exif


@pytest.mark.parametrize("file_format", ["JPEG", "PNG", "WEBP", "HEIF"])
def test_place_and_camera_are_gone(file_format):
    content = picture(file_format, exif=place_and_camera())
    with Image.open(BytesIO(content)) as before:
        assert before.getexif().get_ifd(0x8825)
    stored = kept("photo", content)[1]
    with Image.open(BytesIO(stored)) as after:
        assert not dict(after.getexif()) and "exif" not in after.info
    assert b"CAMERA-MAKER" in content and b"CAMERA-MAKER" not in stored


def test_comments_and_appended_files_are_gone():
    content = picture(comment=b"hidden words") + archive()
    stored = kept("photo.jpg", content)[1]
    assert b"hidden words" in content and b"hidden program" in content
    assert b"hidden words" not in stored and b"hidden program" not in stored and b"PK\x05\x06" not in stored


def test_a_picture_taken_sideways_is_turned_upright():
    exif = Image.Exif()
    exif[0x0112] = 6
    with Image.open(BytesIO(kept("photo.jpg", picture(exif=exif))[1])) as image:
        assert image.size == (80, 120)


def plain_photo(width, height):
    target = BytesIO()
    Image.new("L", (width, height), 200).save(target, format="JPEG")
    return target.getvalue()


def test_a_large_photo_is_read_at_a_smaller_scale():
    with Image.open(BytesIO(kept("photo.jpg", plain_photo(8000, 6000))[1])) as image:
        assert image.size == (4000, 3000)


def test_a_picture_of_two_frames_keeps_the_first():
    target = BytesIO()
    frame = Image.new("RGB", (60, 40), "green")
    frame.save(target, format="MPO", save_all=True, append_images=[Image.new("RGB", (60, 40), "red")])
    checked, stored = kept("photo.jpg", target.getvalue())
    with Image.open(BytesIO(stored)) as image:
        assert (image.format, checked.file_type) == ("JPEG", FileType.JPEG)
        assert image.getpixel((5, 5))[1] > 100


GOOD = [pdf(), picture(), picture("PNG"), picture("WEBP"), picture("HEIF"), b""]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(["a.pdf", "a.jpg", "a.png", "a.webp", "a.heic", "a"]), st.binary(max_size=300), st.data())
def test_any_bytes_are_kept_or_refused_with_a_cause(name, noise, data):
    good = data.draw(st.sampled_from(GOOD))
    place = data.draw(st.integers(0, len(good)))
    assert cause_of(name, good[:place] + noise + good[place + len(noise) :]) in {None, *Cause}

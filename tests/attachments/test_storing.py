"""Storing, reading back and discarding: sealed on disk, and never half-written."""

import os
import time
from datetime import timedelta
from hashlib import sha256
from io import BytesIO
from itertools import islice
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.test import RequestFactory
from PIL import Image

from accounts.models import User
from attachments import actions, vault
from attachments.actions import discard, store, sweep
from attachments.causes import BadFile
from attachments.checks import check
from attachments.models import Attachment
from attachments.queries import content, respond
from sealing import Unreadable
from tests.attachments.samples import MARK, docx, pdf, picture, upload

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("private_root")]
NAME = "صورة الهوية الوطنية.pdf"


def get(**headers):
    return RequestFactory().get("/", headers=headers)


def files():
    return [path for path in Path(vault.path_of("")).rglob("*") if path.is_file()]


def stored(name=NAME, body=None):
    return store(upload(name, body or pdf()), by=None, owner=None, kind="identity")


def test_a_pdf_comes_back_as_it_was():
    owner = User.objects.create_user(mobile="+966500000001")
    body = pdf()
    attachment = Attachment.objects.get(pk=store(upload(NAME, body), by=owner, owner=None, kind="identity").pk)
    assert b"".join(content(attachment)) == body
    assert (attachment.name, attachment.size, attachment.kind) == (NAME, len(body), "identity")
    assert attachment.uploaded_by == owner
    owner.delete()
    attachment.refresh_from_db()
    assert attachment.uploaded_by is None


def test_a_large_file_is_streamed_in_chunks():
    body = pdf(lambda document: document.pages[0].__setattr__("Contents", document.make_stream(b"% long\n" * 60_000)))
    chunks = list(content(stored(body=body)))
    assert len(chunks) > 3 and b"".join(chunks) == body


def test_the_disk_shows_neither_content_nor_name(private_root):
    attachment = stored()
    (path,) = files()
    raw = path.read_bytes()
    assert MARK not in raw and b"%PDF" not in raw
    for shown in (NAME, "identity", str(attachment.pk), "pdf"):
        assert shown not in str(path.relative_to(private_root)) and shown.encode() not in raw
    assert path.stat().st_mode & 0o077 == 0


def test_the_row_shows_neither_name_nor_key():
    attachment = stored()
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM attachments_attachment")
        row = " ".join(map(str, cursor.fetchone()))
    assert "الهوية" not in row and attachment.sealed_key not in row
    assert "الهوية" not in f"{attachment} {attachment!r} {attachment.__str__()}"


def test_equal_files_share_a_fingerprint_that_tells_nothing():
    body = pdf()
    first, second, other = stored(body=body), stored(body=body), stored(body=pdf() + b"\n")
    assert first.fingerprint == second.fingerprint != other.fingerprint
    assert first.fingerprint != sha256(body).hexdigest()


def test_place_is_gone_after_storing():
    exif = Image.Exif()
    exif.get_ifd(0x8825).update({1: "N", 2: (24.0, 5.0, 22.0)})
    attachment = stored("photo.jpg", picture(exif=exif))
    with Image.open(BytesIO(b"".join(content(attachment)))) as image:
        assert not image.getexif().get_ifd(0x8825)


def test_a_bad_file_leaves_nothing():
    with pytest.raises(BadFile):
        stored(body=b"not a paper")
    assert files() == [] and not Attachment.objects.exists()


def test_a_rollback_around_it_removes_the_file():
    kept = stored()
    with pytest.raises(RuntimeError), transaction.atomic():
        stored()
        assert len(files()) == 2
        raise RuntimeError
    assert [path.name for path in files()] == [Path(kept.stored_as).name]
    assert Attachment.objects.count() == 1


def test_a_row_that_fails_removes_the_file(monkeypatch):
    def fail(*args, **kwargs):
        raise DatabaseError

    monkeypatch.setattr(Attachment, "save", fail)
    with pytest.raises(DatabaseError):
        stored()
    assert files() == []


def test_a_full_disk_leaves_nothing(monkeypatch):
    def fail(source, target, **kwargs):
        target.write(b"half")
        raise OSError("No space left on device")

    monkeypatch.setattr(vault, "seal_stream", fail)
    with pytest.raises(OSError):
        stored()
    assert files() == [] and not Attachment.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_commit_keeps_the_file_even_when_another_hook_fails():
    def fail():
        raise RuntimeError

    with pytest.raises(RuntimeError), transaction.atomic():
        transaction.on_commit(fail)
        attachment = stored()
    assert b"".join(content(Attachment.objects.get(pk=attachment.pk))) == pdf()


@pytest.mark.django_db(transaction=True)
def test_discarding_removes_both_but_only_on_commit():
    attachment = stored()
    with pytest.raises(RuntimeError), transaction.atomic():
        discard(Attachment.objects.get(pk=attachment.pk))
        raise RuntimeError
    assert b"".join(content(attachment))
    discard(Attachment.objects.get(pk=attachment.pk))
    assert files() == [] and not Attachment.objects.exists()


def test_sweeping_removes_old_files_without_a_row_alone(private_root, capsys):
    attachment = stored()
    orphan, fresh = private_root / "ab" / "abandoned", private_root / "ab" / "abfresh"
    orphan.parent.mkdir(exist_ok=True)
    orphan.write_bytes(b"x")
    fresh.write_bytes(b"x")
    two_days_ago = time.time() - 2 * 86_400
    for path in (orphan, vault.path_of(attachment.stored_as)):
        os.utime(path, (two_days_ago, two_days_ago))
    call_command("sweep_private_files")
    assert not orphan.exists() and fresh.exists() and vault.path_of(attachment.stored_as).exists()
    assert sweep(older_than=timedelta(days=-1)) == 1


def test_two_files_can_not_change_places():
    one, two = stored(), stored(body=pdf() + b"\n")
    one.stored_as, two.stored_as = two.stored_as, one.stored_as
    with pytest.raises(Unreadable):
        respond(get(), one)


def test_a_damaged_or_missing_file_is_noticed_before_the_answer_begins():
    attachment = stored()
    path = vault.path_of(attachment.stored_as)
    path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(Unreadable):
        respond(get(), attachment)
    path.unlink()
    with pytest.raises(FileNotFoundError):
        respond(get(), attachment)


@pytest.mark.parametrize(
    "name, body, inline, disposition",
    [
        (NAME, pdf(), False, "attachment"),
        (NAME, pdf(), True, "inline"),
        ("صورة.jpg", picture(), False, "attachment"),
        ("صورة.jpg", picture(), True, "inline"),
        ("صورة.docx", docx(), False, "attachment"),
        ("صورة.docx", docx(), True, "attachment"),
    ],
)
def test_the_answer_is_private_and_harmless(name, body, inline, disposition):
    attachment = stored(name, body)
    response = respond(get(), attachment, inline=inline)
    given = b"".join(response.streaming_content)
    assert response["Content-Length"] == str(len(given)) == str(attachment.size)
    assert response["Content-Type"] == attachment.content_type
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Cache-Control"] == "private, no-store"
    assert response["Accept-Ranges"] == "bytes"
    assert response["Content-Disposition"].startswith(disposition)
    assert "filename*=utf-8''%D8%B5%D9%88%D8%B1%D8%A9" in response["Content-Disposition"]


@pytest.mark.parametrize("read", [0, 1, 99])
def test_the_answer_closes_its_file_however_far_it_was_read(read, monkeypatch):
    opened, really_open = [], Path.open
    attachment = stored()
    monkeypatch.setattr(Path, "open", lambda *args: opened.append(really_open(*args)) or opened[-1])
    response = respond(get(), attachment)
    list(islice(response.streaming_content, read))
    response.close()
    assert len(opened) == 1 and opened[0].closed


def test_a_checked_file_is_not_checked_again(monkeypatch):
    checked = check(upload(NAME, pdf()))
    monkeypatch.setattr(actions, "check", None)
    assert b"".join(content(store(checked, by=None, owner=None))) == pdf()

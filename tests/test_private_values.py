"""Marked private values are sought everywhere they must not lie readable (invariant 1).

Only the name may stand in plain, in the person's file alone: staff find a case by it.
"""

import io
import logging
import re
import subprocess
import zlib
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings as site
from django.contrib.sessions.models import Session
from django.core import mail, signing
from django.core.cache import cache
from django.core.management import call_command
from django.db import IntegrityError, connection
from django_tasks_db.models import DBTaskResult

from attachments.models import Attachment
from notifications.actions import deliver_due, notify
from notifications.models import Recipient
from notifications.sms import MemoryGateway
from sealing import keyring
from sealing.crypto import seal
from tests import cases
from tests.marked import ENTERED, IN_THE_FILE, MARKS, MOBILE, NAME, Walk, marks

FRACTION = re.compile(r"(?<=[0-9]:[0-9]{2}:[0-9]{2})\.[0-9]{6}")
IDENTIFIER = re.compile(r"[A-Za-z0-9_.:+-]{0,80}")


@pytest.fixture
def walked(transactional_db, client, staff, sign_in, caplog, console, settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "ENQUEUE_ON_COMMIT": True}}
    MemoryGateway.outbox.clear()
    caplog.set_level(logging.DEBUG)
    # The picture codec and the SQL log speak of bytes and parameters; neither is on in any of our settings.
    for name in ("PIL", "django.db.backends", "faker"):
        caplog.set_level(logging.WARNING, logger=name)
    walk = Walk(client, cases.make_service(questions=6, papers=2, studied=True))
    case = walk.of_the_person()
    walk.of_the_desk(case, *(sign_in(staff(desk)) for desk in ("reception", "researcher", "committee")))
    walk.of_the_volunteer(sign_in(staff("volunteer_coordinator")))
    walk.of_the_hours(sign_in(staff("volunteer_coordinator")), staff("manager"))
    outside = Recipient.objects.create(
        mobile=MARKS["mobile without an account"], email=MARKS["e-mail without an account"]
    )
    notify(outside, "applications/withdrawn", subject=case, context={"reference": case.reference, "service": "دعم"})
    deliver_due()
    walk.console = console
    return walk


def unpacked(session_data: str) -> str:
    """A session row as it lies, without its packing: signed, in base 64 and perhaps compressed."""
    text = session_data.split(":")[0]
    packed = signing.b64_decode(text.lstrip(".").encode())
    return (zlib.decompress(packed) if text.startswith(".") else packed).decode("utf-8", "replace")


def found_in(text: str, marks: list[str]) -> list[str]:
    """The marks in `text`; a code that equals the fraction of some moment's second is no find."""
    text = FRACTION.sub("", text)
    return [mark for mark in marks if mark in text]


def all_marks(walk) -> list[str]:
    return [*marks(), walk.code]


def files_under(root) -> list[Path]:
    return [path for path in Path(root).rglob("*") if path.is_file()]


def cached() -> bytes:
    """Every entry of the cache as it lies there, with its name."""
    entries = cache._connections[cache._alias]._cache
    return b"\n".join(key.encode() + b" " + kept for key, kept in entries.items())


def every_value() -> dict[str, str]:
    """Each column of each table as text, read past the models."""
    texts = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            names, rows = [column[0] for column in cursor.description], cursor.fetchall()
            for place, name in enumerate(names):
                texts[f"{table}.{name}"] = "\n".join(str(row[place]) for row in rows)
    return texts


def database_file() -> bytes:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    name = Path(str(connection.settings_dict["NAME"]))
    return b"".join(path.read_bytes() for path in name.parent.glob(f"{name.name}*"))


def postgres_dump() -> bytes:
    there = connection.settings_dict
    address = [f"--host={there['HOST']}", f"--port={there['PORT'] or 5432}", f"--username={there['USER']}"]
    return subprocess.run(["pg_dump", *address, there["NAME"]], capture_output=True, check=True).stdout


def raw_database() -> bytes:
    if connection.vendor == "sqlite":
        return database_file()
    try:
        return postgres_dump()
    except (FileNotFoundError, subprocess.CalledProcessError):  # No client tools of that version here.
        return "\n".join(every_value().values()).encode()


def test_nothing_private_lies_readable_in_the_database(walked):
    sought = all_marks(walked)
    columns = every_value()
    found = {place: found_in(text, sought) for place, text in columns.items()}
    found |= {f"{place} (name)": ["name"] for place, text in columns.items() if NAME in text}
    assert {place: kept for place, kept in found.items() if kept} == {"people_person.full_name (name)": ["name"]}

    raw = raw_database()
    assert NAME.encode() in raw  # So that the search below is in what was written.
    assert [mark for mark in sought if mark.encode() in raw] == []
    the_marks_are_there_when_opened(walked)


def test_nothing_private_lies_readable_around_the_database(walked, caplog):
    records = "".join(str(record.__dict__) for record in caplog.records if record.name != "asyncio")
    sessions = [*walked.middle, *Session.objects.values_list("session_data", flat=True)]
    entries = cached()
    assert entries and walked.led and walked.console.getvalue()
    exported = io.StringIO()
    call_command("dumpdata", "--all", exclude=["people.person"], stdout=exported)
    places = {
        "logs": caplog.text + records,
        "the console": walked.console.getvalue(),
        "addresses": "\n".join(walked.led),
        "sessions": "\n".join(map(unpacked, sessions)),
        "the cache": entries.decode("utf-8", "replace"),
        "an export of the tables": exported.getvalue(),
        "names of files": "\n".join(
            str(path) for root in (site.PRIVATE_ROOT, site.MEDIA_ROOT) for path in files_under(root)
        ),
        "the keyring": "\n".join(f"{path} {path.read_bytes()!r}" for path in files_under(site.KEYRING_ROOT)),
    }
    found = {place: found_in(text, [*all_marks(walked), NAME]) for place, text in places.items()}
    found["addresses"] += found_in(places["addresses"], [MOBILE, MOBILE.lstrip("+")])
    found["the cache"] += found_in(places["the cache"], [MOBILE])
    assert {place: kept for place, kept in found.items() if kept} == {}


def test_files_and_their_keys_are_readable_nowhere(walked):
    files = files_under(site.PRIVATE_ROOT)
    keys = [key for each in Attachment.objects.all() for key in (each.key, keyring.key_of(each.owner))]
    assert files
    for content in [path.read_bytes() for path in [*files, *files_under(site.KEYRING_ROOT)]]:
        assert b"\x89PNG" not in content[:100]
        assert IN_THE_FILE.encode() not in content
        assert walked.picture[100:140] not in content
        assert not any(key in content for key in keys)
    assert list(Path(site.MEDIA_ROOT).rglob("*.png")) == []


def test_work_for_the_worker_names_rows_and_carries_no_values(walked):
    """Whatever waits for the worker lies in a table and in its log: numbers and names of things, no words."""
    given = [row.args_kwargs for row in DBTaskResult.objects.all()]
    assert given
    assert [word for word in words_in(given) if not IDENTIFIER.fullmatch(word)] == []


def words_in(value) -> list[str]:
    if isinstance(value, dict):
        return [word for pair in value.items() for part in pair for word in words_in(part)]
    if isinstance(value, list | tuple):
        return [word for part in value for word in words_in(part)]
    return [value] if isinstance(value, str) else []


@pytest.mark.parametrize("each", ENTERED, ids=lambda each: each.what)
def test_a_page_that_breaks_over_a_value_tells_nobody_which(each, member, sign_in, console, monkeypatch, caplog):
    """As when the database refuses a row and quotes it, with the value in local variables, form and cookies too."""

    def refuse(plain, *, context):
        if each.value in plain.decode():
            raise IntegrityError(f"Key ({context})=({plain.decode()}) already exists")
        return seal(plain, context=context)

    monkeypatch.setattr("sealing.fields.seal", refuse)
    client = sign_in(member)
    client.raise_request_exception = False
    client.cookies["typed"] = each.value.encode("unicode_escape").decode()
    assert client.post(each.address, {**each.beside, each.name: each.typed or each.value}).status_code == 500
    (told,) = mail.outbox
    for text in (told.subject, told.body, console.getvalue()):
        assert found_in(text, [*marks(), each.typed or each.value, *each.beside.values()]) == []
    assert "IntegrityError" in told.body and "IntegrityError" in console.getvalue()


def the_marks_are_there_when_opened(walk):
    """The other half of the proof: what was sought does exist, sealed."""
    opened = []
    for model in apps.get_models():
        sealed = [field.attname for field in model._meta.concrete_fields if type(field).__name__.startswith("Sealed")]
        opened += [str(getattr(row, name)) for row in model._default_manager.all() if sealed for name in sealed]
    text = "\n".join([*opened, *(sent.text for sent in MemoryGateway.outbox)])
    sought = MARKS | {each.what: each.value for each in ENTERED}
    assert [name for name, mark in sought.items() if mark not in text] == []
    assert walk.code in text
    assert Attachment.objects.count() == 2  # Of the request, and of the volunteer.


def test_what_leaves_by_message_carries_no_private_word(walked):
    """A phone is read by others: reference and code, nothing else."""
    sent = "\n".join(message.text for message in MemoryGateway.outbox if walked.code not in message.text)
    assert sent
    assert found_in(sent, [*marks(), NAME, "دعم مستفيد"]) == []


def test_what_is_printed_of_a_row_is_no_private_word(walked):
    printed = [f"{row} {row!r}" for model in apps.get_models() for row in model._default_manager.all()]
    assert found_in("\n".join(printed), [*all_marks(walked), NAME, MOBILE]) == []

"""Marked private values are sought everywhere they must not lie readable (invariant 1).

Only the name may stand in plain, in the person's file alone: staff find a case by it.
"""

import io
import logging
import re
import subprocess
import zlib
from pathlib import Path
from urllib.parse import unquote

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core import signing
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from PIL import Image, PngImagePlugin

from applications.models import Application
from attachments.models import Attachment
from notifications.actions import deliver_due, notify
from notifications.models import Recipient
from notifications.sms import MemoryGateway
from tests import cases
from tests.applications.test_journey import code_for

MOBILE = "+966501234567"
NAME = "نورة بنت ميزان العلامات"
FRACTION = re.compile(r"(?<=[0-9]:[0-9]{2}:[0-9]{2})\.[0-9]{6}")
MARKS = {
    "identity number": "1098765439",
    "birth date": "1979-11-27",
    "answer": "جوابي السري قرنفلة",
    "amount": "98761.25",
    "excuse": "عذري الخاص ياسمين",
    "what is wrong with a paper": "عيب الورقة زعفران",
    "note of the desk": "ملاحظة الاستقبال ريحان",
    "words of the committee": "كلام اللجنة خزامى",
    "why so early": "سبب التبكير نرجس",
    "why the number was read": "سبب الكشف سوسن",
    "name of the file": "تقرير-بنفسج",
    "mobile without an account": "+966559876543",
    "e-mail without an account": "private.tulip@example.test",
}
WRITTEN_OTHERWISE = ["27/11/1979", "0559876543"]


def marked_picture():
    content, about = io.BytesIO(), PngImagePlugin.PngInfo()
    about.add_text("Comment", "MARK-IN-THE-FILE")
    picture = Image.effect_noise((64, 64), 60)
    picture.save(content, "PNG", pnginfo=about)
    return content.getvalue()


class Walk:
    """One request from the first door to the decision, over the forms, remembering every address led to."""

    def __init__(self, client, service):
        self.client, self.service, self.led = client, service, []
        self.picture = marked_picture()

    def post(self, client, url, data=None):
        answer = client.post(url, data or {})
        assert answer.status_code in (200, 302), (url, answer.content.decode()[-3000:])
        self.led.append(unquote(answer.headers.get("Location", "")))
        return answer

    def of_the_person(self):
        self.post(self.client, "/accounts/login/code/", {"phone": MOBILE})
        self.middle = list(Session.objects.values_list("session_data", flat=True))
        self.code = code_for(MOBILE)
        self.post(self.client, "/accounts/login/code/confirm/", {"code": self.code, "action": "verify"})
        self.post(self.client, f"/apply/{self.service.slug}/")
        case = Application.objects.get()
        paper = SimpleUploadedFile(f"{MARKS['name of the file']}.png", self.picture)
        pages = {
            "name": {"full_name": NAME},
            "identity": {"identity_kind": "national", "identity_number": MARKS["identity number"]},
            "birth-date": {"birth_date": WRITTEN_OTHERWISE[0]},
            "q-question-0": {"answer": "5"},
            "q-question-1": {"answer": "إيجار"},
            "q-question-2": {"answer": "yes"},
            "q-question-3": {"answer": MARKS["amount"]},
            "q-question-4": {"answer": "1/1/2020"},
            "q-question-5": {"answer": MARKS["answer"]},
            "p-paper-0": {"file": paper},
            "p-paper-1": {"excuse": "other", "excuse_text": MARKS["excuse"]},
        }
        for slug, data in pages.items():
            self.post(self.client, case.step_url(slug), data)
        self.post(self.client, case.check_url())
        self.sign(case)
        return case

    def sign(self, case):
        url = f"{case.get_absolute_url()}declaration/"
        shown = self.client.get(url).context["form"].initial["answers_hash"]
        self.post(self.client, url, {"is_true": "on", "notice_seen": "on", "answers_hash": shown})

    def of_the_desk(self, case, reception, committee):
        base = f"/admin/requests/{case.reference}/"
        self.post(reception, f"{base}begin/")
        reception.get("/admin/requests/", {"q": NAME})
        self.post(reception, f"{base}reveal/", {"why": MARKS["why the number was read"]})
        given = {"note": MARKS["note of the desk"], "paper_paper-0": MARKS["what is wrong with a paper"]}
        self.post(reception, f"{base}send-back/", given)
        paper = SimpleUploadedFile(f"{MARKS['name of the file']}.png", self.picture)
        self.post(self.client, case.step_url("p-paper-0"), {"file": paper})
        self.sign(case)
        for key in ("paper-0", "paper-1"):
            self.post(reception, f"{base}papers/{key}/match/")
        self.post(reception, f"{base}refer/")
        reason = {"reason": MARKS["words of the committee"], "early_reason": MARKS["why so early"]}
        self.post(committee, f"{base}decide/", {"outcome": "approve", **reason})
        for url in (case.get_absolute_url(), "/my/", "/my/messages/"):
            assert self.client.get(url).status_code == 200


@pytest.fixture
def walked(transactional_db, client, staff, sign_in, caplog):
    MemoryGateway.outbox.clear()
    caplog.set_level(logging.DEBUG)
    # The picture codec and the SQL log speak of bytes and parameters; neither is on in any of our settings.
    for name in ("PIL", "django.db.backends", "faker"):
        caplog.set_level(logging.WARNING, logger=name)
    walk = Walk(client, cases.make_service(questions=6, papers=2))
    case = walk.of_the_person()
    walk.of_the_desk(case, sign_in(staff("reception")), sign_in(staff("committee")))
    outside = Recipient.objects.create(
        mobile=MARKS["mobile without an account"], email=MARKS["e-mail without an account"]
    )
    notify(outside, "applications/withdrawn", subject=case, context={"reference": case.reference, "service": "دعم"})
    deliver_due()
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
    return [*MARKS.values(), *WRITTEN_OTHERWISE, walk.code]


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


def test_nothing_private_lies_readable(walked, caplog):
    walk, marks = walked, all_marks(walked)
    places = {
        "logs": caplog.text + "".join(str(record.__dict__) for record in caplog.records if record.name != "asyncio"),
        "addresses": "\n".join(walk.led),
        "sessions": "\n".join(map(unpacked, [*walk.middle, *Session.objects.values_list("session_data", flat=True)])),
        "names of files": "\n".join(str(path) for path in Path(settings.PRIVATE_ROOT).rglob("*")),
    }
    columns = every_value()
    found = {place: found_in(text, [*marks, NAME]) for place, text in places.items()}
    found |= {place: found_in(text, marks) for place, text in columns.items()}
    found |= {f"{place} (name)": ["name"] for place, text in columns.items() if NAME in text}
    assert {place: kept for place, kept in found.items() if kept} == {"people_person.full_name (name)": ["name"]}

    raw = raw_database()
    assert NAME.encode() in raw  # So that the search below is in what was written.
    assert [mark for mark in marks if mark.encode() in raw] == []

    files = [path.read_bytes() for path in Path(settings.PRIVATE_ROOT).rglob("*") if path.is_file()]
    assert files
    for content in files:
        assert b"PNG" not in content[:100]
        assert b"MARK-IN-THE-FILE" not in content
        assert walk.picture[100:140] not in content
    assert list(Path(settings.MEDIA_ROOT).rglob("*.png")) == []

    the_marks_are_there_when_opened(walk)


def the_marks_are_there_when_opened(walk):
    """The other half of the proof: what was sought does exist, sealed."""
    opened = []
    for model in apps.get_models():
        sealed = [field.attname for field in model._meta.concrete_fields if type(field).__name__.startswith("Sealed")]
        opened += [str(getattr(row, name)) for row in model._default_manager.all() if sealed for name in sealed]
    text = "\n".join([*opened, *(sent.text for sent in MemoryGateway.outbox)])
    assert [name for name, mark in MARKS.items() if mark not in text] == []
    assert walk.code in text
    assert Attachment.objects.count() == 1


def test_what_leaves_by_message_carries_no_private_word(walked):
    """A phone is read by others: reference and code, nothing else."""
    sent = "\n".join(message.text for message in MemoryGateway.outbox if walked.code not in message.text)
    assert sent
    assert found_in(sent, [*MARKS.values(), *WRITTEN_OTHERWISE, NAME, "دعم مستفيد"]) == []


def test_what_is_printed_of_a_row_is_no_private_word(walked):
    printed = [f"{row} {row!r}" for model in apps.get_models() for row in model._default_manager.all()]
    assert found_in("\n".join(printed), [*all_marks(walked), NAME, MOBILE]) == []

"""A new sealing key: everything goes over to it, whenever the run is killed and whoever writes meanwhile."""

import os
import signal
import subprocess
import sys
import threading
import time
import uuid
from base64 import b64encode
from io import StringIO

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from attachments.actions import store
from attachments.models import Attachment
from attachments.queries import content
from audit.actions import record
from audit.models import AuditEvent
from notifications.models import Recipient
from sealing import Unreadable, keyring
from sealing.rotation import places, sealed_fields
from tests.attachments.samples import pdf, upload
from tests.test_layers import ROOT

OLD = b64encode(b"t" * 32).decode()  # As the test settings have it.
NEW = b64encode(b"n" * 32).decode()
OWNER = uuid.UUID(int=7)


@pytest.fixture(autouse=True)
def roots(settings, tmp_path):
    settings.KEYRING_ROOT = tmp_path / "keyring"
    settings.PRIVATE_ROOT = tmp_path / "private"


@pytest.fixture
def new_key(settings):
    """Call it when the new key is made active beside the old one; `alone` when the old one is dropped."""

    def activate(*, alone=False):
        settings.SEALING_KEYS = {"2027": NEW} if alone else {"test": OLD, "2027": NEW}
        settings.SEALING_ACTIVE_KEY = "2027"

    return activate


def run(*options):
    told = StringIO()
    call_command("rotate_sealing_key", *options, stdout=told)
    return told.getvalue()


def recipients(count, start=0):
    rows = [Recipient(mobile=f"+96650{number:07d}", email=f"r{number}@example.test") for number in range(start, count)]
    return Recipient.objects.bulk_create(rows)


def under(key):
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM notifications_recipient WHERE mobile LIKE %s", [f"v1:{key}:%"])
        return cursor.fetchone()[0]


@pytest.mark.django_db
def test_everything_reads_with_the_new_key_alone_afterwards(member, new_key):
    recipients(5)
    paper = store(upload("ورقة.pdf", body := pdf()), by=member, owner=OWNER)
    loose = store(upload("أخرى.pdf", body), by=member, owner=None)
    record("person.revealed", by=member, subject=member, reason="سبب الكشف")
    TOTP.activate(member, "JBSWY3DPEHPK3PXP")
    RecoveryCodes.activate(member)
    codes = RecoveryCodes(Authenticator.objects.get(type="recovery_codes")).get_unused_codes()
    session = SessionStore()
    session["phone"] = "+966500000001" * 40  # Long enough to be compressed.
    session.save()

    new_key()
    told = run("--batch", "2")
    assert "Everything lies under 2027." in told and "test=" not in told
    new_key(alone=True)
    assert sorted(row.email for row in Recipient.objects.filter(user=None)) == [f"r{n}@example.test" for n in range(5)]
    for each in (paper, loose):
        assert b"".join(content(Attachment.objects.get(pk=each.pk))) == body
    assert AuditEvent.objects.get(action="person.revealed").reason == "سبب الكشف"
    assert Authenticator.objects.get(type="totp").wrap().validate_code("000000") is False  # It opened.
    assert Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes() == codes
    assert SessionStore(session.session_key)["phone"] == "+966500000001" * 40
    assert run("--check")


@pytest.mark.django_db
def test_checking_tells_what_needs_the_old_key_and_changes_nothing(new_key):
    recipients(3)
    keyring.key_for(OWNER)
    assert "Everything lies under test." in run("--check")
    new_key()
    told = StringIO()
    with pytest.raises(CommandError, match="Keep the older keys") as refusal:
        call_command("rotate_sealing_key", "--check", stdout=told)
    assert refusal.value.returncode == 1
    assert "notifications.Recipient  test=6" in told.getvalue() and "sealing.keyring  test=1" in told.getvalue()
    assert under("test") == 3 and keyring.key_id(OWNER) == "test"
    recipients(4, start=3)
    assert under("2027") == 1


@pytest.mark.django_db
def test_what_it_prints_holds_no_value_and_no_token(new_key):
    recipients(3)
    session = SessionStore()
    session.save()
    new_key()
    told = run()
    assert not any(part in told for part in ("v1:", "+9665", "example.test", session.session_key, NEW, OLD))


@pytest.mark.django_db
def test_a_second_run_writes_nothing(new_key):
    recipients(3)
    new_key()
    run()
    before = list(Recipient.objects.values_list("mobile", "email"))
    assert "Sealed anew: 0" in run()
    assert list(Recipient.objects.values_list("mobile", "email")) == before


@pytest.mark.django_db
def test_a_row_that_does_not_open_is_named_and_keeps_the_run_going(new_key):
    rows = recipients(3)
    damaged = rows[1].pk.hex if connection.vendor == "sqlite" else rows[1].pk
    with connection.cursor() as cursor:
        cursor.execute("UPDATE notifications_recipient SET mobile = 'v1:test:AAAA' WHERE id = %s", [damaged])
    new_key()
    told = StringIO()
    with pytest.raises(CommandError):
        call_command("rotate_sealing_key", "--batch", "1", stdout=told)
    assert f"Does not open: notifications.Recipient {rows[1].pk}" in told.getvalue()
    assert under("2027") == 2
    with pytest.raises(Unreadable):
        assert Recipient.objects.get(pk=rows[1].pk).mobile


@pytest.mark.django_db
def test_a_key_whose_id_begins_like_another_is_told_apart(settings):
    settings.SEALING_KEYS = {"test": OLD, "test2": NEW, "TEST": b64encode(b"u" * 32).decode(), "te%t": NEW}
    recipients(2)
    for active in ("test2", "TEST", "te%t", "test"):
        settings.SEALING_ACTIVE_KEY = active
        assert f"Recipient  {active}=4" in run()


@pytest.mark.django_db
def test_a_session_that_does_not_open_ends(new_key):
    broken, lost = (Session(session_key=name * 32, session_data=name, expire_date="2099-01-01T00:00Z") for name in "ab")
    lost.session_data = SessionStore().encode({"a": 1})
    for each in (broken, lost):
        each.save()
    new_key(alone=True)
    run()
    assert not Session.objects.exists()


@pytest.mark.django_db
def test_the_trail_keeps_all_but_the_seal(member, new_key):
    record("person.revealed", by=member, subject=member, reason="سبب", details={"field": "x"})
    before = AuditEvent.objects.values().get(action="person.revealed")
    new_key()
    run()
    after = AuditEvent.objects.values().get(action="person.revealed")
    assert before.pop("reason") != after.pop("reason")
    assert before == after


def test_every_model_with_a_sealed_field_is_brought_along():
    names = {place.name for place in places()}
    assert {"people.Person", "attachments.Attachment", "audit.AuditEvent", "applications.Answer"} <= names
    assert {"mfa.Authenticator", "sessions.Session", "sealing.keyring"} <= names
    assert len(names) == len(places())
    assert [each.attname for each in sealed_fields(Attachment)] == ["name", "sealed_key"]


# --- Killed, and at the same time as others --------------------------------------------------------------


def in_a_process(tmp_path, *options):
    """The command in a process of its own, on this test's database and folders, with the new key beside the old."""
    there = connection.settings_dict
    url = f"sqlite:///{there['NAME']}"
    if connection.vendor == "postgresql":
        url = f"postgres://{there['USER']}:{there['PASSWORD']}@{there['HOST']}:{there['PORT'] or 5432}/{there['NAME']}"
    code = (
        "import sys, django\n"
        "from django.conf import settings\n"
        "django.setup()\n"
        "from pathlib import Path\n"
        f"settings.SEALING_KEYS, settings.SEALING_ACTIVE_KEY = {({'test': OLD, '2027': NEW}, '2027')!r}\n"
        f"settings.KEYRING_ROOT = Path({str(tmp_path / 'keyring')!r})\n"
        "from django.core.management import call_command\n"
        "call_command('rotate_sealing_key', *sys.argv[1:])\n"
    )
    environment = {**os.environ, "DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "site_project.settings.test"}
    command = [sys.executable, "-W", "ignore", "-c", code, *options]
    return subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def wait_for(condition, seconds=60):
    until = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < until
        time.sleep(0.02)


@pytest.mark.django_db(transaction=True)
def test_killed_amid_its_work_it_is_finished_by_the_next_run(tmp_path, new_key):
    recipients(60)
    for number in range(30):
        keyring.key_for(uuid.UUID(int=number))
    killed = in_a_process(tmp_path, "--batch", "3", "--pause", "0.1")
    wait_for(lambda: under("2027") >= 6)
    killed.send_signal(signal.SIGKILL)
    killed.communicate()
    assert killed.returncode == -signal.SIGKILL
    done = under("2027")
    assert 6 <= done < 60 and done % 3 == 0 and done + under("test") == 60
    new_key()
    assert len({row.mobile for row in Recipient.objects.all()}) == 60  # Half and half, and the site reads on.

    resumed = in_a_process(tmp_path, "--batch", "7")
    told, fault = resumed.communicate(timeout=120)
    assert resumed.returncode == 0, fault
    assert "Everything lies under 2027." in told
    new_key(alone=True)
    found = sorted((row.mobile, row.email) for row in Recipient.objects.all())
    assert found == [(f"+96650{number:07d}", f"r{number}@example.test") for number in range(60)]
    assert len({keyring.key_of(uuid.UUID(int=number)) for number in range(30)}) == 30


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_what_others_write_meanwhile_stands(tmp_path, new_key):
    """Hundreds of saves beside the run; the last of each row is what stays."""
    rows = recipients(40)
    rotating = in_a_process(tmp_path, "--batch", "4", "--pause", "0.01")
    turn = 0
    while rotating.poll() is None:
        for row in rows[:10]:
            row.email = f"turn{turn}@example.test"
            row.save(update_fields=["email"])
        turn += 1
        time.sleep(0.005)
    told, fault = rotating.communicate()
    assert turn > 3 and told, fault
    new_key()
    run()
    new_key(alone=True)
    found = {row.pk: row.email for row in Recipient.objects.all()}
    assert all(found[row.pk] == f"turn{turn - 1}@example.test" for row in rows[:10])
    assert all(found[row.pk] == row.email for row in rows[10:])


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif("connection.vendor == 'sqlite'", reason="SQLite locks the whole database")
def test_a_row_that_someone_holds_is_passed_over_and_met_again(tmp_path):
    rows = recipients(6)
    held, let_go = threading.Event(), threading.Event()

    def hold():
        with transaction.atomic():
            Recipient.objects.select_for_update().get(pk=rows[0].pk)
            held.set()
            let_go.wait(30)
        connection.close()

    holder = threading.Thread(target=hold)
    holder.start()
    held.wait(30)
    rotating = in_a_process(tmp_path, "--batch", "2")
    wait_for(lambda: under("2027") == 5)
    let_go.set()
    holder.join()
    _told, fault = rotating.communicate(timeout=60)
    assert (rotating.returncode, under("2027")) == (0, 6), fault


# --- A copy of the data made before the rotation ----------------------------------------------------------


@pytest.mark.django_db
def test_rows_restored_from_before_the_rotation_read_and_are_rotated_again(new_key):
    recipients(4)
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, mobile, email FROM notifications_recipient")
        dump = cursor.fetchall()
    new_key()
    run()
    with connection.cursor() as cursor:
        cursor.executemany(
            "UPDATE notifications_recipient SET mobile = %s, email = %s WHERE id = %s",
            [(mobile, email, key) for key, mobile, email in dump],
        )
    assert under("test") == 4
    assert {row.email for row in Recipient.objects.all()} == {f"r{number}@example.test" for number in range(4)}
    assert "Everything lies under 2027." in run()
    new_key(alone=True)
    assert {row.email for row in Recipient.objects.all()} == {f"r{number}@example.test" for number in range(4)}


@pytest.mark.django_db
def test_without_its_key_a_restored_row_is_unreadable_never_ciphertext(new_key):
    row = recipients(1)[0]
    new_key(alone=True)
    with pytest.raises(Unreadable) as refusal:
        assert Recipient.objects.get(pk=row.pk).mobile
    assert "v1:" not in str(refusal.value)
    with pytest.raises(CommandError, match="Keep the older keys"):
        run("--check")

"""While the scanner is away files are kept unopened; when it is back they open, or go and their owner is told."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.management import call_command
from django.test import RequestFactory

from attachments import actions, refusals, vault
from attachments.actions import refuse, release, scan_quarantined, store
from attachments.enums import State
from attachments.models import Attachment
from attachments.queries import content, respond
from audit.models import AuditEvent
from tests.attachments.samples import pdf, upload
from tests.attachments.test_scanner import VIRUS, FakeClamd

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("private_root")]
NOBODY_THERE = "127.0.0.1:1"
INFECTED = pdf() + b"\n%" + VIRUS


@pytest.fixture
def away(settings):
    settings.CLAMD_ADDRESS = NOBODY_THERE
    return settings


@pytest.fixture
def told(monkeypatch):
    heard = []
    monkeypatch.setattr(refusals, "_told", [lambda attachment: heard.append(attachment.pk)])
    return heard


def kept(body=None):
    return store(upload("ورقة.pdf", body or pdf()), by=None, owner=None)


def opened(attachment):
    request = RequestFactory().get("/")
    request.user = AnonymousUser()
    return respond(request, Attachment.objects.get(pk=attachment.pk))


def test_a_file_that_no_scanner_saw_is_kept_and_opens_for_nobody(away):
    attachment = kept()
    assert attachment.is_waiting and b"".join(content(attachment)) == pdf()
    response = opened(attachment)
    assert response.status_code == 409
    assert response["Cache-Control"] == "private, no-store"
    assert b"%PDF" not in response.content and "ورقة" not in response.content.decode()
    assert "محفوظ" in response.content.decode()


def test_a_file_that_the_scanner_saw_is_open_at_once(settings):
    settings.CLAMD_ADDRESS = FakeClamd().address
    assert kept().state == State.CLEAN


def test_the_scanner_is_back_and_finds_nothing(away, capsys):
    attachments = [kept(), kept()]
    call_command("scan_quarantined")
    assert "Still waiting: 2" in capsys.readouterr().out
    away.CLAMD_ADDRESS = FakeClamd(times=2).address
    call_command("scan_quarantined")
    assert "Still waiting: 0" in capsys.readouterr().out
    for attachment in attachments:
        assert b"".join(opened(attachment).streaming_content) == pdf()
    assert AuditEvent.objects.filter(action="file.released").count() == 2


def test_the_scanner_is_back_and_finds_a_virus(away, told):
    bad, good = kept(INFECTED), kept()
    away.CLAMD_ADDRESS = FakeClamd(times=2).address
    assert scan_quarantined() == 0
    bad.refresh_from_db()
    good.refresh_from_db()
    assert (bad.state, good.state) == (State.REFUSED, State.CLEAN)
    assert not vault.path_of(bad.stored_as).exists() and vault.path_of(good.stored_as).exists()
    assert told == [bad.pk]
    response = opened(bad)
    assert response.status_code == 410 and "فيروس" in response.content.decode()
    (row,) = AuditEvent.objects.filter(action="file.refused")
    assert row.details == {"cause": "infected"}


def test_a_second_verdict_changes_nothing(away, told):
    attachment = kept()
    release(attachment)
    refuse(attachment)
    attachment.refresh_from_db()
    assert attachment.state == State.CLEAN
    assert b"".join(content(attachment)) == pdf()
    assert AuditEvent.objects.count() == 1


def test_a_file_discarded_meanwhile_is_no_fault(away, told):
    attachment = kept()
    actions.discard(Attachment.objects.get(pk=attachment.pk))
    release(attachment)
    refuse(attachment)
    assert not Attachment.objects.exists() and not AuditEvent.objects.exists()


def test_a_room_that_fails_to_hear_keeps_the_file_in_quarantine(away, monkeypatch):
    def fail(attachment):
        raise RuntimeError

    monkeypatch.setattr(refusals, "_told", [fail])
    attachment = kept()
    with pytest.raises(RuntimeError):
        refuse(attachment)
    attachment.refresh_from_db()
    assert attachment.is_waiting and vault.path_of(attachment.stored_as).exists()


def test_without_an_address_what_waits_goes_on_waiting(away):
    attachment = kept(INFECTED)
    away.CLAMD_ADDRESS = ""
    assert scan_quarantined() == 1
    assert opened(attachment).status_code == 409


def test_a_scanner_that_is_away_is_asked_three_times_at_most(away, monkeypatch):
    for _number in range(5):
        kept()
    asked = []
    really = actions.scan
    monkeypatch.setattr(actions, "scan", lambda plain: asked.append(1) or really(plain))
    assert scan_quarantined() == 5
    assert len(asked) == 3


def test_a_file_that_can_not_be_read_keeps_no_other_waiting(away, caplog):
    broken, good = kept(), kept()
    vault.path_of(broken.stored_as).write_bytes(b"nothing sealed")
    away.CLAMD_ADDRESS = FakeClamd(times=2).address
    assert scan_quarantined() == 1
    good.refresh_from_db()
    assert good.is_open and str(broken.pk) in caplog.text and "ورقة" not in caplog.text

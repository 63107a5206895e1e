"""Keep a file, throw one away, let one out of quarantine."""

import logging
from base64 import b64encode
from collections.abc import Callable, Iterable
from datetime import timedelta
from functools import partial
from typing import IO, Any
from uuid import UUID

from django.conf import settings
from django.core.files.base import File
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from audit.actions import record
from sealing import Unreadable, keyring
from sealing.crypto import new_key
from sealing.index import blind

from . import vault
from .causes import BadFile, Cause
from .checks import CheckedFile, check, check_room
from .enums import State
from .models import Attachment, MadeFile
from .queries import SealedReader, in_tray
from .refusals import tell_refused
from .scanner import ScannerAway, scan

logger = logging.getLogger(__name__)
FAILURES_ENOUGH = 3
FINGERPRINT = "attachments.content"
_keepers: list[Callable[[str], bool]] = []


def keep_files_of(holds: Callable[[str], bool]) -> None:
    """Let a room that keeps files of its own in the private folder say which of them still have their row."""
    if holds not in _keepers:
        _keepers.append(holds)


@transaction.atomic
def store(
    upload: File[Any] | CheckedFile, *, by: User | None, owner: UUID | None, kind: str = "", tray: str = ""
) -> Attachment:
    """Check the file (unless a form did), seal it to disk and make its row; neither stays without the other.

    `owner` names whose key guards it: the person whom the paper is about, or None for nobody's. `kind` is the upper
    room's name for the paper. A file that no scanner saw waits in quarantine. Raises BadFile, and sealing.Erased for
    an owner whose key was erased.
    """
    checked = upload if isinstance(upload, CheckedFile) else check(upload)
    key = new_key()
    attachment = Attachment(kind=kind, name=checked.name, content_type=checked.file_type, uploaded_by=by, tray=tray)
    attachment.state = State.CLEAN if checked.is_scanned else State.QUARANTINED
    attachment.owner = owner
    attachment.keep_key(key)
    checked.content.seek(0)
    written = vault.write(checked.content, key=key, context=attachment.context)
    attachment.stored_as, attachment.size = written.stored_as, written.size
    attachment.fingerprint = blind(written.digest, purpose=FINGERPRINT)
    attachment.save(force_insert=True)
    return attachment


@transaction.atomic
def discard(attachment: Attachment) -> None:
    """Delete the row, then the file once that is certain. Raises ProtectedError while something points to it."""
    stored_as = attachment.stored_as
    attachment.delete()
    transaction.on_commit(partial(vault.remove, stored_as), robust=True)


def seal_made(row: MadeFile, made: IO[bytes]) -> None:
    """Seal to disk what the worker made; the caller saves the row."""
    key = new_key()
    row.sealed_key = b64encode(key).decode()
    written = vault.write(made, key=key, context=row.context)
    row.stored_as, row.size, row.made_at = written.stored_as, written.size, timezone.now()


@transaction.atomic
def discard_made(row: MadeFile) -> None:
    """Delete the row, then the file once that is certain."""
    row.delete()
    remove_made(row)


def remove_made(row: MadeFile) -> None:
    """The file alone, once the caller's transaction has removed the row."""
    if row.stored_as:
        transaction.on_commit(partial(vault.remove, row.stored_as), robust=True)


@transaction.atomic
def erase(owner: UUID) -> None:
    """Destroy the key of every file of `owner`, once the caller's transaction stands: no copy of them opens any more.

    Rows and files are for the caller to discard. Harmless when repeated, which a crash right after the commit asks for.
    """
    transaction.on_commit(partial(keyring.erase, owner))


@transaction.atomic
def put(
    upload: File[Any] | CheckedFile,
    *,
    tray: str,
    by: User,
    owner: UUID | None,
    kind: str = "",
    beside: Iterable[Attachment] = (),
) -> Attachment:
    """Keep a file for a form that is not sent yet. Sent twice, it is there once.

    `tray` names the form's place, `beside` is what it holds already. Raises BadFile, past its limits too.
    """
    User.objects.select_for_update().get(pk=by.pk)  # Two uploads at once are counted one after the other.
    there = list(in_tray(tray, by=by).exclude(state=State.REFUSED))
    made = store(upload, by=by, owner=owner, kind=kind, tray=tray)
    same = [each for each in there if each.fingerprint == made.fingerprint]
    if same:
        discard(made)
        return same[0]
    check_room({each.fingerprint: each.size for each in (*beside, *there, made)})
    return made


@transaction.atomic
def take(tray: str, *, by: User) -> list[Attachment]:
    """The form is sent: what lies in its tray is the caller's to point to, in this transaction."""
    taken = []
    for attachment in in_tray(tray, by=by).select_for_update():
        if attachment.is_refused:
            discard(attachment)
            continue
        attachment.tray = ""
        attachment.save(update_fields=["tray"])
        taken.append(attachment)
    return taken


@transaction.atomic
def take_out(attachment_id: UUID, *, tray: str, by: User | None) -> bool:
    """Remove one's file from the tray; False when it is not there (any more)."""
    found = in_tray(tray, by=by).select_for_update().filter(pk=attachment_id).first()
    if found:
        discard(found)
    return bool(found)


@transaction.atomic
def release(attachment: Attachment) -> None:
    """The scanner found nothing: the file opens from now on. Harmless when repeated or discarded meanwhile."""
    if held := _quarantined(attachment):
        held.state = State.CLEAN
        held.save(update_fields=["state"])
        record("file.released", by=None, subject=held)


@transaction.atomic
def refuse(attachment: Attachment) -> None:
    """The scanner found a virus: the bytes go, the row stays to say so, and the room that owns it is told.

    The owner's rows are locked before the file's, as everyone does. Harmless when repeated or discarded meanwhile.
    """
    tell_refused(attachment)
    held = _quarantined(attachment)
    if held is None:
        transaction.set_rollback(True)
        return
    held.state = State.REFUSED
    held.save(update_fields=["state"])
    record("file.refused", by=None, subject=held, details={"cause": Cause.INFECTED.value})
    transaction.on_commit(partial(vault.remove, held.stored_as), robust=True)


def scan_quarantined() -> int:
    """Have the scanner look at what waits for it; how many still wait. Without an address they go on waiting.

    In any order, and until the scanner failed a few times: one that it can't take keeps no other waiting.
    """
    waiting = Attachment.objects.filter(state=State.QUARANTINED)
    failures = 0
    for attachment in list(waiting.order_by("?")) if settings.CLAMD_ADDRESS else []:
        try:
            _scan_one(attachment)
        except ScannerAway:
            failures += 1
        except (Unreadable, FileNotFoundError):
            logger.exception("A file in quarantine could not be read: %s", attachment.pk)
        if failures == FAILURES_ENOUGH:
            break
    return waiting.count()


def _scan_one(attachment: Attachment) -> None:
    """The scanner is asked outside of any transaction, since it may take its time."""
    try:
        with SealedReader(attachment) as plain:
            scan(plain)
    except BadFile:
        refuse(attachment)
    else:
        release(attachment)


def _quarantined(attachment: Attachment) -> Attachment | None:
    held = Attachment.objects.select_for_update().filter(pk=attachment.pk, state=State.QUARANTINED)
    return held.first()


def sweep(*, older_than: timedelta = timedelta(days=1)) -> int:
    """Remove files that have no row, and files in a tray whose form was never sent; how many."""
    moment = timezone.now() - older_than
    before = moment.timestamp()
    removed = 0
    left = Attachment.objects.filter(created_at__lt=moment).exclude(tray="")
    for attachment in left:
        removed += take_out(attachment.pk, tray=attachment.tray, by=attachment.uploaded_by)
    for stored_as, changed in vault.names():
        if changed < before and not _is_kept(stored_as):
            vault.remove(stored_as)
            removed += 1
    return removed


def _is_kept(stored_as: str) -> bool:
    return Attachment.objects.filter(stored_as=stored_as).exists() or any(holds(stored_as) for holds in _keepers)

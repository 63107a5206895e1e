"""Keep a file, throw one away."""

from base64 import b64encode
from datetime import timedelta
from functools import partial
from typing import Any

from django.core.files.base import File
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from sealing.crypto import new_key
from sealing.index import blind

from . import vault
from .checks import CheckedFile, check
from .models import Attachment

FINGERPRINT = "attachments.content"


@transaction.atomic
def store(upload: File[Any] | CheckedFile, *, by: User | None, kind: str = "") -> Attachment:
    """Check the file (unless a form did), seal it to disk and make its row; neither stays without the other.

    Raises BadFile. `kind` is the upper room's name for the paper.
    """
    checked = upload if isinstance(upload, CheckedFile) else check(upload)
    key = new_key()
    attachment = Attachment(kind=kind, name=checked.name, content_type=checked.file_type, uploaded_by=by)
    attachment.sealed_key = b64encode(key).decode()
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


def sweep(*, older_than: timedelta = timedelta(days=1)) -> int:
    """Remove files that have no row, left by a crash or a deletion elsewhere; how many."""
    before = (timezone.now() - older_than).timestamp()
    removed = 0
    for stored_as, changed in vault.names():
        if changed < before and not Attachment.objects.filter(stored_as=stored_as).exists():
            vault.remove(stored_as)
            removed += 1
    return removed

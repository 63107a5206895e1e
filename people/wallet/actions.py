"""Writing the papers of a file. The person's row is locked first, as in every action that reads a file's papers."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import ProtectedError
from django.utils import timezone

from accounts.models import User
from attachments.actions import discard, store
from attachments.models import Attachment
from audit.actions import record
from people.models import Document, DocumentFile, Person
from people.wallet.uses import Use, uses_of

DETAILS = ("title", "number", "issued_on", "expires_on")


class StillUsed(Exception):
    """The paper can't go or change: `uses` are the requests that rely on it."""

    def __init__(self, uses: Sequence[Use]) -> None:
        super().__init__("still used")
        self.uses = uses


class Gone(Exception):
    """The paper was taken out or followed by a newer one meanwhile."""


@transaction.atomic
def add(
    person: Person,
    *,
    by: User | None,
    kind: str,
    uploads: Iterable[Any],
    title: str = "",
    number: str = "",
    issued_on: date | None = None,
    expires_on: date | None = None,
) -> Document:
    """Lay a paper into the file, with its files in order (already checked by their form fields)."""
    files = [store(upload, by=by, owner=person.pk, kind="paper") for upload in uploads]
    details = {"title": title, "number": number, "issued_on": issued_on, "expires_on": expires_on}
    return _lay(_locked(person), files, by=by, kind=kind, **details)


@transaction.atomic
def keep(
    person: Person, attachments: Sequence[Attachment], *, by: User | None, kind: str, former: Document | None = None
) -> Document:
    """Keep files that were sent elsewhere as a paper of this file; they stay where they were sent too.

    A `former` one that was sent by mistake goes for good when nobody matched it and nothing relies on it.
    """
    document = _lay(_locked(person), attachments, by=by, kind=kind)
    if former is not None:
        follow(former, document, by=by)
    return document


@transaction.atomic
def renew(document: Document, *, by: User | None, uploads: Iterable[Any], **details: Any) -> Document:
    """A newer paper in the place of `document`, which stays in the history and in the requests sent with it.

    Raises Gone when another one took its place first.
    """
    former = _present(document)
    files = [store(upload, by=by, owner=former.person_id, kind="paper") for upload in uploads]
    newer = _lay(former.person, files, by=by, kind=former.kind, **{"title": former.title, **details})
    former.replaced_by = newer
    former.save(update_fields=["replaced_by"])
    record("document.renewed", by=by, subject=former)
    return newer


@transaction.atomic
def amend(document: Document, *, by: User | None, **details: Any) -> Document:
    """Complete or correct what stands on the paper. Whoever matched it did so for what stood there before.

    Raises Gone, or StillUsed while staff work on a request that was signed over these details.
    """
    kept = _present(document)
    changed = [name for name in DETAILS if name in details and details[name] != getattr(kept, name)]
    if not changed:
        return kept
    if working := [use for use in uses_of([kept.pk])[kept.pk] if use.is_sent and use.is_open]:
        raise StillUsed(working)
    for name in changed:
        setattr(kept, name, details[name])
    _unsight(kept)
    kept.save()
    record("document.amended", by=by, subject=kept, details={"fields": changed})
    return kept


@transaction.atomic
def remove(document: Document, *, by: User | None) -> None:
    """Take the paper and its former ones out of the file. Twice is as once.

    What no request was sent with goes for good, files and all. Raises StillUsed while an open request relies on one.
    """
    found = _locked_document(document)
    if found is None or found.removed_at is not None:
        return
    going = _with_former(found)
    uses = uses_of([each.pk for each in going])
    if open_ones := [use for each in going for use in uses[each.pk] if use.is_open]:
        raise StillUsed(open_ones)
    record("document.removed", by=by, subject=found.person, details={"document": str(found.pk)})
    for each in reversed(going):  # The oldest first, so that none is left without its follower.
        if uses[each.pk]:
            each.removed_at = timezone.now()
            each.save(update_fields=["removed_at"])
        else:
            erase(each)


@transaction.atomic
def undo(document: Document) -> bool:
    """Take back a paper laid in by a slip, when nobody matched it and nothing relies on it; whether it went."""
    if not document.is_current or document.sighted_at is not None or uses_of([document.pk])[document.pk]:
        return False
    erase(document)
    return True


@transaction.atomic
def follow(former: Document, newer: Document, *, by: User | None) -> None:
    """Let `newer` stand for `former`: for good when it was a slip, else with the former one in the history."""
    if former.pk == newer.pk or not former.is_current:
        return
    if former.sighted_at is None and not uses_of([former.pk])[former.pk]:
        former.former.update(replaced_by=newer)
        erase(former)
        return
    former.replaced_by = newer
    former.save(update_fields=["replaced_by"])
    record("document.renewed", by=by, subject=former)


@transaction.atomic
def sight(document: Document, *, by: User, at: datetime, note: str = "") -> None:
    """A colleague compared the paper with its original (R37). The first matching stands until it is taken back."""
    kept = _locked_document(document)
    if kept is None or kept.sighted_at is not None:
        return
    kept.sighted_at, kept.sighted_by, kept.sighted_note = at, by, note
    kept.save(update_fields=["sighted_at", "sighted_by", "sighted_note"])
    record("document.sighted", by=by, subject=kept)


@transaction.atomic
def unsight(document: Document, *, by: User, at: datetime) -> None:
    """Take back the matching that was written at `at`; another one stays."""
    kept = _locked_document(document)
    if kept is None or kept.sighted_at != at:
        return
    _unsight(kept)
    kept.save(update_fields=["sighted_at", "sighted_by", "sighted_note"])
    record("document.unsighted", by=by, subject=kept)


@transaction.atomic
def erase(document: Document) -> None:
    """Delete the paper, and each of its files that stands nowhere else."""
    files = list(document.files.select_related("attachment"))
    for each in files:
        release(each)
    document.delete()


@transaction.atomic
def release(file: DocumentFile) -> None:
    """Take a file from its paper, and discard it unless a request still holds it."""
    attachment = file.attachment
    file.delete()
    let_go(attachment)


def let_go(attachment: Attachment) -> None:
    """Discard a file that nothing points to any more; one that something holds stays."""
    try:
        with transaction.atomic():
            discard(attachment)
    except ProtectedError:
        pass


def _lay(person: Person, attachments: Sequence[Attachment], *, by: User | None, kind: str, **details: Any) -> Document:
    document = Document.objects.create(person=person, kind=kind, **details)
    for order, attachment in enumerate(attachments):
        DocumentFile.objects.create(document=document, attachment=attachment, order=order)
    record("document.added", by=by, subject=document, details={"files": len(attachments)})
    return document


def _locked(person: Person) -> Person:
    return Person.objects.select_for_update().get(pk=person.pk)


def _locked_document(document: Document) -> Document | None:
    _locked(document.person)
    return Document.objects.select_for_update(of=("self",)).select_related("person").filter(pk=document.pk).first()


def _present(document: Document) -> Document:
    found = _locked_document(document)
    if found is None or not found.is_current:
        raise Gone
    return found


def _with_former(document: Document) -> list[Document]:
    """The paper and all that it followed, newest first."""
    found, step = [document], [document]
    while step:
        step = list(Document.objects.filter(replaced_by__in=step, removed_at__isnull=True).select_for_update())
        found += step
    return found


def _unsight(document: Document) -> None:
    document.sighted_at = document.sighted_by = None
    document.sighted_note = ""

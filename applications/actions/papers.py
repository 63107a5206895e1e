"""Giving the papers of a request."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import translation

from accounts.models import User
from applications import papers, queries
from applications.actions.answers import editable
from applications.declaration import void_declaration as void_declaration
from applications.enums import Event
from applications.history import keep
from applications.locking import lock as lock  # These as themselves: rooms above take them from here.
from applications.models import Application, Paper, PaperFile
from applications.refusals import NOT_YOURS as NOT_YOURS
from applications.signing.actions import sign as sign
from attachments.actions import put, store, take, take_out
from attachments.causes import Cause
from attachments.enums import State
from attachments.models import Attachment
from people.wallet.actions import let_go


@transaction.atomic
def attach_paper(application: Application, key: str, upload: Any, *, by: User) -> Paper:
    """Keep one more file (already checked by its form field) of the paper `key`."""
    case = editable(application, by)
    return _give(case, key, [store(upload, by=by, owner=case.person_id, kind="paper")], by=by)


@transaction.atomic
def put_paper(application: Application, key: str, upload: Any, *, by: User) -> Attachment:
    """Keep a file in the tray of the paper's page, until the page is saved. Raises BadFile past the limits."""
    case = editable(application, by)
    files = [file.attachment for file in PaperFile.objects.filter(paper__application=case, paper__key=key)]
    return put(upload, tray=queries.tray_of(case, key), by=by, owner=case.person_id, kind="paper", beside=files)


@transaction.atomic
def save_paper(application: Application, key: str, *, by: User) -> Paper | None:
    """The page of a paper is saved: what lies in its tray is of the paper from now on. None when nothing does."""
    case = editable(application, by)
    taken = take(queries.tray_of(case, key), by=by)
    return _give(case, key, taken, by=by) if taken else None


@transaction.atomic
def remove_file(application: Application, key: str, file: UUID, *, by: User) -> None:
    """Remove a file from the paper `key`, saved or not. Harmless when it is gone already."""
    case = editable(application, by)
    files = PaperFile.objects.select_related("paper__document", "attachment")
    kept = files.filter(paper__application=case, paper__key=key, attachment=file).first()
    if kept is None:
        take_out(file, tray=queries.tray_of(case, key), by=by)
        return
    kept.delete()
    paper = kept.paper
    papers.keep_in_file(case, paper, paper.document, by=by)
    let_go(kept.attachment)
    paper.matched_at = paper.matched_by = None
    paper.save(update_fields=["matched_at", "matched_by"])
    void_declaration(case)


@transaction.atomic
def use_document(application: Application, key: str, document: UUID, *, by: User) -> Paper:
    """Let a paper of the person's file stand for `key` (R8). Raises Refused for one that ended or is gone (R37)."""
    case = editable(application, by)
    found = papers.chosen(case, key, document)
    paper, _made = Paper.objects.get_or_create(application=case, key=key)
    if paper.document_id == found.pk and paper.is_reused and not (paper.problem or paper.excuse):
        return paper
    _discard_files(paper.files.all())
    paper.document = found
    paper.excuse = paper.excuse_text = ""
    paper.alternative = None
    _renew(paper)
    void_declaration(case)
    return paper


@transaction.atomic
def excuse_paper(
    application: Application, key: str, *, excuse: str, text: str, by: User, alternative: str = ""
) -> Paper:
    """Note why the paper `key` cannot be brought (R8), in place of its files; a blank excuse takes it back.

    `alternative` names what the person brings instead, of those that the service accepts: what lies in the tray of
    the page is its files, and those that were sent for the same alternative before stay.
    """
    case = editable(application, by)
    paper, _made = Paper.objects.get_or_create(application=case, key=key)
    instead = alternative if excuse and alternative else None
    if ((excuse or paper.alternative) and instead != paper.alternative) or (excuse and not instead):
        paper.document = None
        _discard_files(paper.files.all())
    paper.excuse, paper.excuse_text, paper.alternative = excuse, text if excuse else "", instead
    _renew(paper)
    for attachment in take(queries.tray_of(case, key), by=by) if instead else ():
        PaperFile.objects.create(paper=paper, attachment=attachment)
    void_declaration(case)
    return paper


@transaction.atomic
def note_refused_file(attachment: Attachment) -> None:
    """A virus was found in a file after it was sent: its paper wants a clean one, and the person is told."""
    file = PaperFile.objects.filter(attachment=attachment).select_related("paper__application").first()
    if file is None:
        return
    case = lock(file.paper.application)
    paper = file.paper
    with translation.override(case.person.recipient.language):
        paper.problem = str(Cause.INFECTED.label)
    paper.matched_at = paper.matched_by = None
    paper.save(update_fields=["problem", "matched_at", "matched_by"])
    keep(case, Event.FILE_REFUSED, by=None, details={"paper": paper.key})


def _give(case: Application, key: str, files: list[Attachment], *, by: User) -> Paper:
    """The files are of the paper from now on, in place of an excuse, of equal ones and of what the scanner removed."""
    paper, _made = Paper.objects.select_related("document").get_or_create(application=case, key=key)
    former = paper.document if paper.files.exists() else None  # A reused one stays as it is.
    if paper.alternative:
        _discard_files(paper.files.all())
    again = [attachment.fingerprint for attachment in files]
    _discard_files(paper.files.filter(Q(attachment__state=State.REFUSED) | Q(attachment__fingerprint__in=again)))
    for attachment in files:
        PaperFile.objects.create(paper=paper, attachment=attachment)
    paper.excuse = paper.excuse_text = ""
    paper.alternative = None
    _renew(paper)
    papers.keep_in_file(case, paper, former, by=by)
    void_declaration(case)
    return paper


def _discard_files(files: QuerySet[PaperFile]) -> None:
    for file in files.select_related("attachment"):
        file.delete()
        let_go(file.attachment)


def _renew(paper: Paper) -> None:
    """A changed paper is matched anew."""
    paper.problem = ""
    paper.matched_at = paper.matched_by = None
    paper.save()

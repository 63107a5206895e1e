"""The papers of one's file through the self-service API: the same forms, actions and refusals as the pages."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest
from django.utils.translation import gettext_lazy as _
from ninja import File, Form, Router, Schema, Status
from ninja.files import UploadedFile

from accounts.callers import session_token
from attachments.queries import respond
from people.api import cleaned, mine
from people.models import Document, DocumentFile
from people.refusals import CONFLICT, GONE, Refused
from people.wallet import actions, queries
from people.wallet.forms import AddForm, DetailsForm

router = Router(auth=session_token, tags=["papers"])
STILL_USED = _("An open request relies on this paper, so it stays until then.")
FOLLOWED = _("This paper was taken out or followed by a newer one meanwhile.")
NOTHING: Any = File(None)


class DocumentFileOut(Schema):
    id: UUID
    name: str
    size: int
    content_type: str
    state: str


class PaperOut(Schema):
    id: UUID
    kind: str
    name: str
    number_masked: str
    issued_on: date | None
    expires_on: date | None
    state: str
    matched_at: datetime | None
    files: list[DocumentFileOut]


class DetailsIn(Schema):
    """Dates in either calendar, numbers in any digits."""

    number: str = ""
    issued_on: str = ""
    expires_on: str = ""


@router.get("", response=list[PaperOut])
def papers(request: HttpRequest) -> list[dict[str, Any]]:
    """What lies in the file now, newest first."""
    found = queries.papers(mine(request).person).prefetch_related("files__attachment")
    return [_shown(card) for card in queries.cards(list(found))]


@router.post("", response={201: PaperOut})
def add_paper(
    request: HttpRequest,
    kind: str = Form(""),
    title: str = Form(""),
    front: UploadedFile = NOTHING,
    back: UploadedFile = NOTHING,
) -> Any:
    """One more paper, with a picture or a file of one side or of both."""
    acting = mine(request)
    sides = {name: side for name, side in (("front", front), ("back", back)) if side}
    form = AddForm({"kind": kind, "title": title}, sides)
    given = cleaned(form)
    made = actions.add(acting.person, by=acting.by, kind=given["kind"], title=given["title"], uploads=form.uploads())
    return Status(201, _one(made))


@router.put("/{pk}", response=PaperOut)
def amend_paper(request: HttpRequest, pk: UUID, given: DetailsIn) -> Any:
    """Complete or correct what stands on a paper."""
    acting = mine(request)
    found = _find(acting.person, pk)
    try:
        return _one(actions.amend(found, by=acting.by, **cleaned(DetailsForm(given.dict()))))
    except actions.StillUsed:
        raise Refused(STILL_USED, CONFLICT) from None
    except actions.Gone:
        raise Refused(FOLLOWED, GONE) from None


@router.delete("/{pk}", response={204: None})
def remove_paper(request: HttpRequest, pk: UUID) -> Any:
    """Take a paper out of the file."""
    acting = mine(request)
    try:
        actions.remove(_find(acting.person, pk), by=acting.by)
    except actions.StillUsed:
        raise Refused(STILL_USED, CONFLICT) from None
    return Status(204, None)


@router.get("/{pk}/files/{file}")
def paper_file(request: HttpRequest, pk: UUID, file: UUID) -> Any:
    """One file of a paper, to save; a part of it for a `Range`."""
    try:
        found = queries.own_file(mine(request).person, pk, file)
    except DocumentFile.DoesNotExist:
        raise Http404 from None
    return respond(request, found.attachment)


def _find(person: Any, pk: UUID) -> Document:
    try:
        return queries.own(person, pk)
    except Document.DoesNotExist:
        raise Http404 from None


def _one(document: Document) -> dict[str, Any]:
    fresh = Document.objects.prefetch_related("files__attachment").get(pk=document.pk)
    return _shown(queries.cards([fresh])[0])


def _shown(card: queries.Card) -> dict[str, Any]:
    document = card.document
    files = list(document.files.all())
    return {
        "id": document.pk,
        "kind": document.kind,
        "name": document.name,
        "number_masked": document.number_masked,
        "issued_on": document.issued_on,
        "expires_on": document.expires_on,
        "state": str(card.state.value),
        "matched_at": document.sighted_at,
        "files": [
            {
                "id": each.pk,
                "name": each.attachment.name,
                "size": each.attachment.size,
                "content_type": each.attachment.content_type,
                "state": each.attachment.state,
            }
            for each in files
        ],
    }

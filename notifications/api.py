"""The inbox through the self-service API."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest
from ninja import Router, Schema
from ninja.pagination import LimitOffsetPagination, paginate

from accounts.callers import session_token
from notifications import queries
from notifications.actions import mark_read

router = Router(auth=session_token, tags=["inbox"])


class LetterOut(Schema):
    id: UUID
    title: str
    created_at: datetime
    read_at: datetime | None


class LetterWhole(LetterOut):
    body: str


@router.get("", response=list[LetterOut])
@paginate(LimitOffsetPagination)
def inbox(request: HttpRequest) -> Any:
    """What was written to the caller, newest first."""
    return queries.inbox(request.auth)  # type: ignore[attr-defined]


@router.get("/{pk}", response=LetterWhole)
def letter(request: HttpRequest, pk: UUID) -> Any:
    """One message in full; opening it marks it read."""
    found = queries.inbox(request.auth).filter(pk=pk).first()  # type: ignore[attr-defined]
    if found is None:
        raise Http404
    mark_read(found)
    return found

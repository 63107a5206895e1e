"""Rights over one's data through the self-service API. What gives or destroys a file asks for a fresh proof."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.http import Http404, HttpRequest
from django.utils.translation import gettext_lazy as _
from ninja import Router, Schema, Status
from ninja.pagination import LimitOffsetPagination, paginate

from accounts.callers import is_fresh_caller, session_token
from content.told import Told
from people.api import cleaned, mine
from people.models import Export, RightsRequest
from people.refusals import FORBIDDEN, require
from people.rights import queries
from people.rights.actions import requests as actions
from people.rights.forms import CorrectionForm
from people.rights.views import respond
from services.enums import FilePart

router = Router(auth=session_token, tags=["rights"])
PROVE = _("Prove first that it is you: sign in anew, or repeat your second step.")


class ViewerOut(Schema):
    at: datetime
    desk: str
    what: str


class RequestOut(Schema):
    reference: str
    kind: str
    status: str
    created_at: datetime
    due_on: date
    ended_at: datetime | None
    answer: str


class CorrectionIn(Schema):
    part: str
    wrong: str
    right: str


class ErasureOut(Schema):
    """What an erasure would remove, what must stay and why, and what stands against it now."""

    erased: list[str]
    kept: list[list[str]]
    obstacles: list[str]


@router.get("", response=list[RequestOut])
@paginate(LimitOffsetPagination)
def requests(request: HttpRequest) -> Any:
    """What the caller asked, newest first."""
    return queries.mine(mine(request).person)


@router.get("/viewers", response=list[ViewerOut])
@paginate(LimitOffsetPagination)
def viewers(request: HttpRequest) -> Any:
    """Which desk saw the caller's data, and when."""
    return Told(queries.viewers(mine(request).person), _seen)


def _seen(page: Iterable[Any]) -> list[dict[str, Any]]:
    return [{"at": each.at, "desk": str(each.who), "what": str(each.what)} for each in queries.shown(page)]


@router.post("/copy", response={201: RequestOut})
def ask_copy(request: HttpRequest) -> Any:
    """Ask for a copy of the whole file; the worker makes it, and a message says when it is ready."""
    acting = mine(request)
    require(is_fresh_caller(request), PROVE, FORBIDDEN)
    return Status(201, actions.ask_copy(acting.person, by=acting.by))


@router.get("/copy/{reference}")
def copy(request: HttpRequest, reference: str) -> Any:
    """The copy as a ZIP, while it is kept."""
    require(is_fresh_caller(request), PROVE, FORBIDDEN)
    try:
        return respond(queries.ready_export(mine(request).person, reference))
    except (RightsRequest.DoesNotExist, Export.DoesNotExist):
        raise Http404 from None


@router.post("/correction", response={201: RequestOut})
def ask_correction(request: HttpRequest, given: CorrectionIn) -> Any:
    """Say what is wrong in the file and what is right."""
    acting = mine(request)
    data = cleaned(CorrectionForm(given.dict()))
    wanted = {"part": FilePart(data["part"]), "wrong": data["wrong"], "right": data["right"], "upload": None}
    return Status(201, actions.ask_correction(acting.person, by=acting.by, **wanted))


@router.get("/erasure", response=ErasureOut)
def erasure(request: HttpRequest) -> dict[str, Any]:
    """What an erasure would do, told before it is asked for."""
    told = queries.erasure_told(mine(request).person)
    return {
        "erased": [str(each) for each in told.erased],
        "kept": [[str(title), str(why)] for title, why in told.kept],
        "obstacles": [str(each) for each in told.obstacles],
    }


@router.post("/erasure", response={201: RequestOut})
def ask_erasure(request: HttpRequest) -> Any:
    """Ask for the erasure of the file."""
    acting = mine(request)
    require(is_fresh_caller(request), PROVE, FORBIDDEN)
    return Status(201, actions.ask_erasure(acting.person, by=acting.by))


@router.post("/{reference}/take-back", response=RequestOut)
def take_back(request: HttpRequest, reference: str) -> Any:
    """Take a request back, until it is done."""
    acting = mine(request)
    try:
        found = queries.own(acting.person, reference)
    except RightsRequest.DoesNotExist:
        raise Http404 from None
    return actions.take_back(found, by=acting.by)

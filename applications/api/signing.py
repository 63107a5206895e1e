"""The declaration: its exact words, the code that is sent for them, and the signature (R39, R40)."""

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.html import strip_tags
from ninja import Field, Router, Schema, Status

from accounts.callers import session_token
from applications import actions
from applications.api.doors import caller, own
from applications.api.requests import ApplicationOut, shown
from applications.declaration import agreement_in_force, fingerprint, version_of
from applications.refusals import CONFLICT, require
from applications.signing import actions as signing
from applications.signing import queries
from applications.signing.forms import DeclarationForm
from applications.steps import progress_of
from notifications.enums import Channel
from office.queries import settings as office_settings
from people.api import cleaned
from saudi.phones import mask

router = Router(auth=session_token, tags=["requests"])
HASH: Any = Field(max_length=64, description="As the declaration told it: what is signed is what was shown.")
VERSION: Any = Field(max_length=16, description="As the declaration told it.")


class DeclarationOut(Schema):
    text: str
    language: str
    text_version: str
    answers_hash: str = Field(description="SHA-256 over everything that is declared true.")
    committee_notice: str = Field(description="How and when the committee replies; shown before signing (R40).")
    code_goes_to: str = Field(description="The masked number, or `email`.")
    seconds_to_wait: int = Field(description="Until another code can be sent; 0 when none is on its way.")


class ForExactlyIn(Schema):
    answers_hash: str = HASH
    text_version: str = VERSION


class SignatureIn(ForExactlyIn):
    is_true: bool = Field(description="The person ticked the declaration.")
    notice_seen: bool = Field(description="The person ticked that the committee's notice was read.")
    code: str = Field(max_length=40, description="The six digits, in any digits, with or without spaces.")


@router.get("/{reference}/declaration", response=DeclarationOut)
def declaration(request: HttpRequest, reference: str) -> dict[str, Any]:
    """What is to be signed now. 409 before the answers were checked, or once it is sent."""
    case = own(request, reference)
    require(case.is_editable, actions.SENT_ALREADY, CONFLICT)
    require(case.is_ready_to_sign, signing.CHECK_FIRST, CONFLICT)
    agreement = agreement_in_force()
    exactly = {"answers_hash": fingerprint(progress_of(case)), "text_version": version_of(agreement.text)}
    sent = queries.code_for(case, **exactly)
    return {
        **exactly,
        "text": agreement.text,
        "language": agreement.language,
        "committee_notice": _committee_notice(),
        "code_goes_to": _address(request),
        "seconds_to_wait": queries.seconds_to_wait(sent) if sent else 0,
    }


@router.post("/{reference}/declaration/code", response={202: None})
def send_code(request: HttpRequest, reference: str, given: ForExactlyIn) -> Any:
    """Send the person the code that signs exactly this."""
    signing.ask_code(own(request, reference), by=caller(request), **given.dict())
    return Status(202, None)


@router.post("/{reference}/declaration", response=ApplicationOut)
def sign(request: HttpRequest, reference: str, given: SignatureIn) -> dict[str, Any]:
    """Sign with the code and send the request. A repeat of a sent request changes nothing."""
    clean = cleaned(DeclarationForm(given.dict(), asks_code=True))
    exactly = {name: clean[name] for name in ("answers_hash", "text_version", "code")}
    return shown(signing.sign(own(request, reference), by=caller(request), **exactly))


def _committee_notice() -> str:
    told = strip_tags(render_to_string("applications/committee_notice.html", {"numbers": office_settings()}))
    return "\n".join(line.strip() for line in told.splitlines() if line.strip())


def _address(request: HttpRequest) -> str:
    found = queries.own_address(caller(request))
    if found is None:
        return ""
    return mask(found[1]) if found[0] == Channel.SMS else "email"

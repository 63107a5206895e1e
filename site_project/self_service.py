"""The self-service API at /api/self-service/: what a person does on the site, for other front ends (docs/headless.md).

Sign-in is allauth's at /_allauth/; its session token comes with each call. Errors are problem details (RFC 9457) in
the caller's language.
"""

from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from applications.api import routers as requests
from applications.api import services
from attachments.causes import BadFile
from notifications.api import router as inbox
from people.api import Invalid
from people.api import router as file
from people.consent.api import router as consents
from people.refusals import Refused
from people.rights.api import router as rights
from people.wallet.api import router as papers
from volunteering.arriving.api import router as arriving
from volunteering.certificates.api import router as certificates
from volunteering.errands.api import router as errands
from volunteering.hours.api import router as hours
from volunteering.joining.api import router as joining
from volunteering.registering.api import router as volunteering

api = NinjaAPI(
    title="Self-service",
    version="1",
    urls_namespace="self_service",
    description="What a person does on the site: services, requests, the file, papers, consents, rights, messages.",
)
api.add_router("/services", services)
for router in requests:
    api.add_router("/requests", router)
api.add_router("/file", file)
api.add_router("/inbox", inbox)
api.add_router("/papers", papers)
api.add_router("/consents", consents)
api.add_router("/rights", rights)
api.add_router("/volunteering/errands", errands)
api.add_router("/volunteering/mine", volunteering)
api.add_router("/volunteering/hours", hours)
api.add_router("/volunteering/certificates", certificates)
api.add_router("/volunteering/shifts", arriving)
api.add_router("/volunteering", joining)


def problem(status: int, detail: str = "", errors: list[dict[str, str]] | None = None) -> HttpResponse:
    """An answer that says what went wrong; `errors` names fields."""
    body: dict[str, Any] = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status}
    body |= {"detail": detail} if detail else {}
    body |= {"errors": errors} if errors else {}
    return JsonResponse(
        body, status=status, content_type="application/problem+json", json_dumps_params={"ensure_ascii": False}
    )


@api.exception_handler(Invalid)
def invalid(request: HttpRequest, fault: Invalid) -> HttpResponse:
    errors = [
        {"field": "" if name == "__all__" else name, "message": str(message)}
        for name, messages in fault.form.errors.items()
        for message in messages
    ]
    return problem(HTTPStatus.UNPROCESSABLE_ENTITY, _("Something is missing or not right."), errors)


@api.exception_handler(ValidationError)
def unreadable(request: HttpRequest, fault: ValidationError) -> HttpResponse:
    errors = [{"field": ".".join(map(str, each["loc"])), "message": str(each["type"])} for each in fault.errors]
    return problem(HTTPStatus.UNPROCESSABLE_ENTITY, _("Something is missing or not right."), errors)


@api.exception_handler(Refused)
def refused(request: HttpRequest, fault: Refused) -> HttpResponse:
    return problem(fault.status, str(fault.message))


@api.exception_handler(BadFile)
def bad_file(request: HttpRequest, fault: BadFile) -> HttpResponse:
    return problem(HTTPStatus.UNPROCESSABLE_ENTITY, str(fault.message))


@api.exception_handler(AuthenticationError)
def nobody(request: HttpRequest, fault: AuthenticationError) -> HttpResponse:
    return problem(HTTPStatus.UNAUTHORIZED, _("Sign in first."))


@api.exception_handler(Http404)
def missing(request: HttpRequest, fault: Http404) -> HttpResponse:
    return problem(HTTPStatus.NOT_FOUND, _("There is nothing here."))


@api.exception_handler(HttpError)
def other(request: HttpRequest, fault: HttpError) -> HttpResponse:
    return problem(fault.status_code, str(fault))

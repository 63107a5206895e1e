"""The way into a request: the caller's own, or the same 404 for another's, a missing one and a mistyped number."""

from django.http import Http404, HttpRequest

from accounts.models import User
from applications import queries
from applications.models import Application
from sealing.references import BadReference, parse


def caller(request: HttpRequest) -> User:
    """The account behind the token."""
    user: User = request.auth  # type: ignore[attr-defined]
    return user


def own(request: HttpRequest, reference: str) -> Application:
    """The caller's request. Raises Http404."""
    try:
        return queries.own(caller(request), parse(reference))
    except (BadReference, Application.DoesNotExist):
        raise Http404 from None

"""Who calls the self-service API: the account behind a session token of allauth."""

from allauth.headless.contrib.ninja.security import XSessionTokenAuth
from allauth.headless.internal.sessionkit import authenticate_by_x_session_token
from django.http import HttpRequest
from django.utils import translation

from accounts.models import User
from accounts.rules import is_fresh


class SessionToken(XSessionTokenAuth):
    """The account behind `X-Session-Token`, as `request.auth`; the answer speaks the caller's language.

    A colleague's token without the second step is none (`accounts.tokens.ProvenSessions`).
    """

    openapi_in = "header"
    openapi_name = "X-Session-Token"

    def __call__(self, request: HttpRequest) -> User | None:
        translation.activate(translation.get_language_from_request(request))
        found: User | None = super().__call__(request)
        return found if found is not None and found.is_active else None


session_token = SessionToken()


def is_fresh_caller(request: HttpRequest) -> bool:
    """Whether the caller proved themselves in the last minutes (`accounts.rules.is_fresh`)."""
    found = authenticate_by_x_session_token(session_token.get_session_token(request) or "")
    if found is None:
        return False
    probe = HttpRequest()
    probe.user, probe.session = found
    return is_fresh(probe)

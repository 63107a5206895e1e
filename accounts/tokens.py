"""Which session a front end's `X-Session-Token` names. Every door that takes the token asks here."""

from allauth.core.internal.sessionkit import get_session_user
from allauth.headless.tokens.strategies.sessions import SessionTokenStrategy
from django.contrib.sessions.backends.base import SessionBase

from accounts.rules import is_proven, needs_second_factor


class ProvenSessions(SessionTokenStrategy):
    """A colleague's session without the second step is no session here, as it is none on the pages."""

    def lookup_session(self, session_token: str) -> SessionBase | None:
        session: SessionBase | None = super().lookup_session(session_token)
        user = get_session_user(session) if session is not None else None
        if session is None or (user is not None and needs_second_factor(user) and not is_proven(session, user)):
            return None
        return session

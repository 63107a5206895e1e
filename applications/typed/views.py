"""The doors of what is typed: keeping it while one types, after a new sign-in, and staying signed in.

The sealed word of the page stands for the account (`typed.tokens`), so these doors need no session: what is typed on a
page whose session ended is still kept, for the same account alone. What is sent then: `typed.middleware`.
"""

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views import csrf
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from applications.typed import actions, tokens
from applications.typed.tokens import Whose

GONE = 404


@csrf_exempt  # The sealed word of the page is a better proof: it survives the end of the session.
@require_POST
@never_cache
def keep(request: HttpRequest) -> HttpResponse:
    """Keeps a page while one types on it, and answers when it was kept."""
    whose = _whose(request)
    row = actions.keep_for(whose, request.POST) if whose else None
    if row is None:
        return JsonResponse({}, status=GONE)
    return JsonResponse({"at": timezone.localtime(row.saved_at).strftime("%H:%M")})


@require_POST
@never_cache
@login_required
def let_go(request: HttpRequest) -> HttpResponse:
    """Whoever begins the page anew lets go of what was typed on it."""
    whose = _whose(request)
    if whose is None:
        raise Http404
    actions.let_go(whose)
    return redirect(whose.page)


@require_POST
@never_cache
@login_required
def stay(request: HttpRequest) -> HttpResponse:
    """Begins the time of the session anew, and answers how many seconds it has."""
    request.session.set_expiry(settings.SESSION_COOKIE_AGE)
    return JsonResponse({"seconds": settings.SESSION_COOKIE_AGE})


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A page that was opened before one signed in anew: what was typed is shown again, to be sent once more."""
    whose = _whose(request)
    if whose is None or actions.keep_for(whose, request.POST) is None:
        return csrf.csrf_failure(request, reason)
    return redirect(whose.page)


def _whose(request: HttpRequest) -> Whose | None:
    """Whose page was posted; None when somebody else is signed in, or the word is bad."""
    whose = tokens.read(request.POST.get(tokens.FIELD, ""))
    if whose is None or (request.user.is_authenticated and request.user.pk != whose.user):
        return None
    return whose

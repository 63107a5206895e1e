"""A page that is sent after its session ended is kept for its account, who signs in and finds it there."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from applications.typed import actions, tokens


class KeepTyped:
    """Stands before every door of persons and colleagues, since each asks for a session in its own way."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        if request.method != "POST" or request.user.is_authenticated or getattr(view, "csrf_exempt", False):
            return None  # What programs send is no form, and reading it here would leave nothing for its own door.
        whose = tokens.read(request.POST.get(tokens.FIELD, ""))
        if whose is None:
            return None
        if actions.keep_for(whose, request.POST):
            messages.info(request, _told(request))
        return redirect_to_login(whose.page, _door(whose.page))


def _told(request: HttpRequest) -> str:
    if request.FILES:
        return _("Your session ended. We kept what you typed: sign in and you find it. Choose the files again, please.")
    return _("Your session ended. We kept what you typed: sign in and you find it.")


def _door(page: str) -> str:
    return settings.WAGTAILADMIN_LOGIN_URL if page.startswith(reverse("wagtailadmin_home")) else settings.LOGIN_URL

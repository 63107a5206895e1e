"""A paper whose key was erased is an answer, never an error page."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from sealing import Erased

GONE = 410


class AnswerErasedPapers:
    """Turns sealing.Erased from any view into a page that says so. Who may ask was settled by the view before."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        return render(request, "attachments/erased.html", status=GONE) if isinstance(exception, Erased) else None

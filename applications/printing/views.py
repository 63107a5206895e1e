"""The doors of what is printed."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from applications.models import Application
from applications.printing import blank as blank_form
from applications.printing import receipt as receipt_of
from applications.views.doors import own_case
from services.models import ServicePage
from services.queries import open_service


@require_safe
@own_case
def receipt(request: HttpRequest, case: Application) -> HttpResponse:
    """The receipt of one's own request; what was not sent yet has none."""
    if not case.was_submitted:
        return redirect(case)
    return _shown(receipt_of.pdf(case, address=track_address(request, case)), case.reference)


@require_safe
def blank(request: HttpRequest, slug: str) -> HttpResponse:
    """The blank form of a service, for anyone."""
    try:
        service = open_service(slug, get_language() or "ar")
    except ServicePage.DoesNotExist:
        raise Http404 from None
    return _shown(blank_form.pdf(service), f"{service.slug}-form")


def track_address(request: HttpRequest, case: Application) -> str:
    """Where the request is followed; it holds the reference alone, and opens by one's own mobile."""
    return request.build_absolute_uri(f"{reverse('applications:track')}?reference={case.reference}")


def _shown(pdf: bytes, name: str) -> HttpResponse:
    shown = {"Content-Disposition": f'inline; filename="{name}.pdf"', "X-Robots-Tag": "noindex"}
    return HttpResponse(pdf, content_type="application/pdf", headers=shown)

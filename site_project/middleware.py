"""The content security policy: strict in public, Wagtail's own needs under /admin/."""

from csp.middleware import CSPMiddleware
from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

STAFF_PREFIX = "/admin/"


class ContentSecurityPolicy(CSPMiddleware):
    """django-csp, with the wider directives of ADMIN_CONTENT_SECURITY_POLICY for the staff's screens."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if request.path.startswith(STAFF_PREFIX):
            response._csp_replace = settings.ADMIN_CONTENT_SECURITY_POLICY  # type: ignore[attr-defined]
        return super().process_response(request, response)

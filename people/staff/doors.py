"""The doors of the staff's pages of people: who may enter, and what a refusal looks like."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from accounts.models import User
from people import rules
from people.models import Person
from people.models.person import PREFIX
from people.staff import queries
from sealing.references import BadReference, parse

View = Callable[..., HttpResponse]


def desk(rule: Callable[[User], bool]) -> Callable[[View], View]:
    """Lets in the colleagues whom `rule` names."""

    def with_rule(view: View) -> View:
        @never_cache
        @wraps(view)
        def opened(request: HttpRequest, **kwargs: Any) -> HttpResponse:
            user: Any = request.user
            if not rule(user):
                raise PermissionDenied
            return view(request, **kwargs)

        return opened

    return with_rule


files_desk = desk(rules.sees_files)
merging_desk = desk(rules.can_merge)


def find(request: HttpRequest, reference: str) -> Person:
    """The file of the address; one's own, kin's, a merged and a missing one look the same: 404."""
    user: Any = request.user
    try:
        return queries.one(user, reference)
    except Person.DoesNotExist:
        raise Http404 from None


def as_reference(text: str) -> str:
    """The reference of a file as it is stored; "" for what is none."""
    try:
        return parse(text, PREFIX)
    except BadReference:
        return ""


def breadcrumbs(*steps: tuple[str, str]) -> list[dict[str, str]]:
    """The way to a page: (address, label), the last without an address."""
    way = [(reverse("wagtailadmin_home"), _("Home")), (reverse("people_staff:list"), _("People")), *steps]
    return [{"url": str(url), "label": str(label)} for url, label in way]

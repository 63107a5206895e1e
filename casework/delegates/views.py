"""The list of a branch's requests."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from casework.delegates import queries, rules
from casework.delegates.doors import shown

PAGE_SIZE = 30


@never_cache
@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """Every request of the branch, whoever wrote it down."""
    user: Any = request.user
    if not rules.is_delegate(user):
        raise PermissionDenied
    page = Paginator(queries.of_branch(user), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {"page_obj": page, "rows": [queries.row_of(case) for case in page], "branch": user.branch}
    return shown(request, "list", context, title=_("Requests of the branch"))

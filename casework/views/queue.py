"""The queue."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from applications.wording import standing
from casework import queries, rules

PAGE_SIZE = 30


class QueueView(WagtailAdminTemplateMixin, TemplateView):
    """Requests that were sent, by what is to be done with them. The view stays in the address; words that are
    searched do not, since they may be a person's name: they are posted."""

    template_name = "casework/queue.html"
    page_title = _("Requests")
    header_icon = "tasks"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not rules.sees_queue(request.user):  # type: ignore[arg-type]
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.get(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": reverse_lazy("casework:queue"), "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user: Any = self.request.user
        words = self.request.POST.get("q", "").replace("\x00", "").strip()[:80]
        views = queries.views_for(user)
        chosen = next((view for view in views if view.slug == self.request.GET.get("view")), views[0])
        page = Paginator(queries.queue(user, chosen, words), PAGE_SIZE).get_page(
            None if words else self.request.GET.get("page")
        )
        numbers = queries.counts(user, views)
        return super().get_context_data(
            tabs=[{"view": view, "count": numbers.get(view.slug), "current": view is chosen} for view in views],
            chosen=chosen,
            words=words,
            most=PAGE_SIZE,
            page_obj=page,
            rows=[{"case": case, "standing": standing(case)} for case in page],
            **kwargs,
        )

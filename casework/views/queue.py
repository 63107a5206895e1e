"""The queue."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse, reverse_lazy
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from applications.wording import standing
from casework import rules
from casework.assigning import rules as assigning
from casework.assigning.queries import Holder, holders
from casework.exports.rules import can_export
from casework.presence.queries import lookers
from casework.queries import visible_to
from casework.queue import looks, queries, saved
from casework.queue.filters import QueueFilters
from casework.queue.sorts import PAGE_SIZE, Slice, cut, sort_of

BAD_REQUEST = 400


class QueueView(WagtailAdminTemplateMixin, TemplateView):
    """Requests that were sent, by what is to be done with them. Views and filters stay in the address; words that are
    searched do not, since they may be a person's name: they are posted."""

    template_name = "casework/queue.html"
    page_title = _("Requests")
    header_icon = "tasks"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not rules.sees_queue(request.user):  # type: ignore[arg-type]
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method == "GET" and not request.GET:
            view = saved.opening(request.user)  # type: ignore[arg-type]
            if view is not None:
                return redirect(f"{reverse('casework:queue')}?{urlencode(view.filters)}")
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return super().get(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": reverse_lazy("casework:queue"), "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user: Any = self.request.user
        views, cases, people = looks.views_for(user), visible_to(user), holders()
        chosen = looks.chosen_of(views, self.request.GET.get("view"))
        filters = filters_of(self.request.GET, user, people)
        words = searched(self.request)
        page = self.page(cases, chosen, filters, words)
        numbers = queries.counts(user, views, cases)
        return super().get_context_data(
            tabs=[_tab(view, numbers, current=view is chosen and not words) for view in views],
            chosen=chosen,
            filters=filters,
            query=filters.query(view=chosen.slug),
            words=words,
            most=PAGE_SIZE,
            page=page,
            rows=_rows(page, user),
            colleagues=people,
            gives=assigning.gives(user),
            can_export=can_export(user),
            saved_views=_saved(user, {"view": chosen.slug, **filters.chosen}),
            name=self.request.GET.get("name", "")[:60],
            **kwargs,
        )

    def page(self, cases: Any, chosen: looks.View, filters: QueueFilters, words: str) -> Slice:
        """What fits the words, or else the view and the filters; nothing for a filter that is no choice of ours."""
        user: Any = self.request.user
        if words:
            hits = queries.found(cases, words)
            queries.note_sought(words, hits, by=user)
            return Slice(hits[:PAGE_SIZE], after="more" if len(hits) > PAGE_SIZE else "")
        if not filters.is_valid():
            return Slice([])
        sort = sort_of(filters.chosen.get("sort", ""), is_ended=chosen.is_ended)
        asked = cases.filter(chosen.condition, filters.condition())
        marks = {name: self.request.GET.get(name, "") for name in ("after", "before")}
        return cut(asked, sort, **marks)

    def render_to_response(self, context: dict[str, Any], **response_kwargs: Any) -> HttpResponse:
        if not context["filters"].is_valid():
            response_kwargs["status"] = BAD_REQUEST
        return super().render_to_response(context, **response_kwargs)


def searched(request: HttpRequest) -> str:
    """The words that were posted."""
    return request.POST.get("q", "").replace("\x00", "").strip()[:80]


def filters_of(data: Any, user: Any, people: list[Holder] | None = None) -> QueueFilters:
    """The filters of an address or a form."""
    known = holders() if people is None else people
    return QueueFilters(data, user=user, colleagues=[(each.user.reference, each.name) for each in known])


def _rows(page: Slice, user: Any) -> list[dict[str, Any]]:
    """What each row shows beside the case: where it stands, who looks at it, whether it may be taken."""
    here = lookers(page.rows, user)
    return [
        {
            "case": case,
            "standing": standing(case),
            "lookers": here.get(case.pk, []),
            "can_take": _can_take(user, case),
        }
        for case in page.rows
    ]


def _can_take(user: Any, case: Any) -> bool:
    """Whether to offer the case; what costs a query is asked when it is taken."""
    return case.assigned_to_id is None and case.entered_by_id != user.pk and assigning.has_station(user, case)


def _tab(view: looks.View, numbers: dict[str, int], *, current: bool) -> dict[str, Any]:
    return {"view": view, "count": queries.worded(numbers.get(view.slug)), "current": current}


def _saved(user: Any, now: dict[str, str]) -> list[dict[str, Any]]:
    """The colleague's own views: their address, whether it is this page's, and whether the queue opens with it."""
    return [
        {
            "view": view,
            "query": urlencode(view.filters),
            "current": view.filters == now,
            "opens": getattr(getattr(view.owner, "desk", None), "opens_with_id", None) == view.pk,
        }
        for view in saved.saved_by(user)
    ]

"""The editors' screen of unanswered searches."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from search import misses, rules
from search.actions import bring_back, deal_with
from search.forms import MissForm
from search.queries import languages, question_url

PAGE_SIZE = 30


class UnansweredView(WagtailAdminTemplateMixin, TemplateView):
    """What was sought in vain, by how often; an unknown period or language is as if it were not there."""

    template_name = "search/unanswered.html"
    page_title = gettext_lazy("Unanswered searches")
    header_icon = "search"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not rules.sees_misses(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": reverse_lazy("search_unanswered"), "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        asked = self.request.GET
        days = next((each for each in misses.PERIODS if str(each) == asked.get("days")), misses.PERIODS[1])
        language, dealt_with = asked.get("language", ""), asked.get("view") == "dealt"
        rows = misses.unanswered(days=days, language=language, dealt_with=dealt_with)
        page = Paginator(rows, PAGE_SIZE).get_page(asked.get("page"))
        return super().get_context_data(
            rows=[misses.ways(row) for row in page],
            page_obj=page,
            days=days,
            periods=misses.PERIODS,
            language=language,
            languages=languages(),
            dealt_with=dealt_with,
            question_url=question_url(),
            **kwargs,
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """One row is dealt with, or brought back."""
        form = MissForm(request.POST)
        if not form.is_valid():
            messages.error(request, _("This search is not on the list."))
            return self.render_to_response(self.get_context_data(), status=400)
        act = bring_back if form.cleaned_data["undo"] else deal_with
        if not act(form.cleaned_data["words"], language=form.cleaned_data["language"], by=request.user):
            messages.warning(request, _("A colleague was quicker: nothing was left to change."))
        return redirect(request.get_full_path())

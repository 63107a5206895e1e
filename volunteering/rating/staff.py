"""What coordinators read: figures by opportunity, and the words of one from the least number of answers on."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from content.screens import Screens
from volunteering.models import OpportunityPage
from volunteering.rating import queries
from volunteering.scheduling.doors import coordinator

ON_A_PAGE = 30
shown = Screens("volunteering/rating/staff", "coordination:figures", gettext_lazy("What came of it"), "success").shown


@require_safe
@coordinator
def figures(request: HttpRequest) -> HttpResponse:
    """Every opportunity with its figures."""
    page = Paginator(queries.figures(), ON_A_PAGE).get_page(request.GET.get("page"))
    context = {"page_obj": page, "least": queries.least()}
    return shown(request, "figures", context, title=_("What came of it"))


@require_safe
@coordinator
def words(request: HttpRequest, opportunity: OpportunityPage) -> HttpResponse:
    """The questions and the words about one opportunity."""
    context = {
        "opportunity": opportunity,
        "items": queries.items(opportunity),
        "words": queries.words(opportunity),
        "least": queries.least(),
    }
    return shown(request, "words", context, title=opportunity.title)

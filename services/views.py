"""What a guide serves beside itself: its fit check, and what one needs. Nothing of the reader is kept."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe
from wagtail.models import Page

from services import fit as check
from services import preparing
from services.enums import Leads
from services.models import ServicePage
from services.queries import alternatives, opening_today

CONTACT = "contact"  # The slug of the contact page in every language.
LONGEST_LIST = 50  # Answers read of an address; a guide asks far fewer


@require_safe
def fit(request: HttpRequest, page: ServicePage) -> HttpResponse:
    """The question at which the answers in the address leave off, or the outcome; without a check, the guide."""
    questions = list(page.fit_questions.all())
    if not questions:
        return page.render(request)
    numbers, answers = (request.GET.getlist(name)[:LONGEST_LIST] for name in ("q", "a"))
    standing = check.stand(questions, numbers, answers)
    shown = {**_frame(request, page), **_shown(page, standing, len(questions))}
    return TemplateResponse(request, "services/fit.html", shown)  # Drawn later, inside the frame of its own language.


@require_safe
def what_you_need(request: HttpRequest, page: ServicePage) -> HttpResponse:
    """Papers, conditions, questions and place on one page made for paper."""
    return TemplateResponse(request, "services/what_you_need.html", {**_frame(request, page), **preparing.lists(page)})


@require_safe
def what_you_need_pdf(request: HttpRequest, page: ServicePage) -> HttpResponse:
    """The same as a PDF, shown in the browser."""
    made = preparing.pdf(page, settings.WAGTAIL_SITE_NAME)
    name = f"{page.slug}-what-you-need.pdf"
    return HttpResponse(
        made, content_type="application/pdf", headers={"Content-Disposition": f'inline; filename="{name}"'}
    )


def _frame(request: HttpRequest, page: ServicePage) -> dict[str, Any]:
    request.wagtail_page = page  # type: ignore[attr-defined]  # The frame offers its translations.
    return {"page": page}


def _shown(page: ServicePage, standing: check.Standing, total: int) -> dict[str, Any]:
    ended = standing.outcome
    instead: list[Page] = []
    if ended is Leads.NOT_FIT and standing.question:
        instead = alternatives(standing.question, page)
    return {
        "standing": standing,
        "total": total,
        "yes": standing.address(check.YES),
        "no": standing.address(check.NO),
        "unsure": standing.address(check.UNSURE),
        "outcome": ended.value if ended else "",
        "instead": instead,
        "opening": opening_today(page),
        "catalogue": page.get_parent(),
        "contact": Page.objects.live().public().filter(slug=CONTACT, locale_id=page.locale_id).first(),
    }

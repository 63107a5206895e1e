"""What the pages of an application share: where each leads, and what each shows."""

from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import HttpRequest

from applications.asking.actions import asked_at
from applications.models import Application
from applications.steps import Progress, Step, progress_of
from applications.tasks.queries import list_url
from applications.typed.queries import typed_here
from applications.views.doors import acting_in
from people.parts import WHY
from services.enums import FilePart


def onward(case: Application, progress: Progress) -> str:
    """The first page that wants an answer, or the check page when none does."""
    page = progress.first_open()
    return case.step_url(page.slug) if page else case.check_url()


def after(case: Application, page: Step, *, to_check: bool) -> str:
    """Where saving a page leads: to the next page in order, or back to the check page it was opened from.

    Whoever chose what to bring instead of a paper is asked for it on the same page.
    """
    progress = progress_of(Application.objects.select_related("person").get(pk=case.pk))
    paper = progress.papers.get(page.paper.key) if page.paper else None
    if paper and paper.alternative and not paper.has_file:
        return case.step_url(page.slug) + ("?check=1" if to_check else "")
    place = progress.position(page)
    if to_check or place >= len(progress.steps):
        return onward(case, progress)
    return case.step_url(progress.steps[place].slug)


def shown(request: HttpRequest, case: Application, progress: Progress, page: Step, form: forms.Form) -> dict[str, Any]:
    before = progress.before(page)
    return {
        "case": case,
        "asked": asked_at(case, page.slug, by=request.user),  # type: ignore[arg-type]
        "page": page,
        "why": page.why or (WHY[page.part] if page.part else ""),
        "correction": progress.corrections.get(page.slug, ""),
        "members": members_of(request, case, progress, page),
        "form": form,
        "typed": typed_here(request, form, page.slug, case=case, fills=True),
        "form_asked": progress.form,
        "number": progress.position(page),
        "total": len(progress.steps),
        "list_url": list_url(case, progress),
        "back": case.check_url() if "check" in request.GET else case.step_url(before.slug) if before else "",
        "to_check": "check" in request.GET or "check" in request.POST,
    }


def members_of(request: HttpRequest, case: Application, progress: Progress, page: Step) -> dict[str, Any] | None:
    """The household as the page of a request shows it: each member's page leads back here."""
    if page.part != FilePart.HOUSEHOLD:
        return None
    back, acting = urlencode({"next": case.step_url(page.slug)}), acting_in(request)
    rows = [
        {"row": member, "url": f"{acting.url('member', pk=member.pk)}?{back}"} for member in progress.file.household
    ]
    return {"rows": rows, "add_url": f"{acting.url('member_add')}?{back}"}

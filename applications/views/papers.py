"""The page of one paper: several files, each kept as soon as it is good, and removable until the page is saved.

One address does it all, so that it works without a script: `add` keeps files and stays, `remove` takes one out,
anything else saves the page. The script (`static/js/uploads.js`) sends the same, one file at a time.
"""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts.models import User
from applications import actions, papers, queries, wording
from applications.forms import PaperForm
from applications.models import Application, Paper
from applications.refusals import UNPROCESSABLE
from applications.steps import Progress, Step, holds
from applications.typed.actions import forget
from applications.views.doors import acting_in, own_case
from applications.views.pages import after, shown
from attachments.causes import BadFile
from attachments.checks import MEGABYTE, limit
from attachments.models import Attachment
from attachments.queries import Listed, respond
from people.helping.enums import HelperScope
from people.wallet.queries import Offer


@require_safe
@own_case(scope=HelperScope.REQUESTS_FILL)
def paper_file(request: HttpRequest, case: Application, key: str, file: UUID) -> HttpResponse:
    """One's own uploaded file. A helper opens only what the helper brought: papers show full numbers."""
    attachment = queries.own_file(case, key, file, by=request.user)  # type: ignore[arg-type]
    if attachment is None:
        raise Http404
    if acting_in(request).is_helping and attachment.uploaded_by_id != request.user.pk:
        raise Http404
    return respond(request, attachment)  # type: ignore[return-value]


NOTHING = Offer(valid=[], ended=[], old=[])


def paper_page(request: HttpRequest, case: Application, progress: Progress, page: Step) -> HttpResponse:
    """Show the page of a paper, or do what was posted to it."""
    assert page.paper
    key, by = page.paper.key, request.user
    if "remove" in request.POST:
        actions.remove_file(case, key, _uuid(request.POST["remove"]), by=by)  # type: ignore[arg-type]
        return redirect(_here(request, case, page))
    paper = progress.papers.get(key)
    files = queries.files_of(case, key, paper, by=by)  # type: ignore[arg-type]
    offer = papers.offer(case, page.paper, paper) if acting_in(request).may(HelperScope.PAPERS) else NOTHING
    posted = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = form_of(case, page, paper, files, offer, posted=posted)
    if form.is_bound and _keep(request, case, key, form):
        if form.adds:
            return redirect(_here(request, case, page))
        settle(case, key, form, by=by)  # type: ignore[arg-type]
        forget(case, page.slug, by=by)  # type: ignore[arg-type]
        return redirect(after(case, page, to_check="check" in request.POST))
    if form.is_bound:
        files = queries.files_of(case, key, paper, by=by)  # type: ignore[arg-type]
    rows = [Listed(each, reverse("applications:paper", args=[case.reference, key, each.pk])) for each in files]
    context = {**shown(request, case, progress, page, form), "paper": paper, "rows": rows, "offer": offer}
    context["megabytes"] = limit() // MEGABYTE
    status = UNPROCESSABLE if request.method == "POST" else 200
    return render(request, "applications/paper.html", context, status=status)


def form_of(
    case: Application,
    page: Step,
    paper: Paper | None,
    files: list[Attachment],
    offer: Offer,
    *,
    posted: tuple[Any, Any] = (None, None),
) -> PaperForm:
    """The form of a paper's page, as it stands for what is there already."""
    assert page.paper
    good = [each for each in files if not each.is_refused]
    # What staff sent back wants something new: a file in the tray, not those that they have seen.
    seen = paper is not None and (bool(paper.problem) or not holds(paper, page.paper, case))
    held = any(each.tray for each in good) if seen else bool(good)
    offers = [(str(each.pk), wording.paper_given_before(each)) for each in offer.valid]
    return PaperForm(
        *posted,
        initial=_initial(paper),
        held=held,
        is_required=page.paper.is_required,
        adds="add" in (posted[0] or {}),
        offers=offers,
        alternatives=page.paper.alternatives,
    )


def _initial(paper: Paper | None) -> dict[str, Any]:
    """What was given before; what staff sent back is given anew."""
    if paper is None:
        return {}
    kept = {name: getattr(paper, name) or "" for name in ("excuse", "excuse_text", "alternative")}
    return {**kept, "document": str(paper.document_id) if paper.is_reused and not paper.problem else ""}


def _keep(request: HttpRequest, case: Application, key: str, form: PaperForm) -> bool:
    """Keep each good file, whatever is wrong with the rest of the page; whether all is well."""
    form.full_clean()
    for checked in form.sent.good:
        try:
            actions.put_paper(case, key, checked, by=request.user)  # type: ignore[arg-type]
        except BadFile as problem:
            form.refuse(checked.name, problem)
    return form.is_valid()


def settle(case: Application, key: str, form: PaperForm, *, by: User) -> None:
    """Hand a clean page of a paper to the one action that keeps it."""
    data = form.cleaned_data
    told = {"excuse": data["excuse"], "text": data["excuse_text"], "by": by}
    if form.instead:
        actions.excuse_paper(case, key, alternative=form.instead, **told)
    elif actions.save_paper(case, key, by=by):
        return
    elif data.get("document") and not form.is_excused:
        actions.use_document(case, key, UUID(data["document"]), by=by)
    elif data["excuse"] or case.papers.filter(key=key).exclude(excuse="").exists():
        actions.excuse_paper(case, key, **told)


def _here(request: HttpRequest, case: Application, page: Step) -> str:
    return case.step_url(page.slug) + ("?check=1" if "check" in request.POST else "")


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise Http404 from None

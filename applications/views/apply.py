"""Applying: a page that says what to expect, then one thing a page, then check, declare, done (R8, R39)."""

from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from applications import actions, queries
from applications.declaration import declaration_text, fingerprint
from applications.forms import DeclarationForm, PaperForm, QuestionForm, step_form
from applications.models import Application
from applications.refusals import CONFLICT, UNPROCESSABLE, Refused
from applications.steps import Progress, Step, progress_of
from applications.views.doors import own_case, refused
from attachments.queries import respond
from office.queries import settings as office_settings
from people.actions import speak
from services.models import ServicePage
from services.queries import application_form, open_service, opening_today


@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest, slug: str) -> HttpResponse:
    """What the request will ask, before it asks anything; posting begins it or opens the draft again."""
    try:
        service = open_service(slug, get_language() or "ar")
    except ServicePage.DoesNotExist:
        raise Http404 from None
    if request.method == "POST":
        return begin(request, service)
    context = {"service": service, "form_asked": application_form(service), "opening": opening_today(service)}
    return render(request, "applications/start.html", context)


@login_required
def begin(request: HttpRequest, service: ServicePage) -> HttpResponse:
    try:
        case = actions.start(service, by=request.user)  # type: ignore[arg-type]
    except Refused as refusal:
        return refused(request, refusal)
    speak(case.person, get_language() or "ar")
    return redirect(onward(case, progress_of(case)))


@require_http_methods(["GET", "HEAD", "POST"])
@own_case
def step(request: HttpRequest, case: Application, slug: str) -> HttpResponse:
    """One page of the application: shown with what was kept, kept when it is right."""
    if not case.is_editable:
        raise Refused(actions.SENT_ALREADY, CONFLICT)
    progress = progress_of(case)
    page = progress.step(slug)
    if page is None:
        raise Http404
    form = form_of(request, case, progress, page)
    if request.method == "POST" and form.is_valid():
        save(request, case, page, form)
        return redirect(after(case, page, to_check="check" in request.POST))
    status = UNPROCESSABLE if form.is_bound else 200
    return render(request, "applications/step.html", shown(request, case, progress, page, form), status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@own_case
def check(request: HttpRequest, case: Application) -> HttpResponse:
    """All answers on one page, each with a way to change it; posting goes on to the declaration."""
    if not case.is_editable:
        raise Refused(actions.SENT_ALREADY, CONFLICT)
    progress = progress_of(case)
    if not progress.is_complete():
        return redirect(onward(case, progress))
    if request.method == "POST":
        actions.make_ready(case, by=request.user)  # type: ignore[arg-type]
        return redirect("applications:declaration", reference=case.reference)
    person, asked, papers = queries.check_rows(case, progress)
    groups = {"person": person, "asked": asked, "papers": papers}
    return render(request, "applications/check.html", {"case": case, "groups": groups, "form_asked": progress.form})


@require_http_methods(["GET", "HEAD", "POST"])
@own_case
def declaration(request: HttpRequest, case: Application) -> HttpResponse:
    """The declaration and the committee notice; signing sends the request, twice as once."""
    if request.method == "POST" and case.was_submitted and not case.is_waiting:
        return redirect("applications:done", reference=case.reference)
    if not case.is_editable:
        raise Refused(actions.SENT_ALREADY, CONFLICT)
    progress = progress_of(case)
    if not progress.is_complete():
        return redirect(onward(case, progress))
    posted = request.POST if request.method == "POST" else None
    form = DeclarationForm(posted, initial={"answers_hash": fingerprint(case, progress)})
    if form.is_valid():
        actions.sign(case, by=request.user, answers_hash=form.cleaned_data["answers_hash"])  # type: ignore[arg-type]
        return redirect("applications:done", reference=case.reference)
    context = {"case": case, "form": form, "text": declaration_text(), "numbers": office_settings()}
    status = UNPROCESSABLE if form.is_bound else 200
    return render(request, "applications/declaration.html", context, status=status)


@require_safe
@own_case
def done(request: HttpRequest, case: Application) -> HttpResponse:
    """The reference, and what happens next and when."""
    if not case.was_submitted:
        return redirect(onward(case, progress_of(case)))
    if not case.is_with_staff:
        return redirect(case)
    return render(request, "applications/done.html", {"case": case, "numbers": office_settings()})


@require_safe
@own_case
def paper_file(request: HttpRequest, case: Application, key: str) -> HttpResponse:
    """One's own uploaded paper."""
    paper = case.papers.select_related("attachment").filter(key=key, attachment__isnull=False).first()
    if paper is None or paper.attachment is None:
        raise Http404
    return respond(paper.attachment)  # type: ignore[return-value]


@require_POST
@own_case
def withdraw(request: HttpRequest, case: Application) -> HttpResponse:
    actions.withdraw(case, by=request.user)  # type: ignore[arg-type]
    return redirect(case)


def onward(case: Application, progress: Progress) -> str:
    """The first page that wants an answer, or the check page when none does."""
    page = progress.first_open()
    return case.step_url(page.slug) if page else case.check_url()


def after(case: Application, page: Step, *, to_check: bool) -> str:
    """Where saving a page leads: to the next page in order, or back to the check page it was opened from."""
    progress = progress_of(Application.objects.select_related("person").get(pk=case.pk))
    place = progress.position(page)
    if to_check or place >= len(progress.steps):
        return onward(case, progress)
    return case.step_url(progress.steps[place].slug)


def form_of(request: HttpRequest, case: Application, progress: Progress, page: Step) -> forms.Form:
    posted = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    paper = progress.papers.get(page.paper.key) if page.paper else None
    held = bool(paper and paper.attachment_id and not paper.problem)
    return step_form(page, data=posted[0], files=posted[1], initial=initial_of(case, progress, page), held=held)


def initial_of(case: Application, progress: Progress, page: Step) -> dict[str, Any]:
    """What the page shows at first: what was kept before."""
    if page.question:
        answer = progress.answers.get(page.question.key)
        return {"answer": answer.value} if answer else {}
    if page.paper:
        paper = progress.papers.get(page.paper.key)
        return {"excuse": paper.excuse, "excuse_text": paper.excuse_text} if paper else {}
    person = case.person
    fields = ("full_name", "identity_kind", "identity_number", "birth_date")
    return {name: getattr(person, name) for name in fields}


def save(request: HttpRequest, case: Application, page: Step, form: forms.Form) -> None:
    """Hand a clean page to the one action that keeps it."""
    by: Any = request.user
    if isinstance(form, QuestionForm) and page.question:
        actions.save_answer(case, page.question.key, form.kept_text(), by=by)
    elif isinstance(form, PaperForm) and page.paper:
        save_paper(case, page.paper.key, form, by)
    else:
        actions.save_person(case, by=by, **form.cleaned_data)


def save_paper(case: Application, key: str, form: PaperForm, by: Any) -> None:
    data = form.cleaned_data
    if data["file"]:
        actions.attach_paper(case, key, data["file"], by=by)
    elif data["excuse"] or case.papers.filter(key=key).exclude(excuse="").exists():
        actions.excuse_paper(case, key, excuse=data["excuse"], text=data["excuse_text"], by=by)


def shown(request: HttpRequest, case: Application, progress: Progress, page: Step, form: forms.Form) -> dict[str, Any]:
    before = progress.before(page)
    return {
        "case": case,
        "page": page,
        "form": form,
        "form_asked": progress.form,
        "number": progress.position(page),
        "total": len(progress.steps),
        "back": case.check_url() if "check" in request.GET else case.step_url(before.slug) if before else "",
        "paper": progress.papers.get(page.paper.key) if page.paper else None,
        "to_check": "check" in request.GET or "check" in request.POST,
    }

"""Applying: a page that says what to expect, then one thing a page, then check, declare, done (R8, R39)."""

from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from applications import actions, entering, queries, rules
from applications.asking.actions import asked_at
from applications.asking.queries import CHECK, page_asking
from applications.earlier import Earlier, answer_before
from applications.forms import QuestionForm, WithdrawForm, step_form
from applications.interpreting.queries import in_words, is_asked_first
from applications.models import Application
from applications.printing.views import track_address
from applications.refusals import CONFLICT, UNPROCESSABLE, Refused
from applications.steps import Progress, Step, progress_of
from applications.typed.actions import keep_typed
from applications.typed.queries import typed_here
from applications.views import papers
from applications.views.doors import acting_in, own_case, refused
from applications.views.pages import after, onward, shown
from content import qr
from office.queries import settings as office_settings
from people.actions import speak
from people.doors import Acting, file_door
from people.helping.enums import HelperScope
from people.helping.rules import is_closed
from people.models import Person
from people.parts import FORMS
from services.enums import FilePart
from services.models import ServicePage
from services.queries import application_form, open_service, opening_today

WITHDRAW = "withdraw"


@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest, slug: str) -> HttpResponse:
    """What the request will ask, before it asks anything; posting begins it or opens the draft again."""
    try:
        service = open_service(slug, get_language() or "ar")
    except ServicePage.DoesNotExist:
        raise Http404 from None
    if request.method == "POST":
        return begin(request, service)
    user = request.user
    has_draft = user.is_authenticated and queries.has_draft(Person.objects.behind(user), service)
    return start_page(request, service, has_draft=has_draft)


@require_http_methods(["GET", "HEAD", "POST"])
@file_door(scope=HelperScope.REQUESTS_FILL)
def helped_start(request: HttpRequest, acting: Acting, slug: str) -> HttpResponse:
    """Beginning a request for whom one helps."""
    try:
        service = open_service(slug, get_language() or "ar")
    except ServicePage.DoesNotExist:
        raise Http404 from None
    if request.method == "POST":
        try:
            case = actions.start(service, by=acting.by, person=acting.person)
        except Refused as refusal:
            return refused(request, refusal)
        return redirect(onward(case, progress_of(case)))
    has_draft = queries.has_draft(Person.objects.filter(pk=acting.person.pk), service)
    return start_page(request, service, has_draft=has_draft)


def start_page(request: HttpRequest, service: ServicePage, *, has_draft: bool) -> HttpResponse:
    """Time, papers and questions before anybody begins, and how it goes on (R8)."""
    context = {
        "service": service,
        "form_asked": application_form(service),
        "opening": opening_today(service),
        "has_fit_check": service.fit_questions.exists(),
        "has_draft": has_draft,
    }
    return render(request, "applications/start.html", context)


@login_required
def begin(request: HttpRequest, service: ServicePage) -> HttpResponse:
    try:
        case = actions.start(service, by=request.user)  # type: ignore[arg-type]
    except Refused as refusal:
        return refused(request, refusal)
    speak(case.person, get_language() or "ar")
    if is_asked_first(case) and not case.answers.exists():
        return redirect("applications:interpreter", reference=case.reference)
    return redirect(onward(case, progress_of(case)))


@require_http_methods(["GET", "HEAD", "POST"])
@own_case(scope=HelperScope.REQUESTS_FILL)
def step(request: HttpRequest, case: Application, slug: str) -> HttpResponse:
    """One page of the application: shown with what was kept, kept when it is right."""
    if not case.is_editable:
        raise Refused(actions.SENT_ALREADY, CONFLICT)
    progress = progress_of(case)
    page = progress.step(slug)
    if page is None:
        raise Http404
    if page.part:
        require_open(request, case, page.part)
    if "unclear" in request.POST:
        keep_typed(case, slug, request.POST, by=request.user)  # type: ignore[arg-type]
        return redirect(page_asking(case, slug, to_check="check" in request.POST))
    if page.paper:
        return papers.paper_page(request, case, progress, page)
    earlier = earlier_for(request, case, progress, page)
    form = form_of(request, case, progress, page, earlier)
    if request.method == "POST" and form.is_valid():
        save(request, case, page, form)
        return redirect(after(case, page, to_check="check" in request.POST))
    status = UNPROCESSABLE if form.is_bound else 200
    context = {**shown(request, case, progress, page, form), "earlier": earlier}
    return render(request, "applications/step.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@own_case(scope=HelperScope.REQUESTS_FILL)
def check(request: HttpRequest, case: Application) -> HttpResponse:
    """All answers on one page, each with a way to change it; posting goes on to the declaration."""
    if not case.is_editable:
        raise Refused(actions.SENT_ALREADY, CONFLICT)
    progress = progress_of(case)
    if not progress.is_complete():
        return redirect(onward(case, progress))
    if request.method == "POST":
        actions.make_ready(case, by=request.user)  # type: ignore[arg-type]
        acting = acting_in(request)
        if acting.is_entering:
            return redirect("intake:entry", reference=case.reference)
        if acting.is_helping:
            return redirect("applications:helped", helper=acting.helper)
        return redirect("applications:declaration", reference=case.reference)
    person, asked, papers = queries.check_rows(progress)
    groups = {"person": person, "asked": asked, "papers": papers}
    context = {"case": case, "groups": groups, "form_asked": progress.form}
    context["asked"] = asked_at(case, CHECK, by=request.user)  # type: ignore[arg-type]
    context["interpreter"] = in_words(case)
    return render(request, "applications/check.html", context)


@require_safe
@own_case
def done(request: HttpRequest, case: Application) -> HttpResponse:
    """The reference, and what happens next and when."""
    if not case.was_submitted:
        return redirect(onward(case, progress_of(case)))
    if not case.is_with_staff:
        return redirect(case)
    numbers = office_settings(request)
    context = {"case": case, "numbers": numbers, "tracking": queries.tracking(case, numbers=numbers)}
    context["qr"] = qr.svg(track_address(request, case), label=_("The address where you follow the request"))
    return render(request, "applications/done.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@own_case
def withdraw(request: HttpRequest, case: Application) -> HttpResponse:
    """Ask once more, and take a reason if one likes to give it; posting takes the request back."""
    form = WithdrawForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        actions.withdraw(case, by=request.user, reason=form.cleaned_data["reason"])  # type: ignore[arg-type]
        return redirect(case)
    if not case.is_withdrawable:
        return redirect(case)
    status = UNPROCESSABLE if form.is_bound else 200
    context = {"case": case, "form": form, "typed": typed_here(request, form, WITHDRAW, case=case)}
    return render(request, "applications/withdraw.html", context, status=status)


def require_open(request: HttpRequest, case: Application, part: FilePart) -> None:
    """Keep a helper from parts of the file that were not opened, or that only the person changes, and a colleague
    from what is never asked on the request's way."""
    acting = acting_in(request)
    if acting.is_entering and not rules.may_ask(case, part):
        raise Refused(actions.NEVER_THERE, CONFLICT)
    if acting.is_helping and (is_closed(case.person, part) or not acting.may(HelperScope.FILE)):
        raise Refused(actions.ONLY_THE_PERSON, CONFLICT)


def earlier_for(request: HttpRequest, case: Application, progress: Progress, page: Step) -> Earlier | None:
    """What the person answered in an earlier request, while this page is open; not for the eyes of a helper."""
    acting = acting_in(request)
    if acting.is_helping or acting.is_entering or page.question is None or page.question.key in progress.answers:
        return None
    return answer_before(case, page.question, progress.file.household)


def form_of(
    request: HttpRequest, case: Application, progress: Progress, page: Step, earlier: Earlier | None
) -> forms.Form:
    data = request.POST if request.method == "POST" else None
    initial = {"answer": earlier.value} if earlier else initial_of(case, progress, page)
    if page.part and acting_in(request).is_entering:
        return entering.form(page, progress.file, data=data, initial=initial)
    return step_form(page, data=data, initial=initial, members=progress.file.household)


def initial_of(case: Application, progress: Progress, page: Step) -> dict[str, Any]:
    """What the page shows at first: what was kept before."""
    if page.question:
        answer = progress.answers.get(page.question.key)
        return {"answer": answer.value} if answer else {}
    return progress.file.initial(page.part) if page.part in FORMS else {}


def save(request: HttpRequest, case: Application, page: Step, form: forms.Form) -> None:
    """Hand a clean page to the one action that keeps it."""
    by: Any = request.user
    if isinstance(form, QuestionForm) and page.question:
        actions.save_answer(case, page.question.key, form.kept_text(), by=by)
    elif page.part:
        actions.save_part(case, page.part, by=by, **form.cleaned_data)

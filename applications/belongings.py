"""What requests hold of a person (`people.registry`)."""

from typing import Any

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from applications.actions import signed_parts
from applications.enums import BEFORE_SUBMISSION, OPEN_STATUSES
from applications.models import (
    Answer,
    Application,
    Appointment,
    CaseEvent,
    CaseMessage,
    Clarification,
    Correction,
    Decision,
    Declaration,
    Follower,
    MessageFile,
    Paper,
    PaperFile,
    SigningCode,
    Unsaved,
)
from applications.papers import release
from applications.queries import answer_shown, paper_shown
from people.models import Person
from people.registry import Belonging, Erasing, guard, register, works_on
from people.wallet.actions import let_go
from services.enums import QuestionKind

ASKED = "application__person"
ACCOUNTS = _("The association must be able to show how it decided on a request.")


def open_request(person: Person) -> str | Promise:
    """Why a person with a running request cannot be erased yet."""
    if Application.objects.filter(person=person, status__in=OPEN_STATUSES).exists():
        return _("A request is still open. Withdraw it, or wait for its end.")
    return ""


def answer_in_words(answer: Answer) -> list[tuple[str | Promise, str]]:
    """The question as it was asked, and the answer as a person reads it."""
    asked = {question["key"]: question for question in answer.application.form.get("questions", [])}
    question = asked.get(answer.key)
    if question is None:
        return [(answer.key, answer.value)]
    kind = QuestionKind(question["kind"])
    members = list(answer.application.person.household.all()) if kind == QuestionKind.HOUSEHOLD else ()
    return [(question["label"], answer_shown(kind, answer.value, members))]


def paper_in_words(paper: Paper) -> list[tuple[str | Promise, str]]:
    """The paper by its name, and what was given for it."""
    names = {each["key"]: each["name"] for each in paper.application.form.get("papers", [])}
    rows: list[tuple[str | Promise, str]] = [(names.get(paper.key, paper.key), paper_shown(paper))]
    return [*rows, (_("In your words"), paper.excuse_text), (_("What is wrong with it"), paper.problem)]


def has_the_same_draft(case: Application, kept: Person) -> bool:
    """Whether the other file has a draft for the same service: there is one draft for each."""
    if case.status not in BEFORE_SUBMISSION:
        return False
    drafts = Application.objects.filter(person=kept, status__in=BEFORE_SUBMISSION)
    return drafts.filter(service_id=case.service_id).exists()


def release_message(message: CaseMessage) -> None:
    """Take the files from a message before it is erased."""
    for file in message.files.select_related("attachment"):
        file.delete()
        let_go(file.attachment)


def works_on_a_request(user: User, person: Person) -> bool:
    """Whether the colleague entered, witnessed, took up, matched, referred or decided a request of the person's."""
    parts = Q(assigned_to=user) | Q(verified_by=user) | Q(referred_by=user) | Q(decision__decided_by=user)
    parts |= Q(recommended_by=user) | Q(entered_by=user) | Q(declarations__witnessed_by=user)
    return Application.objects.filter(parts | Q(papers__matched_by=user), person=person).exists()


KEPT: dict[str, Any] = {"erasing": Erasing.KEEP, "kept_because": ACCOUNTS}
HELD = (
    Belonging(
        Application,
        _("Requests"),
        (
            "reference",
            "channel",
            "status",
            "created_at",
            "submitted_at",
            "committee_at",
            "ended_at",
            "interpreter",
            "waiting_note",
        ),
        stays=has_the_same_draft,
        obstacle=open_request,
        **KEPT,
    ),
    Belonging(
        Answer,
        _("Answers"),
        ("key", "value", "saved_at"),
        path=ASKED,
        worded=answer_in_words,
    ),
    Belonging(
        Paper,
        _("Papers"),
        ("key", "excuse", "excuse_text", "alternative", "problem"),
        path=ASKED,
        before_erasing=release,
        worded=paper_in_words,
    ),
    Belonging(PaperFile, _("Files of the papers"), ("attachment",), path="paper__application__person"),
    Belonging(
        Declaration,
        _("Declarations"),
        ("text", "method", "signed_at", "voided_at"),
        path=ASKED,
        **KEPT,
    ),
    Belonging(SigningCode, _("Codes for signing"), ("sent_at",), path=ASKED),
    Belonging(Unsaved, _("Typed and not saved"), ("step", "content", "saved_at"), path=ASKED),
    Belonging(Correction, _("Corrections asked for"), ("step", "text", "asked_at", "done_at"), path=ASKED),
    Belonging(
        CaseMessage,
        _("Messages about requests"),
        ("sent_at", "from_person", "text", "read_at", "answered_at"),
        path=ASKED,
        before_erasing=release_message,
    ),
    Belonging(MessageFile, _("Files of messages"), ("attachment",), path="message__application__person"),
    Belonging(
        Clarification, _("Requests for explanation"), ("asked_at", "question", "answered_at", "answer"), path=ASKED
    ),
    Belonging(
        Follower,
        _("Followers of requests"),
        ("name", "relation", "mobile", "permitted_at", "revoked_at"),
        path=ASKED,
    ),
    Belonging(Appointment, _("Appointments"), ("meeting", "starts_at", "minutes", "place", "note", "state", "reason")),
    Belonging(
        CaseEvent,
        _("Course of the requests"),
        ("at", "kind", "note"),
        path=ASKED,
        erasing=Erasing.CLEAR,
        cleared=("note",),
    ),
    Belonging(
        Decision,
        _("Decisions"),
        ("is_accepted", "reason_code", "reason", "at"),
        path=ASKED,
        **KEPT,
    ),
)


def tell() -> None:
    """Register this room's models: what was asked goes, that and how it was decided stays."""
    guard(signed_parts)
    works_on(works_on_a_request)
    register(*HELD)

"""The form of a service as an applicant met it: kept with the application, whatever editors change later.

A snapshot is a plain JSON dict (`take`) that reads back into frozen rows (`read`).
"""

import json
from dataclasses import asdict, dataclass
from hashlib import sha256
from typing import Any

from services.enums import QuestionKind
from services.models import ServicePage


class UnreadableSnapshot(ValueError):
    """A stored dict is not a snapshot of a service's form."""


@dataclass(frozen=True)
class Question:
    """One question; `choices` is empty unless `kind` is a choice."""

    key: str
    label: str
    help_text: str
    kind: QuestionKind
    choices: tuple[str, ...]
    is_required: bool


@dataclass(frozen=True)
class Paper:
    """One paper that the application carries."""

    key: str
    name: str
    help_text: str
    is_required: bool


@dataclass(frozen=True)
class ApplicationForm:
    """All that one service asks. `version` changes exactly when something asked or promised here changes."""

    version: str
    service_title: str
    committee_required: bool
    questions: tuple[Question, ...]
    papers: tuple[Paper, ...]


def of(service: ServicePage) -> ApplicationForm:
    """The form of `service` as its page stands now, in two SQL queries."""
    asked = {
        "service_title": service.title,
        "committee_required": service.committee_required,
        "questions": [_question(row) for row in service.questions.all()],
        "papers": [_paper(row) for row in service.papers.all()],
    }
    return _form({"version": _version(asked), **asked})


def take(service: ServicePage) -> dict[str, Any]:
    """The form of `service` as a JSON dict with the keys of `ApplicationForm`."""
    # By way of JSON, so that what is compared now equals what a database gives back later.
    taken: dict[str, Any] = json.loads(json.dumps(asdict(of(service))))
    return taken


def read(stored: dict[str, Any]) -> ApplicationForm:
    """The form that `take` wrote. Raise UnreadableSnapshot on anything else."""
    try:
        return _form(stored)
    except (KeyError, TypeError, ValueError) as fault:
        raise UnreadableSnapshot("Not the snapshot of a service's form.") from fault


def _form(stored: dict[str, Any]) -> ApplicationForm:
    questions = (
        {**row, "kind": QuestionKind(row["kind"]), "choices": tuple(row["choices"])} for row in stored["questions"]
    )
    return ApplicationForm(
        **{
            **stored,
            "questions": tuple(Question(**row) for row in questions),
            "papers": tuple(Paper(**row) for row in stored["papers"]),
        }
    )


def _question(row: Any) -> dict[str, Any]:
    return {
        "key": row.key,
        "label": row.label,
        "help_text": row.help_text,
        "kind": row.kind,
        "choices": row.choice_list() if row.kind == QuestionKind.CHOICE else [],
        "is_required": row.is_required,
    }


def _paper(row: Any) -> dict[str, Any]:
    return {"key": row.key, "name": row.name, "help_text": row.help_text, "is_required": row.is_required}


def _version(asked: dict[str, Any]) -> str:
    return sha256(json.dumps(asked, ensure_ascii=False, sort_keys=True).encode()).hexdigest()[:16]

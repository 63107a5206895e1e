"""The form of a service as an applicant met it: kept with the application, whatever editors change later.

A snapshot is a plain JSON dict (`take`) that reads back into frozen rows (`read`).
"""

import json
from dataclasses import asdict, dataclass
from hashlib import sha256
from typing import Any

from services.enums import WITH_CHOICES, WITH_LIMITS, FilePart, PaperKind, QuestionKind
from services.models import ServicePage

# Before the key of a question that a file answers; no key of a paper has two hyphens (`services.keys`).
ANSWER = "answer--"


class UnreadableSnapshot(ValueError):
    """A stored dict is not a snapshot of a service's form."""


@dataclass(frozen=True)
class Question:
    """One question; `choices` is empty unless `kind` is a choice, or several."""

    key: str
    label: str
    help_text: str
    kind: QuestionKind
    choices: tuple[str, ...]
    is_required: bool
    least: int | None = None  # Of a number or an amount.
    most: int | None = None


@dataclass(frozen=True)
class Paper:
    """One paper that the application carries."""

    key: str
    name: str
    help_text: str
    is_required: bool
    kind: PaperKind = PaperKind.OTHER
    alternatives: tuple[str, ...] = ()  # What is accepted of whoever cannot get it.
    max_age_days: int | None = None  # How old it may be on the day of sending.

    @property
    def is_known(self) -> bool:
        """Whether it is of a kind that the person's file keeps for the next request."""
        return self.kind != PaperKind.OTHER


@dataclass(frozen=True)
class Part:
    """One part of the person's file that the application needs, and why."""

    part: FilePart
    why: str


@dataclass(frozen=True)
class ApplicationForm:
    """All that one service asks. `version` changes exactly when something asked or promised here changes."""

    version: str
    service_title: str
    committee_required: bool
    questions: tuple[Question, ...]
    papers: tuple[Paper, ...]
    parts: tuple[Part, ...] = ()
    research_required: bool = False  # What was taken before studies were asked for had none.


def of(service: ServicePage) -> ApplicationForm:
    """The form of `service` as its page stands now, in three SQL queries."""
    questions = list(service.questions.all())
    files = [row for row in questions if row.kind == QuestionKind.FILE]
    asked = {
        "service_title": service.title,
        "committee_required": service.committee_required,
        "research_required": service.research_required,
        "questions": [_question(row) for row in questions if row not in files],
        "papers": [*(_file(row) for row in files), *(_paper(row) for row in service.papers.all())],
        "parts": _parts(service, questions),
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
            "papers": tuple(_read_paper(row) for row in stored["papers"]),
            "parts": tuple(Part(FilePart(row["part"]), row["why"]) for row in stored.get("parts", ())),
        }
    )


def _parts(service: ServicePage, questions: list[Any]) -> list[dict[str, Any]]:
    """The parts of the file; whoever is asked which members a request is for is asked for the household first."""
    parts = [{"part": row.part, "why": row.why} for row in service.parts.all()]
    has_members = any(row.kind == QuestionKind.HOUSEHOLD for row in questions)
    if has_members and all(each["part"] != FilePart.HOUSEHOLD for each in parts):
        parts.append({"part": FilePart.HOUSEHOLD.value, "why": ""})
    return parts


def _file(row: Any) -> dict[str, Any]:
    """A question that a file answers is asked like a paper: its files are checked, shown and erased as those are."""
    plain = {name: getattr(row, name) for name in ("label", "help_text", "is_required")}
    named = {"key": f"{ANSWER}{row.key}", "name": plain.pop("label"), **plain}
    return {**named, "kind": PaperKind.OTHER.value, "max_age_days": None, "alternatives": []}


def _question(row: Any) -> dict[str, Any]:
    limits = {name: getattr(row, name) for name in ("least", "most")} if row.kind in WITH_LIMITS else {}
    return {
        # A limit that is not set is not named: what was asked before there were limits keeps its version.
        **{name: limit for name, limit in limits.items() if limit is not None},
        "key": row.key,
        "label": row.label,
        "help_text": row.help_text,
        "kind": row.kind,
        "choices": row.choice_list() if row.kind in WITH_CHOICES else [],
        "is_required": row.is_required,
    }


def _paper(row: Any) -> dict[str, Any]:
    plain = {name: getattr(row, name) for name in ("key", "name", "help_text", "is_required", "kind", "max_age_days")}
    return {**plain, "alternatives": row.alternative_list()}


def _read_paper(row: dict[str, Any]) -> Paper:
    return Paper(**{**row, "kind": _kind(row), "alternatives": tuple(row.get("alternatives", ()))})


def _kind(row: dict[str, Any]) -> PaperKind:
    """What was asked before papers had kinds is another paper."""
    return PaperKind(row.get("kind", PaperKind.OTHER))


def _version(asked: dict[str, Any]) -> str:
    return sha256(json.dumps(asked, ensure_ascii=False, sort_keys=True).encode()).hexdigest()[:16]

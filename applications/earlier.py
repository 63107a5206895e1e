"""Answers that the person gave in an earlier request for the same service, offered again (R8)."""

from dataclasses import dataclass
from datetime import datetime

from applications.members import SELF
from applications.models import Answer, Application
from people.models import HouseholdMember
from services.enums import WITH_CHOICES, QuestionKind
from services.snapshot import Question


@dataclass(frozen=True)
class Earlier:
    """What was answered, in canonical text, and when that request was sent."""

    value: str
    at: datetime


def answer_before(case: Application, question: Question, members: tuple[HouseholdMember, ...] = ()) -> Earlier | None:
    """The newest answer to the same question, of the same kind, that was sent; as much of it as may still be chosen."""
    same = Answer.objects.filter(
        key=question.key,
        application__person=case.person_id,
        application__service__translation_key=case.service.translation_key,
        application__submitted_at__isnull=False,
    ).exclude(application=case)
    found = same.select_related("application").order_by("-application__submitted_at").first()
    if found is None or not _was_asked(found.application, question):
        return None
    value = _still_offered(found.value, question, members)
    sent = found.application.submitted_at
    return Earlier(value, sent) if value and sent else None


def _was_asked(case: Application, question: Question) -> bool:
    """Whether that request asked the same kind of answer."""
    asked = [(each["key"], each["kind"]) for each in case.form.get("questions", ())]
    return (question.key, str(question.kind)) in asked


def _still_offered(value: str, question: Question, members: tuple[HouseholdMember, ...]) -> str:
    if question.kind in WITH_CHOICES:
        offered = set(question.choices)
    elif question.kind == QuestionKind.HOUSEHOLD:
        offered = {SELF, *(str(member.pk) for member in members)}
    else:
        return value
    return "\n".join(each for each in value.splitlines() if each in offered)

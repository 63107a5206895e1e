"""What an applicant signs: exact words, their version, and a fingerprint of the answers they cover (R39)."""

import json
from hashlib import sha256

from django.utils import timezone
from django.utils.translation import get_language

from applications.models import Application, Paper, SigningCode
from applications.steps import Progress
from people.consent.enums import Purpose
from people.consent.queries import current
from people.models import Agreement, Document
from people.parts import declared


def agreement_in_force() -> Agreement:
    """The declaration in the active language: a versioned text that two colleagues wrote and published."""
    return current(Purpose.DECLARATION, get_language() or "ar")


def version_of(text: str) -> str:
    """A short fingerprint that changes with the words."""
    return sha256(text.encode()).hexdigest()[:12]


def fingerprint(progress: Progress) -> str:
    """SHA-256 over everything declared true: person, form version, answers and papers, in a fixed order."""
    signed = {
        "form": progress.form.version,
        "person": declared(progress.file, progress.parts),
        "answers": {key: answer.value for key, answer in sorted(progress.answers.items())},
        "papers": {key: _paper(paper) for key, paper in sorted(progress.papers.items())},
    }
    return sha256(json.dumps(signed, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def void_declaration(case: Application) -> None:
    """What was signed, and the code that was to sign, no longer stand once what they cover changes (R39)."""
    case.declarations.filter(voided_at__isnull=True).update(voided_at=timezone.now())
    SigningCode.objects.filter(application=case).delete()


def _paper(paper: Paper) -> list[object]:
    """A paper as it was declared. What was signed before papers could be reused reads as it did then."""
    told: list[object] = [",".join(each.fingerprint for each in paper.own_files), paper.excuse, paper.excuse_text]
    if paper.alternative:
        told.append(paper.alternative)
    if paper.document and paper.is_reused:
        told.append(_reused(paper.document))
    return told


def _reused(document: Document) -> list[object]:
    days = [day.isoformat() if day else "" for day in (document.issued_on, document.expires_on)]
    return [str(document.pk), document.number, *days, [each.attachment.fingerprint for each in document.files.all()]]

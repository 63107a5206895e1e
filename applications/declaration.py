"""What an applicant signs: exact words, their version, and a fingerprint of the answers they cover (R39)."""

import json
from hashlib import sha256

from django.utils.translation import gettext as _

from applications.models import Application
from applications.steps import Progress


def declaration_text() -> str:
    """The words of the declaration in the active language."""
    return _(
        "I declare that the data and papers in this request are true and complete. "
        "I know that I am directly responsible for them. "
        "I will tell the association when any of them changes."
    )


def version_of(text: str) -> str:
    """A short fingerprint that changes with the words."""
    return sha256(text.encode()).hexdigest()[:12]


def fingerprint(application: Application, progress: Progress) -> str:
    """SHA-256 over everything declared true: person, form version, answers and papers, in a fixed order."""
    person = application.person
    declared = {
        "form": progress.form.version,
        "person": [
            person.full_name,
            person.identity_kind,
            person.identity_number,
            person.birth_date.isoformat() if person.birth_date else "",
        ],
        "answers": {key: answer.value for key, answer in sorted(progress.answers.items())},
        "papers": {
            key: [paper.attachment.fingerprint if paper.attachment else "", paper.excuse, paper.excuse_text]
            for key, paper in sorted(progress.papers.items())
        },
    }
    return sha256(json.dumps(declared, ensure_ascii=False, sort_keys=True).encode()).hexdigest()

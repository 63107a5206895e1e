"""Leaving a trace."""

from collections.abc import Mapping
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction

from audit.models import AuditEvent


class NoReason(ValueError):
    """A masked value was asked for without saying why."""


def record(
    action: str,
    *,
    by: Any,
    subject: models.Model | None,
    reason: str = "",
    details: dict[str, Any] | None = None,
) -> AuditEvent:
    """Add one row to the trail, in the caller's transaction. `action` is dotted: `application.approved`."""
    kind = ContentType.objects.get_for_model(subject) if subject is not None else None
    return AuditEvent.objects.create(
        action=action,
        by=by,
        subject_type=kind,
        subject_id=str(subject.pk) if subject is not None else "",
        reason=reason,
        details=details or {},
    )


def record_each(action: str, subjects: Mapping[Any, dict[str, Any]], *, by: Any) -> None:
    """The same row for many subjects of one model, each with its details; one query."""
    if not subjects:
        return
    kind = ContentType.objects.get_for_model(next(iter(subjects)))
    rows = [
        AuditEvent(action=action, by=by, subject_type=kind, subject_id=str(subject.pk), details=details)
        for subject, details in subjects.items()
    ]
    AuditEvent.objects.bulk_create(rows)


@transaction.atomic
def reveal(subject: models.Model, field: str, *, by: Any, reason: str, details: dict[str, Any] | None = None) -> Any:
    """The value of a masked field of `subject`, against a reason that stays in the trail: `people.person.revealed`.

    The one way from a mask to its value (invariant 1). The caller has settled who may ask; `details` may name the case.
    Raises NoReason, and FieldDoesNotExist for what is no field of the subject.
    """
    column = subject._meta.get_field(field)
    why = reason.strip()
    if not why:
        raise NoReason("Say why the value is needed.")
    value = getattr(subject, column.name)  # First: what can't be read was not revealed.
    action = f"{subject._meta.label_lower}.revealed"
    record(action, by=by, subject=subject, reason=why, details={**(details or {}), "field": column.name})
    return value

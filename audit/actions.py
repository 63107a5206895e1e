"""Leaving a trace."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models

from audit.models import AuditEvent


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

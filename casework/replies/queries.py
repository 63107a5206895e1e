"""Reads of the templates."""

from uuid import UUID

from django.db.models import Case, QuerySet, Value, When

from casework.models import ReplyTemplate


def offered(language: str) -> QuerySet[ReplyTemplate]:
    """The templates in use, those of the person's language first."""
    first = Case(When(language=language, then=Value(0)), default=Value(1))
    return ReplyTemplate.objects.filter(is_active=True).order_by(first, "language", "title")


def text_of(pk: str) -> str:
    """The words of one in use; "" for none."""
    try:
        found = ReplyTemplate.objects.filter(pk=UUID(pk), is_active=True).first()
    except ValueError:
        return ""
    return found.text if found else ""

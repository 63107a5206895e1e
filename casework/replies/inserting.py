"""Putting the words of a template into a text that is being written, without losing what was typed."""

from typing import Any

from django.http import QueryDict

from casework.replies.queries import text_of


def is_asked(data: QueryDict) -> bool:
    """Whether the post asks for the words instead of sending the form."""
    return "insert" in data


def with_words(data: QueryDict, field: str) -> dict[str, Any]:
    """What was typed, as the first values of a form that is not sent yet, with the chosen words added to `field`."""
    typed: dict[str, Any] = {}
    for name in data:
        values = data.getlist(name)
        typed[name] = values if len(values) > 1 else values[0]
    written, words = str(data.get(field, "")).strip(), text_of(str(data.get("template", "")))
    typed[field] = "\n\n".join(each for each in (written, words) if each)
    return typed

"""From a reading to the value of a page's stream field."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from policies.enums import SectionKind
from policies.importer.lists import Item, ItemList
from policies.importer.sections import Paragraph, Section


def stream_of(sections: Iterable[Section]) -> list[tuple[str, dict[str, Any]]]:
    """The sections as (block, value) pairs. An unreadable line becomes a placeholder, which bars publication."""
    return [
        (
            "section",
            {
                "kind": section.kind.value,
                "heading": section.heading,
                "body": [_part(part, section.kind) for part in section.parts],
            },
        )
        for section in sections
    ]


def _part(part: Paragraph | ItemList, kind: SectionKind) -> tuple[str, Any]:
    if isinstance(part, Paragraph):
        return "paragraph", part.text or "[[" + _("line %(line)s of the scan") % {"line": part.unread} + "]]"
    if kind is SectionKind.STEPS and not any(item.children for item in part.items):
        return "steps", {"steps": [item.text for item in part.items]}
    return "list", {
        "items": [{**_item(item), "items": [_item(child) for child in item.children]} for item in part.items]
    }


def _item(item: Item) -> dict[str, Any]:
    return {"number": item.number, "text": item.text}

"""What templates need to draw: icons, unconfirmed facts, form fields and long pagers."""

from collections.abc import Iterator
from typing import Any

from django import forms, template
from django.core.paginator import Page
from django.forms.boundfield import BoundField
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

from content.enums import NotHelpful
from content.placeholders import shown

register = template.Library()

# Drawn for left-to-right reading; the stylesheet mirrors them where the text runs the other way.
DIRECTIONAL = frozenset({"arrow", "chevron"})
NOTICE_KINDS = {"success": "done", "error": "error", "warning": "turn"}


@register.simple_tag
def icon(name: str, extra: str = "") -> SafeString:
    """One drawing of the sprite, hidden from assistive technology; `extra` adds classes."""
    classes = ["icon", *(["icon--directional"] if name in DIRECTIONAL else []), *extra.split()]
    return format_html(
        '<svg class="{}" width="24" height="24" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>',
        " ".join(classes),
        static("img/icons.svg"),
        name,
    )


@register.filter
def placeholders(text: object) -> SafeString:
    """Plain text as HTML, each unconfirmed fact marked as such."""
    return shown(str(text or ""))


@register.filter
def placeholders_html(html: object) -> SafeString:
    """The same for text that is HTML already, such as rich text."""
    return shown(str(html or ""), safe=True)


@register.filter
def widget_kind(field: BoundField) -> str:
    """How a field is laid out: `choices`, `checkbox`, `file`, `group` (several inputs) or `input`."""
    widget: Any = field.field.widget
    if isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
        return "choices"
    if isinstance(widget, forms.CheckboxInput):
        return "checkbox"
    if isinstance(widget, forms.FileInput):
        return "file"
    return "group" if isinstance(widget, forms.MultiWidget | forms.SelectDateWidget) else "input"


@register.filter
def anchor(field: BoundField) -> str:
    """The id of the first control of a field: where a link from the error summary lands."""
    kind = widget_kind(field)
    return f"{field.auto_id}_0" if kind == "choices" else field.id_for_label or field.auto_id


@register.filter
def notice_kind(message_tag: str) -> str:
    """A message level of Django as a kind of notice."""
    return NOTICE_KINDS.get(message_tag, "info")


@register.filter
def elided(page: Page) -> Iterator[int | str]:
    """The page numbers that a pager shows, with gaps."""
    return page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)


@register.simple_tag
def not_helpful_reasons() -> list[tuple[str, str]]:
    """(value, label) of why a page did not help."""
    return [(value, str(label)) for value, label in NotHelpful.choices]

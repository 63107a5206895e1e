"""`{% load people %}`: how the form of a part is laid out."""

from django import forms, template
from django.forms.boundfield import BoundField

register = template.Library()


@register.filter
def open_fields(form: forms.Form) -> list[BoundField]:
    """The fields that stand open on the page."""
    folded = getattr(form, "folded", ())
    return [field for field in form if field.name not in folded]


@register.filter
def folded_fields(form: forms.Form) -> list[BoundField]:
    """The fields that unfold for whoever needs them."""
    folded = getattr(form, "folded", ())
    return [field for field in form if field.name in folded]


@register.filter
def shows_folded(form: forms.Form) -> bool:
    """Whether a folded field holds something, or is wrong."""
    return any(field.value() or field.errors for field in folded_fields(form))


@register.filter
def titled_by(form: forms.Form, field: BoundField) -> bool:
    """Whether the field's label is the page's heading: the first one's, when the form has no title."""
    return not getattr(form, "title", "") and field.name == next(iter(form.fields))

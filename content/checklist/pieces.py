"""A page taken apart: every text, picture and link on it, with the words and the address of its place in the editor."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.text import capfirst
from modelcluster.models import get_all_child_relations
from wagtail import blocks
from wagtail.documents import get_document_model
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.fields import RichTextField, StreamField
from wagtail.images import get_image_model
from wagtail.images.blocks import ImageBlock, ImageChooserBlock
from wagtail.models import Page

from content.blocks import HeadingBlock, SubheadingBlock

# Texts that no reader meets as such; what Page itself keeps beside the title is bookkeeping.
UNSEEN = frozenset({"override_reason"})
OF_PAGE = {field.name for field in Page._meta.get_fields()} - {"title"}
UNSPOKEN = (models.SlugField, models.URLField, models.EmailField)
NOT_CONTENT = frozenset({"wagtail_admin_comments"})


@dataclass(frozen=True)
class Piece:
    """One bit of content.

    `kind` and what `value` then is: `text` and `html` a str, `heading` (level, text), `picture` a picture with its
    words, `page` and `document` the key chosen; None stands for a required choice that is gone. `anchor` is a fragment.
    """

    kind: str
    value: Any
    where: str
    anchor: str


def pieces_of(row: models.Model) -> Iterator[Piece]:
    """The pieces of a page as it stands in memory, draft or not, in reading order; no rows are read but its own."""
    yield from _fields(row, where=(), anchor="")
    yield from _rows(row, where=())


def pieces_in(field: StreamField, row: models.Model) -> Iterator[Piece]:
    """The pieces of one stream of a page."""
    return _field(row, field, (capfirst(str(field.verbose_name)),), f":w:contentpath={field.name}")


def _rows(row: models.Model, where: tuple[str, ...]) -> Iterator[Piece]:
    for relation in get_all_child_relations(type(row)):
        name = relation.get_accessor_name()
        if name in NOT_CONTENT:
            continue
        for number, child in enumerate(getattr(row, name).all()):
            inside = (*where, f"{capfirst(str(child._meta.verbose_name))} {number + 1}")
            anchor = "" if where else f"inline_child_{name}-{number}"
            yield from _fields(child, inside, anchor)
            yield from _rows(child, inside)


def _fields(row: models.Model, where: tuple[str, ...], anchor: str) -> Iterator[Piece]:
    for field in row._meta.concrete_fields:
        if not field.editable or field.name in UNSEEN or (isinstance(row, Page) and field.name in OF_PAGE):
            continue
        inside = (*where, capfirst(str(field.verbose_name)))
        yield from _field(row, field, inside, anchor or f":w:contentpath={field.name}")


def _field(row: models.Model, field: Any, where: tuple[str, ...], anchor: str) -> Iterator[Piece]:
    place = " ← ".join(where)
    if isinstance(field, StreamField):
        yield from _block(field.stream_block, field.value_from_object(row), where, anchor)
    elif isinstance(field, models.ForeignKey):
        yield from _choice(row, field, place, anchor)
    elif isinstance(field, RichTextField):
        yield Piece("html", str(field.value_from_object(row) or ""), place, anchor)
    elif _is_spoken(field):
        yield Piece("text", str(field.value_from_object(row) or ""), place, anchor)


def _is_spoken(field: Any) -> bool:
    """Whether the field holds words, and neither an address nor one of a few choices."""
    return (
        isinstance(field, models.CharField | models.TextField) and not isinstance(field, UNSPOKEN) and not field.choices
    )


def _choice(row: models.Model, field: Any, place: str, anchor: str) -> Iterator[Piece]:
    chosen = field.value_from_object(row)
    if chosen is None or getattr(field, "remote_field", None) is None or field.remote_field.parent_link:
        return
    target = field.related_model
    if not isinstance(target, type) or _is_owner(row, field):
        return
    if issubclass(target, Page):
        yield Piece("page", chosen, place, anchor)
    elif issubclass(target, get_image_model()):
        yield Piece("picture", getattr(row, field.name), place, anchor)
    elif issubclass(target, get_document_model()):
        yield Piece("document", chosen, place, anchor)


def _is_owner(row: models.Model, field: Any) -> bool:
    """Whether the key leads back to the page that the row belongs to."""
    return any(relation.field is field for relation in get_all_child_relations(field.related_model))


def _block(block: blocks.Block, value: Any, where: tuple[str, ...], anchor: str) -> Iterator[Piece]:
    if isinstance(block, blocks.StreamBlock):
        for number, child in enumerate(value or (), start=1):
            inside = (*where, f"{child.block.label} {number}")
            yield from _block(child.block, child.value, inside, f"{anchor}.{child.id}")
    elif isinstance(block, blocks.ListBlock):
        for number, child in enumerate(getattr(value, "bound_blocks", ()), start=1):
            yield from _block(child.block, child.value, (*where, str(number)), f"{anchor}.{child.id}")
    elif isinstance(block, blocks.StructBlock) and not isinstance(block, ImageBlock):
        for name, inner in block.child_blocks.items():
            yield from _block(inner, (value or {}).get(name), (*where, str(inner.label)), f"{anchor}.{name}")
    else:
        yield from _leaf(block, value, " ← ".join(where), anchor)


def _leaf(block: blocks.Block, value: Any, place: str, anchor: str) -> Iterator[Piece]:
    if isinstance(block, HeadingBlock | SubheadingBlock):
        yield Piece("heading", (3 if isinstance(block, SubheadingBlock) else 2, str(value or "")), place, anchor)
    elif isinstance(block, blocks.RichTextBlock):
        yield Piece("html", getattr(value, "source", ""), place, anchor)
    elif isinstance(block, blocks.CharBlock | blocks.TextBlock):
        yield Piece("text", str(value or ""), place, anchor)
    elif isinstance(block, ImageBlock | ImageChooserBlock):
        chooser = block.child_blocks["image"] if isinstance(block, ImageBlock) else block
        if value or chooser.required:
            yield Piece("picture", value, place, anchor)
    elif isinstance(block, blocks.PageChooserBlock | DocumentChooserBlock) and (value or block.required):
        kind = "page" if isinstance(block, blocks.PageChooserBlock) else "document"
        yield Piece(kind, getattr(value, "pk", None), place, anchor)

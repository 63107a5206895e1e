"""The blocks that pages are built of. Each has one template under templates/components/blocks/."""

import json
from copy import copy
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.fields import StreamField
from wagtail.images.blocks import ImageBlock

HEADING_LENGTH = 120  # letters; a longer one is a sentence
TEXT_HELP = _("Short paragraphs and lists. Headings are blocks of their own.")
HEADING_HELP = _("A few words. The page's title stands above it.")
SUBHEADING_HELP = _("Divides what stands under a heading. Seldom needed.")
PLAIN_FEATURES = ["bold", "link", "document-link", "ol", "ul"]


class TextBlock(blocks.RichTextBlock):
    """Paragraphs and lists, nothing that fights the stylesheet."""

    def __init__(self, **kwargs: object) -> None:
        super().__init__(**{"features": PLAIN_FEATURES, "help_text": TEXT_HELP, **kwargs})

    class Meta:
        icon = "pilcrow"
        label = _("Text")
        template = "components/blocks/text.html"


class HeadingBlock(blocks.CharBlock):
    """A heading of the second level; the page's title is the first."""

    def __init__(self, **kwargs: object) -> None:
        super().__init__(**{"max_length": HEADING_LENGTH, "help_text": HEADING_HELP, **kwargs})

    class Meta:
        icon = "title"
        label = _("Heading")
        template = "components/blocks/heading.html"


class SubheadingBlock(blocks.CharBlock):
    """A heading of the third level, below one of the second; there is no fourth."""

    def __init__(self, **kwargs: object) -> None:
        super().__init__(**{"max_length": HEADING_LENGTH, "help_text": SUBHEADING_HELP, **kwargs})

    class Meta:
        icon = "title"
        label = _("Heading of the third level")
        template = "components/blocks/subheading.html"


class StepBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Title"), max_length=120)
    text = blocks.TextBlock(label=_("Text"), required=False)

    class Meta:
        icon = "list-ol"
        label = _("Step")


class StepsBlock(blocks.StructBlock):
    """What happens, one numbered step after another."""

    steps = blocks.ListBlock(StepBlock(), label=_("Steps"))

    class Meta:
        icon = "list-ol"
        label = _("Steps")
        template = "components/blocks/steps.html"


class NoticeBlock(blocks.StructBlock):
    """Something a reader must not miss."""

    title = blocks.CharBlock(label=_("Title"), required=False, max_length=120)
    text = blocks.TextBlock(label=_("Text"))

    class Meta:
        icon = "info-circle"
        label = _("Notice")
        template = "components/blocks/notice.html"


class FactBlock(blocks.StructBlock):
    name = blocks.CharBlock(label=_("Name"), max_length=80)
    value = blocks.CharBlock(label=_("Value"), max_length=300)

    class Meta:
        icon = "tag"
        label = _("Fact")


class FactsBlock(blocks.StructBlock):
    """Names and values side by side."""

    facts = blocks.ListBlock(FactBlock(), label=_("Facts"))

    class Meta:
        icon = "list-ul"
        label = _("Facts")
        template = "components/blocks/facts.html"


class OwnWordsImageBlock(ImageBlock):
    """Wagtail's block, in which a picture shown twice on a page keeps the words of each place."""

    def __init__(self, required: bool = True, **kwargs: Any) -> None:
        super().__init__(required=required, **kwargs)
        self.child_blocks["image"].label = _("File")  # Wagtail leaves this one without words of its own.

    def _struct_value_to_image(self, struct_value: Any) -> Any:
        # Wagtail gives every place the same object, so that the last place's words would stand at all of them.
        place = {name: struct_value.get(name) for name in ("image", "decorative", "alt_text")}
        return super()._struct_value_to_image({**place, "image": copy(place["image"])})


class PictureBlock(blocks.StructBlock):
    image = OwnWordsImageBlock(label=_("Image"))
    caption = blocks.CharBlock(label=_("Caption"), required=False, max_length=200)

    class Meta:
        icon = "image"
        label = _("Picture")
        help_text = _("Say in words what it shows. Show no one in need, and no one without written consent.")
        template = "components/blocks/picture.html"


class LinkCardBlock(blocks.StructBlock):
    page = blocks.PageChooserBlock(label=_("Page"))
    text = blocks.CharBlock(label=_("Text"), required=False, max_length=160)

    class Meta:
        icon = "link"
        label = _("Link")


class LinkCardsBlock(blocks.StructBlock):
    """Ways onward, as cards."""

    cards = blocks.ListBlock(LinkCardBlock(), label=_("Links"))

    class Meta:
        icon = "link"
        label = _("Links")
        template = "components/blocks/link_cards.html"


class BodyBlock(blocks.StreamBlock):
    """The body of an ordinary page."""

    heading = HeadingBlock()
    subheading = SubheadingBlock()
    text = TextBlock()
    notice = NoticeBlock()
    steps = StepsBlock()
    facts = FactsBlock()
    picture = PictureBlock()
    links = LinkCardsBlock()


def identify_blocks(row: models.Model) -> None:
    """Give every block of the row's streams, and every item of a list in it, an id that stays (idempotent).

    A block made by code has none; wagtail-localize finds a text by the ids on the way to it and would leave such a
    text out of the translation without a word.
    """
    for field in row._meta.concrete_fields:
        if isinstance(field, StreamField):
            value = field.value_from_object(row)
            # Reading the blocks brings a list of the old format, without ids, into today's.
            bound = field.stream_block.get_prep_value(blocks.StreamValue(field.stream_block, _fresh(value)))
            setattr(row, field.attname, json.dumps(bound))


def _fresh(value: blocks.StreamValue) -> list[tuple[str, object, str | None]]:
    """The blocks of a stream as values, whose stored form is written anew; the ids that stand are kept."""
    return [(child.block_type, child.value, child.id) for child in value]

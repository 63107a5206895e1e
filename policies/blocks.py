"""The parts of a policy's text. Wording is kept as approved: plain text, numbers as printed, no styling."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from policies.enums import SectionKind


class SubItemBlock(blocks.StructBlock):
    number = blocks.IntegerBlock(label=_("Number"), required=False, min_value=1)
    text = blocks.TextBlock(label=_("Text"), rows=2)

    class Meta:
        icon = "list-ul"
        label = _("Item")


class ItemBlock(SubItemBlock):
    items = blocks.ListBlock(SubItemBlock(), label=_("Items within it"), default=[])


class PolicyListBlock(blocks.StructBlock):
    """Items with the numbers that the approved text gives them, or without any."""

    items = blocks.ListBlock(ItemBlock(), label=_("Items"))

    class Meta:
        icon = "list-ol"
        label = _("List")
        template = "policies/blocks/list.html"


class PolicyStepsBlock(blocks.StructBlock):
    """What is done, one step after another."""

    steps = blocks.ListBlock(blocks.TextBlock(label=_("Step"), rows=2), label=_("Steps"))

    class Meta:
        icon = "list-ol"
        label = _("Steps")
        template = "policies/blocks/steps.html"


class SectionBodyBlock(blocks.StreamBlock):
    paragraph = blocks.TextBlock(
        label=_("Paragraph"), icon="pilcrow", rows=4, template="policies/blocks/paragraph.html"
    )
    list = PolicyListBlock()
    steps = PolicyStepsBlock()


class SectionBlock(blocks.StructBlock):
    """One section; a preamble has no heading."""

    kind = blocks.ChoiceBlock(label=_("Kind"), choices=SectionKind.choices, default=SectionKind.TEXT)
    heading = blocks.CharBlock(label=_("Heading"), required=False, max_length=300)
    body = SectionBodyBlock(label=_("Body"), required=False)

    class Meta:
        icon = "doc-full"
        label = _("Section")


class PolicyBodyBlock(blocks.StreamBlock):
    section = SectionBlock()

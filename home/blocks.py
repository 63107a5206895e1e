"""Blocks of the front pages that differ from the ordinary ones."""

from wagtail import blocks

from content.blocks import HeadingBlock, NoticeBlock, TextBlock


class StoryBodyBlock(blocks.StreamBlock):
    """The body of a story: words alone. A picture or a link could tell who it is (R15)."""

    text = TextBlock(features=["bold", "ol", "ul"])
    heading = HeadingBlock()
    notice = NoticeBlock()

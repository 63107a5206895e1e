"""What a check of a page may find, how grave it is, what to do about it; and what a reader may say of a page."""

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class FindingKind(models.TextChoices):
    """One kind of flaw; those in `STOPS` keep a page from being published by a plain click."""

    PLACEHOLDER = "placeholder", _("A fact that nobody confirmed")
    PICTURE = "picture", _("A picture without words")
    LINK = "link", _("A link that leads nowhere")
    SENTENCE = "sentence", _("A long sentence")
    PARAGRAPH = "paragraph", _("A long paragraph")
    HEADING = "heading", _("A heading out of order")
    TITLE = "title", _("A title too long for search results")
    SUMMARY = "summary", _("No summary")
    REVIEW = "review", _("No review date")
    TRANSLATION = "translation", _("A translation is missing or older")
    NO_SHIFT = "no_shift", _("No coming shift")


STOPS = frozenset({FindingKind.PLACEHOLDER.value, FindingKind.PICTURE.value, FindingKind.LINK.value})

ADVICE: dict[str, str | Promise] = {
    FindingKind.PLACEHOLDER.value: _("Ask whoever knows, then write the fact instead of the brackets."),
    FindingKind.PICTURE.value: _("Say in one sentence what the picture shows, or mark it as decoration."),
    FindingKind.LINK.value: _("Choose a page that is published, or take the link out."),
    FindingKind.SENTENCE.value: _("Split it: one thought in each sentence."),
    FindingKind.PARAGRAPH.value: _("Start a new paragraph, or make a list."),
    FindingKind.HEADING.value: _("Use the heading blocks in their order, and no bold line in their place."),
    FindingKind.TITLE.value: _("Give a shorter title for search engines under Promote."),
    FindingKind.SUMMARY.value: _("Write one or two plain sentences: lists and search results show them."),
    FindingKind.REVIEW.value: _("Set under Settings when the page is to be read again."),
    FindingKind.NO_SHIFT.value: _(
        "Visitors find nothing to join. Set a shift at the desk of volunteering, or take the page off for now."
    ),
    FindingKind.TRANSLATION.value: _("Bring the translation up to date, or tell whoever translates."),
}


class NotHelpful(models.TextChoices):
    """Why a page did not help."""

    UNCLEAR = "unclear", _("It is not clear")
    MISSING = "missing", _("What I look for is not there")
    OUTDATED = "outdated", _("It is out of date or wrong")
    LANGUAGE = "language", _("It is not in my language")
    OTHER = "other", _("Something else")

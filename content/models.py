"""What every page of the site shares. Pages are content that editors keep, never a person's data."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Page

from content import placeholders


class UnconfirmedFacts(ValidationError):
    """A page that still holds placeholders was to be published without an override (ruling 5)."""


class ContentPage(Page):
    """A public page: a summary for lists and search engines, a review date, and the guard on unconfirmed facts.

    A fact that nobody confirmed is written as a placeholder (`content.placeholders`). A page that holds one
    is published only when an editor states why in `override_reason`; the revision then keeps the reason.
    """

    summary = models.TextField(_("Summary"), blank=True, help_text=_("One or two plain sentences, shown in lists."))
    review_on = models.DateField(_("Next review"), null=True, blank=True)
    override_reason = models.CharField(
        _("Reason to publish with unconfirmed facts"),
        max_length=200,
        blank=True,
        help_text=_("Needed only while the page still holds a placeholder. It is kept with the revision."),
    )

    content_panels = [*Page.content_panels, FieldPanel("summary")]
    settings_panels = [
        *Page.settings_panels,
        MultiFieldPanel([FieldPanel("review_on"), FieldPanel("override_reason")], heading=_("Review and publication")),
    ]

    class Meta:
        abstract = True

    def unconfirmed(self) -> list[str]:
        """The placeholders still standing anywhere on the page, in reading order."""
        return placeholders.found_in_page(self)

    def publish(self, revision: Any, *args: Any, **kwargs: Any) -> Any:
        """Publish, or raise UnconfirmedFacts while a placeholder stands and no override says why."""
        proposed = revision.as_object()
        if isinstance(proposed, ContentPage) and proposed.unconfirmed() and not proposed.override_reason.strip():
            raise UnconfirmedFacts(_("This page still holds facts that nobody confirmed."))
        return super().publish(revision, *args, **kwargs)

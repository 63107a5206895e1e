"""What every page of the site shares. Pages are content that editors keep, never a person's data."""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Page
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from content import placeholders
from content.enums import NotHelpful


class UnconfirmedFacts(ValidationError):
    """A page that still holds placeholders was to be published without an override (ruling 5)."""

    def __init__(self, page: Page, facts: list[str]) -> None:
        self.page = page
        self.facts = list(dict.fromkeys(facts))
        super().__init__(
            _(
                "This page still holds facts that nobody confirmed: %(facts)s. "
                "Confirm them, or write in the settings why the page is published with them."
            ),
            code="unconfirmed",
            params={"facts": _(", ").join(self.facts)},
        )


class ContentPage(Page):
    """A public page: a summary for lists and search engines, a review date, and the guard on unconfirmed facts.

    A fact that nobody confirmed is written as a placeholder (`content.placeholders`). A page that holds one
    is published only when an editor states why in `override_reason`; the revision then keeps the reason.
    """

    # Wagtail carries no types; both are written below.
    live: bool
    has_unpublished_changes: bool

    summary = models.TextField(_("Summary"), blank=True, help_text=_("One or two plain sentences, shown in lists."))
    review_on = models.DateField(_("Next review"), null=True, blank=True)
    override_reason = models.CharField(
        _("Reason to publish with unconfirmed facts"),
        max_length=200,
        blank=True,
        help_text=_("Needed only while the page still holds a placeholder. It is kept with the revision."),
    )

    search_fields = [*Page.search_fields, index.SearchField("summary")]

    content_panels = [*Page.content_panels, FieldPanel("summary")]
    settings_panels = [
        *Page.settings_panels,
        MultiFieldPanel([FieldPanel("review_on"), FieldPanel("override_reason")], heading=_("Review and publication")),
    ]

    # One address in every language; what an editor decides about the source holds for its translations.
    override_translatable_fields = [
        SynchronizedField("slug"),
        SynchronizedField("override_reason", overridable=False),
        SynchronizedField("show_in_menus", overridable=False),
    ]

    class Meta:
        abstract = True

    def unconfirmed(self) -> list[str]:
        """The placeholders still standing anywhere on the page, in reading order."""
        return placeholders.found_in_page(self)

    def trail(self, request: HttpRequest | None = None) -> list[dict[str, str]]:
        """The way here from the home page as {title, url}, in one SQL query; this page comes last, without a url."""
        above = self.get_ancestors().filter(depth__gt=1).live()
        return [
            *({"title": page.title, "url": page.get_url(request) or ""} for page in above),
            {"title": self.title, "url": ""},
        ]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        request.wagtail_page = self  # type: ignore[attr-defined]  # The frame offers its translations.
        return {**super().get_context(request, *args, **kwargs), "trail": self.trail(request)}

    def guard_publication(self) -> None:
        """Raise UnconfirmedFacts while a placeholder stands and no override says why."""
        facts = self.unconfirmed()
        if facts and not self.override_reason.strip():
            raise UnconfirmedFacts(self, facts)

    def publish(self, revision: Any, *args: Any, **kwargs: Any) -> Any:
        """Publish now or at the revision's hour, or raise UnconfirmedFacts (see `guard_publication`)."""
        proposed = revision.as_object()
        if isinstance(proposed, ContentPage):
            proposed.guard_publication()
        return super().publish(revision, *args, **kwargs)

    def save_revision(self, *args: Any, **kwargs: Any) -> Any:
        """Keep a revision; an override that covers nothing is forgotten, lest it cover a later placeholder."""
        if self.override_reason and not self.unconfirmed():
            self.override_reason = ""
        return super().save_revision(*args, **kwargs)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save; whichever way a page goes live, it passes the same guard. A new one that fails it starts as a draft."""
        written = kwargs.get("update_fields")
        try:
            # Keeping a draft of a live page writes a few columns only, none of them content.
            if self.live and (written is None or "live" in written):
                self.guard_publication()
        except UnconfirmedFacts:
            if not self._state.adding:
                raise
            # The editor's form adds the page before it publishes: refusing here would lose what was typed.
            self.live, self.has_unpublished_changes = False, True
        super().save(*args, **kwargs)


class Helpfulness(models.Model):
    """One reader's word on one page. It holds no person, no address and no cookie, and is never joined to any."""

    wagtail_reference_index_ignore = True

    page = models.ForeignKey(Page, verbose_name=_("Page"), on_delete=models.CASCADE, related_name="+")
    language = models.CharField(_("Language"), max_length=10)
    was_helpful = models.BooleanField(_("Was helpful"))
    reason = models.CharField(_("Reason"), max_length=16, choices=NotHelpful.choices, blank=True)
    wish = models.CharField(_("Wish"), max_length=500, blank=True)
    created_on = models.DateField(_("Received on"), default=timezone.localdate)
    dealt_at = models.DateTimeField(_("Dealt with"), null=True, blank=True)
    dealt_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("Reader's report")
        verbose_name_plural = _("Readers' reports")
        ordering = ["-created_on", "-pk"]
        indexes = [
            models.Index(fields=["was_helpful", "dealt_at"], name="helpfulness_open"),
            models.Index(fields=["page", "was_helpful"], name="helpfulness_of_page"),
        ]

    def __str__(self) -> str:
        return f"{self.page_id} · {self.created_on}"

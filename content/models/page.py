"""What every page of the site shares. Pages are content that editors keep, never a person's data."""

from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import get_language, override
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.api import APIField
from wagtail.models import Page, PageViewRestriction
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from content import languages, placeholders
from content.api import fields
from content.blocks import identify_blocks
from content.forms import ContentPageForm
from content.rules import authors_since_publication

SUMMARY_LENGTH = 240  # letters; lists and search results show about two lines
PHONE, DESK = 360, 1280  # CSS pixels
DARK = "dark"


class UnconfirmedFacts(ValidationError):
    """A page that still holds placeholders was to be published without an override (ruling 5)."""

    def __init__(self, page: Page, facts: list[str]) -> None:
        self.page = page
        self.facts = list(dict.fromkeys(facts))
        self.say(
            _(
                "This page still holds facts that nobody confirmed: %(facts)s. "
                "Confirm them, or write in the settings why the page is published with them."
            ),
            code="unconfirmed",
            params={"facts": _(", ").join(self.facts)},
        )

    def say(self, words: Any, code: str, params: dict[str, str] | None = None) -> None:
        """Name the reason, as an error of no one field: wagtail-localize reads every error by its field."""
        super().__init__({NON_FIELD_ERRORS: ValidationError(words, code=code, params=params)})


class SecondPairMissing(UnconfirmedFacts):
    """Somebody was to publish a draft that is, in whole or in part, of that person's own making."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.facts = []
        self.say(
            _("You changed this page yourself, so a colleague publishes it. Submit it for approval instead."),
            code="second_pair",
        )


class ContentPage(Page):
    """A public page: a summary for lists and search engines, a review date, and the guard on unconfirmed facts.

    A fact that nobody confirmed is written as a placeholder (`content.placeholders`). A page that holds one
    is published only when an editor states why in `override_reason`; the revision then keeps the reason.
    """

    # Wagtail carries no types; both are written below.
    live: bool
    has_unpublished_changes: bool

    is_plain_language: ClassVar[bool] = True  # Whether the limits of plain language hold; a policy's wording is fixed.
    needs_second_pair: ClassVar[bool] = False  # Whether only a colleague publishes what one has changed.

    private_texts: ClassVar[tuple[str, ...]] = ("override_reason",)  # Never told outside, nor what stands in them.

    summary = models.TextField(_("Summary"), blank=True, help_text=_("One or two plain sentences, shown in lists."))
    review_on = models.DateField(_("Next review"), null=True, blank=True)
    override_reason = models.CharField(
        _("Reason to publish with unconfirmed facts"),
        max_length=200,
        blank=True,
        help_text=_("Needed only while the page still holds a placeholder. It is kept with the revision."),
    )

    base_form_class = ContentPageForm

    search_fields = [*Page.search_fields, index.SearchField("summary")]

    api_fields = [
        APIField("summary"),
        APIField("content_language", serializer=fields.ContentLanguage()),
        APIField("trail", serializer=fields.Trail()),
        APIField("translations", serializer=fields.Translations()),
        APIField("unconfirmed", serializer=fields.Unconfirmed()),
    ]

    content_panels = [
        *Page.content_panels,
        FieldPanel("summary", widget=forms.Textarea(attrs={"rows": 3, "maxlength": SUMMARY_LENGTH})),
    ]
    promote_panels = [
        MultiFieldPanel(
            [
                FieldPanel("slug"),
                FieldPanel("seo_title", help_text=_("Only when the page's own title is too long or too short.")),
                FieldPanel(
                    "search_description",
                    help_text=_("Only when the summary would not do below the title."),
                    widget=forms.Textarea(attrs={"rows": 2, "maxlength": SUMMARY_LENGTH}),
                ),
            ],
            heading=_("In search results"),
        ),
        MultiFieldPanel([FieldPanel("show_in_menus")], heading=_("In the menu")),
    ]
    settings_panels = [
        *Page.settings_panels,
        MultiFieldPanel(
            [
                FieldPanel("review_on", help_text=_("The day on which somebody reads the page again.")),
                FieldPanel("override_reason"),
            ],
            heading=_("Review and publication"),
        ),
    ]

    # One address in every language; what an editor decides about the source holds for its translations.
    override_translatable_fields = [
        SynchronizedField("slug"),
        SynchronizedField("override_reason", overridable=False),
        SynchronizedField("show_in_menus", overridable=False),
    ]

    class Meta:
        abstract = True

    @property
    def preview_modes(self) -> list[tuple[str, Any]]:
        """Light and dark, as readers may have set their device."""
        return [("", _("Light")), (DARK, _("Dark"))]

    @property
    def preview_sizes(self) -> list[dict[str, Any]]:
        """A phone first: that is where most readers are."""
        return [
            {"name": "mobile", "icon": "mobile-alt", "device_width": PHONE, "label": _("As on a phone")},
            {"name": "desktop", "icon": "desktop", "device_width": DESK, "label": _("As on a wide screen")},
        ]

    def may_leave_as_draft(self) -> bool:
        """Whether a draft may be shown by another front end (docs/decisions/0014)."""
        return True

    def unconfirmed(self) -> list[str]:
        """The placeholders still standing anywhere on the page, in reading order."""
        return placeholders.found_in_page(self)

    def further_findings(self) -> list[str]:
        """What stands against a page of this type alone: kinds of finding, none of which stops publication."""
        return []

    @property
    def foreign_language(self) -> str:
        """The language of what is written here where the page was not translated, else ""."""
        return languages.foreign_language(self)

    @property
    def translation_state(self) -> languages.State:
        """Whether this page is a whole translation; see `content.languages.state`."""
        return languages.state(self)

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """The page; one that nobody translated speaks the source's language inside the frame of its own."""
        with self.in_its_language():
            return super().serve(request, *args, **kwargs)

    def in_its_language(self) -> override:
        """The language of what is written here: the source's, where nobody translated the page."""
        return override(self.foreign_language or get_language())

    def get_view_restrictions(self) -> QuerySet[PageViewRestriction]:
        """The restrictions on this page and above it, those of the source for an alias.

        As Wagtail's own, which reads everything above once more for it, and each source of an alias by itself.
        """
        checked = {page.alias_of_id or page.pk for page in [*self._ancestors(), self]}
        on_them = Q(page_id__in=checked) | Q(page__aliases__in=checked)  # The second: an alias of an alias.
        return PageViewRestriction.objects.filter(on_them).distinct()

    def _ancestors(self) -> list[Page]:
        """All that stands above, from the root down; read once for each object."""
        kept = self.__dict__.get("_ancestors_read")
        if kept is None or kept[0] != self.path:
            kept = self.__dict__["_ancestors_read"] = (self.path, list(self.get_ancestors()))
        return list(kept[1])

    def trail(self, request: HttpRequest | None = None) -> list[dict[str, str]]:
        """The way here from the home page as {title, url, language}, in one query; this page last, without a url."""
        self.above = [page for page in self._ancestors() if page.depth > 1 and page.live]
        return [
            *(
                {"title": page.title, "url": page.get_url(request) or "", "language": languages.foreign_language(page)}
                for page in self.above
            ),
            {"title": self.title, "url": "", "language": self.foreign_language},
        ]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from content.pictures import read_sizes_of

        request.wagtail_page = self  # type: ignore[attr-defined]  # The frame offers its translations.
        read_sizes_of(self)
        return {**super().get_context(request, *args, **kwargs), "trail": self.trail(request)}

    def guard_publication(self) -> None:
        """Raise UnconfirmedFacts while a placeholder stands and no override says why."""
        facts = self.unconfirmed()
        if facts and not self.override_reason.strip():
            raise UnconfirmedFacts(self, facts)

    def guard_second_pair(self, user: AbstractBaseUser | None, revision: Any = None) -> None:
        """Raise SecondPairMissing when `user` changed what is to be published; superusers obey too.

        No user means the system's own work: an hour set ahead was judged when it was set. A translation renders
        words that have been approved, and whoever translates saves and publishes in one step.
        """
        if not self.needs_second_pair or user is None or self.locale.language_code != settings.LANGUAGE_CODE:
            return
        if user.pk in authors_since_publication(self, until=revision):
            raise SecondPairMissing(self)

    def publish(self, revision: Any, user: Any = None, *args: Any, **kwargs: Any) -> Any:
        """Publish now or at the revision's hour, or raise UnconfirmedFacts (see the guards)."""
        proposed = revision.as_object()
        if isinstance(proposed, ContentPage):
            proposed.guard_publication()
            proposed.guard_second_pair(user, revision)
        return super().publish(revision, user, *args, **kwargs)

    def save_revision(self, *args: Any, **kwargs: Any) -> Any:
        """Keep a revision; an override that covers nothing is forgotten, lest it cover a later placeholder.

        Each block gets an id, so that none of its texts is left out of a translation.
        """
        if self.override_reason and not self.unconfirmed():
            self.override_reason = ""
        identify_blocks(self)
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

"""Stories of people whom a service reached: told with consent and without identity (R15)."""

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, HelpPanel, MultiFieldPanel, PageChooserPanel
from wagtail.api import APIField
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from content.api import fields
from content.models import ContentPage, UnconfirmedFacts
from home.blocks import StoryBodyBlock
from home.rules import consent_gaps
from services.enums import Audience


class ConsentMissing(UnconfirmedFacts):
    """A story was to be published without written consent, or with what could tell who it is. No override covers it."""

    def __init__(self, page: Page, facts: list[str]) -> None:
        self.page = page
        self.facts = facts
        self.say(
            _("A story is told only with consent and without identity. Still open: %(facts)s."),
            code="consent",
            params={"facts": _(", ").join(facts)},
        )


class StoriesIndexPage(ContentPage):
    """The stories, newest first, twenty at a time."""

    parent_page_types = ["home.HomePage", "home.StandardPage"]
    subpage_types = ["home.StoryPage"]

    class Meta:
        verbose_name = _("List of stories")
        verbose_name_plural = _("Lists of stories")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from home.queries import stories_of

        return {**super().get_context(request, *args, **kwargs), **stories_of(self, request.GET.get("page", ""))}


class StoryPage(ContentPage):
    """One story in plain words. The paper of consent stays with the association: here stands only where it is kept.

    A withdrawal is final (`home.actions.withdraw_consent`): the page leaves the site in every language and is never
    published again, whichever revision is tried. Who consents anew gets a new page.
    """

    private_texts = (*ContentPage.private_texts, "consent_reference")

    audience = models.CharField(_("Of whom it tells"), max_length=20, choices=Audience.choices, blank=True)
    service = models.ForeignKey(
        "services.ServicePage",
        verbose_name=_("Service"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    teller_words = models.TextField(
        _("In the teller's own words"), blank=True, max_length=400, help_text=_("As they said it, without a name.")
    )
    body = StreamField(StoryBodyBlock(), verbose_name=_("Story"), blank=True)

    consent_confirmed = models.BooleanField(_("I hold the written consent of whoever it tells of"), default=False)
    consent_on = models.DateField(_("Date of the consent"), null=True, blank=True)
    consent_reference = models.CharField(
        _("Where the paper is kept"),
        max_length=80,
        blank=True,
        help_text=_("For colleagues alone; never shown, never searched."),
    )
    identity_removed = models.BooleanField(_("No name, face, address or other detail tells who it is"), default=False)
    consent_withdrawn_on = models.DateField(_("Consent withdrawn on"), null=True, editable=False)

    search_fields = [*ContentPage.search_fields, index.SearchField("body"), index.SearchField("teller_words")]

    # Never what stands about the consent.
    api_fields = [
        *ContentPage.api_fields,
        *map(APIField, ("audience", "teller_words")),
        APIField("service", serializer=fields.LinkedPage()),
        APIField("body", serializer=fields.Body()),
    ]

    content_panels = [
        *ContentPage.content_panels,
        MultiFieldPanel(
            [
                HelpPanel(
                    content=_(
                        "Change what could tell who it is: names, places of work, rare illnesses, exact ages and "
                        "dates. Write no phone or identity number. Pictures of people are left out."
                    )
                ),
                FieldPanel("consent_confirmed"),
                FieldPanel("consent_on"),
                FieldPanel("consent_reference"),
                FieldPanel("identity_removed"),
            ],
            heading=_("Consent and identity"),
        ),
        FieldPanel("body"),
        FieldPanel("teller_words"),
        FieldPanel("audience"),
        PageChooserPanel("service", "services.ServicePage"),
    ]

    parent_page_types = ["home.StoriesIndexPage"]
    subpage_types: list[str] = []

    # One consent covers the story in every language.
    override_translatable_fields = [
        *ContentPage.override_translatable_fields,
        SynchronizedField("service"),
        SynchronizedField("consent_confirmed", overridable=False),
        SynchronizedField("consent_on", overridable=False),
        SynchronizedField("consent_reference", overridable=False),
        SynchronizedField("identity_removed", overridable=False),
    ]

    class Meta:
        verbose_name = _("Story")
        verbose_name_plural = _("Stories")

    def guard_publication(self) -> None:
        """Raise while consent or anonymity is open (R15), then while placeholders stand."""
        if gaps := consent_gaps(self):
            raise ConsentMissing(self, gaps)
        super().guard_publication()

    def is_withdrawn(self) -> bool:
        """Whether the consent was withdrawn, in any language; an older revision of the page can't undo that."""
        return (
            type(self).objects.filter(translation_key=self.translation_key, consent_withdrawn_on__isnull=False).exists()
        )

    def may_leave_as_draft(self) -> bool:
        """Not once the consent was withdrawn, even by a link that was handed out before."""
        return not self.is_withdrawn()

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from home.queries import story_of

        return {**super().get_context(request, *args, **kwargs), **story_of(self)}

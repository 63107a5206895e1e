"""A service guide and the catalogue that holds the guides."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel, ObjectList, TabbedInterface
from wagtail.api import APIField
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Orderable, TranslatableMixin
from wagtail.search import index

from content.api import fields
from content.blocks import PLAIN_FEATURES, StepBlock
from content.models import ContentPage
from services import keys
from services.enums import Audience, Channel, Icon, Need
from services.fields import ChoiceListField


class ServicesIndexPage(ContentPage):
    """The catalogue: every guide, grouped by need."""

    max_count_per_parent = 1
    subpage_types = ["services.ServicePage"]

    class Meta:
        verbose_name = _("Service catalogue")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from services.queries import catalogue

        return {**super().get_context(request, *args, **kwargs), "groups": catalogue(self)}


class ServicePage(ContentPage):
    """A guide to one service: for whom, on what conditions, with which papers, by which steps, until when (R8, R10).

    Its papers and questions are what an online application asks; `services.queries.application_form` reads them.
    """

    icon = models.CharField(_("Icon"), max_length=20, choices=Icon.choices, default=Icon.DOCUMENT)
    need = models.CharField(_("Need"), max_length=20, choices=Need.choices, default=Need.SUPPORT)
    audiences = ChoiceListField(_("Open to"), of=Audience)
    card_fact = models.CharField(
        _("Short fact"), max_length=60, blank=True, help_text=_("A few words on the service's card.")
    )
    for_whom = RichTextField(_("For whom"), features=PLAIN_FEATURES, blank=True)
    conditions = RichTextField(_("Conditions"), features=PLAIN_FEATURES, blank=True)
    papers_note = RichTextField(_("Notes on the papers"), features=PLAIN_FEATURES, blank=True)
    steps = StreamField([("step", StepBlock())], verbose_name=_("Steps"), blank=True)
    promised_time = models.CharField(_("Time"), max_length=200, blank=True)
    fees = models.CharField(_("Fees"), max_length=200, blank=True)
    where = models.CharField(_("Place"), max_length=200, blank=True)
    channels = ChoiceListField(_("Channels"), of=Channel)
    accepts_applications = models.BooleanField(
        _("Online applications"), default=False, help_text=_("Shows the button that starts an application.")
    )
    committee_required = models.BooleanField(
        _("The committee decides"), default=True, help_text=_("Switch off only for light services, such as a book.")
    )

    search_fields = [
        *ContentPage.search_fields,
        index.SearchField("for_whom"),
        index.SearchField("conditions"),
        index.SearchField("papers_note"),
        index.SearchField("steps"),
        index.RelatedFields("papers", [index.SearchField("name")]),
        index.RelatedFields("answers", [index.SearchField("question"), index.SearchField("answer")]),
        index.FilterField("need"),
    ]

    api_fields = [
        *ContentPage.api_fields,
        *map(APIField, ("icon", "need", "card_fact", "promised_time", "fees", "where", "accepts_applications")),
        *(APIField(name, serializer=fields.Codes()) for name in ("audiences", "channels")),
        *(APIField(name, serializer=fields.Html()) for name in ("for_whom", "conditions", "papers_note")),
        APIField("steps", serializer=fields.Body()),
        APIField("papers"),
        APIField("answers"),
    ]

    guide_panels = [
        *ContentPage.content_panels,
        MultiFieldPanel(
            [FieldPanel("icon"), FieldPanel("need"), FieldPanel("audiences"), FieldPanel("card_fact")],
            heading=_("On the card"),
        ),
        FieldPanel("for_whom"),
        FieldPanel("conditions"),
        FieldPanel("papers_note"),
        FieldPanel("steps"),
        MultiFieldPanel(
            [FieldPanel("promised_time"), FieldPanel("fees"), FieldPanel("where"), FieldPanel("channels")],
            heading=_("Time, fees and place"),
        ),
        InlinePanel("answers", heading=_("Questions about this service"), label=_("Question")),
    ]
    application_panels = [
        FieldPanel("accepts_applications"),
        FieldPanel("committee_required"),
        InlinePanel("papers", heading=_("Papers"), label=_("Paper")),
        InlinePanel("questions", heading=_("Questions to the applicant"), label=_("Question")),
    ]
    edit_handler = TabbedInterface(
        [
            ObjectList(guide_panels, heading=_("Guide")),
            ObjectList(application_panels, heading=_("Application form")),
            ObjectList(ContentPage.promote_panels, heading=_("Promote")),
            ObjectList(ContentPage.settings_panels, heading=_("Settings")),
        ]
    )

    parent_page_types = ["services.ServicesIndexPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("Service guide")
        verbose_name_plural = _("Service guides")

    def clean(self) -> None:
        """Refuse online requests that no committee decides: such a case has no way to its end yet."""
        super().clean()
        if self.accepts_applications and not self.committee_required:
            told = _("A service with online requests needs the committee for now.")
            raise ValidationError({"committee_required": told})

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save, with a stable key on every paper and question."""
        self._settle_keys()
        super().save(*args, **kwargs)

    def save_revision(self, *args: Any, **kwargs: Any) -> Any:
        """Keep a revision, with a stable key on every paper and question."""
        self._settle_keys()
        return super().save_revision(*args, **kwargs)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from services.queries import guide

        return {**super().get_context(request, *args, **kwargs), **guide(self)}

    def _settle_keys(self) -> None:
        keys.settle(self.papers.all(), field="key", source="name", fallback="paper")
        keys.settle(self.questions.all(), field="key", source="label", fallback="question")


class ServiceAnswer(TranslatableMixin, Orderable):
    """A question that people ask about this service, with its answer."""

    page = ParentalKey(ServicePage, on_delete=models.CASCADE, related_name="answers")
    question = models.CharField(_("Question"), max_length=200)
    answer = RichTextField(_("Answer"), features=PLAIN_FEATURES)

    panels = [FieldPanel("question"), FieldPanel("answer")]

    api_fields = [APIField("question"), APIField("answer", serializer=fields.Html())]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("Question about this service")
        verbose_name_plural = _("Questions about this service")

    def __str__(self) -> str:
        return self.question

"""A service guide and the catalogue that holds the guides."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, ObjectList, TabbedInterface
from wagtail.api import APIField
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Orderable, TranslatableMixin
from wagtail.search import index

from content.api import fields
from content.blocks import PLAIN_FEATURES, StepBlock
from content.models import ContentPage
from services import keys
from services.enums import Audience, Channel, Icon, Need, Spoken
from services.fields import ChoiceListField


class ServicesIndexPage(ContentPage):
    """The catalogue: every guide, grouped by need, filtered by what its address asks for."""

    max_count_per_parent = 1
    subpage_types = ["services.ServicePage"]

    class Meta:
        verbose_name = _("Service catalogue")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from services.queries import catalogue

        return {**super().get_context(request, *args, **kwargs), **catalogue(self, request.GET)}


class ServicePage(RoutablePageMixin, ContentPage):
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
    languages = ChoiceListField(
        _("Languages"), of=Spoken, help_text=_("In which languages this service is given, whatever this page is in.")
    )
    opens_on = models.DateField(_("Opens on"), null=True, blank=True, help_text=_("Leave it empty when always open."))
    closes_on = models.DateField(_("Closes on"), null=True, blank=True, help_text=_("The last day to send a request."))
    capacity = models.PositiveIntegerField(
        _("Places"), null=True, blank=True, help_text=_("Requests taken in one opening. Empty means no limit.")
    )
    accepts_applications = models.BooleanField(
        _("Online applications"), default=False, help_text=_("Shows the button that starts an application.")
    )
    minutes_needed = models.PositiveSmallIntegerField(
        _("Minutes to fill it in"), null=True, blank=True, help_text=_("Told before the first question.")
    )
    research_required = models.BooleanField(
        _("The social researcher studies it"),
        default=True,
        help_text=_("The committee gets the request with a signed study. Switch off where no study is needed."),
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
            [
                FieldPanel("promised_time"),
                FieldPanel("fees"),
                FieldPanel("where"),
                FieldPanel("channels"),
                FieldPanel("languages"),
            ],
            heading=_("Time, fees and place"),
        ),
        InlinePanel("answers", heading=_("Questions about this service"), label=_("Question")),
        InlinePanel("related_questions", heading=_("Related frequent questions"), label=_("Question")),
        InlinePanel("fit_questions", heading=_("Does this fit me?"), label=_("Question")),
    ]
    application_panels = [
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("opens_on"), FieldPanel("closes_on")]), FieldPanel("capacity")],
            heading=_("Opening"),
        ),
        FieldPanel("accepts_applications"),
        FieldPanel("minutes_needed"),
        FieldPanel("research_required"),
        FieldPanel("committee_required"),
        InlinePanel("parts", heading=_("Parts of the person's file"), label=_("Part of the file")),
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
        """Refuse an end before the start, and online requests that no committee decides: they would never end."""
        super().clean()
        if self.opens_on and self.closes_on and self.closes_on < self.opens_on:
            raise ValidationError({"closes_on": _("The last day can't be before the first.")})
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

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Wagtail's own for pages with addresses below them does not pass `ContentPage.serve`."""
        with self.in_its_language():
            return super().serve(request, *args, **kwargs)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from services.queries import guide

        return {**super().get_context(request, *args, **kwargs), **guide(self)}

    @path("fit/", name="fit")
    def fit(self, request: HttpRequest) -> HttpResponse:
        """«Does this fit me?», one question a page."""
        from services.views import fit

        return fit(request, self)

    @path("what-you-need/", name="what_you_need")
    def what_you_need(self, request: HttpRequest) -> HttpResponse:
        """All that one prepares, to read or to print."""
        from services.views import what_you_need

        return what_you_need(request, self)

    @path("what-you-need/pdf/", name="what_you_need_pdf")
    def what_you_need_pdf(self, request: HttpRequest) -> HttpResponse:
        """The same as a PDF."""
        from services.views import what_you_need_pdf

        return what_you_need_pdf(request, self)

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

"""The service charter: what the association promises, how it is measured, and what to do when it is not kept (R13)."""

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from rest_framework.fields import Field
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel, PageChooserPanel
from wagtail.api import APIField
from wagtail.fields import StreamField
from wagtail.models import Orderable, Page, TranslatableMixin
from wagtail.search import index

from content.api import fields
from content.blocks import BodyBlock
from content.models import ContentPage
from home.enums import CALENDAR_PERIODS, Period
from office import queries as office


class Promised(Field):
    """A period as {code, days, working_days, text}, with the number of the settings; null for none."""

    def to_representation(self, period: str) -> dict[str, Any] | None:
        from home.queries import period_words

        if not period:
            return None
        chosen = office.settings(self.context["request"])
        return {
            "code": period,
            "days": getattr(chosen, period),
            "working_days": period not in CALENDAR_PERIODS,
            "text": period_words(period, chosen),
        }


class CharterPage(ContentPage):
    """Promises as rows. The numbers are those of the association's settings, so page and work never differ."""

    version_label = models.CharField(_("Version"), max_length=40, blank=True)
    adopted_on = models.DateField(
        _("Adopted on"), null=True, blank=True, help_text=_("Gregorian; the Hijri date is shown beside it.")
    )
    body = StreamField(BodyBlock(), verbose_name=_("Introduction"), blank=True)
    complaint = StreamField(BodyBlock(), verbose_name=_("When a promise is not kept"), blank=True)
    complaint_page = models.ForeignKey(
        Page, verbose_name=_("Page for complaints"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    search_fields = [
        *ContentPage.search_fields,
        index.SearchField("body"),
        index.SearchField("complaint"),
        index.RelatedFields("promises", [index.SearchField("title"), index.SearchField("text")]),
    ]

    api_fields = [
        *ContentPage.api_fields,
        *map(APIField, ("version_label", "adopted_on", "promises")),
        APIField("body", serializer=fields.Body()),
        APIField("complaint", serializer=fields.Body()),
        APIField("complaint_page", serializer=fields.LinkedPage()),
    ]

    content_panels = [
        *ContentPage.content_panels,
        MultiFieldPanel([FieldPanel("version_label"), FieldPanel("adopted_on")], heading=_("Version")),
        FieldPanel("body"),
        InlinePanel("promises", heading=_("Promises"), label=_("Promise")),
        MultiFieldPanel(
            [FieldPanel("complaint"), PageChooserPanel("complaint_page")], heading=_("When a promise is not kept")
        ),
    ]

    parent_page_types = ["home.HomePage", "home.StandardPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("Service charter")
        verbose_name_plural = _("Service charters")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from home.queries import charter

        return {**super().get_context(request, *args, **kwargs), **charter(self, request)}


class CharterPromise(TranslatableMixin, Orderable):
    """One promise, the measure of it, and the period that the association has set itself."""

    page = ParentalKey(CharterPage, on_delete=models.CASCADE, related_name="promises")
    title = models.CharField(_("Promise"), max_length=120)
    text = models.TextField(_("In plain words"), blank=True)
    measure = models.CharField(_("What we count"), max_length=200)
    period = models.CharField(
        _("Period"),
        max_length=40,
        choices=Period.choices,
        blank=True,
        help_text=_("The number comes from the association's settings and changes with them."),
    )

    api_fields = [*map(APIField, ("title", "text", "measure")), APIField("period", serializer=Promised())]

    panels = [FieldPanel("title"), FieldPanel("text"), FieldPanel("measure"), FieldPanel("period")]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("Promise")
        verbose_name_plural = _("Promises")

    def __str__(self) -> str:
        return self.title

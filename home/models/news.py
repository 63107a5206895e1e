"""News: a list by date, an archive by year in either calendar, and a feed."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.api import APIField
from wagtail.fields import StreamField
from wagtail.images import get_image_model_string
from wagtail.models import Page
from wagtail.search import index
from wagtail.url_routing import RouteResult

from content.api import fields
from content.blocks import BodyBlock
from content.models import ContentPage

FEED = "feed"  # the last part of the feed's address; no page below may take it


class NewsIndexPage(ContentPage):
    """The news, newest first, twenty at a time; `?year=1448` or `?year=2026` keeps to one year; `feed/` is Atom."""

    parent_page_types = ["home.HomePage", "home.StandardPage"]
    subpage_types = ["home.NewsPage"]

    class Meta:
        verbose_name = _("News list")
        verbose_name_plural = _("News lists")

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """The page itself, a piece of news, or the feed."""
        if path_components == [FEED] and self.live:
            return RouteResult(self, kwargs={"feed": True})
        return super().route(request, path_components)

    def serve(self, request: HttpRequest, *args: Any, feed: bool = False, **kwargs: Any) -> HttpResponse:
        """The list, or its feed."""
        if feed:
            from home.feeds import answer

            return answer(request, self)
        return super().serve(request, *args, **kwargs)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from home.queries import news_of

        shown = news_of(self, year=request.GET.get("year", ""), number=request.GET.get("page", ""))
        return {**super().get_context(request, *args, **kwargs), **shown}


class NewsPage(ContentPage):
    """One piece of news. Its date is the day of which it tells, in both calendars."""

    published_on = models.DateField(
        _("Date of the news"), default=timezone.localdate, db_index=True, help_text=_("The newest stands first.")
    )
    picture = models.ForeignKey(
        get_image_model_string(),
        verbose_name=_("Picture"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    body = StreamField(BodyBlock(), verbose_name=_("Body"), blank=True)

    search_fields = [
        *ContentPage.search_fields,
        index.SearchField("body"),
        index.FilterField("published_on"),
    ]

    api_fields = [
        *ContentPage.api_fields,
        APIField("published_on"),
        APIField("picture", serializer=fields.Picture()),
        APIField("body", serializer=fields.Body()),
    ]

    content_panels = [
        *ContentPage.content_panels,
        FieldPanel("published_on"),
        FieldPanel("picture"),
        FieldPanel("body"),
    ]

    parent_page_types = ["home.NewsIndexPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("Piece of news")
        verbose_name_plural = _("News")

    def clean(self) -> None:
        """The feed's own address is taken."""
        super().clean()
        if self.slug == FEED:
            raise ValidationError({"slug": _("This address is the feed's. Choose another.")})

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        return {**context, "index": Page.objects.parent_of(self).first()}

"""Ordinary pages."""

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.api import APIField
from wagtail.fields import StreamField
from wagtail.search import index

from content.api import fields
from content.blocks import BodyBlock
from content.models import ContentPage


class StandardPage(ContentPage):
    """An ordinary page of blocks; its children, if it has any, are listed below its body."""

    body = StreamField(BodyBlock(), verbose_name=_("Body"), blank=True)
    lists_children = models.BooleanField(_("List the pages below this one"), default=True)

    search_fields = [*ContentPage.search_fields, index.SearchField("body")]

    api_fields = [*ContentPage.api_fields, APIField("body", serializer=fields.Body())]

    content_panels = [
        *ContentPage.content_panels,
        FieldPanel("body"),
        MultiFieldPanel([FieldPanel("lists_children")], heading=_("Pages below this one")),
    ]

    parent_page_types = ["home.HomePage", "home.StandardPage"]
    subpage_types = ["home.StandardPage"]

    class Meta:
        verbose_name = _("Page")
        verbose_name_plural = _("Pages")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from home.queries import children_of

        return {**super().get_context(request, *args, **kwargs), **children_of(self, request.GET.get("page", ""))}

"""The contact page."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.api import APIField
from wagtail.fields import StreamField
from wagtail.search import index

from content.api import fields
from content.blocks import BodyBlock
from content.models import ContentPage


class ContactPage(ContentPage):
    """The eight channels with the facts that the office settings hold (R20 to R27)."""

    body = StreamField(BodyBlock(), verbose_name=_("Body"), blank=True)

    search_fields = [*ContentPage.search_fields, index.SearchField("body")]

    api_fields = [*ContentPage.api_fields, APIField("body", serializer=fields.Body())]

    content_panels = [*ContentPage.content_panels, FieldPanel("body")]

    parent_page_types = ["home.HomePage"]
    subpage_types: list[str] = []
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("Contact page")

    def unconfirmed(self) -> list[str]:
        """The placeholders on the page, and the facts of contact that the office has not confirmed yet."""
        from home.channels import unconfirmed_facts

        return [*super().unconfirmed(), *unconfirmed_facts()]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from home.channels import shown

        return {**super().get_context(request, *args, **kwargs), **shown(request, self)}

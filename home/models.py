"""The front pages: home, ordinary pages and the contact page."""

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel, PageChooserPanel
from wagtail.api import APIField
from wagtail.fields import StreamField
from wagtail.models import Orderable, Page, TranslatableMixin
from wagtail.search import index

from content.api import fields
from content.blocks import BodyBlock, StepBlock
from content.models import ContentPage


class HomePage(ContentPage):
    """The front door: find a service, follow a request, see how a request is handled."""

    hero_title = models.CharField(_("Greeting"), max_length=80)
    search_hint = models.CharField(_("Example of a search"), max_length=80, blank=True)
    steps_title = models.CharField(_("Title of the steps"), max_length=80, blank=True)
    steps_intro = models.CharField(_("Introduction of the steps"), max_length=200, blank=True)
    steps = StreamField([("step", StepBlock())], verbose_name=_("Steps"), blank=True)
    steps_page = models.ForeignKey(
        Page, verbose_name=_("Page about the steps"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    volunteer_title = models.CharField(_("Call to volunteers"), max_length=80, blank=True)
    volunteer_text = models.CharField(_("Text of the call"), max_length=240, blank=True)
    volunteer_page = models.ForeignKey(
        Page, verbose_name=_("Page for volunteers"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    search_fields = [*ContentPage.search_fields, index.SearchField("steps")]

    api_fields = [
        *ContentPage.api_fields,
        *map(
            APIField, ("hero_title", "search_hint", "steps_title", "steps_intro", "volunteer_title", "volunteer_text")
        ),
        APIField("steps", serializer=fields.Body()),
        APIField("steps_page", serializer=fields.LinkedPage()),
        APIField("volunteer_page", serializer=fields.LinkedPage()),
        APIField("popular_links"),
        APIField("featured_services"),
    ]

    content_panels = [
        *ContentPage.content_panels,
        MultiFieldPanel(
            [FieldPanel("hero_title"), FieldPanel("search_hint"), InlinePanel("popular_links", label=_("Link"))],
            heading=_("Greeting and search"),
        ),
        InlinePanel(
            "featured_services",
            heading=_("Services on the home page"),
            label=_("Service"),
            help_text=_("When none is chosen, the first six of the catalogue are shown."),
            max_num=6,
        ),
        MultiFieldPanel(
            [
                FieldPanel("steps_title"),
                FieldPanel("steps_intro"),
                FieldPanel("steps"),
                PageChooserPanel("steps_page"),
            ],
            heading=_("How a request is handled"),
        ),
        MultiFieldPanel(
            [FieldPanel("volunteer_title"), FieldPanel("volunteer_text"), PageChooserPanel("volunteer_page")],
            heading=_("Call to volunteers"),
        ),
    ]

    parent_page_types = ["wagtailcore.Page"]
    subpage_types = [
        "home.StandardPage",
        "home.ContactPage",
        "services.ServicesIndexPage",
        "services.FaqIndexPage",
        "policies.PoliciesIndexPage",
    ]

    class Meta:
        verbose_name = _("Home page")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from home.queries import front

        return {**super().get_context(request, *args, **kwargs), **front(self)}


class HomePopularLink(TranslatableMixin, Orderable):
    """A short link below the search: what people look for most."""

    home = ParentalKey(HomePage, on_delete=models.CASCADE, related_name="popular_links")
    label = models.CharField(_("Label"), max_length=40)
    page = models.ForeignKey(Page, verbose_name=_("Page"), on_delete=models.CASCADE, related_name="+")

    panels = [FieldPanel("label"), PageChooserPanel("page")]

    api_fields = [APIField("label"), APIField("page", serializer=fields.LinkedPage())]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("Popular link")
        verbose_name_plural = _("Popular links")

    def __str__(self) -> str:
        return self.label


class HomeFeaturedService(Orderable):
    """A guide that the home page shows, in the order that editors chose."""

    home = ParentalKey(HomePage, on_delete=models.CASCADE, related_name="featured_services")
    service = models.ForeignKey(
        "services.ServicePage", verbose_name=_("Service"), on_delete=models.CASCADE, related_name="+"
    )

    panels = [PageChooserPanel("service", "services.ServicePage")]

    api_fields = [APIField("service", serializer=fields.LinkedPage())]

    class Meta(Orderable.Meta):
        verbose_name = _("Featured service")
        verbose_name_plural = _("Featured services")

    def __str__(self) -> str:
        return str(self.service)


class StandardPage(ContentPage):
    """An ordinary page of blocks; its children, if it has any, are listed below its body."""

    body = StreamField(BodyBlock(), verbose_name=_("Body"), blank=True)
    lists_children = models.BooleanField(_("List the pages below this one"), default=True)
    newest_first = models.BooleanField(
        _("Newest first, with dates"), default=False, help_text=_("For news: the list shows when each was published.")
    )

    search_fields = [*ContentPage.search_fields, index.SearchField("body")]

    api_fields = [*ContentPage.api_fields, APIField("body", serializer=fields.Body())]

    content_panels = [
        *ContentPage.content_panels,
        FieldPanel("body"),
        MultiFieldPanel([FieldPanel("lists_children"), FieldPanel("newest_first")], heading=_("Pages below this one")),
    ]

    parent_page_types = ["home.HomePage", "home.StandardPage"]
    subpage_types = ["home.StandardPage"]

    class Meta:
        verbose_name = _("Page")
        verbose_name_plural = _("Pages")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from home.queries import children_of

        return {**super().get_context(request, *args, **kwargs), **children_of(self, request.GET.get("page", ""))}


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

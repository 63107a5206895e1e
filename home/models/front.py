"""The front door, and the menus that editors keep on it."""

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import (
    FieldPanel,
    HelpPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    PageChooserPanel,
    TabbedInterface,
)
from wagtail.api import APIField
from wagtail.fields import StreamField
from wagtail.models import Orderable, Page, TranslatableMixin
from wagtail.search import index

from content.api import fields
from content.blocks import StepBlock
from content.models import ContentPage
from home.enums import FooterColumn


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
        APIField("popular_links", serializer=fields.LinkRows("label", page="page")),
        APIField("featured_services", serializer=fields.LinkRows(page="service")),
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

    menu_panels = [
        HelpPanel(
            content=_(
                "The main menu holds the pages right below this one that are marked “Show in menus”, in the order "
                "of the page tree. The foot of every page holds the links below, in the language of the reader."
            )
        ),
        InlinePanel("footer_links", heading=_("Links at the foot of every page"), label=_("Link")),
    ]

    edit_handler = TabbedInterface(
        [
            ObjectList(content_panels, heading=_("Content")),
            ObjectList(menu_panels, heading=_("Menus")),
            ObjectList(ContentPage.promote_panels, heading=_("Promote")),
            ObjectList(ContentPage.settings_panels, heading=_("Settings")),
        ]
    )

    parent_page_types = ["wagtailcore.Page"]
    subpage_types = [
        "home.StandardPage",
        "home.ContactPage",
        "home.NewsIndexPage",
        "home.StoriesIndexPage",
        "home.CharterPage",
        "services.ServicesIndexPage",
        "services.FaqIndexPage",
        "policies.PoliciesIndexPage",
        "volunteering.OpportunitiesIndexPage",
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

    class Meta(Orderable.Meta):
        verbose_name = _("Featured service")
        verbose_name_plural = _("Featured services")

    def __str__(self) -> str:
        return str(self.service)


class HomeFooterLink(Orderable):
    """A page that the foot of every page names, in one of its columns. The reader's language decides which twin."""

    home = ParentalKey(HomePage, on_delete=models.CASCADE, related_name="footer_links")
    column = models.CharField(_("Column"), max_length=20, choices=FooterColumn.choices)
    page = models.ForeignKey(Page, verbose_name=_("Page"), on_delete=models.CASCADE, related_name="+")

    panels = [FieldPanel("column"), PageChooserPanel("page")]

    class Meta(Orderable.Meta):
        verbose_name = _("Link at the foot")
        verbose_name_plural = _("Links at the foot")

    def __str__(self) -> str:
        return f"{self.get_column_display()}: {self.page}"

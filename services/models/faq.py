"""Frequent questions: an index, its groups, and one page for each question (R10, R14)."""

from typing import Any

from django.conf import settings
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.api import APIField
from wagtail.fields import RichTextField
from wagtail.search import index

from content.api import fields
from content.blocks import PLAIN_FEATURES
from content.models import ContentPage
from services.enums import EntryKind


class FaqIndexPage(ContentPage):
    """All frequent questions on one page, in the order that editors keep."""

    max_count_per_parent = 1
    subpage_types = ["services.FaqGroupPage"]

    class Meta:
        verbose_name = _("Frequent questions")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from services.queries import answered

        return {**super().get_context(request, *args, **kwargs), "groups": answered(self)}


class FaqGroupPage(ContentPage):
    """Questions of one subject."""

    parent_page_types = ["services.FaqIndexPage"]
    subpage_types = ["services.FaqPage"]

    class Meta:
        verbose_name = _("Group of questions")
        verbose_name_plural = _("Groups of questions")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from services.queries import questions_under

        return {**super().get_context(request, *args, **kwargs), "questions": list(questions_under(self))}


class FaqPage(ContentPage):
    """One question, its title, with its answer; or one misconception with its correction (R14)."""

    kind = models.CharField(_("Kind"), max_length=16, choices=EntryKind.choices, default=EntryKind.ORDINARY)
    answer = RichTextField(_("Answer"), features=PLAIN_FEATURES)
    # Wagtail's own `owner` is whoever made the page, which is another matter.
    responsible = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("Who answers for it"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        limit_choices_to={"is_staff": True},
        help_text=_("The colleague who keeps the answer true and looks at it on its review date."),
    )

    search_fields = [
        *ContentPage.search_fields,
        index.SearchField("answer"),
        index.FilterField("kind"),
    ]

    api_fields = [*ContentPage.api_fields, APIField("kind"), APIField("answer", serializer=fields.Html())]

    content_panels = [*ContentPage.content_panels, FieldPanel("kind"), FieldPanel("answer")]
    settings_panels = [
        MultiFieldPanel([FieldPanel("responsible")], heading=_("Who answers for it")),
        *ContentPage.settings_panels,
    ]

    parent_page_types = ["services.FaqGroupPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("Frequent question")
        verbose_name_plural = _("Frequent questions")

    @property
    def is_misconception(self) -> bool:
        return self.kind == EntryKind.MISCONCEPTION

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from services.queries import answer_context

        return {**super().get_context(request, *args, **kwargs), **answer_context(self)}

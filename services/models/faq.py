"""Frequent questions in groups, each with an address of its own on the page (R10, R14)."""

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.api import APIField
from wagtail.fields import RichTextField
from wagtail.models import Orderable
from wagtail.search import index

from content.api import fields
from content.blocks import PLAIN_FEATURES
from content.models import ContentPage
from services import keys
from services.enums import EntryKind


class FaqIndexPage(ContentPage):
    """All frequent questions on one page, in the order that editors keep."""

    search_fields = [
        *ContentPage.search_fields,
        index.RelatedFields(
            "groups",
            [
                index.SearchField("title"),
                index.RelatedFields("entries", [index.SearchField("question"), index.SearchField("answer")]),
            ],
        ),
    ]

    api_fields = [*ContentPage.api_fields, APIField("groups")]

    content_panels = [*ContentPage.content_panels, InlinePanel("groups", heading=_("Groups"), label=_("Group"))]

    max_count_per_parent = 1
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("Frequent questions")

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save, with a stable anchor on every group and entry."""
        self._settle_anchors()
        super().save(*args, **kwargs)

    def save_revision(self, *args: Any, **kwargs: Any) -> Any:
        """Keep a revision, with a stable anchor on every group and entry."""
        self._settle_anchors()
        return super().save_revision(*args, **kwargs)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from services.queries import answered

        return {**super().get_context(request, *args, **kwargs), "groups": answered(self)}

    def _settle_anchors(self) -> None:
        groups = list(self.groups.all())
        entries = [entry for group in groups for entry in group.entries.all()]
        keys.settle(groups, field="anchor", source="title", fallback="group")
        keys.settle(entries, field="anchor", source="question", fallback="question")


class FaqGroup(Orderable, ClusterableModel):
    """Questions of one subject."""

    page = ParentalKey(FaqIndexPage, on_delete=models.CASCADE, related_name="groups")
    title = models.CharField(_("Title"), max_length=120)
    anchor = models.SlugField(_("Anchor"), max_length=50, blank=True, editable=False)

    panels = [FieldPanel("title"), InlinePanel("entries", heading=_("Questions"), label=_("Question"))]

    api_fields = [APIField("title"), APIField("anchor"), APIField("entries")]

    class Meta(Orderable.Meta):
        verbose_name = _("Group of questions")
        verbose_name_plural = _("Groups of questions")

    def __str__(self) -> str:
        return self.title


class FaqEntry(Orderable):
    """One question, or one misconception with its correction."""

    group = ParentalKey(FaqGroup, on_delete=models.CASCADE, related_name="entries")
    kind = models.CharField(_("Kind"), max_length=16, choices=EntryKind.choices, default=EntryKind.ORDINARY)
    question = models.CharField(_("Question"), max_length=200)
    answer = RichTextField(_("Answer"), features=PLAIN_FEATURES)
    anchor = models.SlugField(_("Anchor"), max_length=50, blank=True, editable=False)

    panels = [FieldPanel("kind"), FieldPanel("question"), FieldPanel("answer")]

    api_fields = [
        *map(APIField, ("kind", "question", "anchor")),
        APIField("answer", serializer=fields.Html()),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("Frequent question")
        verbose_name_plural = _("Frequent questions")

    def __str__(self) -> str:
        return self.question

    @property
    def is_misconception(self) -> bool:
        return self.kind == EntryKind.MISCONCEPTION

"""The policy library: one page for each policy, with its approval (R1, R44, R45)."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, HelpPanel, InlinePanel, MultiFieldPanel
from wagtail.api import APIField
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from content.api import fields
from content.models import ContentPage, UnconfirmedFacts
from policies.blocks import PolicyBodyBlock
from policies.enums import Party
from policies.rules import approval_gaps
from policies.wording import grouped


class ApprovalMissing(UnconfirmedFacts):
    """A policy was to be published before its approval stood whole and confirmed (R44). No override covers it."""

    def __init__(self, page: Page, facts: list[str]) -> None:
        self.page = page
        self.facts = facts
        ValidationError.__init__(
            self,
            _("A policy is published only with its approval. Still missing: %(facts)s."),
            code="approval",
            params={"facts": _(", ").join(facts)},
        )


class PoliciesIndexPage(ContentPage):
    """The list of policies, each with its approval and the parties that it concerns (R1)."""

    subpage_types = ["policies.PolicyPage"]

    class Meta:
        verbose_name = _("Policy library")
        verbose_name_plural = _("Policy libraries")

    def policies(self) -> models.QuerySet["PolicyPage"]:
        """The published policies by title, with their parties; two SQL queries whatever their number."""
        return PolicyPage.objects.child_of(self).live().order_by("title").prefetch_related("parties")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context(request, *args, **kwargs), "policies": self.policies()}


class PolicyPage(ContentPage):
    """One policy as the board approved it: its sections, its approval in both calendars, where the text came from."""

    is_plain_language = False  # The board's wording is nobody's to shorten.
    needs_second_pair = True

    version_label = models.CharField(_("Version"), max_length=40, blank=True)
    sections = StreamField(PolicyBodyBlock(), verbose_name=_("Sections"), blank=True)

    approval_heading = models.CharField(_("Heading of the approval"), max_length=200, blank=True)
    approval_text = models.TextField(_("Approval line as written"), blank=True)
    meeting_number = models.PositiveIntegerField(_("Number of the board's meeting"), null=True, blank=True)
    meeting_year = models.PositiveSmallIntegerField(_("Year of the meeting"), null=True, blank=True)
    approved_on = models.DateField(
        _("Date of approval"), null=True, blank=True, help_text=_("Gregorian; the Hijri date is shown beside it.")
    )
    approver = models.CharField(_("Approved by"), max_length=200, blank=True)
    approval_confirmed = models.BooleanField(
        _("I have compared the approval with the signed document"),
        default=False,
        help_text=_("A policy is published only after this."),
    )
    supersedes_all = models.TextField(_("Clause on earlier policies"), blank=True)

    source_sha256 = models.CharField(max_length=64, blank=True, db_index=True, editable=False)
    import_report = models.JSONField(default=list, blank=True, editable=False)

    search_fields = [
        *ContentPage.search_fields,
        index.SearchField("sections"),
        index.SearchField("approval_text"),
    ]

    api_fields = [
        *ContentPage.api_fields,
        *map(APIField, ("version_label", "approval_heading", "approval_text", "meeting_number", "meeting_year")),
        *map(APIField, ("approved_on", "approver", "supersedes_all")),
        APIField("sections", serializer=fields.Body()),
        APIField("parties"),
    ]

    content_panels = [
        *ContentPage.content_panels,
        FieldPanel("version_label"),
        InlinePanel("parties", heading=_("Parties"), label=_("Party")),
        FieldPanel("sections"),
        MultiFieldPanel(
            [
                FieldPanel("approval_heading"),
                FieldPanel("approval_text"),
                FieldPanel("meeting_number"),
                FieldPanel("meeting_year"),
                FieldPanel("approved_on"),
                FieldPanel("approver"),
                FieldPanel("approval_confirmed"),
                FieldPanel("supersedes_all"),
            ],
            heading=_("Approval"),
        ),
        HelpPanel(heading=_("Import report"), template="policies/admin/report_panel.html"),
    ]

    parent_page_types = ["policies.PoliciesIndexPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("Policy")
        verbose_name_plural = _("Policies")

    def guard_publication(self) -> None:
        """Raise while the approval is missing or unconfirmed (R44), then while placeholders stand."""
        if gaps := approval_gaps(self):
            raise ApprovalMissing(self, [str(gap) for gap in gaps])
        super().guard_publication()

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        own = {"contents": self.contents(), "parties": self.party_names()}
        return {**super().get_context(request, *args, **kwargs), **own}

    def party_names(self) -> list[str]:
        """The parties that this policy concerns, in words."""
        return [row.get_party_display() for row in self.parties.all()]

    def contents(self) -> list[dict[str, str]]:
        """The table of contents as {anchor, title}: every section with a heading."""
        return [
            {"anchor": f"section-{number}", "title": section.value["heading"].rstrip(" .:")}
            for number, section in enumerate(self.sections, start=1)
            if section.value["heading"]
        ]

    def report(self) -> list[Any]:
        """What the import found, in groups of sentences for the editor."""
        return grouped(self.import_report)


class PolicyParty(models.Model):
    """One party that a policy concerns (R1)."""

    page = ParentalKey(PolicyPage, on_delete=models.CASCADE, related_name="parties")
    party = models.CharField(_("Party"), max_length=20, choices=Party.choices)

    api_fields = [APIField("party")]

    class Meta:
        verbose_name = _("Party")
        verbose_name_plural = _("Parties")
        constraints = [models.UniqueConstraint(fields=["page", "party"], name="one_row_per_policy_and_party")]
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.get_party_display()

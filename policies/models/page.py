"""The policy library: one page for each policy, with its approval (R1, R44, R45)."""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, HelpPanel, InlinePanel, MultiFieldPanel, PageChooserPanel
from wagtail.api import APIField
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.fields import StreamField
from wagtail.search import index

from content.api import fields
from content.languages import code_of
from content.models import ContentPage
from policies.blocks import PolicyBodyBlock
from policies.enums import Party
from policies.refusals import ApprovalMissing, ApprovalNotPossible, ChangesUntold
from policies.rules import approval_gaps, date_fault, is_new_approval
from policies.wording import grouped


class PoliciesIndexPage(ContentPage):
    """The list of policies, each with its approval and the parties that it concerns (R1)."""

    toolbox_page = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("Page that lists the public papers of the toolbox"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    content_panels = [
        *ContentPage.content_panels,
        InlinePanel("rights_pages", heading=_("Rights and duties"), label=_("Page")),
        PageChooserPanel("toolbox_page"),
    ]
    subpage_types = ["policies.PolicyPage"]

    class Meta:
        verbose_name = _("Policy library")
        verbose_name_plural = _("Policy libraries")

    def policies(self) -> models.QuerySet["PolicyPage"]:
        """The published policies by title, with their parties; two SQL queries whatever their number."""
        return PolicyPage.objects.child_of(self).live().order_by("title").prefetch_related("parties")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from policies.queries import library

        return {**super().get_context(request, *args, **kwargs), **library(self, request.GET.get("for", ""))}


class RightsPage(models.Model):
    """The page on rights and duties that goes with the policies of one party."""

    index = ParentalKey(PoliciesIndexPage, on_delete=models.CASCADE, related_name="rights_pages")
    party = models.CharField(_("Party"), max_length=20, choices=Party.choices)
    page = models.ForeignKey("wagtailcore.Page", verbose_name=_("Page"), on_delete=models.CASCADE, related_name="+")

    panels = [FieldPanel("party"), PageChooserPanel("page")]

    class Meta:
        verbose_name = _("Page on rights and duties")
        verbose_name_plural = _("Pages on rights and duties")
        constraints = [models.UniqueConstraint(fields=["index", "party"], name="one_rights_page_per_party")]
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.get_party_display()


class PolicyPage(RoutablePageMixin, ContentPage):
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
    what_changed = models.TextField(
        _("What this version changed"),
        blank=True,
        help_text=_("In plain words, for readers and staff. A new version is published only with it."),
    )

    review_reminded_for = models.DateField(null=True, blank=True, editable=False)
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
        *map(APIField, ("approved_on", "approver", "supersedes_all", "what_changed")),
        APIField("sections", serializer=fields.Body()),
        APIField("parties"),
    ]

    content_panels = [
        *ContentPage.content_panels,
        FieldPanel("version_label"),
        FieldPanel("what_changed"),
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

    @property
    def is_source(self) -> bool:
        """Whether this is the text that binds; its translations make no version."""
        return code_of(self) == settings.LANGUAGE_CODE

    def source(self) -> "PolicyPage":
        """The Arabic page whose versions these are; this page itself where there is none."""
        if self.is_source:
            return self
        kin = PolicyPage.objects.filter(
            translation_key=self.translation_key, locale__language_code=settings.LANGUAGE_CODE
        )
        return kin.select_related("locale").first() or self

    def clean(self) -> None:
        """Refuse a date of approval that cannot be, at its field."""
        super().clean()
        if fault := date_fault(self.approved_on):
            raise ValidationError({"approved_on": fault})

    def guard_publication(self) -> None:
        """Raise while the approval is missing, impossible or older, while its changes are untold, then for facts."""
        if gaps := approval_gaps(self):
            raise ApprovalMissing(self, [str(gap) for gap in gaps])
        if fault := date_fault(self.approved_on):
            raise ApprovalNotPossible(self, fault)
        if self.is_source:
            self._guard_succession()
        super().guard_publication()

    def _guard_succession(self) -> None:
        standing = self.versions.in_force().first() if self.pk else None
        if standing is None or not is_new_approval(self, standing):
            return
        if self.approved_on < standing.approved_on:
            raise ApprovalNotPossible(self, _("This approval is older than the one in force. Its version is archived."))
        if self.what_changed.strip() in ("", standing.what_changed.strip()):
            raise ChangesUntold(self)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save, and keep the version that a publication makes; two at once make one.

        Every door of Wagtail ends here with a new live revision; the editor's own does not pass `publish`.
        """
        from policies.actions import keep_version

        written = kwargs.get("update_fields")
        with transaction.atomic():
            if self.pk:
                # The lock comes first: whoever publishes second finds the version of the first.
                PolicyPage.objects.select_for_update().filter(pk=self.pk).first()
            super().save(*args, **kwargs)
            if written is None or "live_revision" in written:
                keep_version(self)

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Wagtail's own for pages with addresses below them does not pass `ContentPage.serve`."""
        with self.in_its_language():
            return super().serve(request, *args, **kwargs)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from policies.queries import life

        own = {"contents": self.contents(), "parties": self.party_names(), **life(self)}
        return {**super().get_context(request, *args, **kwargs), **own}

    @path("versions/")
    def all_versions(self, request: HttpRequest) -> HttpResponse:
        from policies.views import public

        return public.versions(request, self)

    @path("versions/<int:number>/")
    def one_version(self, request: HttpRequest, number: int) -> HttpResponse:
        from policies.views import public

        return public.version(request, self, number)

    @path("changes/<int:before>/<int:after>/")
    def difference(self, request: HttpRequest, before: int, after: int) -> HttpResponse:
        from policies.views import public

        return public.changes(request, self, before, after)

    @path("pdf/")
    def document(self, request: HttpRequest) -> HttpResponse:
        from policies.views import public

        return public.document(request, self, None)

    @path("versions/<int:number>/pdf/")
    def version_document(self, request: HttpRequest, number: int) -> HttpResponse:
        from policies.views import public

        return public.document(request, self, number)

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

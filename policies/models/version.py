"""The versions of a policy: one in force, those before it archived (R44, R45)."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

Approval = tuple[int | None, int | None, Any]  # The meeting's number and year, the day


class PolicyVersionQuerySet(models.QuerySet["PolicyVersion"]):
    def in_force(self) -> "PolicyVersionQuerySet":
        return self.filter(superseded_at__isnull=True)


class PolicyVersion(models.Model):
    """What the board approved once, kept as it was published. Its page is the Arabic source."""

    page = models.ForeignKey("policies.PolicyPage", on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField(_("Number"))
    label = models.CharField(_("Version"), max_length=40, blank=True)
    title = models.CharField(_("Title"), max_length=255)
    meeting_number = models.PositiveIntegerField(_("Number of the board's meeting"), null=True)
    meeting_year = models.PositiveSmallIntegerField(_("Year of the meeting"), null=True)
    approved_on = models.DateField(_("Date of approval"))
    approver = models.CharField(_("Approved by"), max_length=200)
    approval_heading = models.CharField(_("Heading of the approval"), max_length=200, blank=True)
    supersedes_all = models.TextField(_("Clause on earlier policies"), blank=True)
    what_changed = models.TextField(_("What changed"), blank=True)
    sections = models.JSONField(default=list)
    in_force_from = models.DateTimeField(_("In force from"))
    superseded_at = models.DateTimeField(_("Superseded on"), null=True, blank=True)
    revision_id = models.PositiveBigIntegerField(null=True)

    objects = PolicyVersionQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("Version of a policy")
        verbose_name_plural = _("Versions of policies")
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["page", "number"], name="policy_version_number_once"),
            models.UniqueConstraint(
                fields=["page"], condition=models.Q(superseded_at__isnull=True), name="one_policy_version_in_force"
            ),
            models.CheckConstraint(
                condition=models.Q(superseded_at__isnull=True) | models.Q(superseded_at__gte=models.F("in_force_from")),
                name="policy_version_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.number})"

    @property
    def is_in_force(self) -> bool:
        return self.superseded_at is None

    @property
    def approval(self) -> Approval:
        """What makes it a version of its own."""
        return self.meeting_number, self.meeting_year, self.approved_on

    def stream(self) -> Any:
        """The sections as the page's field gives them, to be drawn by the same templates."""
        from policies.models.page import PolicyPage

        return PolicyPage._meta.get_field("sections").to_python(self.sections)


class PolicyPaper(models.Model):
    """A version typeset as a PDF, once for its time in force and once for the archive."""

    version = models.ForeignKey(PolicyVersion, on_delete=models.CASCADE, related_name="papers")
    is_superseded = models.BooleanField()
    pdf = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    made_at = models.DateTimeField()

    class Meta:
        verbose_name = _("Document of a policy")
        verbose_name_plural = _("Documents of policies")
        constraints = [
            models.UniqueConstraint(fields=["version", "is_superseded"], name="one_paper_per_policy_version")
        ]

    def __str__(self) -> str:
        return f"{self.version_id} {self.sha256[:8]}"

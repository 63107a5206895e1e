"""The papers of a person's file: given once, reused in every request, warned of before they end (R8, R7)."""

import uuid
from datetime import date

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from attachments.models import Attachment
from people.models.person import Person
from saudi.identifiers import mask
from sealing.fields import SealedTextField
from services.enums import PaperKind


class DocumentQuerySet(models.QuerySet["Document"]):
    def current(self) -> "DocumentQuerySet":
        """What lies in the file now: neither taken out nor followed by a newer one."""
        return self.filter(removed_at__isnull=True, replaced_by__isnull=True)


class Document(models.Model):
    """One paper. Its files never change: a newer one follows it, and requests keep the one they were sent with.

    The two days stand in plain: the clock finds what ends soon by them, and they tell nothing by themselves.
    """

    wagtail_reference_index_ignore = True

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="documents")
    kind = models.CharField(_("Kind of paper"), max_length=20, choices=PaperKind.choices)
    title = SealedTextField(_("Its name or owner"), max_length=80, blank=True, default="")
    number = SealedTextField(_("Number of the paper"), max_length=40, blank=True, default="")
    issued_on = models.DateField(_("Issued on"), null=True, blank=True)
    expires_on = models.DateField(_("Last day"), null=True, blank=True)
    created_at = models.DateTimeField(_("Given on"), default=timezone.now)
    sighted_at = models.DateTimeField(_("Matched with the original on"), null=True, blank=True)
    sighted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    sighted_note = SealedTextField(_("Where it was matched"), blank=True, default="")
    replaced_by = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="former")
    removed_at = models.DateTimeField(_("Taken out on"), null=True, blank=True)

    objects = DocumentQuerySet.as_manager()

    class Meta:
        verbose_name = _("Paper of the file")
        verbose_name_plural = _("Papers of the file")
        ordering = ["-created_at", "-pk"]
        indexes = [
            models.Index(fields=["person", "-created_at"], name="wallet_of_a_person"),
            models.Index(
                fields=["expires_on"],
                condition=models.Q(removed_at__isnull=True, replaced_by__isnull=True, expires_on__isnull=False),
                name="wallet_ends",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(sighted_at__isnull=True, sighted_by__isnull=True)
                | models.Q(sighted_at__isnull=False, sighted_by__isnull=False),
                name="wallet_sighted_by_someone",
            ),
            models.CheckConstraint(
                condition=models.Q(issued_on__isnull=True)
                | models.Q(expires_on__isnull=True)
                | models.Q(issued_on__lte=models.F("expires_on")),
                name="wallet_issued_before_it_ends",
            ),
            models.CheckConstraint(condition=~models.Q(replaced_by=models.F("id")), name="wallet_not_its_own_follower"),
        ]

    def __str__(self) -> str:
        return str(self.pk)[:8]

    @property
    def name(self) -> str:
        """What the paper is called: its kind, or the name given to one of no known kind."""
        return self.title if self.kind == PaperKind.OTHER and self.title else str(self.get_kind_display())

    @property
    def number_masked(self) -> str:
        return mask(self.number) if self.number else ""

    @property
    def is_current(self) -> bool:
        return self.removed_at is None and self.replaced_by_id is None

    def is_valid_on(self, day: date) -> bool:
        """Whether the paper had not ended before `day` (R37)."""
        return self.expires_on is None or self.expires_on >= day

    @property
    def dates_from(self) -> date:
        """The day of issue, or that on which the paper was given when nobody wrote it."""
        return self.issued_on or timezone.localdate(self.created_at)

    def is_young_enough_on(self, day: date, max_age_days: int | None) -> bool:
        """Whether the paper was at most so many days old on `day`; None allows any age."""
        return max_age_days is None or (day - self.dates_from).days <= max_age_days


class DocumentFile(models.Model):
    """One file of a paper, such as its front or its back. A request may point to the same attachment."""

    wagtail_reference_index_ignore = True

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="files")
    attachment = models.OneToOneField(Attachment, on_delete=models.PROTECT, related_name="document_file")
    order = models.PositiveSmallIntegerField(_("Order"), default=0)

    class Meta:
        verbose_name = _("File of a paper")
        verbose_name_plural = _("Files of a paper")
        ordering = ["order", "pk"]

    def __str__(self) -> str:
        return str(self.pk)[:8]

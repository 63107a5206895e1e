"""Two files that became one, and two that are known to be of two people."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.models.person import Person
from sealing.fields import SealedJSONField, SealedTextField


class MergeQuerySet(models.QuerySet["Merge"]):
    def standing(self) -> "MergeQuerySet":
        """Merges that were not undone."""
        return self.filter(undone_at__isnull=True)


class Merge(models.Model):
    """One file taken into another. `moved` and `before` hold all that undoing needs."""

    wagtail_reference_index_ignore = True

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kept = models.ForeignKey(
        Person, verbose_name=_("The file that stays"), on_delete=models.PROTECT, related_name="merges"
    )
    absorbed = models.ForeignKey(
        Person, verbose_name=_("The file that was taken in"), on_delete=models.PROTECT, related_name="merged_by"
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("When"), default=timezone.now)
    undo_until = models.DateTimeField(_("Can be undone until"))
    undone_at = models.DateTimeField(_("Undone on"), null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    moved = SealedJSONField(_("What moved"))
    before = SealedJSONField(_("Before"))

    objects = MergeQuerySet.as_manager()

    class Meta:
        verbose_name = _("Merge of two files")
        verbose_name_plural = _("Merges of files")
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(kept=F("absorbed")), name="merge_of_two_files"),
            models.UniqueConstraint(
                fields=["absorbed"], condition=Q(undone_at__isnull=True), name="merge_absorbs_a_file_once"
            ),
            models.CheckConstraint(
                condition=Q(undone_at__isnull=True, undone_by__isnull=True)
                | Q(undone_at__isnull=False, undone_by__isnull=False),
                name="merge_undone_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)[:8]

    @property
    def can_be_undone(self) -> bool:
        """Whether the time for it has not run out."""
        return self.undone_at is None and timezone.now() <= self.undo_until


class Distinct(models.Model):
    """Two files that look alike and belong to two people: the finder shows the pair no more."""

    wagtail_reference_index_ignore = True

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    first = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("When"), default=timezone.now)
    reason = SealedTextField(_("Reason"))

    class Meta:
        verbose_name = _("Two people who look alike")
        verbose_name_plural = _("People who look alike")
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="distinct_in_one_order"),
            models.UniqueConstraint(fields=["first", "second"], name="distinct_once"),
        ]

    def __str__(self) -> str:
        return str(self.pk)[:8]

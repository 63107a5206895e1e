"""How long things are kept: the rules as they are set, what was planned and done, and whose file is held."""

import uuid

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.models.person import Person
from sealing.fields import SealedTextField

User = settings.AUTH_USER_MODEL
LEAST_DAYS, MOST_DAYS = 7, 36_500


class HoldQuerySet(models.QuerySet["Hold"]):
    def standing(self) -> "HoldQuerySet":
        return self.filter(lifted_at__isnull=True)


class Hold(models.Model):
    """A law, a court or a complaint asks that nothing of this person be removed for now."""

    wagtail_reference_index_ignore = True

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="holds")
    reason = SealedTextField(_("Reason"))
    at = models.DateTimeField(_("Held since"), default=timezone.now)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    lifted_at = models.DateTimeField(_("Lifted on"), null=True, blank=True)
    lifted_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    objects = HoldQuerySet.as_manager()

    class Meta:
        verbose_name = _("Hold on a file")
        verbose_name_plural = _("Holds on files")
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=models.Q(lifted_at__isnull=True), name="hold_one_standing"
            ),
            models.CheckConstraint(
                condition=models.Q(lifted_at__isnull=True, lifted_by__isnull=True)
                | models.Q(lifted_at__isnull=False, lifted_by__isnull=False),
                name="hold_lifted_by_someone",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)[:8]


class RetentionSetting(models.Model):
    """The number of days of one registered rule (`people.rights.retention`), and whether it acts at all."""

    code = models.SlugField(_("Rule"), max_length=40, unique=True)
    days = models.PositiveIntegerField(
        _("Days"), validators=[MinValueValidator(LEAST_DAYS), MaxValueValidator(MOST_DAYS)]
    )
    is_enabled = models.BooleanField(_("In use"), default=True)

    class Meta:
        verbose_name = _("Rule of retention")
        verbose_name_plural = _("Rules of retention")
        ordering = ["code"]

    def __str__(self) -> str:
        return self.code


class RetentionReport(models.Model):
    """What the rules would remove, as of one moment: told first, done after the days of notice."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    as_of = models.DateTimeField(_("Counted on"))
    acts_on = models.DateField(_("Acts on"))
    finished_at = models.DateTimeField(_("Finished on"), null=True, blank=True)
    is_open = models.BooleanField(default=True, editable=False)  # One at a time: a constraint holds it.

    class Meta:
        verbose_name = _("Report of retention")
        verbose_name_plural = _("Reports of retention")
        ordering = ["-as_of", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["is_open"], condition=models.Q(is_open=True), name="retention_one_open_report"
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)[:8]


class RetentionLine(models.Model):
    """One rule of a report: how many rows are due, and how many it has acted on."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    report = models.ForeignKey(RetentionReport, on_delete=models.CASCADE, related_name="lines")
    code = models.SlugField(_("Rule"), max_length=40)
    days = models.PositiveIntegerField(_("Days"))
    due = models.PositiveIntegerField(_("Rows that are due"))
    # References of files, the first of them; never a name or a number.
    references = models.JSONField(_("References"), default=list)
    acted = models.PositiveIntegerField(_("Rows acted on"), default=0)
    finished_at = models.DateTimeField(_("Finished on"), null=True, blank=True)
    stopped_at = models.DateTimeField(_("Stopped on"), null=True, blank=True)
    stopped_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("Line of a report")
        verbose_name_plural = _("Lines of a report")
        ordering = ["code"]
        constraints = [models.UniqueConstraint(fields=["report", "code"], name="retention_line_once")]

    def __str__(self) -> str:
        return self.code

    @property
    def is_running(self) -> bool:
        return self.finished_at is None and self.stopped_at is None

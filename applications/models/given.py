"""What the person gives: answers, papers, and the signature under them."""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from applications.enums import Excuse
from applications.models.application import Application
from attachments.models import Attachment
from sealing.fields import SealedTextField

User = settings.AUTH_USER_MODEL


class Answer(models.Model):
    """The answer to one question of the snapshot, in canonical text (ISO date, plain number, the choice itself)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="answers")
    key = models.CharField(max_length=60)
    value = SealedTextField()
    saved_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("Answer")
        verbose_name_plural = _("Answers")
        constraints = [models.UniqueConstraint(fields=["application", "key"], name="answer_once")]

    def __str__(self) -> str:
        return self.key


class Paper(models.Model):
    """One paper of the snapshot: brought, or excused with a reason; matched by staff (R37)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="papers")
    key = models.CharField(max_length=60)
    attachment = models.OneToOneField(Attachment, null=True, blank=True, on_delete=models.PROTECT, related_name="paper")
    excuse = models.CharField(_("Why it cannot be brought"), max_length=12, choices=Excuse.choices, blank=True)
    excuse_text = SealedTextField(_("In your words"), blank=True, default="")
    problem = SealedTextField(_("What is wrong with it"), blank=True, default="")
    matched_at = models.DateTimeField(_("Matched on"), null=True, blank=True)
    matched_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("Paper")
        verbose_name_plural = _("Papers")
        constraints = [
            models.UniqueConstraint(fields=["application", "key"], name="paper_once"),
            models.CheckConstraint(
                condition=models.Q(matched_at__isnull=True, matched_by__isnull=True)
                | models.Q(matched_at__isnull=False, matched_by__isnull=False),
                name="paper_matched_by_someone",
            ),
        ]

    def __str__(self) -> str:
        return self.key

    @property
    def is_given(self) -> bool:
        return self.attachment_id is not None or bool(self.excuse)


class Declaration(models.Model):
    """The applicant's signature under exact words and exact answers (R39); a later change voids it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="declarations")
    text = models.TextField(_("Text"))
    text_version = models.CharField(max_length=16)
    answers_hash = models.CharField(max_length=64, help_text=_("SHA-256 over everything that was declared true."))
    signed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    signed_at = models.DateTimeField(_("Signed on"), default=timezone.now)
    notice_seen = models.BooleanField(_("Committee notice acknowledged"), default=False)
    voided_at = models.DateTimeField(_("Voided on"), null=True, blank=True)

    class Meta:
        verbose_name = _("Declaration")
        verbose_name_plural = _("Declarations")
        ordering = ["-signed_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["application"], condition=models.Q(voided_at__isnull=True), name="declaration_one_valid"
            )
        ]

    def __str__(self) -> str:
        return self.text_version

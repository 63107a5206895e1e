"""What the person gives: answers, papers, and the signature under them."""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from applications.enums import Excuse, Signing
from applications.models.application import Application
from attachments.models import Attachment
from people.models import Agreement, Document, DocumentFile
from people.models.proof import Coded
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


class PaperQuerySet(models.QuerySet["Paper"]):
    def with_files(self) -> "PaperQuerySet":
        """With all that is looked at: the files sent here, or the person's paper, who matched it, and its files."""
        kept = DocumentFile.objects.select_related("attachment")
        return self.select_related("document__sighted_by").prefetch_related(
            models.Prefetch("files", queryset=PaperFile.objects.select_related("attachment")),
            models.Prefetch("document__files", queryset=kept),
        )


class Paper(models.Model):
    """One paper of the snapshot: brought, or excused with a reason; matched by staff (R37)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="papers")
    key = models.CharField(max_length=60)
    document = models.ForeignKey(
        Document,
        verbose_name=_("Paper of the file"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="papers",
    )
    excuse = models.CharField(_("Why it cannot be brought"), max_length=12, choices=Excuse.choices, blank=True)
    excuse_text = SealedTextField(_("In your words"), blank=True, default="")
    alternative = SealedTextField(_("What is brought instead"), null=True, blank=True)
    problem = SealedTextField(_("What is wrong with it"), blank=True, default="")
    matched_at = models.DateTimeField(_("Matched on"), null=True, blank=True)
    matched_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    objects = PaperQuerySet.as_manager()

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
    def own_files(self) -> list[Attachment]:
        """The files sent here, without those in which a virus was found."""
        return [file.attachment for file in self.files.all() if not file.attachment.is_refused]

    @property
    def attachments(self) -> list[Attachment]:
        """The files to look at: those sent here, or those of the paper that was given earlier."""
        if own := self.own_files:
            return own
        kept = self.document.files.all() if self.document else ()
        return [each.attachment for each in kept if not each.attachment.is_refused]

    @property
    def is_given(self) -> bool:
        """Whether there is something to look at, or a reason why not; what is brought instead must be there too."""
        return self.has_file or bool(self.excuse and not self.alternative)

    @property
    def has_file(self) -> bool:
        """Whether something can be looked at: a file sent here, or a paper of the person's file."""
        return bool(self.own_files) or self.document_id is not None

    @property
    def is_reused(self) -> bool:
        """Whether a paper given earlier stands here, without a file of this request's own."""
        return self.document_id is not None and not self.own_files


class PaperFile(models.Model):
    """One file of a paper: a paper may have two sides, or many pages."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    paper = models.ForeignKey(Paper, verbose_name=_("Paper"), on_delete=models.CASCADE, related_name="files")
    attachment = models.OneToOneField(
        Attachment, verbose_name=_("File"), on_delete=models.PROTECT, related_name="paper_file"
    )
    added_at = models.DateTimeField(_("Added on"), default=timezone.now)

    class Meta:
        verbose_name = _("File of a paper")
        verbose_name_plural = _("Files of papers")
        ordering = ["added_at", "pk"]

    def __str__(self) -> str:
        return str(self.pk)


class Correction(models.Model):
    """One answer, or one part of the file, that staff asked the person to correct, with what is wrong (R36).

    A paper carries its own `problem`: this is for everything else, named by the page where it is mended.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="corrections")
    step = models.SlugField(_("Page"), max_length=80)
    text = SealedTextField(_("What is wrong with it"))
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(_("Asked on"), default=timezone.now)
    done_at = models.DateTimeField(_("Corrected on"), null=True, blank=True)

    class Meta:
        verbose_name = _("Correction asked for")
        verbose_name_plural = _("Corrections asked for")
        default_permissions = ()
        ordering = ["asked_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["application", "step"], condition=models.Q(done_at__isnull=True), name="correction_one_open"
            )
        ]

    def __str__(self) -> str:
        return self.step


class SigningCode(Coded):
    """The code that signs a request: sent to the person's own address, for exactly the answers that were shown."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    application = models.OneToOneField(Application, on_delete=models.CASCADE, related_name="signing_code")
    answers_hash = models.CharField(max_length=64)
    text_version = models.CharField(max_length=16, default="")
    sent_at = models.DateTimeField(_("Sent on"), default=timezone.now)

    class Meta:
        verbose_name = _("Code for signing")
        verbose_name_plural = _("Codes for signing")
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.pk)[:8]

    def is_for(self, answers_hash: str, text_version: str) -> bool:
        """Whether it was sent for exactly these answers and words."""
        return (self.answers_hash, self.text_version) == (answers_hash, text_version)

    @property
    def is_alive(self) -> bool:
        """Whether the code can still sign."""
        return not self.code_is_spent(timezone.now())


class Declaration(models.Model):
    """The applicant's signature under exact words and exact answers (R39); a later change voids it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="declarations")
    text = models.TextField(_("Text"))
    text_version = models.CharField(max_length=16)
    # Empty for what was signed before the texts had versions.
    agreement = models.ForeignKey(Agreement, null=True, on_delete=models.PROTECT, related_name="+")
    answers_hash = models.CharField(max_length=64, help_text=_("SHA-256 over everything that was declared true."))
    method = models.CharField(_("How it was signed"), max_length=6, choices=Signing.choices, default=Signing.TICKS)
    # A person without an account signs on paper, whose scan is kept, or tells the code that came to their own mobile:
    # a colleague witnesses either.
    signed_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    witnessed_by = models.ForeignKey(
        User, null=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("Witnessed by")
    )
    scan = models.OneToOneField(
        Attachment, null=True, on_delete=models.PROTECT, related_name="declaration", verbose_name=_("Signed paper")
    )
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
            ),
            models.CheckConstraint(
                condition=models.Q(method=Signing.SCAN, scan__isnull=False, witnessed_by__isnull=False)
                | (
                    ~models.Q(method=Signing.SCAN)
                    & models.Q(scan__isnull=True)
                    & (models.Q(signed_by__isnull=False) | models.Q(witnessed_by__isnull=False))
                ),
                name="declaration_signed_by_someone",
            ),
        ]

    def __str__(self) -> str:
        return self.text_version

"""What the person and the association write to each other about one request (R5, R34)."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from applications.models.application import Application
from attachments.models import Attachment
from sealing.fields import SealedTextField

User = settings.AUTH_USER_MODEL


class CaseMessageQuerySet(models.QuerySet["CaseMessage"]):
    def open_questions(self) -> "CaseMessageQuerySet":
        """Questions of people that nobody has answered yet: a case can't end before (R34)."""
        return self.filter(is_question=True, from_person=True, answered_at__isnull=True)

    def with_files(self) -> "CaseMessageQuerySet":
        files = models.Prefetch("files", queryset=MessageFile.objects.select_related("attachment"))
        return self.select_related("by").prefetch_related(files)


class CaseMessage(models.Model):
    """One message of the talk about a request, and when the other side read it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="talk")
    from_person = models.BooleanField(_("From the person"))
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("By"))
    text = SealedTextField(_("Text"))
    is_question = models.BooleanField(_("Wants an answer"), default=False)
    sent_at = models.DateTimeField(_("Sent on"), default=timezone.now)
    read_at = models.DateTimeField(_("Read on"), null=True, blank=True)
    answered_at = models.DateTimeField(_("Answered on"), null=True, blank=True)

    objects = CaseMessageQuerySet.as_manager()

    class Meta:
        verbose_name = _("Message about a request")
        verbose_name_plural = _("Messages about requests")
        default_permissions = ()
        ordering = ["sent_at", "pk"]
        indexes = [
            models.Index(fields=["application", "sent_at"], name="case_message_talk"),
            models.Index(
                fields=["application"],
                condition=Q(is_question=True, from_person=True, answered_at__isnull=True),
                name="case_message_open",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True) | Q(is_question=True), name="case_message_answered_question"
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)[:8]

    @property
    def is_open_question(self) -> bool:
        """Whether the person asked it and nobody answered yet (R34)."""
        return self.from_person and self.is_question and self.answered_at is None


class MessageFile(models.Model):
    """A file that came with a message."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    message = models.ForeignKey(CaseMessage, on_delete=models.CASCADE, related_name="files", verbose_name=_("Message"))
    attachment = models.OneToOneField(
        Attachment, verbose_name=_("File"), on_delete=models.PROTECT, related_name="message_file"
    )

    class Meta:
        verbose_name = _("File of a message")
        verbose_name_plural = _("Files of messages")
        default_permissions = ()
        ordering = ["attachment__created_at", "pk"]

    def __str__(self) -> str:
        return str(self.pk)[:8]

"""The social researcher's study of a need: written in peace, signed once (R29, R38)."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from applications.enums import Meeting
from applications.models import Application
from attachments.models import Attachment
from casework.enums import Recommendation
from sealing.fields import SealedTextField

User = settings.AUTH_USER_MODEL


class Study(models.Model):
    """One study of one request. A draft until it is signed; what is signed stays as it is."""

    wagtail_reference_index_ignore = True

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="studies")
    researcher = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name=_("Researcher"))
    meeting = models.CharField(_("How you met"), max_length=8, choices=Meeting.choices, blank=True)
    met_on = models.DateField(_("Met on"), null=True, blank=True)
    findings = SealedTextField(_("What was seen and heard"), blank=True, default="")
    economy = SealedTextField(_("The household's income and costs"), blank=True, default="")
    needs = SealedTextField(_("What the household needs"), blank=True, default="")
    recommendation = models.CharField(_("Recommendation"), max_length=8, choices=Recommendation.choices, blank=True)
    reasons = SealedTextField(_("Why you recommend it"), blank=True, default="")
    begun_at = models.DateTimeField(_("Begun on"), default=timezone.now)
    saved_at = models.DateTimeField(_("Last saved"), default=timezone.now)
    version = models.PositiveIntegerField(default=0, editable=False)  # Two screens: the older one is told.
    signed_at = models.DateTimeField(_("Signed on"), null=True, blank=True)

    class Meta:
        verbose_name = _("Study of a request")
        verbose_name_plural = _("Studies of requests")
        default_permissions = ()
        ordering = ["-begun_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["application"], condition=Q(signed_at__isnull=True), name="study_one_draft"
            ),
            models.CheckConstraint(
                condition=Q(signed_at__isnull=True) | (~Q(recommendation="") & Q(met_on__isnull=False)),
                name="study_signed_is_whole",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)[:8]

    @property
    def is_signed(self) -> bool:
        return self.signed_at is not None


class StudyPicture(models.Model):
    """A picture of a visit, taken with the family's consent."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    study = models.ForeignKey(Study, on_delete=models.CASCADE, related_name="pictures", verbose_name=_("Study"))
    attachment = models.OneToOneField(
        Attachment, verbose_name=_("File"), on_delete=models.PROTECT, related_name="study_picture"
    )

    class Meta:
        verbose_name = _("Picture of a visit")
        verbose_name_plural = _("Pictures of visits")
        default_permissions = ()
        ordering = ["attachment__created_at", "pk"]

    def __str__(self) -> str:
        return str(self.pk)[:8]

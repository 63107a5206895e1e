"""Who agreed to what, when and how. A withdrawal and a newer version keep the row."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from attachments.models import Attachment
from people.consent.enums import GuardianRelation, Method, Purpose
from people.models.agreement import Agreement
from people.models.person import Person, first_name
from people.models.proof import Coded
from sealing.fields import SealedTextField

User = settings.AUTH_USER_MODEL


class ConsentQuerySet(models.QuerySet["Consent"]):
    def standing(self) -> "ConsentQuerySet":
        """Given, not withdrawn, and not followed by a newer one."""
        return self.filter(withdrawn_at__isnull=True, replaced_at__isnull=True)


class Consent(models.Model):
    """One consent for one purpose, to one version of its text."""

    wagtail_reference_index_ignore = True

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="consents")
    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="consents")
    purpose = models.CharField(_("Purpose"), max_length=12, choices=Purpose.choices)
    method = models.CharField(_("How it was given"), max_length=10, choices=Method.choices)
    given_at = models.DateTimeField(_("Given on"), default=timezone.now)
    given_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    witness = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    paper = models.ForeignKey(Attachment, null=True, on_delete=models.PROTECT, related_name="+")
    guardian_name = SealedTextField(_("Name of the guardian"), blank=True, default="")
    guardian_relation = models.CharField(
        _("The guardian is"), max_length=12, choices=GuardianRelation.choices, blank=True
    )
    guardian_person = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    guardian_link = models.ForeignKey(
        "people.GuardianLink", null=True, on_delete=models.SET_NULL, related_name="consents", editable=False
    )
    withdrawn_at = models.DateTimeField(_("Withdrawn on"), null=True)
    withdrawn_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    withdrawn_reason = SealedTextField(_("Reason of the withdrawal"), blank=True, default="")
    replaced_at = models.DateTimeField(_("Replaced on"), null=True)

    objects = ConsentQuerySet.as_manager()

    class Meta:
        verbose_name = _("Consent")
        verbose_name_plural = _("Consents")
        default_permissions = ()
        ordering = ["-given_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "purpose"],
                condition=Q(withdrawn_at__isnull=True, replaced_at__isnull=True),
                name="consent_one_standing",
            ),
            models.CheckConstraint(
                condition=~Q(method=Method.GUARDIAN) | ~Q(guardian_relation=""), name="consent_guardian_is_told"
            ),
            models.CheckConstraint(
                condition=~Q(method=Method.SPOKEN) | Q(witness__isnull=False), name="consent_spoken_has_a_witness"
            ),
            models.CheckConstraint(
                condition=~Q(method=Method.PAPER) | Q(paper__isnull=False), name="consent_on_paper_has_it"
            ),
            models.CheckConstraint(
                condition=Q(witness__isnull=True) | ~Q(witness=models.F("given_by")), name="consent_witness_is_another"
            ),
            models.CheckConstraint(
                condition=Q(guardian_person__isnull=True) | ~Q(guardian_person=models.F("person")),
                name="consent_guardian_is_another",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {str(self.pk)[:8]}"

    @property
    def is_standing(self) -> bool:
        return self.withdrawn_at is None and self.replaced_at is None


class Guardianship(models.Model):
    """Who stands in for a child. The guardian's own file is known when they have one."""

    wagtail_reference_index_ignore = True

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    child = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="guardianships")
    guardian = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="wards")
    name = SealedTextField(_("Name of the guardian"), blank=True, default="")
    relation = models.CharField(_("The guardian is"), max_length=12, choices=GuardianRelation.choices)
    mobile_index = models.CharField(max_length=64, blank=True, editable=False, db_index=True)
    since = models.DateTimeField(_("Since"), default=timezone.now)
    until = models.DateTimeField(_("Until"), null=True)

    class Meta:
        verbose_name = _("Guardian of a child")
        verbose_name_plural = _("Guardians of children")
        default_permissions = ()
        ordering = ["-since", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(guardian__isnull=True) | ~Q(guardian=models.F("child")), name="guardian_is_another"
            ),
            models.UniqueConstraint(
                fields=["child", "mobile_index"], condition=Q(until__isnull=True), name="guardian_once"
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)[:8]


class GuardianLink(Coded):
    """A question to a guardian, sent by text message: one link, one code, one use."""

    wagtail_reference_index_ignore = True

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="guardian_links")
    name = SealedTextField(_("Name of the guardian"), max_length=120)
    relation = models.CharField(_("The guardian is"), max_length=12, choices=GuardianRelation.choices)
    mobile = SealedTextField(_("Mobile of the guardian"))
    mobile_index = models.CharField(max_length=64, editable=False)
    purposes = models.JSONField(_("Purposes"), default=list)
    language = models.CharField(_("Language"), max_length=10, default="ar")
    asked_at = models.DateTimeField(_("Asked on"), default=timezone.now)
    asked_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    used_at = models.DateTimeField(_("Answered on"), null=True)

    class Meta:
        verbose_name = _("Question to a guardian")
        verbose_name_plural = _("Questions to guardians")
        default_permissions = ()
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["person"], condition=Q(used_at__isnull=True), name="guardian_link_one_open")
        ]

    def __str__(self) -> str:
        return str(self.pk)[:8]

    @property
    def child_name(self) -> str:
        return first_name(self.person)

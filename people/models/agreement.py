"""The texts to which people agree. What was published never changes: another text is another version (R8)."""

from typing import Any, NoReturn

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from people.consent.enums import Purpose

BINDING = "ar"  # The Arabic text gives a version its number; the others are its translations.


class Published(TypeError):
    """Someone tried to change or remove a published text."""


class AgreementQuerySet(models.QuerySet["Agreement"]):
    """Reads, and writes of drafts alone."""

    def published(self) -> "AgreementQuerySet":
        return self.filter(published_at__isnull=False)

    def drafts(self) -> "AgreementQuerySet":
        return self.filter(published_at__isnull=True)

    def update(self, **kwargs: Any) -> NoReturn:
        raise Published("An agreement is written by its actions alone.")

    def delete(self) -> NoReturn:
        raise Published("An agreement is never removed.")


class Agreement(models.Model):
    """One version of one text in one language. A draft until a second colleague publishes it."""

    purpose = models.CharField(_("Purpose"), max_length=12, choices=Purpose.choices)
    language = models.CharField(_("Language"), max_length=10, choices=settings.LANGUAGES)
    number = models.PositiveSmallIntegerField(_("Version"))
    title = models.CharField(_("Title"), max_length=120)
    text = models.TextField(_("Text"))
    consequence = models.TextField(_("What follows a withdrawal"), blank=True)
    what_changed = models.TextField(_("What this version changed"), blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("Written by")
    )
    published_at = models.DateTimeField(_("Published on"), null=True, editable=False)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )

    objects = AgreementQuerySet.as_manager()

    class Meta:
        verbose_name = _("Agreement")
        verbose_name_plural = _("Agreements")
        default_permissions = ()
        ordering = ["purpose", "-number", "language"]
        constraints = [
            models.UniqueConstraint(fields=["purpose", "language", "number"], name="agreement_version_once"),
            models.UniqueConstraint(
                fields=["purpose", "language"], condition=Q(published_at__isnull=True), name="agreement_one_draft"
            ),
            models.CheckConstraint(
                condition=Q(published_by__isnull=True) | ~Q(published_by=F("created_by")),
                name="agreement_two_pairs_of_eyes",
            ),
            models.CheckConstraint(
                condition=Q(published_by__isnull=True) | Q(published_at__isnull=False),
                name="agreement_published_with_its_date",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.number} {self.language}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep a draft. Raises Published when the stored row is published already."""
        if self.pk and Agreement.objects.published().filter(pk=self.pk).exists():
            raise Published("A published text is never changed.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise Published("An agreement is never removed.")

    @property
    def is_published(self) -> bool:
        return self.published_at is not None

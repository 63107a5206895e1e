"""Sub-offices and their delegates (R27)."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel


class BranchQuerySet(models.QuerySet["Branch"]):
    """Branches that serve today."""

    def active(self) -> "BranchQuerySet":
        return self.filter(is_active=True)


class Branch(models.Model):
    """A sub-office and its delegate, if there are any (R27)."""

    name = models.CharField(_("Branch"), max_length=100, unique=True)
    area = models.CharField(_("Area it serves"), max_length=200)
    delegate_name = models.CharField(
        _("Delegate"), max_length=100, blank=True, help_text=_("Shown to the public. Leave it empty until confirmed.")
    )
    is_active = models.BooleanField(
        _("Serves the public"), default=True, help_text=_("Without any such branch the public page shows none.")
    )

    objects = BranchQuerySet.as_manager()

    panels: ClassVar = [FieldPanel(name) for name in ("name", "area", "delegate_name", "is_active")]

    class Meta:
        verbose_name = _("Branch")
        verbose_name_plural = _("Branches")
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name

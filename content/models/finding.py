"""What the last check of a published page found: one row for each flaw, made anew at every check."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from content.enums import FindingKind


class PageFinding(models.Model):
    """A flaw of a live page. `where` names its field in Arabic; `path` leads the editor to it (a content path)."""

    page = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="+", verbose_name=_("Page"))
    kind = models.CharField(_("What was found"), max_length=20, choices=FindingKind.choices)
    stops = models.BooleanField(_("Stops publication"), default=False)
    words = models.CharField(_("Words"), max_length=200, blank=True)
    where = models.CharField(_("Place"), max_length=200, blank=True)
    path = models.CharField(max_length=200, blank=True, editable=False)
    counted_at = models.DateTimeField(_("Checked"))

    class Meta:
        verbose_name = _("Finding")
        verbose_name_plural = _("Findings")
        ordering = ("-stops", "page__path", "pk")
        indexes = [models.Index(fields=["kind", "page"], name="content_finding_kind")]
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.where}"

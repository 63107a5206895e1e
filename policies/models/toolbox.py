"""What staff work with: bylaws, the two guides, the request form (R28 to R31)."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from policies.enums import ToolKind, ToolStep


class ToolboxItem(models.Model):
    """One paper of the toolbox: a page, a document, or a few words while the file is awaited."""

    title = models.CharField(_("Title"), max_length=120)
    kind = models.CharField(_("Kind"), max_length=20, choices=ToolKind.choices, default=ToolKind.OTHER)
    step = models.CharField(
        _("Step of a request"), max_length=20, choices=ToolStep.choices, default=ToolStep.ANY, blank=True
    )
    page = models.ForeignKey(
        "wagtailcore.Page", verbose_name=_("Page"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    document = models.ForeignKey(
        "wagtaildocs.Document",
        verbose_name=_("Document"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Documents are public by nature: put none here that the public may not read."),
    )
    text = models.TextField(_("Text"), blank=True, help_text=_("A [[fact]] in brackets awaits confirmation."))
    is_public = models.BooleanField(_("Shown to the public"), default=False)
    order = models.PositiveSmallIntegerField(_("Order"), default=0)

    class Meta:
        verbose_name = _("Paper of the toolbox")
        verbose_name_plural = _("Toolbox")
        ordering = ["order", "pk"]

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        if not (self.page_id or self.document_id or self.text.strip()):
            raise ValidationError(_("Choose a page or a document, or write a text."))

    @property
    def url(self) -> str:
        """Where it opens; empty for a text alone and for a page that is not public."""
        if self.page and self.page.live:
            return self.page.get_url() or ""
        return self.document.url if self.document else ""

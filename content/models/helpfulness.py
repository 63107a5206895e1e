"""What readers said of pages."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from content.enums import NotHelpful


class Helpfulness(models.Model):
    """One reader's word on one page. It holds no person, no address and no cookie, and is never joined to any."""

    wagtail_reference_index_ignore = True

    page = models.ForeignKey(Page, verbose_name=_("Page"), on_delete=models.CASCADE, related_name="+")
    language = models.CharField(_("Language"), max_length=10)
    was_helpful = models.BooleanField(_("Was helpful"))
    reason = models.CharField(_("Reason"), max_length=16, choices=NotHelpful.choices, blank=True)
    wish = models.CharField(_("Wish"), max_length=500, blank=True)
    created_on = models.DateField(_("Received on"), default=timezone.localdate)
    dealt_at = models.DateTimeField(_("Dealt with"), null=True, blank=True)
    dealt_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("Reader's report")
        verbose_name_plural = _("Readers' reports")
        ordering = ["-created_on", "-pk"]
        indexes = [
            models.Index(fields=["was_helpful", "dealt_at"], name="helpfulness_open"),
            models.Index(fields=["page", "was_helpful"], name="helpfulness_of_page"),
        ]

    def __str__(self) -> str:
        return f"{self.page_id} · {self.created_on}"

"""The picture that a link to a page shows where it is shared."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page


class SharePicture(models.Model):
    """The picture that a link to a page shows where it is shared (content.share makes it)."""

    wagtail_reference_index_ignore = True

    page = models.OneToOneField(Page, on_delete=models.CASCADE, related_name="share_picture")
    file = models.FileField(upload_to="share/")
    fingerprint = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("Share picture")
        verbose_name_plural = _("Share pictures")

    def __str__(self) -> str:
        return str(self.file.name)

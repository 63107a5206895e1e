"""Pictures of the site: what one shows in words, whose it is, and that the people in it agreed (R15)."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import AbstractImage, AbstractRendition

from content.uploads import without_metadata


class SitePicture(AbstractImage):
    """A picture that pages may show. Without words for those who can't see it, it is not accepted."""

    description = models.CharField(
        _("What the picture shows"),
        max_length=255,
        help_text=_("Describe it in one sentence for those who can't see it."),
    )
    credit = models.CharField(
        _("Credit"), max_length=120, blank=True, help_text=_("Who took the picture, and by whose leave it is shown.")
    )
    consent = models.CharField(
        _("Consent"),
        max_length=200,
        blank=True,
        help_text=_("When people can be recognised: where their written consent is kept. Otherwise leave it empty."),
    )

    uploaded_by_user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("Brought by"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    admin_form_fields: ClassVar = (
        "title",
        "file",
        "description",
        "credit",
        "consent",
        "collection",
        "tags",
        "focal_point_x",
        "focal_point_y",
        "focal_point_width",
        "focal_point_height",
    )

    class Meta(AbstractImage.Meta):
        verbose_name = _("Picture")
        verbose_name_plural = _("Pictures")
        permissions = [("choose_image", "Can choose image")]

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save; a new file is kept without what its camera wrote into it."""
        row: Any = self  # Wagtail carries no types.
        if row.file and not row.file._committed:
            row.file = without_metadata(row.file)
            row._set_image_file_metadata()
        super().save(*args, **kwargs)


class SiteRendition(AbstractRendition):
    """One size and format of a picture, made from it and made again when it is lost."""

    image = models.ForeignKey(SitePicture, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        verbose_name = _("Size of a picture")
        verbose_name_plural = _("Sizes of pictures")
        constraints = [
            models.UniqueConstraint(
                fields=["image", "filter_spec", "focal_point_key"], name="content_rendition_once_for_each_filter"
            )
        ]

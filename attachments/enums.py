"""What a file may be."""

from django.db import models


class FileType(models.TextChoices):
    """Content types that are kept. HEIC is accepted too and kept as JPEG."""

    PDF = "application/pdf", "PDF"
    JPEG = "image/jpeg", "JPEG"
    PNG = "image/png", "PNG"
    WEBP = "image/webp", "WebP"

    @property
    def extension(self) -> str:
        """What the kept file's name ends with."""
        return {"PDF": ".pdf", "JPEG": ".jpg", "PNG": ".png", "WEBP": ".webp"}[self.name]

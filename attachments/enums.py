"""What a file may be, and where it stands."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class FileType(models.TextChoices):
    """Content types that are kept. HEIC is accepted too and kept as JPEG."""

    PDF = "application/pdf", "PDF"
    JPEG = "image/jpeg", "JPEG"
    PNG = "image/png", "PNG"
    WEBP = "image/webp", "WebP"
    DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "Word"
    XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "Excel"

    @property
    def extension(self) -> str:
        """What the kept file's name ends with."""
        return {"JPEG": ".jpg"}.get(self.name, f".{self.name.lower()}")

    @property
    def is_office(self) -> bool:
        return self in (FileType.DOCX, FileType.XLSX)


class State(models.TextChoices):
    """A file waits in quarantine while the scanner is away; nobody opens it there."""

    CLEAN = "clean", _("Ready")
    QUARANTINED = "quarantined", _("Being checked for viruses")
    REFUSED = "refused", _("Removed: a virus was found")

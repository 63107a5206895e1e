from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from pikepdf.settings import set_qpdf_limits
from pillow_heif import register_heif_opener

MEGABYTE = 1024 * 1024


class AttachmentsConfig(AppConfig):
    name = "attachments"
    verbose_name = _("Private files")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Bound what a hostile file may cost, before any thread opens one."""
        set_qpdf_limits(
            flate_max_memory=64 * MEGABYTE,
            run_length_max_memory=64 * MEGABYTE,
            png_max_memory=64 * MEGABYTE,
            tiff_max_memory=64 * MEGABYTE,
            parser_max_container_size=100_000,
            doc_max_warnings=1000,
        )
        register_heif_opener(thumbnails=False)

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SealingConfig(AppConfig):
    name = "sealing"
    verbose_name = _("Sealing")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from django.db.models.signals import pre_save
        from django_tasks_db.models import DBTaskResult

        from .reports import keep_frames_alone

        pre_save.connect(keep_frames_alone, sender=DBTaskResult)

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SaudiConfig(AppConfig):
    name = "saudi"
    verbose_name = _("Saudi facts")
    default_auto_field = "django.db.models.BigAutoField"

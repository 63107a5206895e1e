"""Which request a volunteer helps in."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from applications.models import Application
from volunteering.models import Errand


class HelpWanted(models.Model):
    """The tie between a request and an errand. The errand itself knows nothing of the person."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="help_wanted")
    errand = models.OneToOneField(Errand, on_delete=models.CASCADE, related_name="wanted_for")

    class Meta:
        verbose_name = _("Help wanted in a request")
        verbose_name_plural = _("Help wanted in requests")
        default_permissions = ()
        ordering = ["-errand__starts_at", "-pk"]

    def __str__(self) -> str:
        return str(self.pk)

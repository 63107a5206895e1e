from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ApplicationsConfig(AppConfig):
    name = "applications"
    verbose_name = _("Requests")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Say what requests hold of a person and on which papers they rely; a file may turn out infected later."""
        from applications.actions import note_refused_file
        from applications.belongings import tell
        from applications.papers import uses
        from applications.periods import tell as tell_periods
        from attachments.refusals import on_refused
        from people.wallet.uses import register

        tell()
        tell_periods()
        register(uses)
        on_refused(note_refused_file)

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PeopleConfig(AppConfig):
    name = "people"
    verbose_name = _("People")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Say what this room holds of a person."""
        from attachments.actions import keep_files_of
        from notifications.models import ALSO_READS
        from people.actions import AFTER_KEEP
        from people.belongings import tell
        from people.merging.linking import link_if_certain
        from people.queries import recipients_of
        from people.rights.actions.export import is_kept
        from people.rights.periods import tell as tell_periods

        tell()
        tell_periods()
        keep_files_of(is_kept)
        AFTER_KEEP.append(link_if_certain)
        ALSO_READS.append(recipients_of)

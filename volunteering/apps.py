from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class VolunteeringConfig(AppConfig):
    name = "volunteering"
    verbose_name = _("Volunteering")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Say what is held of a person and among private files, what goes by the clock, what follows a guardian's
        answer, which letters can be stopped."""
        from attachments.actions import keep_files_of
        from people.consent.guardian import AFTER_ANSWER, AFTER_WITHDRAWAL
        from people.enums import NoticeKind
        from people.notices.queries import KIND_OF
        from volunteering import belongings, periods
        from volunteering.guardians.actions import follow_charter
        from volunteering.hours.tables import is_kept
        from volunteering.registering.actions.moves import follow_guardian
        from volunteering.registering.reminders import LETTER

        belongings.tell()
        periods.tell()
        keep_files_of(is_kept)
        AFTER_ANSWER.append(follow_guardian)
        AFTER_WITHDRAWAL.append(follow_charter)
        KIND_OF[LETTER] = NoticeKind.PAPERS

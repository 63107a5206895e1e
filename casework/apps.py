from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CaseworkConfig(AppConfig):
    name = "casework"
    verbose_name = _("Casework")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Tell what the working papers hold of a person, lay cards and panels, hear of what is sent."""
        from applications.booking.changes import on_change
        from applications.submissions import on_submit
        from applications.talk.rules import let_in
        from applications.typed.actions import open_while
        from attachments.actions import keep_files_of
        from casework import belongings, rules
        from casework.assigning.card import holder_card
        from casework.auditing import actions as auditing
        from casework.beside import requests_of
        from casework.book import cards as book
        from casework.book.telling import tell_colleague
        from casework.cards import add_card
        from casework.contacts.card import contacts_card
        from casework.explaining.card import explanations_card
        from casework.exports.actions import is_kept
        from casework.following.card import follower_card
        from casework.helping_out import actions as helping_out
        from casework.helping_out.card import help_card
        from casework.noting.card import notes_card
        from casework.presence.card import presence_card
        from casework.receiving.card import courtesy_card
        from casework.routing.actions import route_sent
        from casework.studying import rules as studying
        from casework.studying.card import study_card
        from casework.talking.card import talk_card
        from casework.withdrawing.card import withdrawing_card
        from people.staff.beside import add_panel
        from volunteering.errands.hearing import lend

        belongings.tell()
        add_panel(requests_of)
        add_card(study_card)
        open_while(studying.PAGE, studying.can_write)
        add_card(notes_card)
        add_card(courtesy_card)
        let_in(rules.can_open)
        add_card(talk_card)
        add_card(explanations_card)
        add_panel(book.beside_file)
        add_card(book.on_case)
        add_card(contacts_card)
        add_card(follower_card)
        add_card(help_card)
        lend(helping_out.person_of, helping_out.hear)
        add_card(presence_card)
        add_card(holder_card)
        add_card(withdrawing_card)
        on_submit(route_sent)
        on_change(tell_colleague)
        keep_files_of(is_kept)
        keep_files_of(auditing.is_kept)

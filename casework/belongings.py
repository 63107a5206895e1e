"""What staff's working papers hold of a person (`people.registry`)."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from attachments.actions import remove_made
from casework.models import CaseHistory, HelpWanted, Interaction, Letter, Note, Presence, Reception, Study, StudyPicture
from people.models import Person
from people.registry import Belonging, Erasing, register, works_on
from people.wallet.actions import let_go

ASKED = "application__person"


def release_letter(letter: Letter) -> None:
    """Let the scan go; the line of the register stays, without words."""
    if scan := letter.scan:
        letter.scan = None
        letter.save(update_fields=["scan"])
        let_go(scan)


def release_study(study: Study) -> None:
    """Take the pictures of the visit before the study is erased."""
    for picture in study.pictures.select_related("attachment"):
        picture.delete()
        let_go(picture.attachment)


def studies(user: User, person: Person) -> bool:
    """Whether the colleague studied the person's need or keeps a contact of theirs."""
    return (
        Study.objects.filter(application__person=person, researcher=user).exists()
        or Interaction.objects.filter(Q(by=user) | Q(assigned_to=user), person=person).exists()
    )


HELD = (
    Belonging(Reception, _("Courtesy checklists"), ("done", "at"), path=ASKED),
    Belonging(Note, _("Notes on requests"), ("at", "text"), path=ASKED),
    Belonging(
        Study,
        _("Studies of requests"),
        ("met_on", "findings", "economy", "needs", "recommendation", "reasons", "signed_at"),
        path=ASKED,
        before_erasing=release_study,
    ),
    Belonging(StudyPicture, _("Pictures of visits"), ("attachment",), path="study__application__person"),
    Belonging(
        Interaction,
        _("Contacts with people"),
        ("channel", "way", "at", "summary", "answer", "answered_at"),
        erasing=Erasing.CLEAR,
        cleared=("name", "mobile", "mobile_index", "account", "summary", "answer"),
    ),
    Belonging(
        Letter,
        _("Letters"),
        ("way", "year", "number", "dated_on", "subject"),
        path="interaction__person",
        erasing=Erasing.CLEAR,
        cleared=("party", "subject", "body", "words_index"),
        before_erasing=release_letter,
    ),
    Belonging(HelpWanted, _("Help by volunteers"), ("errand",), path=ASKED),
    Belonging(CaseHistory, _("Histories taken out for audits"), ("asked_at",), path=ASKED, before_erasing=remove_made),
    Belonging(Presence, _("Colleagues looking at cases"), ("at",), path=ASKED),
)


def tell() -> None:
    """Register this room's models: everything goes, but for the bare lines of the registers."""
    works_on(studies)
    register(*HELD)

"""What a service is for, whom it serves, and how it is reached."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from saudi.languages import NAMES


class Need(TextChoices):
    """Why a person comes. The catalogue is grouped by it, in this order."""

    SUPPORT = "support", _("Support for families")
    NEW_MUSLIM = "new_muslim", _("Embracing Islam and care for new Muslims")
    LEARNING = "learning", _("Learning and books")
    WORSHIP = "worship", _("Ramadan and Umrah")
    LANGUAGE = "language", _("Translation and guidance in your language")


class Audience(TextChoices):
    """Whom a service is open to."""

    FAMILIES = "families", _("Families in need")
    NEW_MUSLIMS = "new_muslims", _("New Muslims")
    COMMUNITIES = "communities", _("Residents of every nationality")
    VISITORS = "visitors", _("Visitors and pilgrims")
    WOMEN = "women", _("Women")
    YOUTH = "youth", _("Young people")
    ENTITIES = "entities", _("Schools, companies and other bodies")


class Channel(TextChoices):
    """The eight ways to reach the association (R20 to R27)."""

    INTERVIEW = "interview", _("Interview")
    PHONE = "phone", pgettext_lazy("channel", "Phone")
    SOCIAL = "social", _("Social media")
    LETTER = "letter", _("Letters")
    HELP_REQUEST = "help_request", _("Help request")
    VOLUNTEERING = "volunteering", _("Volunteering")
    WEBSITE = "website", _("Website")
    DELEGATE = "delegate", _("Branch delegates")


class Icon(TextChoices):
    """The drawn icons that a service card may carry; the names are those of the sprite."""

    DOCUMENT = "document", _("Document")
    HAND_HEART = "hand-heart", _("Hand and heart")
    BOOK = "book", _("Book")
    MOON = "moon", _("Moon")
    KAABA = "kaaba", _("Kaaba")
    CHAT = "chat", _("Conversation")
    PEOPLE = "people", _("People")
    STAR = "star", _("Star")
    GLOBE = "globe", _("Globe")
    HOME = "home", _("House")


class QuestionKind(TextChoices):
    """What kind of answer a question of the application form takes."""

    TEXT = "text", _("Short text")
    LONG_TEXT = "long_text", _("Long text")
    NUMBER = "number", _("Number")
    MONEY = "money", _("Amount in riyals")
    DATE = "date", _("Date")
    CHOICE = "choice", _("One of several choices")
    YES_NO = "yes_no", _("Yes or no")
    SEVERAL = "several", _("Several of the choices")
    FILE = "file", _("A file")
    HOUSEHOLD = "household", _("Members of the household")


WITH_CHOICES = (QuestionKind.CHOICE, QuestionKind.SEVERAL)
WITH_LIMITS = (QuestionKind.NUMBER, QuestionKind.MONEY)


class EntryKind(TextChoices):
    """An ordinary question, or a common misconception and its correction (R14)."""

    ORDINARY = "ordinary", _("Question")
    MISCONCEPTION = "misconception", _("Misconception and its correction")


# The languages in which a service may be given, each by its own name: more than those of the site.
Spoken = TextChoices("Spoken", [(code.upper(), (code, name)) for code, name in NAMES.items()])  # type: ignore[call-overload]


class State(TextChoices):
    """Whether a service takes requests today."""

    SOON = "soon", _("Opens later")
    OPEN = "open", _("Open now")
    FULL = "full", _("All places are taken")
    CLOSED = "closed", pgettext_lazy("service", "Closed")


class Leads(TextChoices):
    """Where the answer to a question of the fit check leads."""

    GO_ON = "go_on", _("Go on: the service may fit")
    NOT_FIT = "not_fit", _("The service does not fit")
    ASK = "ask", _("Ask us")


class FilePart(TextChoices):
    """A part of the person's file. A service names those that it needs (R8); the first three are always asked."""

    NAME = "name", _("Name")
    IDENTITY = "identity", _("Identity document")
    BIRTH = "birth-date", _("Date of birth")
    NATIONALITY = "nationality", _("Nationality")
    LANGUAGES = "languages", _("Languages")
    CONTACT = "contact", _("How we reach you")
    ADDRESS = "address", _("Where you live")
    HOUSEHOLD = "household", _("Your household")
    CATEGORIES = "categories", _("Your situation")
    INCOME = "income", _("Income")
    DEBTS = "debts", _("Debts")
    HOUSING = "housing", _("Housing")
    HEALTH = "health", _("Health")
    BANK = "bank", _("Bank account")


ALWAYS_ASKED = (FilePart.NAME, FilePart.IDENTITY, FilePart.BIRTH)
ASKED_WHEN_NEEDED = [choice for choice in FilePart.choices if choice[0] not in ALWAYS_ASKED]


class PaperKind(TextChoices):
    """Papers that are known by kind, so that one given once serves every request (R8)."""

    FAMILY_CARD = "family_card", _("Family card")
    INCOME_PROOF = "income_proof", _("Proof of income")
    HOUSING_PROOF = "housing_proof", _("Lease or proof of housing")
    BANK_PROOF = "bank_proof", _("Bank letter with the IBAN")
    MEDICAL_REPORT = "medical_report", _("Medical report")
    DIVORCE_DEED = "divorce_deed", _("Divorce deed")
    DEATH_CERTIFICATE = "death_certificate", _("Death certificate")
    GUARDIANSHIP_DEED = "guardianship_deed", _("Guardianship deed")
    SCHOOL_LETTER = "school_letter", _("Letter from the school")
    DEBT_PROOF = "debt_proof", _("Proof of debt")
    RESIDENCE = "residence", _("Residence permit")
    PERMIT = "permit", _("Travel or Umrah permit")
    OTHER = "other", pgettext_lazy("paper", "Another paper")

"""What a person's file can say, in the words that people read."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class IdentityKind(models.TextChoices):
    """Kinds of identity papers: new Muslims and visitors may hold a passport or a border number."""

    NATIONAL = "national", _("National identity")
    RESIDENT = "resident", _("Resident identity (iqama)")
    PASSPORT = "passport", _("Passport")
    BORDER = "border", _("Border number")
    NONE = "none", _("I have none at present")


class Gender(models.TextChoices):
    MALE = "male", _("Man")
    FEMALE = "female", _("Woman")


class Relation(models.TextChoices):
    """What a member of the household is to the person."""

    SPOUSE = "spouse", _("Husband or wife")
    SON = "son", _("Son")
    DAUGHTER = "daughter", _("Daughter")
    PARENT = "parent", _("Father or mother")
    SIBLING = "sibling", _("Brother or sister")
    GRANDCHILD = "grandchild", _("Grandchild")
    WARD = "ward", _("A child in my care")
    OTHER = "other", pgettext_lazy("relative", "Someone else")


class Category(models.TextChoices):
    """Situations in which families turn to the association. Sensitive: kept sealed (ruling 3)."""

    ORPHANS = "orphans", _("Orphans")
    WIDOW = "widow", _("Widow")
    DIVORCED = "divorced", _("Divorced woman")
    DESERTED = "deserted", _("Deserted woman")
    CHRONIC = "chronic", _("Long illness")
    DISABILITY = "disability", _("Disability")
    PRISONER = "prisoner", _("The breadwinner is in prison")
    ELDERLY = "elderly", _("Old age")
    JOBLESS = "jobless", _("Without work")
    LOW_INCOME = "low_income", _("The income does not suffice")
    DEBTOR = "debtor", _("Debts that I cannot pay")
    NEW_MUSLIM = "new_muslim", _("New Muslim")


class IncomeKind(models.TextChoices):
    """The six sources that social research asks about."""

    SALARY = "salary", _("Salary")
    PENSION = "pension", _("Pension")
    SOCIAL_SECURITY = "social_security", _("Social security")
    CITIZEN_ACCOUNT = "citizen_account", _("Citizen account")
    FAMILY = "family", _("Help from relatives or others")
    OTHER = "other", pgettext_lazy("income", "Other income")


class DebtKind(models.TextChoices):
    BANK = "bank", _("Bank")
    INSTALMENTS = "instalments", _("Instalments")
    RENT = "rent", _("Late rent")
    PERSON = "person", _("A person or a shop")


class Housing(models.TextChoices):
    OWNED = "owned", _("Our own")
    RENTED = "rented", _("Rented")
    FAMILY = "family", _("With relatives")
    EMPLOYER = "employer", _("Given by the employer")
    CHARITY = "charity", _("Given as charity")
    NONE = "none", _("No fixed home")


class ContactKind(models.TextChoices):
    MOBILE = "mobile", _("Another mobile number")
    WHATSAPP = "whatsapp", _("WhatsApp")
    EMAIL = "email", _("E-mail")
    RELATIVE = "relative", _("Mobile of a relative or neighbour")


class Reach(models.TextChoices):
    """How the person likes to be reached. Text messages come in any case."""

    SMS = "sms", _("Text message")
    CALL = "call", _("Phone call")
    WHATSAPP = "whatsapp", _("WhatsApp")
    EMAIL = "email", _("E-mail")


class Times(models.TextChoices):
    ANY = "any", _("Any time")
    MORNING = "morning", _("In the morning")
    AFTERNOON = "afternoon", _("In the afternoon")
    EVENING = "evening", _("In the evening")


class Via(models.TextChoices):
    """By what way a change came into the file."""

    SELF = "self", _("The person")
    HELPER = "helper", _("The person's helper")
    STAFF = "staff", _("A colleague")
    MERGE = "merge", _("Two files became one")
    CORRECTION = "correction", _("A correction that was asked for")


class NoticeKind(models.TextChoices):
    """What we remind people of unasked; each kind can be stopped by itself (R7)."""

    PAPERS = "papers", _("Papers that end soon")
    UPDATE = "update", _("The yearly update of my file")

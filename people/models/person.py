"""The person we serve: one file, asked for once, whether or not an account stands behind it."""

import uuid
from datetime import date
from functools import partial

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from notifications.models import Recipient
from people.enums import Gender, IdentityKind, Reach, Times
from saudi import names, phones
from saudi.folding import fold
from saudi.identifiers import mask
from sealing.fields import SealedDateField, SealedJSONField, SealedTextField
from sealing.index import blind
from sealing.references import make

PREFIX = "YP"
IDENTITY_PURPOSE = "person.identity_number"
MOBILE_PURPOSE = "person.mobile"
BIRTH_PURPOSE = "person.birth_date"
ADDRESS_PURPOSE = "person.short_address"
ADULT_YEARS = 18
ARABIC_NAMES = ("given_name", "father_name", "grandfather_name", "family_name")
LATIN_NAMES = ("latin_given", "latin_father", "latin_grandfather", "latin_family")


class PersonQuerySet(models.QuerySet["Person"]):
    def present(self) -> "PersonQuerySet":
        """Files that stand by themselves: not merged into another one."""
        return self.filter(merged_into__isnull=True)

    def behind(self, user: models.Model) -> "PersonQuerySet":
        """The file of an account: its own, or the one that its own was merged into."""
        own = Person.objects.filter(models.Q(user=user)).order_by()
        return self.present().filter(pk__in=own.values("pk").union(own.values("merged_into")))


def _name(label: object) -> "models.CharField[str, str]":
    return models.CharField(label, max_length=60, blank=True)  # type: ignore[arg-type]


class Person(models.Model):
    """Someone we serve. Being here is not being a registered beneficiary: that comes at R42 (ruling A2)."""

    wagtail_reference_index_ignore = True

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    reference = models.CharField(
        _("Reference"), max_length=16, unique=True, default=partial(make, PREFIX), editable=False
    )
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="person"
    )
    recipient = models.OneToOneField(Recipient, on_delete=models.PROTECT, related_name="person")
    merged_into = models.ForeignKey(
        "self", null=True, blank=True, editable=False, on_delete=models.PROTECT, related_name="absorbed"
    )

    given_name = _name(_("First name"))
    father_name = _name(_("Father's name"))
    grandfather_name = _name(_("Grandfather's name"))
    family_name = _name(_("Family name"))
    latin_given = _name(_("First name in Latin letters"))
    latin_father = _name(_("Father's name in Latin letters"))
    latin_grandfather = _name(_("Grandfather's name in Latin letters"))
    latin_family = _name(_("Family name in Latin letters"))
    full_name = models.CharField(_("Full name"), max_length=250, blank=True)
    folded_name = models.CharField(max_length=250, blank=True, editable=False, db_index=True)
    name_skeleton = models.CharField(max_length=120, blank=True, editable=False, db_index=True)

    identity_kind = models.CharField(_("Identity document"), max_length=10, choices=IdentityKind.choices, blank=True)
    identity_number = SealedTextField(_("Identity number"), blank=True, default="")
    identity_index = models.CharField(max_length=64, blank=True, editable=False, db_index=True)
    identity_sighted_at = models.DateTimeField(_("Original seen on"), null=True, blank=True, editable=False)
    identity_sighted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    birth_date = SealedDateField(_("Birth date"), null=True, blank=True)
    birth_index = models.CharField(max_length=64, blank=True, default="", editable=False, db_index=True)
    nationality = models.CharField(_("Nationality"), max_length=2, blank=True)
    gender = models.CharField(_("Man or woman"), max_length=6, choices=Gender.choices, blank=True)

    spoken = models.JSONField(_("Languages spoken"), default=list, blank=True)
    needs_interpreter = models.BooleanField(_("Needs an interpreter"), default=False)
    mobile_index = models.CharField(max_length=64, blank=True, default="", editable=False, db_index=True)
    reach = models.CharField(_("Preferred way"), max_length=10, choices=Reach.choices, blank=True)
    times = models.CharField(_("Preferred time"), max_length=10, choices=Times.choices, blank=True)
    short_address = SealedTextField(_("Short national address"), null=True, blank=True)
    address_index = models.CharField(max_length=64, blank=True, default="", editable=False, db_index=True)
    directions = SealedTextField(_("How to find the home"), null=True, blank=True)
    categories = SealedJSONField(_("Situation"), null=True, blank=True)
    health = SealedTextField(_("Health"), null=True, blank=True)

    # Parts that were filled in, since nothing may be the answer: no debts, no illness, nobody at home.
    answered = models.JSONField(default=list, blank=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    confirmed_at = models.DateTimeField(_("Confirmed on"), null=True, blank=True, editable=False)
    erased_at = models.DateTimeField(_("Erased on"), null=True, blank=True, editable=False, db_index=True)

    objects = PersonQuerySet.as_manager()

    class Meta:
        verbose_name = _("Person")
        verbose_name_plural = _("People")
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(merged_into=models.F("id")), name="person_not_merged_into_oneself"
            ),
        ]
        indexes = [
            models.Index(fields=["birth_index", "name_skeleton"], name="person_born_and_named"),
            models.Index(fields=["-created_at"], name="person_newest"),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def identity_masked(self) -> str:
        """The identity number with all but its last digits hidden."""
        return mask(self.identity_number) if self.identity_number else ""

    @property
    def mobile(self) -> str:
        """The mobile number that messages go to (E.164), or ""."""
        return (self.user and self.user.mobile) or self.recipient.mobile

    @property
    def mobile_masked(self) -> str:
        return phones.mask(self.mobile) if self.mobile else ""

    @property
    def latin_name(self) -> str:
        return names.joined(getattr(self, name) for name in LATIN_NAMES)

    def age_on(self, day: date) -> int | None:
        """Full years on `day`; None while the birth date is unknown."""
        born = self.birth_date
        return None if born is None else day.year - born.year - ((day.month, day.day) < (born.month, born.day))

    @property
    def is_minor(self) -> bool:
        """Whether a guardian must consent for the person today."""
        age = self.age_on(timezone.localdate())
        return age is not None and age < ADULT_YEARS

    def index(self) -> None:
        """Keep what equality and search read in step: folded name, skeleton, blind indexes."""
        arabic = names.joined(getattr(self, name) for name in ARABIC_NAMES)
        self.full_name = arabic or self.latin_name or self.full_name
        self.folded_name = fold(self.full_name)[:250]
        self.name_skeleton = names.skeleton(self.full_name)
        self.identity_index = blind(self.identity_number, purpose=IDENTITY_PURPOSE) if self.identity_number else ""
        self.birth_index = blind(self.birth_date.isoformat(), purpose=BIRTH_PURPOSE) if self.birth_date else ""
        self.mobile_index = blind(self.mobile, purpose=MOBILE_PURPOSE) if self.mobile else ""
        self.address_index = blind(self.short_address, purpose=ADDRESS_PURPOSE) if self.short_address else ""


def first_name(person: Person) -> str:
    """What others may know a person by: the first name alone, or "" while there is none."""
    return person.given_name or next(iter(person.full_name.split()), "")

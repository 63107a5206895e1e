"""Who lives with the person, or on what the person earns."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from people.enums import Gender, Relation
from people.models.person import IDENTITY_PURPOSE, Person
from saudi.identifiers import mask
from sealing.fields import SealedDateField, SealedTextField
from sealing.index import blind


class HouseholdMember(models.Model):
    """One member. The blind index is that of a person's number: kin of a case are found by it."""

    wagtail_reference_index_ignore = True

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="household")
    name = SealedTextField(_("Name"), max_length=120)
    relation = models.CharField(_("Relation"), max_length=12, choices=Relation.choices)
    gender = models.CharField(_("Man or woman"), max_length=6, choices=Gender.choices, blank=True)
    birth_date = SealedDateField(_("Birth date"), null=True, blank=True)
    identity_number = SealedTextField(_("Identity number"), blank=True, default="")
    identity_index = models.CharField(max_length=64, blank=True, editable=False, db_index=True)
    note = SealedTextField(_("Illness, disability or study"), blank=True, default="")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("Member of the household")
        verbose_name_plural = _("Household")
        ordering = ["created_at", "pk"]

    def __str__(self) -> str:
        return str(self.pk)[:8]

    @property
    def identity_masked(self) -> str:
        return mask(self.identity_number) if self.identity_number else ""

    def index(self) -> None:
        number = self.identity_number
        self.identity_index = blind(number, purpose=IDENTITY_PURPOSE) if number else ""

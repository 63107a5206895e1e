"""What the person lives on. Every value is sealed."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from people.models.person import Person
from saudi.identifiers import mask
from sealing.fields import SealedJSONField, SealedTextField
from sealing.index import blind

IBAN_PURPOSE = "person.iban"


class Means(models.Model):
    """Income, debts and housing. Incomes and debts are `{kind: "1200.00"}`, riyals (a month; owed in all)."""

    wagtail_reference_index_ignore = True

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="means")
    incomes = SealedJSONField(_("Income"), null=True, blank=True)
    debts = SealedJSONField(_("Debts"), null=True, blank=True)
    housing = SealedTextField(_("Housing"), blank=True, default="")
    rent = SealedTextField(_("Rent a year, in riyals"), blank=True, default="")

    class Meta:
        verbose_name = _("Means")
        verbose_name_plural = _("Means")

    def __str__(self) -> str:
        return str(self.pk)[:8]


class BankAccount(models.Model):
    """Where support in money goes. A changed account is never told by message, only that it changed."""

    wagtail_reference_index_ignore = True

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="bank")
    iban = SealedTextField(_("IBAN"), blank=True, default="")
    iban_index = models.CharField(max_length=64, blank=True, editable=False, db_index=True)
    holder = SealedTextField(_("Name of its owner"), blank=True, default="")

    class Meta:
        verbose_name = _("Bank account")
        verbose_name_plural = _("Bank accounts")

    def __str__(self) -> str:
        return str(self.pk)[:8]

    @property
    def iban_masked(self) -> str:
        return mask(self.iban) if self.iban else ""

    def index(self) -> None:
        self.iban_index = blind(self.iban, purpose=IBAN_PURPOSE) if self.iban else ""

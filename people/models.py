"""The person we serve: one file, asked for once, whether or not an account stands behind it."""

import uuid
from functools import partial

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from notifications.models import Recipient
from people.enums import IdentityKind
from saudi.folding import fold
from saudi.identifiers import mask
from sealing.fields import SealedDateField, SealedTextField
from sealing.index import blind
from sealing.references import make

PREFIX = "YP"
IDENTITY_PURPOSE = "person.identity_number"


class Person(models.Model):
    """Someone we serve. Being here is not being a registered beneficiary: that comes at R42 (ruling A2)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    reference = models.CharField(
        _("Reference"), max_length=16, unique=True, default=partial(make, PREFIX), editable=False
    )
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="person"
    )
    recipient = models.OneToOneField(Recipient, on_delete=models.PROTECT, related_name="person")
    full_name = models.CharField(_("Full name"), max_length=120, blank=True)
    folded_name = models.CharField(max_length=120, blank=True, editable=False, db_index=True)
    identity_kind = models.CharField(_("Identity document"), max_length=10, choices=IdentityKind.choices, blank=True)
    identity_number = SealedTextField(_("Identity number"), blank=True, default="")
    identity_index = models.CharField(max_length=64, blank=True, editable=False, db_index=True)
    birth_date = SealedDateField(_("Birth date"), null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("Person")
        verbose_name_plural = _("People")

    def __str__(self) -> str:
        return self.reference

    @property
    def identity_masked(self) -> str:
        """The identity number with all but its last digits hidden."""
        return mask(self.identity_number) if self.identity_number else ""

    def index(self) -> None:
        """Keep what equality and search read in step: the folded name, the blind index of the number."""
        self.folded_name = fold(self.full_name)[:120]
        number = self.identity_number
        self.identity_index = blind(number, purpose=IDENTITY_PURPOSE) if number else ""

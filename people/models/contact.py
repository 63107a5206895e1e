"""Other ways to reach the person than the account's own number."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from people.enums import ContactKind
from people.models.person import Person
from saudi import phones
from sealing.fields import SealedTextField


class Contact(models.Model):
    """One more number or address: for calls and visits, never for codes."""

    wagtail_reference_index_ignore = True

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="contacts")
    kind = models.CharField(_("Kind"), max_length=10, choices=ContactKind.choices)
    value = SealedTextField(_("Number or address"))
    note = SealedTextField(_("Whose it is"), blank=True, default="")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("Contact")
        verbose_name_plural = _("Contacts")
        ordering = ["created_at", "pk"]

    def __str__(self) -> str:
        return str(self.pk)[:8]

    @property
    def value_masked(self) -> str:
        """Enough of the number or address to know it again."""
        name, at, host = self.value.partition("@")
        return f"{name[:1]}••••@{host}" if at else phones.mask(self.value)

"""Where a person's own page leads: each part of the account, in words of what one does there."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Way:
    """One card; `icon` is a drawing of the sprite."""

    title: str | Promise
    text: str | Promise
    icon: str
    url_name: str

    @property
    def url(self) -> str:
        return reverse(self.url_name)


WAYS = (
    Way(_("My file"), _("What you told us of yourself. You say it once."), "user", "people:file"),
    Way(_("My papers"), _("Each paper once, for every request, and when it ends."), "document", "people:papers"),
    Way(
        _("My appointments"),
        _("When and where we meet, and how to change it."),
        "calendar",
        "applications:appointments",
    ),
    Way(_("My volunteering"), _("Places, card, profile: give your time."), "star", "volunteering:mine"),
    Way(_("Who helps me"), _("Let somebody you trust help you, as far as you allow."), "people", "people:helpers"),
    Way(_("Whom I help"), _("The files of people who let you help them."), "hand-heart", "people:helping"),
    Way(_("My consents"), _("What you agreed to, and how to take it back."), "check", "people:consents"),
    Way(_("My rights"), _("Who saw your file, a copy of it, correcting and erasing it."), "shield", "people:rights"),
    Way(_("Reminders"), _("What we remind you of, and how to stop it."), "bell", "people:notices"),
    Way(_("Sign-in and security"), _("Your number, password, passkeys and devices."), "lock", "account_security"),
)

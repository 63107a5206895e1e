"""The eight channels as the contact page shows them, with the facts that the office has confirmed (R20 to R27)."""

from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import time_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.models import Page

from home.queries import page_for_volunteers
from office import queries as office
from office.models import OfficeSettings
from services.enums import Channel
from services.queries import catalogue_of


@dataclass(frozen=True)
class Fact:
    """One fact of contact. `href` makes it a link; an empty `value` is a fact that an editor has yet to confirm."""

    name: str
    value: str
    href: str = ""
    is_ltr: bool = False


@dataclass(frozen=True)
class ChannelCard:
    """One way to reach the association, what it is good for, and where it leads."""

    channel: Channel
    icon: str
    text: str
    facts: list[Fact] = field(default_factory=list)
    url: str = ""
    action: str = ""

    @property
    def name(self) -> str:
        return str(self.channel.label)


def shown(request: HttpRequest, page: Page) -> dict[str, Any]:
    """The `channels` that `page` lists, in the policy's order; delegates only while a branch serves (R27).

    Beside them the hours of the coming `week` and the next `feasts`.
    """
    chosen = office.settings(request)
    cards = [_interview(chosen), _phone(chosen), _social(chosen), _letter(chosen), *_at_this_site(page)]
    branches = office.branches()
    if branches:
        cards.append(
            ChannelCard(
                Channel.DELEGATE,
                "people",
                _("A delegate near you receives your request and your papers."),
                [
                    Fact(branch.name, ": ".join(filter(None, [branch.area, branch.delegate_name])))
                    for branch in branches
                ],
            )
        )
    now = timezone.now()
    table = office.timetable_now(request, now, chosen)
    return {"channels": cards, "week": office.week(now, table), "feasts": office.coming_holidays(now, table)}


def unconfirmed_facts() -> list[str]:
    """The names of the facts of contact that are still empty."""
    chosen = office.settings()
    cards = [_interview(chosen), _phone(chosen), _social(chosen), _letter(chosen)]
    return [fact.name for card in cards for fact in card.facts if not fact.value]


def _interview(chosen: OfficeSettings) -> ChannelCard:
    facts = [Fact(_("Address"), chosen.address), Fact(_("Working hours"), _hours(chosen))]
    if chosen.map_url:
        facts.append(Fact(_("Map"), _("Open the place on a map"), chosen.map_url))
    return ChannelCard(Channel.INTERVIEW, "building", _("Visit us and we answer you face to face."), facts)


def _phone(chosen: OfficeSettings) -> ChannelCard:
    facts = [Fact(_("Phone"), chosen.phone, f"tel:{chosen.phone}", is_ltr=True)]
    if chosen.whatsapp:
        facts.append(Fact(_("WhatsApp"), chosen.whatsapp, f"https://wa.me/{chosen.whatsapp.lstrip('+')}", is_ltr=True))
    return ChannelCard(Channel.PHONE, "phone", _("Call us and we open your request while you speak."), facts)


def _social(chosen: OfficeSettings) -> ChannelCard:
    accounts = [Fact(name, _("Open the account"), url) for name, url in chosen.social_accounts]
    return ChannelCard(
        Channel.SOCIAL,
        "share",
        _("Ask us anything general. We never ask for your identity number there."),
        accounts or [Fact(_("Official accounts"), "")],
    )


def _letter(chosen: OfficeSettings) -> ChannelCard:
    email = Fact(_("E-mail"), chosen.email, f"mailto:{chosen.email}", is_ltr=True)
    return ChannelCard(
        Channel.LETTER, "letter", _("Write to us. Every letter is registered and answered in writing."), [email]
    )


def _at_this_site(page: Page) -> list[ChannelCard]:
    catalogue = catalogue_of(get_language() or "ar")
    volunteering = page_for_volunteers(page)
    return [
        ChannelCard(
            Channel.HELP_REQUEST,
            "hand-heart",
            _("Ask for help from where you are, or ask us to fill in the request with you."),
            url=(catalogue.url or "") if catalogue else "",
            action=_("See the services"),
        ),
        ChannelCard(
            Channel.VOLUNTEERING,
            "star",
            _("Give your time and skill. Tell us what you can do."),
            url=(volunteering.url or "") if volunteering else "",
            action=_("How to volunteer"),
        ),
        ChannelCard(
            Channel.WEBSITE,
            "globe",
            _("Read the guides, apply, and follow your request at any hour."),
            url=reverse("applications:track"),
            action=_("Follow your request"),
        ),
    ]


def _hours(chosen: OfficeSettings) -> str:
    if chosen.opening_time is None or chosen.closing_time is None:
        return ""
    return _("Sunday to Thursday, from %(opening)s to %(closing)s") % {
        "opening": time_format(chosen.opening_time, "g:i A"),
        "closing": time_format(chosen.closing_time, "g:i A"),
    }

"""Requests that colleagues write down for people without an account (R20, R21, R27)."""

from datetime import timedelta
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from accounts.models import User
from accounts.roles import Role
from applications import actions as person_acts
from applications.declaration import fingerprint
from applications.models import Application
from applications.signing.actions import sign_on_paper
from applications.steps import progress_of
from casework.intake.actions import enter, open_person
from home.demo.cases import Story
from home.demo.clock import open_morning
from home.demo.files import fill
from home.demo.people import CALLERS, Neighbour
from home.demo.scans import scan
from people.actions import keep
from people.enums import Via
from people.models.person import ARABIC_NAMES
from saudi import names
from services.enums import Channel
from services.models import ServicePage

BY_PHONE, AT_THE_BRANCH = CALLERS
PARTS_SO_FAR = 2


class Received(Story):
    """The request of somebody who called or came, written by the colleague who received them."""

    via = Via.STAFF

    def __init__(self, *args: Any, by: User, channel: Channel, days_ago: int, **kwargs: Any) -> None:
        super().__init__(*args, days_ago=days_ago, **kwargs)
        self.user, self.channel, self.now = by, channel, open_morning(days_ago)

    def starts(self) -> "Received":
        """A file for the person, and the request begun in it."""
        neighbour = self.neighbour
        here: dict[str, Any] = {"by": self.user, "channel": self.channel}
        kept: dict[str, Any] = dict(zip(ARABIC_NAMES, names.split(neighbour.name), strict=True))
        asked: dict[str, Any] = {"mobile": neighbour.mobile, "identity_kind": neighbour.identity_kind}
        with self.at():
            person = open_person(key=_key(neighbour), language="ar", **here, **asked, **kept)
            self.case = enter(person, self.service, **here)
        return self

    def tells_a_little(self) -> "Received":
        """The first pages; the rest waits for another call."""
        proofs = {"identity_number": self.neighbour.identity, "birth_date": self.neighbour.birth}
        with self.at(timedelta(minutes=12)):
            keep(self.case.person, by=self.user, via=self.via, **proofs)
            for asked in progress_of(self._anew()).form.parts[:PARTS_SO_FAR]:
                fill(self.case.person, asked.part, self.user, self.neighbour, self.via)
        return self

    def signs_on_paper(self) -> "Received":
        """The sheet was read out, signed, and brought back."""
        with self.at(timedelta(minutes=15)):
            person_acts.make_ready(self.case, by=self.user)
            seen = fingerprint(progress_of(self._anew()))
            sheet = scan("إقرار موقّع")
            sign_on_paper(self.case, by=self.user, scan=sheet, answers_hash=seen, notice_seen=True)
        return self


def being_written(service: ServicePage, staff: dict[Role, User]) -> Application:
    """Reception began it on the phone yesterday; an old man who does not read tells it."""
    by = staff[Role.RECEPTION]
    story = Received(service, staff, BY_PHONE, by=by, channel=Channel.PHONE, days_ago=1)
    return story.starts().tells_a_little().case


def answered_on_paper(service: ServicePage, staff: dict[Role, User]) -> Application:
    """The delegate of the branch wrote it down on a visit, and sent it with the signed sheet."""
    by = User.objects.get(pk=staff[Role.DELEGATE].pk)  # Anew: the branch was given after the account.
    story = Received(service, staff, AT_THE_BRANCH, by=by, channel=Channel.DELEGATE, days_ago=2).starts()
    story.answers()
    return story.signs_on_paper().case


def _key(neighbour: Neighbour) -> UUID:
    return uuid5(NAMESPACE_URL, f"demo file of {neighbour.mobile}")

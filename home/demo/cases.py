"""Requests in every state, made by the actions that people use, on the days on which they happened."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from accounts.models import User
from accounts.roles import Role
from applications import actions as person_acts
from applications.declaration import fingerprint
from applications.enums import DeclineReason, Excuse, Meeting
from applications.models import Application
from applications.papers import offer
from applications.signing.actions import ask_code
from applications.steps import progress_of
from casework import actions as staff_acts
from casework.enums import Recommendation
from casework.studying import actions as studying
from home.demo import talks
from home.demo.clock import DAY, HOUR, clock, morning
from home.demo.files import fill
from home.demo.people import NEIGHBOURS, Neighbour, account_of
from home.demo.scans import scan
from notifications.models import Delivery
from people.actions import keep
from people.enums import Via
from people.models.person import ARABIC_NAMES
from people.notices.actions import FIRST, SECOND, warn_of_end
from people.notices.queries import papers_to_warn_of
from people.wallet import actions as wallet
from saudi import names
from services.enums import PaperKind, QuestionKind
from services.models import ServicePage
from services.snapshot import Paper, Question

MINUTE = timedelta(minutes=1)
TEXTS = {
    QuestionKind.LONG_TEXT: "انقطع راتبي منذ ثلاثة أشهر، وعلينا إيجار متأخر. نحتاج إلى عون حتى أجد عملًا.",
    QuestionKind.TEXT: "بعد صلاة العصر",
    QuestionKind.NUMBER: "6",
    QuestionKind.MONEY: "2800.00",
    QuestionKind.DATE: "2026-08-01",
    QuestionKind.YES_NO: "yes",
    QuestionKind.HOUSEHOLD: "self",
}
VISIT = {
    "meeting": Meeting.HOME,
    "findings": "زرنا الأسرة في مسكنها. البيت نظيف ومرتب، والأطفال في مدارسهم. المعيل يبحث عن عمل منذ ثلاثة أشهر.",
    "economy": "كان الدخل أربعة آلاف ريال، وصار ألفين وثمانمئة. تأخر من الإيجار ربع سنة.",
    "needs": "سداد الإيجار المتأخر أولًا، ثم سلة غذائية إلى أن يعود الراتب.",
    "recommendation": Recommendation.PART,
    "reasons": "الدخل دون حد الكفاية لأسرة من ستة أفراد، والعقد والتعريف بالراتب مطابقان.",
}


class Story:
    """One neighbour's request, told step by step under a moved clock."""

    via = Via.SELF

    def __init__(self, service: ServicePage, staff: dict[Role, User], neighbour: Neighbour, *, days_ago: float) -> None:
        self.service = service
        self.staff = staff
        self.neighbour = neighbour
        self.now: datetime = morning(days_ago) if days_ago >= 1 else timezone.now() - HOUR
        self.case: Application
        self.user: User

    @contextmanager
    def at(self, after: timedelta = 10 * MINUTE) -> Iterator[None]:
        """The clock `after` the step before, for one step."""
        self.now += after
        with clock(self.now):
            yield

    def starts(self) -> "Story":
        with self.at():
            self.user = account_of(self.neighbour)
            self.case = person_acts.start(self.service, by=self.user)
            neighbour = self.neighbour
            kept: dict[str, Any] = dict(zip(ARABIC_NAMES, names.split(neighbour.name), strict=True))
            keep(self.case.person, by=self.user, identity_kind=neighbour.identity_kind, **kept)
        return self

    def answers(self, *, without: str = "") -> "Story":
        """All questions and papers; `without` names a paper that cannot be brought."""
        neighbour = self.neighbour
        with self.at(timedelta(minutes=20)):
            proofs = {"identity_number": neighbour.identity, "birth_date": neighbour.birth}
            keep(self.case.person, by=self.user, via=self.via, **proofs)
            form = progress_of(self._anew()).form
            for asked in form.parts:
                fill(self.case.person, asked.part, self.user, neighbour, self.via)
            for question in form.questions:
                person_acts.save_answer(self.case, question.key, _answer(question), by=self.user)
            for paper in form.papers:
                self._give(paper.key, paper.name, excused=paper.key == without)
        return self

    def lays_in(self, kind: PaperKind, *, number: str, issued: int, ends: int) -> "Story":
        """A paper given to the file beforehand, issued and ending so many days from today."""
        today = timezone.localdate()
        with self.at():
            wallet.add(
                self.case.person,
                by=self.user,
                kind=kind,
                uploads=[scan(str(kind))],
                number=number,
                issued_on=today + issued * DAY,
                expires_on=today + ends * DAY,
            )
        return self

    def checks(self) -> "Story":
        with self.at(timedelta(minutes=3)):
            person_acts.make_ready(self.case, by=self.user)
        return self

    def signs(self, after: timedelta = timedelta(minutes=2)) -> "Story":
        with self.at(after):
            case = self._anew()
            seen = fingerprint(progress_of(case))
            ask_code(case, by=self.user, answers_hash=seen)
            person_acts.sign(case, by=self.user, answers_hash=seen, code=_code_sent_to(self.user))
        return self

    def taken_up(self, after: timedelta = 2 * HOUR) -> "Story":
        with self.at(after):
            staff_acts.begin_matching(self.case, by=self.staff[Role.RECEPTION])
        return self

    def matched(self, count: int | None = None) -> "Story":
        with self.at(2 * HOUR):
            for paper in self._anew().form["papers"][:count]:
                staff_acts.match_paper(self.case, paper["key"], by=self.staff[Role.RECEPTION])
        return self

    def sent_back(self, problem: str) -> "Story":
        with self.at(HOUR):
            last = self._anew().form["papers"][-1]["key"]
            note = "نشكر لك صبرك. بقي أمر واحد."
            staff_acts.send_back(self.case, problems={last: problem}, note=note, by=self.staff[Role.RECEPTION])
        return self

    def completes(self) -> "Story":
        with self.at(2 * DAY):
            paper = self._anew().form["papers"][-1]
            self._give(paper["key"], paper["name"], excused=False)
        return self.signs()

    def handed_over(self) -> "Story":
        with self.at(HOUR):
            researcher = self.staff[Role.RESEARCHER]
            staff_acts.begin_study(self.case, by=self.staff[Role.RECEPTION], researcher=researcher)
        return self

    def visited(self, *, is_signed: bool = True) -> "Story":
        """The researcher has been there, and writes the study: a draft, or signed."""
        with self.at(DAY):
            words = {**VISIT, "met_on": timezone.localdate()}
            act = studying.sign if is_signed else studying.save
            act(self.case, by=self.staff[Role.RESEARCHER], version=0, **words)
        return self

    def referred(self) -> "Story":
        with self.at(HOUR):
            staff_acts.send_to_committee(self.case, by=self.staff[Role.RESEARCHER])
        return self

    def accepted(self, after: timedelta, early: str = "") -> "Story":
        with self.at(after):
            words = "قررت اللجنة دعم أسرتك. نسأل الله لكم التيسير."
            staff_acts.approve(self.case, by=self.staff[Role.CHAIR], reason=words, early_reason=early)
        return self

    def declined(self, after: timedelta) -> "Story":
        with self.at(after):
            words = "درسنا طلبك بعناية. ننصحك بالجمعية القريبة من سكنك، ونساعدك في الوصول إليها."
            reason = DeclineReason.OUTSIDE_AREA
            staff_acts.reject(self.case, by=self.staff[Role.COMMITTEE], reason_code=reason, reason=words)
        return self

    def taken_back(self) -> "Story":
        with self.at(DAY):
            person_acts.withdraw(self.case, by=self.user)
        return self

    def _anew(self) -> Application:
        return Application.objects.select_related("person").get(pk=self.case.pk)

    def _give(self, key: str, name: str, *, excused: bool) -> None:
        if excused:
            words = "ضاع مني العقد عند الانتقال، وصاحب البيت مسافر."
            person_acts.excuse_paper(self.case, key, excuse=Excuse.LOST, text=words, by=self.user)
        elif kept := offer(self._anew(), self._asked(key), None).valid:
            person_acts.use_document(self.case, key, kept[0].pk, by=self.user)
        else:
            person_acts.attach_paper(self.case, key, scan(name), by=self.user)

    def _asked(self, key: str) -> Paper:
        return next(paper for paper in progress_of(self._anew()).form.papers if paper.key == key)


def build_cases(service: ServicePage, staff: dict[Role, User]) -> int:
    """Requests in every state; returns how many were made, none when any stands already."""
    if Application.objects.exists():
        return 0
    told = [
        tell(Story(service, staff, neighbour, days_ago=days_ago))
        for neighbour, (days_ago, tell) in zip(NEIGHBOURS, STORIES, strict=True)
    ]
    remind()
    return len(told)


def case_of(neighbour: Neighbour) -> Application:
    """The request that stands for this neighbour."""
    return Application.objects.select_related("person__recipient").get(person__user=account_of(neighbour))


def remind() -> None:
    """What the clock writes of papers that end soon, so that an inbox shows it at once."""
    for stage in (SECOND, FIRST):
        for document in papers_to_warn_of(stage):
            warn_of_end(document, stage)


def _sent(story: Story) -> Story:
    return story.starts().answers().checks().signs()


def _sent_with_kept_papers(story: Story) -> Story:
    """A family whose file holds what is asked: nothing is uploaded again. The lease ends soon, and they are told."""
    story.starts().lays_in(PaperKind.FAMILY_CARD, number="1098223", issued=-700, ends=1100)
    return story.lays_in(PaperKind.HOUSING_PROOF, number="20019844", issued=-353, ends=12).answers().checks().signs()


def _sent_once_explained(story: Story) -> Story:
    return talks.is_told(talks.asks_what_is_unclear(story.starts())).answers().checks().signs()


def _being_studied(story: Story) -> Story:
    return talks.is_answered(talks.asks_when(_sent(story).taken_up())).matched().handed_over()


def _at_committee(story: Story) -> Story:
    return _sent(story).taken_up().matched().handed_over().visited().referred()


STORIES: tuple[tuple[float, Callable[[Story], Story]], ...] = (
    (9, lambda story: _sent(story).taken_up().matched(1).sent_back("الصورة غير واضحة. فضلًا صوّر العقد كاملًا.")),
    (20, lambda story: _at_committee(story)),
    (0, lambda story: _sent_with_kept_papers(story)),
    (3, lambda story: story.starts().lays_in(PaperKind.RESIDENCE, number="2233445566", issued=-360, ends=5)),
    (1, lambda story: story.starts().answers().checks()),
    (30, lambda story: _at_committee(story).accepted(16 * DAY)),
    (28, lambda story: _at_committee(story).declined(15 * DAY)),
    (2, lambda story: _sent(story).taken_up().matched(1)),
    (45, lambda story: _at_committee(story)),
    (12, lambda story: _at_committee(story).accepted(3 * DAY, "الحالة عاجلة: إخلاء السكن خلال أيام.")),
    (6, lambda story: _sent(story).taken_back()),
    (
        11,
        lambda story: _sent(story).taken_up().sent_back("نحتاج إلى عقد ساري المفعول.").completes(),
    ),
    (7, lambda story: talks.is_noted(_being_studied(story)).visited(is_signed=False)),
    (1, lambda story: talks.asks_what_is_unclear(story.starts())),
    (4, lambda story: talks.asks_when(_sent_once_explained(story).taken_up())),
    (10, lambda story: talks.owes_the_researcher(_being_studied(story).visited(is_signed=False))),
)


def _code_sent_to(user: User) -> str:
    """The code of the newest message to the person, as its reader types it."""
    newest = Delivery.objects.filter(message__isnull=True).order_by("-created_at")
    found = (re.search("[0-9]{6}", sent.text) for sent in newest if sent.address == user.mobile)
    return next(code[0] for code in found if code)


def _answer(question: Question) -> str:
    return question.choices[0] if question.choices else TEXTS[question.kind]

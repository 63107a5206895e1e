"""Requests in every state, made by the actions that people use, on the days on which they happened."""

import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image, ImageDraw

from accounts.models import User
from accounts.roles import Role
from applications import actions as person_acts
from applications.declaration import fingerprint
from applications.enums import DeclineReason, Excuse
from applications.models import Application
from applications.steps import progress_of
from casework import actions as staff_acts
from home.demo.people import NEIGHBOURS, Neighbour, account_of
from people.actions import keep
from services.enums import QuestionKind
from services.models import ServicePage
from services.snapshot import Question

MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
TEXTS = {
    QuestionKind.LONG_TEXT: "انقطع راتبي منذ ثلاثة أشهر، وعلينا إيجار متأخر. نحتاج إلى عون حتى أجد عملًا.",
    QuestionKind.TEXT: "بعد صلاة العصر",
    QuestionKind.NUMBER: "6",
    QuestionKind.MONEY: "2800.00",
    QuestionKind.DATE: "2026-08-01",
    QuestionKind.YES_NO: "yes",
}


class Story:
    """One neighbour's request, told step by step under a moved clock."""

    def __init__(self, service: ServicePage, staff: dict[Role, User], neighbour: Neighbour, *, days_ago: float) -> None:
        self.service = service
        self.staff = staff
        self.neighbour = neighbour
        self.now: datetime = _morning(timezone.now() - days_ago * DAY) if days_ago >= 1 else timezone.now() - HOUR
        self.case: Application
        self.user: User

    @contextmanager
    def at(self, after: timedelta = 10 * MINUTE) -> Iterator[None]:
        """The clock `after` the step before, for one step."""
        self.now += after
        with time_machine.travel(self.now, tick=True):
            yield

    def starts(self) -> "Story":
        with self.at():
            self.user = account_of(self.neighbour)
            self.case = person_acts.start(self.service, by=self.user)
            neighbour = self.neighbour
            keep(self.case.person, by=self.user, full_name=neighbour.name, identity_kind=neighbour.identity_kind)
        return self

    def answers(self, *, without: str = "") -> "Story":
        """All questions and papers; `without` names a paper that cannot be brought."""
        neighbour = self.neighbour
        with self.at(timedelta(minutes=20)):
            keep(self.case.person, by=self.user, identity_number=neighbour.identity, birth_date=neighbour.birth)
            form = progress_of(self._anew()).form
            for question in form.questions:
                person_acts.save_answer(self.case, question.key, _answer(question), by=self.user)
            for paper in form.papers:
                self._give(paper.key, paper.name, excused=paper.key == without)
        return self

    def checks(self) -> "Story":
        with self.at(timedelta(minutes=3)):
            person_acts.make_ready(self.case, by=self.user)
        return self

    def signs(self, after: timedelta = timedelta(minutes=2)) -> "Story":
        with self.at(after):
            case = self._anew()
            person_acts.sign(case, by=self.user, answers_hash=fingerprint(case, progress_of(case)))
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

    def referred(self) -> "Story":
        with self.at(HOUR):
            staff_acts.send_to_committee(self.case, by=self.staff[Role.RECEPTION])
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
        else:
            person_acts.attach_paper(self.case, key, _scan(name), by=self.user)


def build_cases(service: ServicePage, staff: dict[Role, User]) -> int:
    """Requests in every state; returns how many were made, none when any stands already."""
    if Application.objects.exists():
        return 0
    told = [
        tell(Story(service, staff, neighbour, days_ago=days_ago))
        for neighbour, (days_ago, tell) in zip(NEIGHBOURS, STORIES, strict=True)
    ]
    return len(told)


def _morning(moment: datetime) -> datetime:
    """Nine o'clock of that day: what happened, happened in working hours."""
    return timezone.localtime(moment).replace(hour=9, minute=4, second=0, microsecond=0)


def _sent(story: Story) -> Story:
    return story.starts().answers().checks().signs()


def _at_committee(story: Story) -> Story:
    return _sent(story).taken_up().matched().referred()


STORIES: tuple[tuple[float, Callable[[Story], Story]], ...] = (
    (9, lambda story: _sent(story).taken_up().matched(1).sent_back("الصورة غير واضحة. فضلًا صوّر العقد كاملًا.")),
    (20, lambda story: _at_committee(story)),
    (0, lambda story: _sent(story)),
    (3, lambda story: story.starts()),
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
)


def _answer(question: Question) -> str:
    return question.choices[0] if question.choices else TEXTS[question.kind]


def _scan(name: str) -> SimpleUploadedFile:
    """A drawn sheet of paper: there is no real document in the demo."""
    sheet = Image.new("RGB", (420, 594), "#fdfcf8")
    pen = ImageDraw.Draw(sheet)
    pen.rectangle((24, 24, 396, 570), outline="#0b5d4b", width=3)
    for line in range(9):
        pen.line((60, 140 + line * 42, 360 - (line % 3) * 40, 140 + line * 42), fill="#9db3ad", width=6)
    content = io.BytesIO()
    sheet.save(content, "PNG")
    return SimpleUploadedFile(f"{name}.png", content.getvalue(), content_type="image/png")

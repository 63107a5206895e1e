"""What is said around a request: what was not clear, questions, notes, a study that wants one thing more."""

from datetime import timedelta
from typing import TYPE_CHECKING

from accounts.roles import Role
from applications.asking.actions import ask
from applications.models import Clarification
from applications.talk import actions as talk
from casework import actions as staff_acts
from casework.explaining.actions import explain
from casework.noting.actions import note

if TYPE_CHECKING:
    from home.demo.cases import Story

HOUR = timedelta(hours=1)


def asks_what_is_unclear(story: "Story") -> "Story":
    """Stands before the first question of the service and does not know what to write (R38)."""
    step = f"q-{story.case.form['questions'][0]['key']}"
    with story.at():
        ask(story.case, by=story.user, step=step, text="لم أفهم المطلوب هنا. هل أكتب حال أسرتي كلها أم حالي وحدي؟")
    return story


def is_told(story: "Story") -> "Story":
    """The social researcher explains it in plain words."""
    words = "اكتب حال كل من يسكن معك في البيت. اذكر ما تغيّر ومتى تغيّر، ولا يلزمك أن تذكر أرقامًا."
    with story.at(3 * HOUR):
        row = Clarification.objects.open().get(application=story.case)
        explain(row, by=story.staff[Role.RESEARCHER], text=words)
    return story


def asks_when(story: "Story") -> "Story":
    """A question to the association that nobody has answered yet (R34)."""
    with story.at(HOUR):
        words = "السلام عليكم. هل أحتاج إلى الحضور إليكم هذا الأسبوع، أم يكفي ما أرسلته؟"
        talk.write(story.case, by=story.user, text=words, is_question=True)
    return story


def is_answered(story: "Story") -> "Story":
    """Reception answers the question."""
    with story.at(2 * HOUR):
        asked = [row.pk for row in story.case.talk.open_questions()]
        words = "وعليكم السلام. يكفي ما أرسلته، ولا يلزمك الحضور. نكتب لك هنا إن احتجنا إلى شيء."
        talk.write(story.case, by=story.staff[Role.RECEPTION], text=words, answers=asked)
    return story


def is_noted(story: "Story") -> "Story":
    """A word from colleague to colleague."""
    with story.at(HOUR):
        note(story.case, by=story.staff[Role.RECEPTION], text="يفضّل الاتصال بعد العصر. ابنه يرد عنه إن لم يجب.")
    return story


def owes_the_researcher(story: "Story") -> "Story":
    """The study wants one thing more of the person."""
    with story.at(HOUR):
        words = "سررنا بلقائكم. فضلًا أرسلوا صورة أوضح من آخر صفحة في هذا المستند."
        last = story.case.form["papers"][-1]["key"]
        staff_acts.send_back(story.case, problems={last: words}, note="", by=story.staff[Role.RESEARCHER])
    return story

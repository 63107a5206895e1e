"""«Does this fit me?»: a few questions, and a clear yes, no or ask us. Answers live in the address alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from services.enums import Leads
from services.models import FitQuestion

YES, NO, UNSURE = "yes", "no", "unsure"
ANSWERS = (YES, NO, UNSURE)
Pairs = list[tuple[str, str]]


@dataclass(frozen=True)
class Standing:
    """Where a reader stands: at `question` (numbered from 1) when `outcome` is None, or at the end."""

    pairs: Pairs
    number: int
    question: FitQuestion | None
    outcome: Leads | None

    def address(self, answer: str) -> str:
        """The query string that gives `answer` to the present question."""
        return _written([*self.pairs, (str(self.number), answer)])

    @property
    def back(self) -> str:
        """The query string of the question before; "" at the first."""
        return _written(self.pairs[:-1])


def stand(questions: Sequence[FitQuestion], numbers: Sequence[str], answers: Sequence[str]) -> Standing:
    """The first question without a proper answer, or the outcome. Whatever was forged counts as not answered."""
    given = dict(zip(numbers, answers, strict=False))
    pairs: Pairs = []
    for number, question in enumerate(questions, start=1):
        answer = given.get(str(number), "")
        if answer not in ANSWERS:
            return Standing(pairs, number, question, None)
        pairs.append((str(number), answer))
        leads = _leads(question, answer)
        if leads is not Leads.GO_ON:
            return Standing(pairs, number, question, leads)
    return Standing(pairs, len(questions), None, Leads.GO_ON)


def _leads(question: FitQuestion, answer: str) -> Leads:
    if answer == UNSURE:
        return Leads.ASK
    return Leads(question.yes_leads if answer == YES else question.no_leads)


def _written(pairs: Pairs) -> str:
    return urlencode([item for number, answer in pairs for item in (("q", number), ("a", answer))])

"""The import report in sentences, the same on the screen and in the terminal."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from policies.importer.report import Finding, Report, Rule, from_json

TITLES: dict[str, Promise] = {
    "repair": gettext_lazy("Mended"),
    "doubt": gettext_lazy("Doubtful: left as they stand, for you to decide"),
    "oddity": gettext_lazy("Spelling and drafting for the board: not changed"),
    "unread": gettext_lazy("Lines that could not be read"),
}
# Small and many: one sentence for each rule instead of one for each line.
TOGETHER = frozenset({Rule.SPACING, Rule.UNKNOWN_WORD, Rule.UNREAD})


@dataclass(frozen=True)
class Group:
    """One kind of finding: its title, how many, and the sentences by line."""

    title: str
    count: int
    sentences: list[str]


def grouped(rows: Iterable[dict[str, Any]]) -> list[Group]:
    """The groups of a report kept as plain data; kinds without a finding are left out."""
    return groups_of(from_json(rows))


def groups_of(report: Report) -> list[Group]:
    """The groups of a report."""
    kinds = ((title, report.of(kind)) for kind, title in TITLES.items())  # type: ignore[arg-type]
    return [Group(str(title), len(found), sentences(found)) for title, found in kinds if found]


def sentences(findings: Iterable[Finding]) -> list[str]:
    """One sentence a finding, by line; what is small and many comes last, gathered by rule."""
    single: list[str] = []
    together: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        if finding.rule in TOGETHER:
            together[finding.rule].append(finding)
        else:
            single.append(sentence(finding))
    return single + [_gathered(rule, found) for rule, found in together.items()]


def sentence(finding: Finding) -> str:
    """Line, what stood there, what stands or could stand there, and the rule."""
    facts = {
        "line": finding.line,
        "before": finding.before,
        "after": finding.after,
        "rule": Rule(finding.rule).label,
    }
    if finding.before and finding.after:
        return _("Line %(line)s: “%(before)s” → “%(after)s” (%(rule)s)") % facts
    if finding.before:
        return _("Line %(line)s: “%(before)s” (%(rule)s)") % facts
    if finding.after:
        return _("Line %(line)s: → “%(after)s” (%(rule)s)") % facts
    return _("Line %(line)s: %(rule)s") % facts


def _gathered(rule: str, findings: list[Finding]) -> str:
    places = _(", ").join(
        f"{finding.before} ({finding.line})" if finding.before else str(finding.line) for finding in findings
    )
    return _("%(rule)s, lines: %(places)s") % {"rule": Rule(rule).label, "places": places}

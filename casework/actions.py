"""What staff do with a case. One order everywhere: lock, rule, move, save, event, audit, notify."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from applications import places
from applications.actions import lock, void_declaration
from applications.enums import DeclineReason, Event
from applications.history import keep
from applications.models import Application, Decision, Paper
from applications.refusals import CONFLICT, UNPROCESSABLE, Refused, moving, require
from audit.actions import record
from casework import rules
from casework.queries import gaps
from office.queries import decision_window, roll
from office.queries import settings as office_settings

NOT_YOUR_DESK = _("Your role does not allow this, or the case is your own.")
HAD_A_PART = _("You matched or referred this case, so someone else must decide it.")
MOVED_ON = _("This request has moved on since you opened it. Nothing was changed; here is where it stands now.")
NO_REPLY_BEFORE = _("The two weeks have not passed yet. Write why the reply is early.")


@transaction.atomic
def begin_matching(application: Application, *, by: User) -> Application:
    """Take up a new request: it is yours from now on (R37). A second colleague is told that it is taken."""
    case = lock(application)
    require(rules.can_match(by, case), NOT_YOUR_DESK)
    with moving():
        case.begin_matching()
    case.assigned_to = by
    case.save(update_fields=["status", "assigned_to"])
    keep(case, Event.VERIFYING, by=by)
    return case


@transaction.atomic
def match_paper(application: Application, key: str, *, by: User) -> Paper:
    """Note that the paper (or the excuse for it) was compared with the data and is valid today (R37)."""
    case = _being_matched(application, by)
    paper = _sent_paper(case, key)
    if paper.matched_at is None:
        paper.matched_at, paper.matched_by = timezone.now(), by
        paper.problem = ""
        paper.save(update_fields=["matched_at", "matched_by", "problem"])
        record("paper.matched", by=by, subject=case, details={"paper": key})
    return paper


@transaction.atomic
def unmatch_paper(application: Application, key: str, *, by: User) -> Paper:
    """Take back a matching made by mistake."""
    case = _being_matched(application, by)
    paper = _sent_paper(case, key)
    if paper.matched_at is not None:
        paper.matched_at = paper.matched_by = None
        paper.save(update_fields=["matched_at", "matched_by"])
        record("paper.unmatched", by=by, subject=case, details={"paper": key})
    return paper


@transaction.atomic
def send_back(application: Application, *, problems: dict[str, str], note: str, by: User) -> Application:
    """Ask the person for what is missing, each paper by name (R36); the clock of staff stops meanwhile."""
    case = lock(application)
    require(rules.can_match(by, case), NOT_YOUR_DESK)
    require(bool(problems or note.strip()), _("Name what is missing."), UNPROCESSABLE)
    with moving():
        case.send_back()
    case.waiting_until = roll(timezone.localdate() + timedelta(days=office_settings().returned_lapse_days))
    case.waiting_note = note.strip()
    case.save(update_fields=["waiting_since", "waiting_until", "waiting_note"])
    _mark_problems(case, problems)
    void_declaration(case)
    keep(case, Event.RETURNED, by=by, note=_told(case, problems), details={"papers": sorted(problems)})
    return case


@transaction.atomic
def send_to_committee(application: Application, *, by: User) -> Application:
    """Refer a complete case to the committee (R40). The clock of the decision starts now (A1)."""
    case = lock(application)
    require(rules.can_match(by, case), NOT_YOUR_DESK)
    if case.is_being_matched:
        missing = gaps(case)
        require(not missing, " ".join(str(gap) for gap in missing), UNPROCESSABLE)
    with moving():
        case.send_to_committee()
    window = decision_window(timezone.localdate())
    case.verified_by, case.referred_by = case.assigned_to or by, by
    case.due_on = window.due
    case.save(update_fields=["status", "committee_at", "verified_by", "referred_by", "due_on"])
    keep(case, Event.COMMITTEE, by=by, window=window)
    return case


@transaction.atomic
def approve(application: Application, *, by: User, reason: str, early_reason: str = "") -> Application:
    """Grant the request, leave a trace and tell the person (R41). Early replies state why (A1)."""
    case = _at_committee(application, by, early_reason)
    with moving():
        case.approve()
    case.save(update_fields=["status", "ended_at", "due_on"])
    _decide(case, by=by, is_accepted=True, reason=reason, early_reason=early_reason)
    keep(case, Event.APPROVED, by=by, note=reason)
    return case


@transaction.atomic
def reject(
    application: Application, *, by: User, reason_code: DeclineReason, reason: str, early_reason: str = ""
) -> Application:
    """Decline with a reason, tell the person, and name the last day to object (R2, R41)."""
    case = _at_committee(application, by, early_reason)
    with moving():
        case.reject()
    case.save(update_fields=["status", "ended_at", "due_on"])
    until = roll(timezone.localdate() + timedelta(days=office_settings().objection_days))
    _decide(
        case,
        by=by,
        is_accepted=False,
        reason_code=reason_code,
        reason=reason,
        early_reason=early_reason,
        object_until=until,
    )
    places.recount(case.service)
    keep(case, Event.REJECTED, by=by, note=reason, decline_reason=reason_code.label, object_until=until)
    return case


@transaction.atomic
def reveal_identity(application: Application, *, by: User, reason: str) -> str:
    """The full identity number, against a reason that stays in the trail (invariant 1)."""
    case = lock(application)
    require(rules.can_open(by, case), NOT_YOUR_DESK)
    require(bool(reason.strip()), _("Write why you need the number."), UNPROCESSABLE)
    record(
        "person.identity_revealed", by=by, subject=case.person, reason=reason.strip(), details={"case": case.reference}
    )
    return case.person.identity_number


def note_opened(application: Application, *, by: User, paper: str = "") -> None:
    """Leave a row that a colleague read the case, or the paper named by its key."""
    if paper:
        record("paper.opened", by=by, subject=application, details={"paper": paper})
    else:
        record("case.opened", by=by, subject=application)


def is_early(case: Application) -> bool:
    """Whether a reply today comes before the first day that the person was told to expect it."""
    if case.committee_at is None:
        return False
    return timezone.localdate() < decision_window(timezone.localdate(case.committee_at)).expected_from


def _being_matched(application: Application, by: User) -> Application:
    case = lock(application)
    require(rules.can_match(by, case), NOT_YOUR_DESK)
    require(case.is_being_matched, MOVED_ON, CONFLICT)
    return case


def _sent_paper(case: Application, key: str) -> Paper:
    paper = case.papers.filter(key=key).first()
    if paper is None or not paper.is_given:
        raise Refused(_("Nothing was sent for this paper yet."), UNPROCESSABLE)
    return paper


def _at_committee(application: Application, by: User, early_reason: str) -> Application:
    case = lock(application)
    require(not rules.had_a_part(by, case), HAD_A_PART)
    require(rules.can_decide(by, case), NOT_YOUR_DESK)
    if case.is_at_committee:
        require(bool(early_reason.strip()) or not is_early(case), NO_REPLY_BEFORE, UNPROCESSABLE)
    return case


def _decide(case: Application, *, by: User, **given: object) -> Decision:
    assert case.verified_by and case.referred_by  # A constraint holds this for every case at the committee.
    return Decision.objects.create(
        application=case,
        verified_by=case.verified_by,
        referred_by=case.referred_by,
        decided_by=by,
        **given,
    )


def _mark_problems(case: Application, problems: dict[str, str]) -> None:
    for key, problem in problems.items():
        paper, _made = Paper.objects.get_or_create(application=case, key=key)
        paper.problem = problem
        paper.matched_at = paper.matched_by = None
        paper.save(update_fields=["problem", "matched_at", "matched_by"])


def _told(case: Application, problems: dict[str, str]) -> str:
    names = {paper["key"]: paper["name"] for paper in case.form["papers"]}
    lines = [f"{names.get(key, key)}: {problem}" for key, problem in problems.items()]
    return "\n".join([*([case.waiting_note] if case.waiting_note else []), *lines])

"""What staff do with a case. One order everywhere: lock, rule, move, save, event, audit, notify."""

from collections.abc import Callable
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from applications import clocks, places
from applications.actions import lock, void_declaration
from applications.booking.ending import release
from applications.enums import DeclineReason, Event, Status
from applications.history import keep
from applications.models import Application, Decision, Paper
from applications.refusals import CONFLICT, FORBIDDEN, UNPROCESSABLE, Refused, moving, require
from applications.steps import progress_of, steps_of
from applications.submissions import attempt
from audit.actions import record
from casework import rules
from casework.assigning.actions import WROTE_IT
from casework.assigning.rules import can_hold
from casework.queries import gaps, needs_study
from casework.routing.actions import route_sent
from casework.talking.rules import require_answered
from office.queries import decision_window, roll
from office.queries import settings as office_settings
from people.staff.actions import reveal
from people.wallet import actions as wallet

NOT_YOUR_DESK = _("Your role does not allow this, or the case is your own.")
HAD_A_PART = _("You matched or referred this case, so someone else must decide it.")
MOVED_ON = _("This request has moved on since you opened it. Nothing was changed; here is where it stands now.")
NOT_CHECKED = _("A file of this paper is still being checked for viruses. Match it once it opens.")
NOT_FOR_THEM = _("This colleague can't take the case: the role is another one, or the case is that of kin.")
NO_STUDY = _("The signed study is missing. The social researcher signs it first.")
NO_REPLY_BEFORE = _("The two weeks have not passed yet. Write why the reply is early.")


@transaction.atomic
def begin_matching(application: Application, *, by: User) -> Application:
    """Take up a new request: it is yours from now on (R37). A second colleague is told that it is taken."""
    case = lock(application)
    _require(rules.can_match, by, case)
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
    require(all(each.is_open for each in paper.attachments), NOT_CHECKED, CONFLICT)
    if paper.matched_at is None:
        paper.matched_at, paper.matched_by = timezone.now(), by
        paper.problem = ""
        paper.save(update_fields=["matched_at", "matched_by", "problem"])
        record("paper.matched", by=by, subject=case, details={"paper": key})
        if paper.document:
            wallet.sight(paper.document, by=by, at=paper.matched_at, note=case.reference)
    return paper


@transaction.atomic
def unmatch_paper(application: Application, key: str, *, by: User) -> Paper:
    """Take back a matching made by mistake."""
    case = _being_matched(application, by)
    paper = _sent_paper(case, key)
    if paper.matched_at is not None:
        if paper.document:
            wallet.unsight(paper.document, by=by, at=paper.matched_at)
        paper.matched_at = paper.matched_by = None
        paper.save(update_fields=["matched_at", "matched_by"])
        record("paper.unmatched", by=by, subject=case, details={"paper": key})
    return paper


@transaction.atomic
def send_back(
    application: Application,
    *,
    problems: dict[str, str],
    note: str,
    by: User,
    corrections: dict[str, str] | None = None,
) -> Application:
    """Ask the person for what is missing (R36); the clock of staff stops meanwhile.

    `problems` names papers by key, `corrections` other pages of the request by slug, each with what is wrong.
    """
    case, asked = lock(application), corrections or {}
    _require(rules.can_send_back, by, case)
    require(bool(problems or asked or note.strip()), _("Name what is missing."), UNPROCESSABLE)
    with moving():
        case.ask_for_more() if case.status == Status.RESEARCH else case.send_back()
    clocks.pause(case)
    case.waiting_until = roll(timezone.localdate() + timedelta(days=office_settings().returned_lapse_days))
    case.waiting_note = note.strip()
    case.save(update_fields=["waiting_since", "waiting_until", "waiting_note", *clocks.FIELDS])
    _mark_problems(case, problems)
    _ask_corrections(case, asked, by)
    void_declaration(case)
    named = {"papers": sorted(problems), "pages": sorted(asked)}
    keep(case, Event.RETURNED, by=by, note=_told(case, problems, asked), details=named)
    return case


@transaction.atomic
def begin_study(application: Application, *, by: User, researcher: User | None = None) -> Application:
    """Hand a matched and signed request to the social researcher (R29, R38)."""
    case = lock(application)
    _require(rules.can_match, by, case)
    require(researcher is None or rules.can_be_given(researcher, case), NOT_FOR_THEM, CONFLICT)
    _require_whole(case)
    with moving():
        case.begin_study()
    clocks.start(case, office_settings().research_days)
    case.verified_by, case.assigned_to = by, researcher
    case.save(update_fields=["status", "verified_by", "assigned_to", *clocks.FIELDS])
    keep(case, Event.RESEARCH, by=by)
    attempt(route_sent, case)
    return case


@transaction.atomic
def return_to_matching(application: Application, *, by: User) -> Application:
    """The study found that data or papers want matching again; reception takes it back."""
    case = lock(application)
    require(rules.can_study(by, case), NOT_YOUR_DESK)
    with moving():
        case.return_to_matching()
    clocks.start(case, office_settings().verify_days)
    before = case.verified_by
    case.assigned_to = before if before and can_hold(before, case) else None
    case.save(update_fields=["status", "assigned_to", *clocks.FIELDS])
    keep(case, Event.VERIFYING, by=by)
    attempt(route_sent, case)
    return case


@transaction.atomic
def send_to_committee(application: Application, *, by: User) -> Application:
    """Refer a complete case to the committee (R40). The clock of the decision starts now (A1).

    Reception refers what needs no study; the researcher refers what was studied, with the signed study.
    """
    case = lock(application)
    _require(rules.can_refer, by, case)
    _require_whole(case)
    study = case.studies.filter(signed_at__isnull=False).first()
    if case.is_being_matched or case.is_being_studied:
        require(study is not None or not needs_study(case), NO_STUDY, UNPROCESSABLE)
    with moving():
        case.send_to_committee()
    clocks.start_decision(case)
    case.verified_by, case.referred_by = case.verified_by or case.assigned_to or by, by
    case.recommended_by = study.researcher if study else None
    case.save(update_fields=["status", "committee_at", "verified_by", "referred_by", "recommended_by", *clocks.FIELDS])
    keep(case, Event.COMMITTEE, by=by, window=decision_window(timezone.localdate()))
    return case


@transaction.atomic
def approve(application: Application, *, by: User, reason: str, early_reason: str = "") -> Application:
    """Grant the request, leave a trace and tell the person (R41). Early replies state why (A1)."""
    case = _at_committee(application, by, early_reason)
    with moving():
        case.approve()
    case.save(update_fields=["status", "ended_at", *clocks.FIELDS])
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
    case.save(update_fields=["status", "ended_at", *clocks.FIELDS])
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
    release(case, by=by)
    keep(case, Event.REJECTED, by=by, note=reason, decline_reason=reason_code.label, object_until=until)
    return case


@transaction.atomic
def reveal_identity(application: Application, *, by: User, reason: str) -> str:
    """The full identity number, against a reason that stays in the trail (invariant 1)."""
    case = lock(application)
    require(rules.can_open(by, case), NOT_YOUR_DESK)
    return reveal(case.person, "identity_number", by=by, reason=reason, case=case.reference)


def note_opened(application: Application, *, by: User, paper: str = "") -> None:
    """Leave a row that a colleague read the case, or the paper named by its key; the person finds it by their file."""
    if paper:
        record("paper.opened", by=by, subject=application, details={"paper": paper})
    else:
        record("case.opened", by=by, subject=application)
    seen = "person.paper_opened" if paper else "person.viewed"
    record(seen, by=by, subject=application.person, details={"case": application.reference})


def is_early(case: Application) -> bool:
    """Whether a reply today comes before the first day that the person was told to expect it."""
    if case.committee_at is None:
        return False
    return timezone.localdate() < decision_window(timezone.localdate(case.committee_at)).expected_from


def _require(may: Callable[[User, Application], bool], by: User, case: Application) -> None:
    """Raise Refused unless the rule lets the colleague; whoever wrote the request down is told that this is why."""
    if not may(by, case):
        wrote = rules.is_reception(by, case) and rules.wrote_down(by, case)
        raise Refused(WROTE_IT if wrote else NOT_YOUR_DESK, FORBIDDEN)


def _require_whole(case: Application) -> None:
    """Raise Refused while something is unmatched, unsigned or unanswered; what is elsewhere is refused by its move."""
    if case.is_being_matched or case.is_being_studied:
        missing = gaps(case, progress_of(case))
        require(not missing, " ".join(str(gap) for gap in missing), UNPROCESSABLE)


def _being_matched(application: Application, by: User) -> Application:
    case = lock(application)
    _require(rules.can_match, by, case)
    require(case.is_being_matched, MOVED_ON, CONFLICT)
    return case


def _sent_paper(case: Application, key: str) -> Paper:
    paper = case.papers.with_files().select_related("document__person").filter(key=key).first()
    if paper is None or not paper.is_given:
        raise Refused(_("Nothing was sent for this paper yet."), UNPROCESSABLE)
    return paper


def _at_committee(application: Application, by: User, early_reason: str) -> Application:
    case = lock(application)
    require(not rules.had_a_part(by, case), HAD_A_PART)
    require(rules.can_decide(by, case), NOT_YOUR_DESK)
    if case.is_at_committee:
        require(bool(early_reason.strip()) or not is_early(case), NO_REPLY_BEFORE, UNPROCESSABLE)
        require_answered(case)
    return case


def _decide(case: Application, *, by: User, **given: object) -> Decision:
    assert case.verified_by and case.referred_by  # A constraint holds this for every case at the committee.
    return Decision.objects.create(
        application=case,
        entered_by=case.entered_by,
        verified_by=case.verified_by,
        referred_by=case.referred_by,
        recommended_by=case.recommended_by,
        decided_by=by,
        **given,
    )


def _mark_problems(case: Application, problems: dict[str, str]) -> None:
    for key, problem in problems.items():
        paper, _made = Paper.objects.get_or_create(application=case, key=key)
        paper.problem = problem
        paper.matched_at = paper.matched_by = None
        paper.save(update_fields=["problem", "matched_at", "matched_by"])


def _ask_corrections(case: Application, asked: dict[str, str], by: User) -> None:
    """Name each page that is to be corrected; asked again, the newer words stand."""
    for step, text in asked.items():
        case.corrections.update_or_create(
            step=step, done_at=None, defaults={"text": text, "asked_by": by, "asked_at": timezone.now()}
        )


def _told(case: Application, problems: dict[str, str], asked: dict[str, str]) -> str:
    names = {step.slug: step.title for step in steps_of(case)}
    wrong = {**asked, **{f"p-{key}": text for key, text in problems.items()}}
    lines = [f"{names.get(slug, slug)}: {text}" for slug, text in wrong.items()]
    return "\n".join([*([case.waiting_note] if case.waiting_note else []), *lines])

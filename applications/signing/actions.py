"""Signing: a code goes to the person's own address, and signs exactly the answers and words that were shown (R39).

Who has no account signs before the colleague who writes the request down: on paper, or by telling the code.
"""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language, override
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from applications import clocks, places, rules
from applications.declaration import agreement_in_force, fingerprint, version_of, void_declaration
from applications.enums import Event, Signing, Status
from applications.history import keep
from applications.locking import lock
from applications.models import Application, Declaration, SigningCode
from applications.refusals import (
    AGREE_FIRST,
    CONFLICT,
    GONE,
    MOVED_ON,
    NOT_YOURS,
    UNPROCESSABLE,
    Refused,
    moving,
    require,
)
from applications.signing.queries import own_address, seconds_to_wait
from applications.steps import progress_of, steps_of
from applications.submissions import announce
from attachments.actions import store
from audit.actions import record
from notifications.actions import CODE_LIVES, send_code
from notifications.enums import Channel
from office.queries import settings as office_settings
from people.consent.enums import Purpose
from people.consent.queries import has_withdrawn
from people.limits import require_patience
from people.models import Agreement

CODES_A_DAY = 10
UNFINISHED = _("Some questions still need an answer.")
CHECK_FIRST = _("Read your answers once more first, then sign.")
CHANGED_TEXT = _("The words of the declaration changed. Read them once more, then sign.")
CHANGED_ANSWERS = _("Your answers changed in another window. Read them once more, then sign.")
NO_ADDRESS = _("Your account has no proven mobile number or e-mail that a code can go to. Add one first.")
ASK_FIRST = _("No code was sent for these answers. Ask for one.")
CODE_OVER = _("This code is over. Ask for a new one.")
WRONG_CODE = _("The code is not right. Look at the newest message.")
NOT_THE_WITNESS = _("Only the colleague who writes the request down witnesses its signature.")
NO_MOBILE = _("There is no mobile number in the file. Let the person sign on paper.")
READ_NOTICE = _("Read to the person how the committee replies, then say so here.")


class CodeRefused(Refused):
    """The code did not sign: nothing else is wrong, and the words belong beside its field."""


@transaction.atomic
def ask_code(application: Application, *, by: User, answers_hash: str, text_version: str = "") -> SigningCode:
    """Send the person the code that signs exactly what was shown. Two clicks at once send one.

    When a colleague asks, who writes the request down, it goes to the mobile of the file, for `sign_by_spoken_code`.
    Raises Refused: neither, answers or words that changed meanwhile, too many codes a day.
    """
    case = lock(application)
    if rules.enters(by, case):
        return _ask_for_another(case, by=by, answers_hash=answers_hash, text_version=text_version)
    require(rules.owns(by, case), NOT_YOURS)
    agreement = _require_signable(case, answers_hash, text_version)
    to = own_address(by)
    if to is None:
        raise Refused(NO_ADDRESS, CONFLICT)
    return _send_code(case, to, by=by, answers_hash=answers_hash, text_version=version_of(agreement.text))


def sign(
    application: Application, *, by: User, answers_hash: str, text_version: str = "", code: str = ""
) -> Application:
    """Sign the declaration over exactly the answers that were shown, and send the request (R39, R40).

    `answers_hash` is the fingerprint of what the person saw, `text_version` that of the words, when the page told it,
    `code` the six digits that were sent for both. A repeat of a sent request changes nothing. Raises Refused when
    either changed meanwhile, and CodeRefused for a code that is wrong, which counts, over, or was sent for others.
    """
    with transaction.atomic():
        case = lock(application)
        require(rules.owns(by, case), NOT_YOURS)
        if case.was_submitted and not case.is_waiting:
            return case
        agreement = _require_signable(case, answers_hash, text_version)
        right = _is_right(case, code, answers_hash=answers_hash, text_version=version_of(agreement.text))
        if right:
            _signed(case, agreement, by=by, method=Signing.CODE, answers_hash=answers_hash, signed_by=by)
    if not right:
        raise CodeRefused(WRONG_CODE, UNPROCESSABLE)
    return case


@transaction.atomic
def sign_on_paper(
    application: Application, *, by: User, scan: Any, answers_hash: str, text_version: str = "", notice_seen: bool
) -> Application:
    """Keep the sheet that the person signed before the colleague who writes the request down, and send it (R39).

    `scan` is a checked file; `answers_hash` and `text_version` are those of the sheet. A repeat of a sent request
    changes nothing. Raises Refused for what changed since the sheet was printed.
    """
    case = lock(application)
    if case.was_submitted and not case.is_waiting:
        return case
    require(rules.enters(by, case), NOT_THE_WITNESS)
    require(notice_seen, READ_NOTICE, UNPROCESSABLE)
    with override(case.person.recipient.language):
        agreement = _require_signable(case, answers_hash, text_version)
    kept = store(scan, by=by, owner=case.person_id, kind="declaration")
    _signed(case, agreement, by=by, method=Signing.SCAN, answers_hash=answers_hash, witnessed_by=by, scan=kept)
    return case


def sign_by_spoken_code(application: Application, *, by: User, code: str) -> Application:
    """The person tells the code that came to the own mobile, after the answers were read out: that signs (R39).

    Raises CodeRefused for a code that is wrong, which counts, over, or was sent for other answers.
    """
    with transaction.atomic():
        case = lock(application)
        if case.was_submitted and not case.is_waiting:
            return case
        require(rules.enters(by, case), NOT_THE_WITNESS)
        heard = fingerprint(progress_of(case))
        with override(case.person.recipient.language):
            agreement = _require_signable(case, heard, "")
        right = _is_right(case, code, answers_hash=heard, text_version=version_of(agreement.text))
        if right:
            _signed(case, agreement, by=by, method=Signing.CODE, answers_hash=heard, witnessed_by=by)
    if not right:
        raise CodeRefused(WRONG_CODE, UNPROCESSABLE)
    return case


def _ask_for_another(case: Application, *, by: User, answers_hash: str, text_version: str) -> SigningCode:
    """The code for whoever is with a colleague, at the phone or at the counter: it may be told to that colleague."""
    language, mobile = case.person.recipient.language, case.person.mobile
    with override(language):
        agreement = _require_signable(case, answers_hash, text_version)
        require(bool(mobile), NO_MOBILE, CONFLICT)
        return _send_code(
            case,
            (Channel.SMS, mobile),
            by=by,
            answers_hash=answers_hash,
            text_version=version_of(agreement.text),
            template="applications/spoken_code",
        )


def _require_signable(case: Application, answers_hash: str, text_version: str) -> Agreement:
    """The text that is signed now. Raises Refused for what cannot be signed, or not as it was shown."""
    require(not has_withdrawn(case.person, Purpose.PROCESSING), AGREE_FIRST, CONFLICT)
    agreement = agreement_in_force()
    require(text_version in ("", version_of(agreement.text)), CHANGED_TEXT, CONFLICT)
    require(case.is_editable, MOVED_ON, CONFLICT)
    progress = progress_of(case)
    require(progress.is_complete(), UNFINISHED, UNPROCESSABLE)
    require(case.is_ready_to_sign, CHECK_FIRST, CONFLICT)
    require(fingerprint(progress) == answers_hash, CHANGED_ANSWERS, CONFLICT)
    return agreement


def _send_code(
    case: Application,
    to: tuple[Channel, str],
    *,
    by: User,
    answers_hash: str,
    text_version: str,
    template: str = "applications/signing_code",
) -> SigningCode:
    """Another code in place of the former one, unless one for the same is on its way."""
    row = SigningCode.objects.filter(application=case).first() or SigningCode(application=case)
    same = row.is_for(answers_hash, text_version) and not row.code_is_spent(timezone.now())
    if same and seconds_to_wait(row):
        return row
    require_patience(case.person, "application.code_sent", most=CODES_A_DAY)
    code = row.new_code(until=timezone.now() + CODE_LIVES)
    row.answers_hash, row.text_version, row.sent_at = answers_hash, text_version, timezone.now()
    row.save()
    record("application.code_sent", by=by, subject=case.person, details={"case": case.reference})
    told = {"reference": case.reference}
    send_code(*to, code, language=get_language() or "", template=template, context=told)
    return row


def _is_right(case: Application, code: str, *, answers_hash: str, text_version: str) -> bool:
    """Whether the code is the one that was sent for exactly this; a miss counts. Raises CodeRefused without one."""
    row = SigningCode.objects.filter(application=case).first()
    if row is None or not row.is_for(answers_hash, text_version):
        raise CodeRefused(ASK_FIRST, UNPROCESSABLE)
    if row.code_is_spent(timezone.now()):
        raise CodeRefused(CODE_OVER, GONE)
    right = row.matches(code)
    row.save(update_fields=["code_index", "code_tries"])
    return right


def _signed(case: Application, agreement: Agreement, *, by: User, answers_hash: str, **how: object) -> None:
    """The request is signed and goes to reception, or on where it was."""
    event = Event.RESUBMITTED if case.is_waiting else Event.SUBMITTED
    if event is Event.SUBMITTED:
        places.take(case.service)
    _send(case)
    case.save(update_fields=["status", "submitted_at", *clocks.FIELDS, *clocks.WAITING])
    void_declaration(case)
    Declaration.objects.create(
        application=case,
        agreement=agreement,
        text=agreement.text,
        text_version=version_of(agreement.text),
        answers_hash=answers_hash,
        notice_seen=True,
        **how,
    )
    keep(case, event, by=by)
    if event is Event.SUBMITTED:
        announce(case)


def _send(case: Application) -> None:
    """Submit it, or go on where it was when the person was asked for something; the clock of staff runs."""
    case.unsaved.filter(step__in=[step.slug for step in steps_of(case)]).delete()  # The desk's own stays.
    numbers = office_settings()
    with moving():
        if not case.is_waiting:
            case.submit()
            clocks.start(case, numbers.verify_days)
        elif case.status == Status.RESEARCH:
            case.resume_study()
            clocks.resume(case, numbers.research_days)
        else:
            case.take_back()
            clocks.resume(case, numbers.verify_days)

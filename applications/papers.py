"""A request's papers and the papers of the person's file: which may stand in a request, and who relies on which."""

from collections.abc import Iterable
from dataclasses import replace
from uuid import UUID

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from applications.enums import OPEN_STATUSES
from applications.forms import GONE
from applications.models import Application, Paper, PaperFile
from applications.refusals import CONFLICT, UNPROCESSABLE, Refused, require
from applications.steps import day_of
from people.models import Document
from people.wallet import actions as wallet
from people.wallet import queries as kept
from people.wallet.uses import Use
from services.enums import PaperKind
from services.snapshot import Paper as AskedPaper
from services.snapshot import read

ENDED = _("This paper has ended, so it does not serve this request. Send a newer one.")
OLD = _("This paper is too old for this request. Send a newer one.")
NO_KIND = _("Choose a paper of the kind that is asked for.")


def asked(case: Application, key: str) -> AskedPaper | None:
    """The paper of the form with this key."""
    return next((paper for paper in read(case.form).papers if paper.key == key), None)


def offer(case: Application, paper: AskedPaper, given: Paper | None) -> kept.Offer:
    """What the person's file has for this page, without the one that was sent on it or that staff sent back."""
    found = kept.offered(case.person, paper.kind, day_of(case), paper.max_age_days)
    stands = given.document_id if given and (given.problem or not given.is_reused) else None
    return replace(found, valid=[each for each in found.valid if each.pk != stands])


def chosen(case: Application, key: str, document: UUID) -> Document:
    """The paper of the person's file, locked with its person, that may stand for `key`. Raises Refused."""
    paper = asked(case, key)
    found = Document.objects.current().filter(pk=document, person=case.person).first()
    if found is None or paper is None:
        raise Refused(GONE, CONFLICT)
    require(paper.is_known and found.kind == paper.kind, NO_KIND, UNPROCESSABLE)
    require(found.is_valid_on(day_of(case)), ENDED, UNPROCESSABLE)
    require(found.is_young_enough_on(day_of(case), paper.max_age_days), OLD, UNPROCESSABLE)
    return found


def keep_in_file(case: Application, paper: Paper, former: Document | None, *, by: User) -> None:
    """Keep what was sent here in the person's file too, as one paper, so that the next request offers it (R8).

    `former` is the one that was kept for the same files before: it goes when nobody matched it, else it is followed.
    """
    kind = getattr(asked(case, paper.key), "kind", PaperKind.OTHER)
    paper.document = None
    paper.save(update_fields=["document"])
    if former and wallet.undo(former):
        former = None
    files = [each.attachment for each in paper.files.select_related("attachment__document_file")]
    free = [each for each in files if not hasattr(each, "document_file")]
    if free and kind != PaperKind.OTHER:
        paper.document = wallet.keep(case.person, free, by=by, kind=kind, former=former)
        paper.save(update_fields=["document"])


def release(paper: Paper) -> None:
    """Take the paper's files from it before it is erased; a file that nothing else holds goes for good."""
    paper.document = None
    paper.save(update_fields=["document"])
    for file in paper.files.select_related("attachment"):
        file.delete()
        wallet.let_go(file.attachment)


def uses(documents: list[UUID]) -> Iterable[Use]:
    """Which requests the papers stand in (`people.wallet.uses`); one query."""
    own = PaperFile.objects.filter(paper=OuterRef("pk"))
    rows = Paper.objects.filter(document__in=documents).select_related("application").annotate(has_own=Exists(own))
    rows = rows.order_by("-application__created_at")
    return [_use(row) for row in rows]


def _use(row: Paper) -> Use:
    case = row.application
    assert row.document_id  # The filter asks for it.
    return Use(
        document=row.document_id,
        reference=case.reference,
        title=case.form["service_title"],
        url=case.get_absolute_url(),
        is_open=case.status in OPEN_STATUSES,
        is_sent=case.is_with_staff and not case.is_waiting and not row.has_own,  # type: ignore[attr-defined]
    )

"""Pictures of a visit: kept with the draft as they come, so that a weak connection costs none twice."""

from uuid import UUID

from django.db import transaction

from accounts.models import User
from applications.actions import lock
from applications.models import Application
from applications.refusals import CONFLICT, require
from attachments.actions import store
from attachments.checks import CheckedFile, check_room
from attachments.models import Attachment
from audit.actions import record
from casework import rules as desk
from casework.actions import MOVED_ON, NOT_YOUR_DESK
from casework.models import Study, StudyPicture
from casework.studying import queries, rules
from people.wallet.actions import let_go


@transaction.atomic
def add_picture(application: Application, upload: CheckedFile, *, by: User) -> StudyPicture:
    """Keep one picture with the draft, begun when there is none. Sent twice, it is there once.

    Raises BadFile past the limits.
    """
    case = _lock(application, by)
    study = queries.draft_of(case) or Study.objects.create(application=case, researcher=by)
    held = {each.attachment.fingerprint: each for each in study.pictures.select_related("attachment")}
    sizes = {fingerprint: each.attachment.size for fingerprint, each in held.items()}
    made = store(upload, by=by, owner=case.person_id, kind="study")
    if made.fingerprint in held:
        let_go(made)
        return held[made.fingerprint]
    check_room({**sizes, made.fingerprint: made.size})
    record("study.picture_added", by=by, subject=case, details={"file": str(made.pk)})
    return StudyPicture.objects.create(study=study, attachment=made)


@transaction.atomic
def remove_picture(application: Application, file: UUID, *, by: User) -> None:
    """Take a picture out of the draft. Harmless when it is gone already; what is signed stays as it is."""
    case = _lock(application, by)
    draft = queries.draft_of(case)
    row = draft.pictures.select_related("attachment").filter(attachment=file).first() if draft else None
    if row is None:
        return
    row.delete()
    let_go(row.attachment)
    record("study.picture_removed", by=by, subject=case, details={"file": str(file)})


def picture_of(case: Application, file: UUID) -> Attachment | None:
    """A picture of one of the case's studies."""
    return Attachment.objects.filter(study_picture__study__application=case, pk=file).first()


def _lock(application: Application, by: User) -> Application:
    case = lock(application)
    require(desk.can_study(by, case), NOT_YOUR_DESK)
    require(rules.can_write(by, case), MOVED_ON, CONFLICT)
    return case

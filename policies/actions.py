"""Writes of the policy library."""

from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from audit.actions import record
from content import typeset as typesetting
from notifications.actions import notify
from notifications.models import Recipient
from policies.importer.body import stream_of
from policies.importer.reading import Reading
from policies.models import PoliciesIndexPage, PolicyPage, PolicyPaper, PolicyReading, PolicyVersion
from policies.paper import paper_of
from policies.queries import colleagues
from policies.rules import is_new_approval
from policies.tasks import after_publication, typeset_again

if TYPE_CHECKING:
    from accounts.models import User


@dataclass(frozen=True)
class Imported:
    """The draft, and whether this call made it; the same file is imported once under an index."""

    page: PolicyPage
    created: bool


@transaction.atomic
def import_policy(reading: Reading, *, under: PoliciesIndexPage, by: "User | None" = None, title: str = "") -> Imported:
    """Keep a reading as a draft for an editor to check and publish; nothing is published here."""
    # The lock makes two uploads of one file at once into one draft.
    index = PoliciesIndexPage.objects.select_for_update().get(pk=under.pk)
    known = PolicyPage.objects.child_of(index).filter(source_sha256=reading.sha256).first()
    if known:
        return Imported(known, created=False)
    with translation.override(index.locale.language_code):
        page = _draft(reading, title)
    index.add_child(instance=page)
    page.save_revision(user=by, log_action=True)
    record("policy.imported", by=by, subject=page, details={"sha256": reading.sha256})
    return Imported(page, created=True)


def keep_version(page: PolicyPage) -> PolicyVersion | None:
    """The version that a publication made, or the one that it mended; None when nothing new went live.

    Stands in the transaction of the publication, behind its lock on the page. A scheduled revision goes live later.
    """
    revision = page.live_revision
    if not (page.live and page.is_source and revision):
        return None
    standing = page.versions.in_force().first()
    if standing and standing.revision_id == revision.pk:
        return None
    if standing and not is_new_approval(page, standing):
        return _mend(standing, page, revision, revision.user)
    return _succeed(standing, page, revision, revision.user)


def _succeed(standing: PolicyVersion | None, page: PolicyPage, revision: Any, by: "User | None") -> PolicyVersion:
    now = timezone.now()
    if standing:
        standing.superseded_at = now
        standing.save(update_fields=["superseded_at"])
    number = standing.number + 1 if standing else 1
    made = PolicyVersion(page=page, number=number, in_force_from=now, revision_id=revision.pk)
    _copy(page, made)
    made.save()
    details = {"number": number, "revision": revision.pk, "supersedes": standing and standing.number}
    record("policy.version_made", by=by, subject=page, details=details)
    after_publication.enqueue(made.pk)
    return made


def _mend(standing: PolicyVersion, page: PolicyPage, revision: Any, by: "User | None") -> PolicyVersion:
    """The same approval again: the version keeps its number; what it says follows, and the trail holds both."""
    before = standing.revision_id
    _copy(page, standing)
    standing.revision_id = revision.pk
    standing.save()
    standing.papers.all().delete()
    details = {"number": standing.number, "revision": revision.pk, "before": before}
    record("policy.version_mended", by=by, subject=page, details=details)
    typeset_again.enqueue(standing.pk)
    return standing


def _copy(page: PolicyPage, version: PolicyVersion) -> None:
    version.title, version.label = page.title, page.version_label
    version.sections = list(page.sections.get_prep_value())
    for name in ("meeting_number", "meeting_year", "approved_on", "approver"):
        setattr(version, name, getattr(page, name))
    for name in ("approval_heading", "supersedes_all", "what_changed"):
        setattr(version, name, getattr(page, name).strip())


def typeset(version: PolicyVersion) -> PolicyPaper:
    """The document of a version as it stands now, made if nobody made it yet."""
    superseded = not version.is_in_force
    kept = version.papers.filter(is_superseded=superseded).first()
    if kept:
        return kept
    pdf = typesetting.pdf("policies/typst/policy.typ", paper_of(version), made_at=version.in_force_from)
    made = {"pdf": pdf, "sha256": sha256(pdf).hexdigest(), "made_at": timezone.now()}
    return PolicyPaper.objects.get_or_create(version=version, is_superseded=superseded, defaults=made)[0]


@transaction.atomic
def circulate(version: PolicyVersion) -> int:
    """Ask every colleague with a role to read a version in force; returns how many are newly asked."""
    version = PolicyVersion.objects.select_for_update().get(pk=version.pk)
    if not version.is_in_force:
        return 0
    asked = set(version.readings.values_list("user_id", flat=True))
    fresh = [user for user in colleagues() if user.pk not in asked]
    PolicyReading.objects.bulk_create([PolicyReading(user=user, version=version) for user in fresh])
    if fresh:
        record("policy.circulated", by=None, subject=version, details={"colleagues": len(fresh)})
    return len(fresh)


def catch_up(user: "User") -> None:
    """Give somebody who joined later the versions in force; two SQL queries when nothing is missing."""
    missing = list(PolicyVersion.objects.in_force().exclude(readings__user=user).values_list("pk", flat=True))
    rows = [PolicyReading(user=user, version_id=version) for version in missing]
    if rows:
        PolicyReading.objects.bulk_create(rows, ignore_conflicts=True)


@transaction.atomic
def acknowledge(reading: PolicyReading, *, by: "User") -> PolicyReading:
    """Note that a colleague has read and understood a version; a second time changes nothing."""
    reading = (
        PolicyReading.objects.select_for_update(of=("self",)).select_related("version").get(pk=reading.pk, user=by)
    )
    if reading.acknowledged_at is None:
        reading.acknowledged_at = timezone.now()
        reading.save(update_fields=["acknowledged_at"])
        record("policy.acknowledged", by=by, subject=reading.version, details={"number": reading.version.number})
    return reading


@transaction.atomic
def remind(version: PolicyVersion, *, by: "User") -> int:
    """Write to those who have not read a version, at most once a day to each; returns how many."""
    version = PolicyVersion.objects.select_for_update().get(pk=version.pk)
    today = timezone.localdate()
    open_rows = version.readings.open().filter(user__is_active=True).select_related("user")
    rows = [row for row in open_rows if not (row.reminded_at and timezone.localdate(row.reminded_at) == today)]
    for row in rows:
        recipient, _made = Recipient.objects.get_or_create(user=row.user)
        notify(
            recipient,
            "policies/to_read",
            subject=version,
            url_name="policies_read",
            url_kwargs={"pk": str(version.pk)},
            context={"version": version},
        )
        row.reminded_at = timezone.now()
    PolicyReading.objects.bulk_update(rows, ["reminded_at"])
    if rows:
        record("policy.reminded", by=by, subject=version, details={"colleagues": len(rows)})
    return len(rows)


@transaction.atomic
def remind_review(page: PolicyPage, *, to: "list[User]") -> bool:
    """Write to editors that a policy's review is near, once for each review date; whether it was written now."""
    page = PolicyPage.objects.select_for_update().get(pk=page.pk)
    if page.review_on is None or page.review_reminded_for == page.review_on:
        return False
    for user in to:
        recipient, _made = Recipient.objects.get_or_create(user=user)
        notify(
            recipient,
            "policies/review",
            subject=page,
            url_name="wagtailadmin_pages:edit",
            url_kwargs={"page_id": str(page.pk)},
            context={"page": page},
        )
    # Not `save()`: noting a letter is no edit of the page.
    PolicyPage.objects.filter(pk=page.pk).update(review_reminded_for=page.review_on)
    record("policy.review_reminded", by=None, subject=page, details={"review_on": page.review_on.isoformat()})
    return True


def _draft(reading: Reading, title: str) -> PolicyPage:
    page = PolicyPage(
        title=title.strip() or reading.title or _("Imported policy"),
        slug=f"policy-{reading.sha256[:12]}",
        live=False,
        has_unpublished_changes=True,
        sections=stream_of(reading.sections),
        source_sha256=reading.sha256,
        import_report=reading.report.as_json(),
    )
    if approval := reading.approval:
        page.approval_heading = approval.heading[:200]
        page.approval_text = approval.text
        page.meeting_number = approval.meeting
        page.meeting_year = approval.year
        page.approved_on = approval.approved_on
        page.supersedes_all = approval.supersedes
    return page

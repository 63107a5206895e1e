"""Writes of the policy library."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from audit.actions import record
from policies.importer.body import stream_of
from policies.importer.reading import Reading
from policies.models import PoliciesIndexPage, PolicyPage

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

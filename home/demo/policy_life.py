"""How versions work, shown: one example policy approved twice, circulated, read by some. Its approvals are no one's."""

from datetime import timedelta
from typing import Any

import time_machine
from django.utils import timezone
from wagtail.models import Page

from accounts.models import User
from accounts.roles import Role
from home.demo.writing import Block
from policies.actions import acknowledge, circulate
from policies.enums import Party, SectionKind, ToolKind, ToolStep
from policies.models import PoliciesIndexPage, PolicyPage, PolicyParty, RightsPage, ToolboxItem

SLUG = "versions-example"
APPROVER = "اعتماد تجريبي للعرض فقط"
FIRST, SECOND = timedelta(days=200), timedelta(days=20)  # Before today
READ_BY = (Role.RECEPTION, Role.RESEARCHER, Role.CHAIR, Role.QUALITY, Role.MANAGER)
RIGHTS = ((Party.BENEFICIARY, "rights-and-duties"), (Party.VOLUNTEER, "volunteer-charter"))
TOOLS = (
    ("اللائحة الأساسية", ToolKind.BYLAWS, ToolStep.ANY, "[[ملف اللائحة الأساسية]]", "", True),
    ("دليل البحث الاجتماعي", ToolKind.RESEARCH, ToolStep.RESEARCH, "[[ملف دليل البحث الاجتماعي]]", "", True),
    ("دليل سياسة الدعم", ToolKind.SUPPORT, ToolStep.COMMITTEE, "[[ملف دليل سياسة الدعم]]", "", True),
    ("نموذج طلب الدعم", ToolKind.FORM, ToolStep.RECEPTION, "", "support-request", True),
)


def settle_library() -> None:
    """The pages on rights, the page that lists the toolbox, and the toolbox itself, once."""
    index = PoliciesIndexPage.objects.filter(slug="policies").order_by("path").first()
    if index is None or ToolboxItem.objects.exists():
        return
    pages = {page.slug: page for page in Page.objects.filter(locale=index.locale)}
    for party, slug in RIGHTS:
        RightsPage.objects.get_or_create(index=index, party=party, defaults={"page": pages[slug]})
    index.toolbox_page = pages["governance"]
    index.save_revision().publish()
    for order, (title, kind, step, text, slug, is_public) in enumerate(TOOLS):
        given = {"title": title, "kind": kind, "step": step, "text": text, "is_public": is_public, "order": order}
        ToolboxItem.objects.create(page=pages.get(slug), **given)


def build_policy_life(staff: dict[Role, User]) -> PolicyPage | None:
    """The example, told under a moved clock; None when it stands already."""
    index = PoliciesIndexPage.objects.filter(slug="policies").order_by("path").first()
    if index is None or PolicyPage.objects.filter(slug=SLUG).exists():
        return None
    today = timezone.now()
    with time_machine.travel(today - FIRST, tick=True):
        page = PolicyPage(
            title="مثال: كيف تتغير سياسة", slug=SLUG, summary="سياسة للتجربة، تبيّن كيف تُحفظ النسخ.", live=False
        )
        page.parties = [PolicyParty(party=Party.STAFF)]
        index.add_child(instance=page)
        _approve(page, staff, meeting=1, sections=_first())
    page = PolicyPage.objects.get(pk=page.pk)
    with time_machine.travel(today - SECOND, tick=True):
        page.what_changed = "أضفنا وقت الرد على الرسائل، وحذفنا شرط الحضور، وبيّنا من يجيب."
        page.review_on = timezone.localdate() + timedelta(days=365)
        _approve(page, staff, meeting=2, sections=_second())
    version = page.versions.get(number=2)
    for role, day in zip(READ_BY, range(1, 10), strict=False):
        with time_machine.travel(today - SECOND + timedelta(days=day), tick=True):
            circulate(version)
            acknowledge(version.readings.get(user=staff[role]), by=staff[role])
    return page


def _approve(page: PolicyPage, staff: dict[Role, User], *, meeting: int, sections: list[Block]) -> None:
    """Written by one colleague and published by another."""
    page.sections = sections
    page.approval_heading, page.approver = "اعتماد للعرض", APPROVER
    page.meeting_number, page.approved_on, page.approval_confirmed = meeting, timezone.localdate(), True
    draft = page.save_revision(user=staff[Role.EDITOR])
    draft.publish(user=staff[Role.PUBLISHER], skip_permission_checks=True)
    page.refresh_from_db()


def _section(kind: SectionKind, heading: str, *paragraphs: str) -> Any:
    return "section", {"kind": kind.value, "heading": heading, "body": [("paragraph", text) for text in paragraphs]}


OPENING = _section(SectionKind.PREAMBLE, "", "هذه سياسة للتجربة. كُتبت لتبيّن كيف تُحفظ النسخ، ولم يقرها أحد.")


def _first() -> list[Block]:
    return [
        OPENING,
        _section(SectionKind.TEXT, "الرسائل", "نقرأ كل رسالة تصل إلينا.", "نجيب صاحبها حين نعرف الجواب."),
        _section(SectionKind.TEXT, "الحضور", "يحضر صاحب الرسالة إلى المقر ليأخذ الجواب."),
    ]


def _second() -> list[Block]:
    return [
        OPENING,
        _section(
            SectionKind.TEXT, "الرسائل", "نقرأ كل رسالة تصل إلينا.", "نجيب صاحبها في يوم عمل واحد حين نعرف الجواب."
        ),
        _section(SectionKind.TEXT, "من يجيب", "يجيب موظف علاقات المستفيدين، ويحيل ما لا يعرفه."),
    ]

"""Short views, in our own words, of what the one approved policy means for each of the other parties."""

from datetime import date
from typing import Any

from home.demo.writing import Block, Draft
from policies.enums import Party, SectionKind
from policies.models import PolicyPage

APPROVAL: dict[str, Any] = {
    "version_label": "عرض مبسط",
    "approval_heading": "الاعتماد",
    "approval_text": "أقر مجلس الإدارة تحديث السياسة في اجتماعه السادس لعام 2023.",
    "meeting_number": 6,
    "meeting_year": 2023,
    "approved_on": date(2023, 11, 28),
    "approver": "مجلس إدارة الجمعية",
    "approval_confirmed": True,
}


def _points(*texts: str) -> Block:
    return "list", {"items": [{"number": number, "text": text, "items": []} for number, text in enumerate(texts, 1)]}


def _short(slug: str, title: str, summary: str, party: Party, *points: str) -> Draft:
    """A view of the approved policy for one party; the approval is that policy's own."""
    opening = ("paragraph", "هذا عرض مبسط كتبه محررو الموقع. المرجع هو النص الذي أقره مجلس الإدارة.")
    sections = [
        ("section", {"kind": SectionKind.PREAMBLE.value, "heading": "", "body": [opening]}),
        ("section", {"kind": SectionKind.LIST.value, "heading": "ما يعنيه لك", "body": [_points(*points)]}),
    ]
    fields = {"title": title, "summary": summary, "sections": sections, **APPROVAL}
    return Draft(slug=slug, kind=PolicyPage, fields=fields, rows={"parties": [{"party": party.value}]})


SHORT_POLICIES = (
    _short(
        "supporters-policy",
        "السياسة لمن يدعمون الجمعية",
        "ما تعد به الجمعية من يدعمها، وكيف يتواصل معها.",
        Party.SUPPORTER,
        "تعاملك الجمعية باحترام وتجيب عن سؤالك.",
        "تصل إلينا من القناة التي تناسبك.",
        "تعرف حقك وواجبك قبل أن تدعم.",
    ),
    _short(
        "volunteers-policy",
        "السياسة لمن يتطوعون معنا",
        "ما بين الجمعية والمتطوع من حق وواجب.",
        Party.VOLUNTEER,
        "باب التطوع مفتوح لمن يرغب فيه.",
        "تعرف مهمتك وحدودها قبل أن تبدأ.",
        "تحفظ أسرار من تخدمهم وتحترمهم.",
    ),
    _short(
        "staff-policy",
        "السياسة لمن يعملون هنا",
        "كيف يخدم الموظف من يقصد الجمعية.",
        Party.STAFF,
        "ترحب بمن يأتي، وتعطيه الوقت الذي يحتاج إليه.",
        "تعطيه المعلومات كاملة من أول مرة.",
        "تطابق البيانات والمستندات يوم تقديمها.",
        "تحيل من لم تتضح له الخطوات إلى مسؤول البحث.",
    ),
)

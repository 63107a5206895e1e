"""The policy on beneficiaries told in our own words; the official text enters through the importer."""

from datetime import date

from home.demo.policy_parties import SHORT_POLICIES
from home.demo.writing import Block, Draft
from policies.enums import Party, SectionKind
from policies.models import PoliciesIndexPage, PolicyPage


def _section(kind: SectionKind, title: str, *body: Block) -> Block:
    return "section", {"kind": kind.value, "heading": title, "body": list(body)}


def _numbered(*texts: str) -> Block:
    items = [{"number": number, "text": words, "items": []} for number, words in enumerate(texts, start=1)]
    return "list", {"items": items}


POLICY = Draft(
    slug="beneficiary-relations-policy",
    kind=PolicyPage,
    fields={
        "title": "سياسة تنظيم العلاقة مع المستفيدين",
        "summary": "كيف تعاملك الجمعية، وبأي قنوات، وبأي خطوات. عرض مبسط بلغة الموقع.",
        "version_label": "عرض مبسط",
        "sections": [
            _section(
                SectionKind.PREAMBLE,
                "",
                ("paragraph", "هذا عرض مبسط كتبه محررو الموقع. المرجع هو النص الذي أقره مجلس الإدارة."),
                ("paragraph", "تحكم السياسة علاقة الجمعية بمن تخدمهم ومن يدعمونها ومن يتطوعون معها. وتبيّن حق كل طرف."),
                ("paragraph", "ما يُكتب في الأنظمة والعقود هو الأصل عند الخلاف. وحق المستفيد أول ما يُنظر إليه."),
            ),
            _section(
                SectionKind.GOAL,
                "الغاية",
                ("paragraph", "أن يُخدم كل مستفيد خدمة متقنة وسريعة، وأن تصل إليه الجمعية قبل أن يسأل."),
            ),
            _section(
                SectionKind.OBJECTIVES,
                "ما نسعى إليه",
                _numbered(
                    "أن نعرف حاجة المستفيد ونيسّر عليه الخطوات.",
                    "أن تُقدَّم الخدمة إلكترونيًا كاملة.",
                    "أن يجد جوابه في أي قناة يختارها.",
                    "أن يُخدم وهو في مكانه، فلا يضيع وقته.",
                    "أن نقيس رضاه ونحسّن الخدمة ومن يقدّمها.",
                    "أن نكسب ثقته، ونصحح ما شاع خطأ، ونجعل التقييم حقًا له.",
                    "أن نجد طرقًا جديدة في العمل، وأن نزيل ما يعيقه.",
                ),
            ),
            _section(
                SectionKind.CHANNELS,
                "قنوات التواصل",
                _numbered(
                    "اللقاء في المقر.",
                    "الهاتف.",
                    "حسابات التواصل الاجتماعي.",
                    "الرسائل المكتوبة.",
                    "طلب المساعدة.",
                    "باب التطوع.",
                    "موقع الجمعية.",
                    "مندوب الفرع، حيث يوجد فرع.",
                ),
            ),
            _section(
                SectionKind.TOOLS,
                "ما يعمل به الموظف",
                _numbered("اللائحة الأساسية.", "دليل البحث الاجتماعي.", "دليل سياسة الدعم.", "نموذج طلب الدعم."),
            ),
            _section(
                SectionKind.STEPS,
                "خطوات الخدمة",
                (
                    "steps",
                    {
                        "steps": [
                            "ترحيب وأدب، وجواب عن كل سؤال، ووقت كافٍ.",
                            "معلومات كاملة، يطابقها الموظف وينظر في سريانها يوم تقديمها.",
                            "شرح من مسؤول البحث الاجتماعي لمن لم تتضح له الخطوات.",
                            "إقرار موقّع من طالب الدعم بصحة بياناته، وهو المسؤول عنها.",
                            "إعلام بأن لجنة البحث تدرس الطلب، وأن الرد يأتي بعد أسبوعين على الأقل.",
                            "تسجيل يكتمل باكتمال ما طُلب.",
                            "خدمة تُقدَّم ويُؤكَّد وصولها.",
                        ]
                    },
                ),
            ),
        ],
        "approval_heading": "الاعتماد",
        "approval_text": "أقر مجلس الإدارة تحديث السياسة في اجتماعه السادس لعام 2023.",
        "meeting_number": 6,
        "meeting_year": 2023,
        "approved_on": date(2023, 11, 28),
        "approver": "مجلس إدارة الجمعية",
        "approval_confirmed": True,
        "supersedes_all": "حلّت هذه النسخة محل ما سبقها.",
    },
    rows={"parties": [{"party": Party.BENEFICIARY.value}, {"party": Party.STAFF.value}]},
)

POLICIES = Draft(
    slug="policies",
    kind=PoliciesIndexPage,
    in_menu=True,
    fields={"title": "السياسات", "summary": "ما تلتزم به الجمعية، مكتوبًا ليطلع عليه كل أحد."},
    below=(POLICY, *SHORT_POLICIES),
)

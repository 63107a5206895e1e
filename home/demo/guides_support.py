"""Guides for families: registration and the support request."""

from home.demo.fits import REGISTRATION_FITS, SUPPORT_FITS
from home.demo.writing import Draft, asked, guide_steps, paragraphs, points
from services.enums import Audience, Channel, FilePart, Icon, Need, PaperKind, QuestionKind
from services.models import ServicePage

EVERYWHERE = [
    Channel.INTERVIEW.value,
    Channel.PHONE.value,
    Channel.LETTER.value,
    Channel.HELP_REQUEST.value,
    Channel.WEBSITE.value,
]

# What is accepted of whoever cannot get a paper, one on each line.
FAMILY_INSTEAD = "شهادات ميلاد من تعولهم\nصك إعالة أو ما يقوم مقامه"
INCOME_INSTEAD = "كشف حساب بنكي لآخر ثلاثة أشهر\nإفادة من الضمان الاجتماعي"
HOUSING_INSTEAD = "فاتورة كهرباء أو ماء باسمك\nخطاب من صاحب السكن"

REGISTRATION = Draft(
    slug="registration",
    kind=ServicePage,
    fields={
        "title": "التسجيل مستفيدًا",
        "summary": "ملف واحد تُسجَّل فيه بياناتك مرة، ثم تُستخدم في كل طلب.",
        "icon": Icon.PEOPLE,
        "need": Need.SUPPORT,
        "audiences": [Audience.FAMILIES.value],
        "card_fact": "تسجّل مرة واحدة",
        "for_whom": paragraphs(
            "لمن يسكن في نطاق خدمة الجمعية ويحتاج إلى دعم منها.",
            "نطاق الخدمة: [[نطاق الخدمة الجغرافي]].",
        ),
        "conditions": points(
            "أن تسكن في نطاق الخدمة.",
            "أن تنطبق عليك إحدى الفئات التي تخدمها الجمعية: [[فئات المستفيدين]].",
            "أن تكون بياناتك صحيحة وسارية يوم التقديم.",
        ),
        "papers_note": paragraphs(
            "تكتب رقم هويتك ولا نطلب صورة منها. يطلع الموظف على الأصل مرة واحدة ويثبت ذلك.",
        ),
        "steps": guide_steps(
            ("افتح حسابك", "تدخل برقم جوالك ورمز يصلك في رسالة."),
            ("قدّم طلب الدعم", "بياناتك في أول طلب هي بداية ملفك."),
            ("ننظر في الطلب", "نطابق بياناتك ثم تدرسه اللجنة."),
            ("يُفتح ملفك", "إن قُبل الطلب أكملت التسجيل وحصلت على رقم ملف."),
        ),
        "promised_time": "بعد قبول الطلب واكتمال المستندات",
        "fees": "[[الرسوم إن وُجدت]]",
        "where": "عبر الموقع، أو في مقر الجمعية: [[عنوان المقر]]",
        "channels": EVERYWHERE,
        "languages": ["ar", "en", "ur"],
    },
    rows={
        "fit_questions": REGISTRATION_FITS,
        "papers": [
            {
                "key": "family-card",
                "kind": PaperKind.FAMILY_CARD,
                "name": "سجل الأسرة",
                "help_text": "يبيّن من تعولهم من أفراد الأسرة.",
                "alternatives": FAMILY_INSTEAD,
            },
            {
                "key": "income-proof",
                "kind": PaperKind.INCOME_PROOF,
                "name": "إثبات الدخل",
                "help_text": "لم يمضِ على صدوره أكثر من ثلاثة أشهر.",
                "alternatives": INCOME_INSTEAD,
                "max_age_days": 90,
            },
            {
                "key": "housing-proof",
                "kind": PaperKind.HOUSING_PROOF,
                "name": "إثبات السكن",
                "help_text": "عقد إيجار أو صك ملكية أو ما يقوم مقامهما.",
                "alternatives": HOUSING_INSTEAD,
            },
            {
                "key": "category-deed",
                "name": "صك يثبت الفئة",
                "help_text": "مثل صك الإعالة أو الطلاق أو حصر الورثة، إن وُجد.",
                "is_required": False,
            },
        ],
        "answers": asked(
            (
                "هل فتح الحساب يعني أني صرت مستفيدًا مسجلًا؟",
                "لا. الحساب بابك إلى الموقع، ويفتحه كل أحد. أما رقم الملف فيصدر بعد قبول الطلب واكتمال التسجيل.",
            ),
            (
                "هل أعيد رفع المستندات في كل طلب؟",
                "لا. ما دام المستند ساريًا فلن نطلبه مرة أخرى.",
            ),
        ),
    },
)

SUPPORT_REQUEST = Draft(
    slug="support-request",
    kind=ServicePage,
    fields={
        "title": "طلب دعم مستفيد",
        "summary": "قدّم طلبك من مكانك، وتابعه حتى يصلك الرد.",
        "icon": Icon.HAND_HEART,
        "need": Need.SUPPORT,
        "audiences": [Audience.FAMILIES.value],
        "card_fact": "تقديم إلكتروني · 3 مستندات",
        "for_whom": paragraphs(
            "للأسر والأفراد الذين نزلت بهم حاجة ويسكنون في نطاق خدمة الجمعية.",
            "تستطيع أن تقدّم عن نفسك أو عن أسرتك.",
        ),
        "conditions": points(
            "السكن في نطاق الخدمة: [[نطاق الخدمة الجغرافي]].",
            "أن تكون الحاجة مما يشمله دليل الدعم: [[أنواع الدعم]].",
            "أن تقرّ بصحة بياناتك، فأنت المسؤول عنها مباشرة.",
        ),
        "papers_note": paragraphs(
            "ترفع صورة من جوالك أو ملف PDF. إن لم يكن المستند عندك فاذكر السبب وأكمل طلبك.",
            "تكتب رقم هويتك ولا ترفع صورتها.",
        ),
        "steps": guide_steps(
            ("أجب عن أسئلة قليلة", "سؤال في كل صفحة، وتُحفظ إجاباتك أولًا بأول."),
            ("أرفق مستنداتك", "صوّرها بجوالك إن شئت."),
            ("راجع ثم أقرّ", "تقرأ ما كتبت كاملًا، ثم تقرّ بصحته."),
            ("نطابق بياناتك", "إن نقص شيء أخبرناك به وبآخر موعد لإكماله."),
            ("تدرس اللجنة طلبك", "يصلك الرد مع سببه، قبولًا كان أو اعتذارًا."),
            ("نقدّم الخدمة", "إن قُبل الطلب أكملت التسجيل ثم وصلتك الخدمة."),
        ),
        "minutes_needed": 12,
        "promised_time": "توقّع الرد بعد أسبوعين على الأقل من إحالة الطلب إلى اللجنة",
        "fees": "[[الرسوم إن وُجدت]]",
        "where": "من جوالك، ولا يلزمك الحضور إلا إن اتفقنا معك على موعد",
        "channels": EVERYWHERE,
        "languages": ["ar", "en", "ur", "bn"],
        "accepts_applications": True,
        "committee_required": True,
    },
    rows={
        "fit_questions": SUPPORT_FITS,
        "parts": [
            {"part": FilePart.CONTACT, "why": "لنتصل بك في الوقت الذي يناسبك."},
            {"part": FilePart.ADDRESS, "why": "نخدم من يسكن في نطاق الجمعية، وقد نتفق معك على زيارة."},
            {"part": FilePart.HOUSEHOLD, "why": "يُقدَّر الدعم بعدد أفراد الأسرة."},
            {"part": FilePart.HOUSING, "why": "الإيجار أول ما تنظر فيه اللجنة."},
            {"part": FilePart.INCOME, "why": "تقارن اللجنة دخلكم بحاجتكم."},
            {"part": FilePart.DEBTS, "why": "الديون تزيد الحاجة، فنأخذها في الحسبان."},
        ],
        "papers": [
            {
                "key": "family-card",
                "kind": PaperKind.FAMILY_CARD,
                "name": "سجل الأسرة",
                "help_text": "يبيّن من تعولهم من أفراد الأسرة.",
                "alternatives": FAMILY_INSTEAD,
            },
            {
                "key": "income-proof",
                "kind": PaperKind.INCOME_PROOF,
                "alternatives": INCOME_INSTEAD,
                "max_age_days": 90,
                "name": "إثبات الدخل",
                "help_text": "تعريف بالراتب أو ما يقوم مقامه، لم يمضِ عليه أكثر من ثلاثة أشهر.",
            },
            {
                "key": "housing-proof",
                "kind": PaperKind.HOUSING_PROOF,
                "name": "إثبات السكن",
                "help_text": "عقد إيجار أو صك ملكية أو فاتورة باسمك.",
                "alternatives": HOUSING_INSTEAD,
            },
        ],
        "questions": [
            {
                "key": "need",
                "label": "ما نوع الدعم الذي تحتاج إليه؟",
                "kind": QuestionKind.CHOICE,
                "choices": "غذاء\nإيجار\nفواتير\nعلاج\nتعليم\nأثاث وأجهزة\nغير ذلك",
            },
            {
                "key": "description",
                "label": "صف لنا حاجتك",
                "help_text": "بكلماتك أنت. متى بدأت؟ وما الذي يخففها؟",
                "kind": QuestionKind.LONG_TEXT,
            },
        ],
        "answers": asked(
            (
                "هل أستطيع أن أتوقف ثم أكمل؟",
                "نعم. تُحفظ إجاباتك، وتجد طلبك كما تركته حين تعود.",
            ),
            (
                "لا أحسن استخدام الجوال. ماذا أفعل؟",
                "زرنا أو اتصل بنا، ويكتب الموظف طلبك معك. ثم تراجعه وتقرّ به بنفسك.",
            ),
            (
                "لم أفهم خطوة من الخطوات. من يشرح لي؟",
                "اطلب الإيضاح من أي خطوة. يتولى مسؤول البحث الاجتماعي الشرح لك.",
            ),
            (
                "ماذا لو اعتذرتم عن طلبي؟",
                "يصلك السبب مكتوبًا، ومعه حقك في الاعتراض وآخر موعد له.",
            ),
        ),
    },
)

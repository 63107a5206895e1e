"""The front door and the contact page."""

from home.demo.writing import Draft, guide_steps, heading, notice, text
from home.enums import FooterColumn
from home.models import ContactPage, HomePage

SEVEN_STEPS = guide_steps(
    ("الاستقبال والإجابة", "نرحب بك ونجيب عن كل أسئلتك."),
    ("استكمال البيانات", "تكتمل معلوماتك ومستنداتك."),
    ("المطابقة والإيضاح", "نطابق بياناتك ونشرح ما لم يتضح لك."),
    ("الإقرار بالصحة", "تراجع بياناتك وتقرّ بصحتها."),
    ("دراسة اللجنة", "تدرس اللجنة طلبك وترد عليك."),
    ("إتمام التسجيل", "تكمل ما بقي ويُفتح ملفك."),
    ("تقديم الخدمة", "تصلك الخدمة وتؤكد استلامها."),
)

HOME = Draft(
    slug="front",
    kind=HomePage,
    fields={
        "title": "الرئيسية",
        "summary": "اقرأ دليل الخدمة، وقدّم طلبك من جوالك، وتابعه خطوة بخطوة. خدمتك حق، ورأيك فيها حق.",
        "hero_title": "كيف نخدمك اليوم؟",
        "search_hint": "ابحث: دعم، عمرة، دروس عربية…",
        "steps_title": "كيف نخدمك: سبع خطوات",
        "steps_intro": "من أول سؤال حتى تصلك الخدمة. تعرف في كل خطوة ما ننتظره منك وما تنتظره منا.",
        "steps": SEVEN_STEPS,
        "volunteer_title": "ساعة منك تصنع فرقًا",
        "volunteer_text": "في الترجمة والتعليم والتنظيم متسع لكل مهارة. اقرأ كيف تتطوع معنا وما حقوقك متطوعًا.",
    },
)

# What the home page points to, by slug: settled once all the pages stand.
POPULAR = (
    ("طلب دعم", "support-request"),
    ("المسلم الجديد", "new-muslim-care"),
    ("دورات العربية", "arabic-and-islam-basics"),
    ("أريد أن أتطوع", "volunteering"),
)
FEATURED = (
    "support-request",
    "new-muslim-care",
    "arabic-and-islam-basics",
    "iftar",
    "umrah",
    "translation-and-guidance",
)
FOOTER = {
    FooterColumn.ASSOCIATION: ("about", "news", "stories", "governance"),
    FooterColumn.POLICIES: ("beneficiary-relations-policy", "service-charter", "rights-and-duties", "privacy"),
    FooterColumn.VOICE: ("feedback", "satisfaction", "accessibility"),
}
STEPS_PAGE = "how-we-serve-you"
VOLUNTEER_PAGE = "volunteering"

CONTACT = Draft(
    slug="contact",
    kind=ContactPage,
    in_menu=True,
    fields={
        "title": "تواصل معنا",
        "summary": "اختر القناة التي تريحك. سؤالك يصل إلى الفريق نفسه من أي قناة جاء.",
        "body": [
            text(
                "لا يلزمك أن تعيد قصتك كلما غيّرت القناة. نسجّل تواصلك في ملف واحد، ويكمل زميلنا من حيث توقفت.",
                "إن كان السؤال عن طلب قائم فاذكر رقم الطلب. لا ترسل صورة هويتك في رسالة.",
            ),
            notice(
                "احذر من ينتحل اسمنا",
                "لا نطلب منك رمز الدخول ولا كلمة المرور. ولا نطلب تحويل مال في رسالة أو اتصال.",
            ),
            heading("القنوات"),
        ],
    },
)

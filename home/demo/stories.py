"""Two stories of the demo site. They tell of nobody: each says so in its first line."""

from datetime import date
from typing import Any

from home.demo.writing import Draft, heading, notice, text
from home.models import StoriesIndexPage, StoryPage
from services.enums import Audience

ABOUT_NOBODY = notice(
    "قصة للعرض",
    "كتبنا هذه القصة لتجربة الموقع، ولا تحكي عن شخص بعينه. تحل محلها قصة حقيقية بعد موافقة صاحبها.",
)
CONSENT: dict[str, Any] = {
    "consent_confirmed": True,
    "consent_on": date(2026, 11, 1),
    "consent_reference": "قصة للعرض، بلا صاحب",
    "identity_removed": True,
}

STORIES = Draft(
    slug="stories",
    kind=StoriesIndexPage,
    fields={
        "title": "قصص بإذن أصحابها",
        "summary": "أثر الخدمة كما رآه أصحابها، من غير اسم ولا صورة.",
    },
    below=(
        Draft(
            slug="first-months",
            kind=StoryPage,
            fields={
                "title": "شهور أولى بلا وحدة",
                "summary": "مسلم جديد وجد من يجيب عن أسئلته بلغته.",
                "audience": Audience.NEW_MUSLIMS,
                "teller_words": "كنت أستحي من كثرة أسئلتي. قالوا لي: السؤال هو الطريق.",
                "body": [
                    ABOUT_NOBODY,
                    text(
                        "أسلم وهو بعيد عن أهله، ولا يعرف في المدينة أحدًا.",
                        "كان يحفظ كلمات الصلاة، ولا يفهم معناها.",
                    ),
                    heading("ما الذي تغيّر"),
                    text(
                        "جلس معه معلّم يتكلم لغته، وبدأ معه من أسئلته هو.",
                        "ثم دخل درسًا صغيرًا فيه من يشبهه، وصار له فيه أصحاب.",
                    ),
                    text("اليوم يستقبل هو من جاء بعده، ويبدأ معهم من حيث بدأ."),
                ],
                **CONSENT,
            },
        ),
        Draft(
            slug="asking-from-home",
            kind=StoryPage,
            fields={
                "title": "طلب من البيت يحفظ الكرامة",
                "summary": "أم قدّمت طلبها من جوالها، ولم تقف في طابور.",
                "audience": Audience.FAMILIES,
                "teller_words": "أصعب ما في السؤال أن يراك الناس تسأل. هنا لم يرني أحد.",
                "body": [
                    ABOUT_NOBODY,
                    text(
                        "تأخر الإيجار، وصار الحديث في البيت كله عنه.",
                        "كانت تعرف باب الجمعية، لكن الوقوف عنده أثقل عليها من الحاجة.",
                    ),
                    heading("ما الذي تغيّر"),
                    text(
                        "كتبت طلبها من جوالها بعد أن نام الصغار، وأكملته في ليلة أخرى.",
                        "عرفت من الرسائل أين وصل طلبها، ولم تحتج إلى أن تتصل لتسأل.",
                    ),
                    text("حين جاءها الرد كان مكتوبًا ومعه سببه. هذا وحده أراحها، كما قالت."),
                ],
                **CONSENT,
            },
        ),
    ),
)

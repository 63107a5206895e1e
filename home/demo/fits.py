"""The short fit checks of four guides. `alternative` is a slug, settled once all the pages stand."""

from home.demo.writing import Rows
from services.enums import Leads

SUPPORT_FITS: Rows = [
    {
        "question": "هل تسكن في نطاق خدمة الجمعية؟",
        "help_text": "ينبع وما حولها. إن لم تكن متأكدًا فاسألنا.",
        "reason": "تخدم الجمعية من يسكن في نطاقها. قد تجد العون عند الجمعية الأقرب إلى سكنك.",
        "alternative": "translation-and-guidance",
        "other_alternative": "contact",
    },
    {
        "question": "هل نزلت بك أو بأسرتك حاجة تعجز عنها الآن؟",
        "help_text": "مثل الإيجار أو العلاج أو الغذاء.",
        "reason": "هذا الطلب لمن نزلت به حاجة. ولك في الجمعية خدمات أخرى بلا شروط دخل.",
        "alternative": "arabic-and-islam-basics",
        "other_alternative": "volunteering",
    },
    {
        "question": "هل تقدّم عن شخص لا يعلم بالطلب؟",
        "yes_leads": Leads.NOT_FIT,
        "no_leads": Leads.GO_ON,
        "reason": "لا نقبل طلبًا عن شخص بغير علمه ورضاه. حدّثه أولًا، ثم قدّما الطلب معًا.",
        "alternative": "apply-for-another",
    },
]

REGISTRATION_FITS: Rows = [
    {
        "question": "هل تسكن في نطاق خدمة الجمعية؟",
        "reason": "نسجّل من يسكن في نطاق الخدمة. اتصل بنا لندلك على الجمعية الأقرب إليك.",
        "alternative": "contact",
    },
    {
        "question": "هل عندك ملف عندنا من قبل؟",
        "yes_leads": Leads.NOT_FIT,
        "no_leads": Leads.GO_ON,
        "reason": "ملفك مفتوح ولا تحتاج إلى تسجيل جديد. قدّم طلبك مباشرة.",
        "alternative": "support-request",
    },
    {
        "question": "هل تستطيع أن تثبت دخلك وسكنك؟",
        "help_text": "يكفي تعريف بالراتب وعقد الإيجار أو ما يقوم مقامهما.",
        "no_leads": Leads.ASK,
    },
]

UMRAH_FITS: Rows = [
    {
        "question": "هل إقامتك سارية حتى يوم الرحلة؟",
        "reason": "لا يصدر تصريح العمرة بغير إقامة سارية. جدّدها، ثم سجّل في الرحلة التالية.",
        "alternative": "translation-and-guidance",
    },
    {
        "question": "هل تستطيع أن تحضر درس الإعداد قبل السفر؟",
        "help_text": "درس قصير بلغتك تعرف فيه المناسك.",
        "reason": "درس الإعداد شرط في الرحلة. ولك أن تتعلم المناسك معنا في دروس أخرى.",
        "alternative": "arabic-and-islam-basics",
        "other_alternative": "translated-books",
    },
    {"question": "هل تستطيع المشي والحركة بلا مساعدة؟", "no_leads": Leads.ASK},
]

NEW_MUSLIM_FITS: Rows = [
    {
        "question": "هل دخلت في الإسلام؟",
        "help_text": "متى كان ذلك، ولو قبل سنوات.",
        "reason": "هذه الرعاية لمن أسلم. ونسعد بأن نجيب عن أسئلتك قبل ذلك بلغتك.",
        "alternative": "declaring-islam",
        "other_alternative": "translation-and-guidance",
    },
    {"question": "هل تريد أن يتواصل معك مرافق من وقت إلى آخر؟", "no_leads": Leads.ASK},
]

# What each guide shows of the frequent questions, by slug.
RELATED = {
    "support-request": ("reply-time", "missing-paper", "reason-of-refusal", "a-middleman-is-needed"),
    "registration": ("open-account", "identity-picture", "who-sees-my-data"),
    "umrah": ("some-nationalities-only", "apply-for-another"),
    "new-muslim-care": ("who-sees-my-data", "pictures-of-people"),
}
FITS = {
    "support-request": SUPPORT_FITS,
    "registration": REGISTRATION_FITS,
    "umrah": UMRAH_FITS,
    "new-muslim-care": NEW_MUSLIM_FITS,
}

"""What there is to volunteer for: the list of opportunities and the opportunities themselves."""

from typing import Any

from home.demo.writing import Draft, points
from volunteering.enums import Field, Kind, Mode, OpenTo, Skill
from volunteering.models import OpportunitiesIndexPage, OpportunityPage

OFFICE = "مقر الجمعية"
TOWN = "ينبع"
RAMADAN = "رمضان"
THANKS = points("تعريف بالمهمة قبل أن تبدأ.", "زميل يرافقك أول مرة.", "شهادة بساعاتك بعد اعتمادها.")


def _draft(slug: str, **fields: Any) -> Draft:
    return Draft(slug=slug, kind=OpportunityPage, fields={"benefits": THANKS, **fields})


IFTAR = _draft(
    "iftar-hosts",
    title="تنظيم موائد الإفطار",
    summary="نرتّب المكان قبل المغرب، ونستقبل الصائمين، ثم نتركه نظيفًا كما كان.",
    field=Field.RAMADAN,
    place="[[مواقع الإفطار]]",
    season=RAMADAN,
    open_to=OpenTo.MEN,
    tasks=points("تفرش السُّفر وتوزع الوجبات.", "ترشد الضيوف إلى أماكنهم.", "ترفع ما بقي وتنظف الموقع."),
    conditions=points("أن تصل قبل المغرب بوقت كافٍ.", "أن تبقى حتى يُنظَّف المكان."),
)
BASKETS = _draft(
    "food-baskets",
    title="تعبئة السلال الغذائية",
    summary="نفرز المواد ونعبئها في سلال، فتصل إلى الأسر مرتبة ومكتملة.",
    field=Field.LOGISTICS,
    place=OFFICE,
    tasks=points("تفرز المواد وتتأكد من صلاحيتها.", "تعبئ السلة كما في القائمة.", "تحمّل السلال في السيارات."),
    conditions=points("أن تستطيع حمل صندوق متوسط الوزن.", "أن تلبس حذاءً مغلقًا."),
)
RECEPTION = _draft(
    "reception-interpreter",
    title="مترجم في الاستقبال",
    summary="تجلس مع موظف الاستقبال، وتنقل الكلام بينه وبين من لا يعرف العربية.",
    field=Field.LANGUAGE,
    kind=Kind.SKILLED,
    place=OFFICE,
    skills=[Skill.INTERPRETING.value],
    languages=["en", "ur", "bn"],
    tasks=points("تنقل السؤال والجواب كما قيلا.", "تساعد الضيف في قراءة ما يوقّع عليه."),
    conditions=points("أن تحفظ سر ما تسمع.", "أن تتقن العربية ولغة أخرى."),
)
ARABIC = _draft(
    "arabic-for-beginners",
    title="تعليم العربية للمبتدئين",
    summary="درس هادئ لمجموعة صغيرة: الحروف، ثم جمل تنفع في البيت والعمل.",
    field=Field.TEACHING,
    kind=Kind.SKILLED,
    place=OFFICE,
    skills=[Skill.TEACHING.value],
    tasks=points("تشرح الدرس من الكتاب المعتمد.", "تستمع إلى كل متعلم وتصحح له.", "تكتب للمنسق أين وصلتم."),
    conditions=points("أن تكون لك تجربة في التعليم.", "أن تلتزم بالمجموعة حتى نهاية الدورة."),
)
ELDERS = _draft(
    "driving-elders",
    title="إيصال كبار السن",
    summary="تأخذ كبير السن من بيته إلى موعده، وتعيده سالمًا.",
    field=Field.LOGISTICS,
    place=TOWN,
    skills=[Skill.DRIVING.value],
    min_age=18,
    tasks=points("تصل قبل الموعد بوقت كافٍ.", "تعينه على الركوب والنزول.", "تنتظره حتى ينتهي."),
    conditions=points("رخصة قيادة سارية.", "سيارة نظيفة ومؤمَّنة."),
)
LEAFLETS = _draft(
    "leaflets-from-home",
    title="ترجمة المطويات عن بُعد",
    summary="نرسل إليك مطوية قصيرة، وتترجمها من بيتك، ثم يراجعها غيرك.",
    field=Field.LANGUAGE,
    kind=Kind.SKILLED,
    mode=Mode.REMOTE,
    skills=[Skill.WRITING.value],
    languages=["en", "ur", "bn", "tl", "id"],
    tasks=points("تترجم من العربية إلى لغتك.", "تراجع ما ترجمه زميلك.", "تلتقي بالفريق في اجتماع عن بُعد."),
    conditions=points("أن تكتب لغتك كتابة صحيحة.", "أن تترك ما لم تفهمه وتسأل عنه."),
)
UMRAH = _draft(
    "umrah-companions",
    title="مرافقة رحلة العمرة",
    summary="ترافق حافلة من المعتمرين ذهابًا وعودة، وتجيب عن أسئلتهم بلغتهم.",
    field=Field.EVENTS,
    kind=Kind.SKILLED,
    place="[[مكان انطلاق الحافلة]]",
    skills=[Skill.ORGANISING.value],
    languages=["ar", "en", "ur", "bn", "tl"],
    min_age=18,
    tasks=points("تتأكد من حضور الجميع في كل محطة.", "تدل المعتمرين على الطريق.", "تعين من احتاج إلى مساعدة."),
    conditions=points("أن تكون قد أديت العمرة من قبل.", "أن تستطيع المشي طويلًا."),
)
PHOTOS = _draft(
    "event-photography",
    title="تصوير لقاء الجاليات",
    summary="صور تحفظ اللقاء وتحفظ كرامة من حضر.",
    field=Field.MEDIA,
    kind=Kind.SKILLED,
    place="[[مكان اللقاء]]",
    skills=[Skill.PHOTOGRAPHY.value],
    tasks=points("تصوّر من أذن لك بالتصوير.", "تختار أحسن الصور وتسلّمها للمنسق."),
    conditions=points("أن تكون معك آلة تصوير.", "ألا تنشر أي صورة بنفسك."),
)
WOMEN = _draft(
    "visits-by-women",
    title="زيارات نسائية للأسر",
    summary="زيارة قصيرة مع موظفة من الجمعية، نسمع فيها ونعرف ما تحتاج إليه الأسرة.",
    field=Field.VISITS,
    place=TOWN,
    open_to=OpenTo.WOMEN,
    tasks=points("ترافقين الباحثة في زيارتها.", "تسلّمين ما خُصّص للأسرة.", "تكتبين ملاحظة قصيرة بعد الزيارة."),
    conditions=points("أن تحفظي سر البيوت.", "أن تأتي في موعدك."),
)
FORMS = _draft(
    "help-with-requests",
    title="مساعدة الناس في تعبئة طلباتهم",
    summary="تجلس مع صاحب الطلب أمام الشاشة، ويكتب هو أو تكتب عنه ما يقول.",
    field=Field.OFFICE,
    place=OFFICE,
    skills=[Skill.IT.value],
    tasks=points("تشرح ما يطلبه كل سؤال.", "تساعد في رفع المستندات.", "تترك القرار والتوقيع لصاحب الطلب."),
    conditions=points("أن تحفظ سر ما تقرأ.", "أن تكون صبورًا مع من يتعلم."),
)
LEGAL = _draft(
    "legal-advice",
    title="استشارة نظامية للأسر",
    summary="تسمع السؤال في مكالمة، وتبيّن للأسرة ما لها وما عليها.",
    field=Field.OFFICE,
    kind=Kind.PROFESSIONAL,
    mode=Mode.REMOTE,
    skills=[Skill.LAW.value],
    min_age=18,
    tasks=points("تقرأ السؤال قبل المكالمة.", "تشرح الخطوات بكلام واضح.", "تكتب خلاصة قصيرة للأسرة."),
    conditions=points("مؤهل في الأنظمة، ووثيقته سارية.", "ألا تأخذ على ذلك أجرًا."),
)

OPPORTUNITIES = Draft(
    slug="opportunities",
    kind=OpportunitiesIndexPage,
    in_menu=True,
    fields={
        "title": "فرص التطوع",
        "summary": "اختر ما تحب، واليوم الذي يناسبك، ثم انضم إلى مناوبة فيها مكان.",
    },
    below=(IFTAR, BASKETS, RECEPTION, ARABIC, ELDERS, LEAFLETS, UMRAH, PHOTOS, WOMEN, FORMS, LEGAL),
)

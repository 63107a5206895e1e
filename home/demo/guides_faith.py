"""Guides for new Muslims, learners and worshippers, and for whoever needs another language."""

from home.demo.fits import NEW_MUSLIM_FITS, UMRAH_FITS
from home.demo.openings import IFTAR_CLOSES, IFTAR_OPENS, UMRAH_CLOSES
from home.demo.writing import Draft, asked, guide_steps, paragraphs, points
from services.enums import Audience, Channel, Icon, Need
from services.models import ServicePage

IN_PERSON = [Channel.INTERVIEW.value, Channel.PHONE.value, Channel.SOCIAL.value, Channel.WEBSITE.value]

NEW_MUSLIM_CARE = Draft(
    slug="new-muslim-care",
    kind=ServicePage,
    fields={
        "title": "رعاية المسلم الجديد",
        "summary": "مرافقة وتعليم وسؤال عنك، بلغتك وعلى مهلك.",
        "icon": Icon.STAR,
        "need": Need.NEW_MUSLIM,
        "audiences": [Audience.NEW_MUSLIMS.value],
        "card_fact": "بلا مستندات دخل",
        "for_whom": paragraphs("لكل من دخل في الإسلام حديثًا، رجلًا كان أو امرأة، مقيمًا كان أو زائرًا."),
        "conditions": points(
            "أن تختار اللغة التي ترتاح إليها.",
            "أن توافق على أن نتواصل معك، ولك أن توقف ذلك متى شئت.",
        ),
        "papers_note": paragraphs("لا نطلب أوراق دخل ولا سكن. نسألك عن اسمك ولغتك ووسيلة التواصل فقط."),
        "steps": guide_steps(
            ("تواصل معنا", "بأي قناة تريحك، وبأي لغة تعرفها."),
            ("نعرّفك بمرافق", "شخص يتحدث لغتك ويجيب عن أسئلتك الأولى."),
            ("نضع خطة معك", "ما تحب أن تتعلمه، والوقت الذي يناسبك."),
            ("نسأل عنك", "نتواصل معك من حين إلى آخر لنطمئن عليك."),
        ),
        "promised_time": "أول تواصل: [[مدة أول تواصل]]",
        "fees": "[[الرسوم إن وُجدت]]",
        "where": "حضورًا أو عن بعد",
        "channels": IN_PERSON,
        "languages": ["ar", "en", "ur", "bn", "tl"],
        "committee_required": False,
    },
    rows={
        "fit_questions": NEW_MUSLIM_FITS,
        "answers": asked(
            ("هل تعرف جهة عملي بإسلامي؟", "لا. هذا أمر يخصك، ولا نخبر به أحدًا من غير إذنك."),
            ("هل للنساء من يرافقهن؟", "اطلبي ذلك عند أول تواصل، ونخبرك بالمتاح."),
        ),
    },
)

DECLARING_ISLAM = Draft(
    slug="declaring-islam",
    kind=ServicePage,
    fields={
        "title": "إشهار الإسلام وتوثيقه",
        "summary": "نستقبلك ونشرح لك، ثم ندلّك على طريق التوثيق الرسمي.",
        "icon": Icon.BOOK,
        "need": Need.NEW_MUSLIM,
        "audiences": [Audience.NEW_MUSLIMS.value],
        "card_fact": "بلغتك",
        "for_whom": paragraphs("لمن يريد أن يعلن إسلامه أو أن يوثّق إسلامًا سبق."),
        "conditions": points(
            "أن يكون القرار قرارك، من غير ضغط من أحد.",
            "أن تحضر بنفسك يوم التوثيق.",
        ),
        "papers_note": paragraphs(
            "تُظهر جواز سفرك أو إقامتك للموظف، ولا نأخذ صورة منه.",
            "ما تطلبه جهة التوثيق: [[متطلبات جهة التوثيق]].",
        ),
        "steps": guide_steps(
            ("جلسة تعريف", "نسمع منك ونجيب عن أسئلتك بلغتك."),
            ("موعد الإشهار", "نتفق على وقت يناسبك، ومعك من تحب."),
            ("التوثيق", "نرافقك إلى الجهة المختصة: [[جهة التوثيق]]."),
            ("ما بعده", "يبدأ برنامج رعايتك إن رغبت."),
        ),
        "promised_time": "[[مدة إصدار الوثيقة]]",
        "fees": "[[رسوم جهة التوثيق إن وُجدت]]",
        "where": "مقر الجمعية: [[عنوان المقر]]",
        "channels": IN_PERSON,
        "languages": ["ar", "en", "ur", "tl"],
        "committee_required": False,
    },
    rows={
        "answers": asked(
            ("هل يلزمني أن أغيّر اسمي؟", "اسأل المرافق، فهو يشرح لك ما يلزم وما لا يلزم عند جهة التوثيق."),
        )
    },
)

ARABIC = Draft(
    slug="arabic-and-islam-basics",
    kind=ServicePage,
    fields={
        "title": "تعلّم العربية وأساسيات الدين",
        "summary": "دروس بمستويات، حضورًا وعن بعد، للرجال وللنساء.",
        "icon": Icon.BOOK,
        "need": Need.LEARNING,
        "audiences": [Audience.NEW_MUSLIMS.value, Audience.COMMUNITIES.value, Audience.WOMEN.value],
        "card_fact": "حضورًا وعن بعد",
        "for_whom": paragraphs("لكل مقيم أو زائر يريد أن يتعلم العربية أو أساسيات الدين."),
        "conditions": points("أن تكون في سن تسمح بها الدورة: [[سن القبول]].", "أن يبقى مقعد متاح في المستوى."),
        "papers_note": paragraphs("لا نطلب مستندات."),
        "steps": guide_steps(
            ("اختر اللغة والوقت", "المواعيد الحالية: [[جدول الدورات]]."),
            ("حدد مستواك", "جلسة قصيرة نعرف منها من أين تبدأ."),
            ("احضر دروسك", "ولك أن تنتقل إلى موعد آخر عند الحاجة."),
            ("احصل على إفادة", "بعد إتمام المستوى."),
        ),
        "promised_time": "[[مدة المستوى الواحد]]",
        "fees": "[[الرسوم إن وُجدت]]",
        "where": "قاعات الجمعية أو عن بعد",
        "channels": IN_PERSON,
        "languages": ["en", "ur", "bn", "id"],
        "committee_required": False,
    },
)

IFTAR = Draft(
    slug="iftar",
    kind=ServicePage,
    fields={
        "title": "إفطار صائم",
        "summary": "مواقع إفطار قريبة منك في شهر رمضان.",
        "icon": Icon.MOON,
        "need": Need.WORSHIP,
        "audiences": [Audience.COMMUNITIES.value, Audience.VISITORS.value],
        "card_fact": "في شهر رمضان",
        "for_whom": paragraphs("لكل صائم، من غير سؤال عن جنسيته أو دخله."),
        "conditions": points("أن تصل قبل الأذان بوقت كافٍ.", "أن تتبع إرشاد المنظمين في الموقع."),
        "papers_note": paragraphs("لا نطلب مستندات ولا تسجيلًا."),
        "steps": guide_steps(
            ("اعرف أقرب موقع", "المواقع هذا العام: [[مواقع الإفطار]]."),
            ("احضر قبل الأذان", "يستقبلك المتطوعون ويدلونك على مكانك."),
            ("أفطر هنيئًا", "وإن أردت المساعدة في الأيام الآتية فسجّل متطوعًا."),
        ),
        "promised_time": "أيام شهر رمضان",
        "fees": "[[الرسوم إن وُجدت]]",
        "where": "[[مواقع الإفطار]]",
        "channels": [Channel.PHONE.value, Channel.SOCIAL.value, Channel.WEBSITE.value],
        "languages": ["ar", "en", "ur", "bn", "hi"],
        "opens_on": IFTAR_OPENS,
        "closes_on": IFTAR_CLOSES,
        "committee_required": False,
    },
)

UMRAH = Draft(
    slug="umrah",
    kind=ServicePage,
    fields={
        "title": "رحلة العمرة",
        "summary": "رحلة ميسّرة لأبناء الجاليات، يسبقها درس قصير.",
        "icon": Icon.KAABA,
        "need": Need.WORSHIP,
        "audiences": [Audience.NEW_MUSLIMS.value, Audience.COMMUNITIES.value],
        "card_fact": "المقاعد محدودة",
        "for_whom": paragraphs("للمقيمين من أبناء الجاليات، وللمسلم الجديد أولوية."),
        "conditions": points(
            "إقامة سارية يوم الرحلة.",
            "تصريح العمرة من الجهة المختصة.",
            "حضور درس الإعداد قبل السفر.",
        ),
        "papers_note": paragraphs("تُظهر إقامتك وتصريحك للمنظم يوم السفر. لا نحتفظ بصورة منهما."),
        "steps": guide_steps(
            ("سجّل رغبتك", "تختار مجموعة لغتك. مواعيد الرحلات: [[مواعيد الرحلات]]."),
            ("احضر درس الإعداد", "تعرف فيه المناسك وبرنامج الرحلة."),
            ("استخرج التصريح", "نشرح لك الطريقة خطوة بخطوة."),
            ("سافر معنا", "يرافق كل مجموعة مرشد يتحدث لغتها."),
        ),
        "promised_time": "نؤكد المقعد قبل الرحلة: [[مدة تأكيد المقعد]]",
        "fees": "[[رسوم الرحلة إن وُجدت]]",
        "where": "نقطة الانطلاق: [[نقطة الانطلاق]]",
        "channels": IN_PERSON,
        "languages": ["ar", "en", "ur", "bn", "id"],
        "capacity": 45,
        "closes_on": UMRAH_CLOSES,
        "accepts_applications": True,
        "committee_required": True,
    },
    rows={
        "fit_questions": UMRAH_FITS,
        "answers": asked(("سجّلت ثم تعذّر سفري. ماذا أفعل؟", "أخبرنا في أقرب وقت، لينتفع بمقعدك شخص آخر.")),
    },
)

BOOKS = Draft(
    slug="translated-books",
    kind=ServicePage,
    fields={
        "title": "كتب ومواد مترجمة",
        "summary": "كتب ومقاطع بلغات عدة، تأخذها ورقًا أو تقرؤها في جوالك.",
        "icon": Icon.DOCUMENT,
        "need": Need.LEARNING,
        "audiences": [Audience.NEW_MUSLIMS.value, Audience.COMMUNITIES.value, Audience.ENTITIES.value],
        "card_fact": "للأفراد والجهات",
        "for_whom": paragraphs("لمن يريد أن يقرأ بلغته، ولمن يريد أن يهدي كتابًا لغيره."),
        "conditions": points("أن تكون المادة متاحة بلغتك: [[اللغات المتاحة]]."),
        "papers_note": paragraphs("لا نطلب مستندات من الأفراد. تكتب الجهات خطابًا قصيرًا بالعدد واللغة."),
        "steps": guide_steps(
            ("اختر اللغة والموضوع", "يساعدك الموظف في الاختيار."),
            ("حدد طريقة الاستلام", "من المقر، أو بموعد تسليم، أو رابطًا إلى جوالك."),
            ("استلم", "ونسعد برأيك فيما قرأت."),
        ),
        "promised_time": "[[مدة تجهيز المواد]]",
        "fees": "[[الرسوم إن وُجدت]]",
        "where": "مقر الجمعية أو جوالك",
        "channels": IN_PERSON,
        "languages": ["en", "ur", "bn", "tl", "hi", "fr"],
        "committee_required": False,
    },
)

LECTURE = Draft(
    slug="lecture-or-visit",
    kind=ServicePage,
    fields={
        "title": "طلب محاضرة أو زيارة",
        "summary": "محاضر أو مرشد يزوركم في المدرسة أو الشركة أو السكن.",
        "icon": Icon.PEOPLE,
        "need": Need.LEARNING,
        "audiences": [Audience.ENTITIES.value],
        "card_fact": "للجهات والتجمعات",
        "for_whom": paragraphs("للمدارس والشركات ومساكن العمال وكل تجمع في نطاق الخدمة."),
        "conditions": points(
            "أن تأذن الجهة باستضافة اللقاء.",
            "أن يصل الطلب قبل الموعد بوقت كافٍ: [[مهلة الطلب]].",
        ),
        "papers_note": paragraphs("خطاب من الجهة فيه المكان والوقت واللغة والعدد المتوقع."),
        "steps": guide_steps(
            ("أرسل الطلب", "بخطاب أو عبر الموقع."),
            ("نتفق على الموضوع", "ونختار معكم المحاضر واللغة."),
            ("نؤكد الموعد", "برسالة فيها اسم المحاضر ووقت وصوله."),
        ),
        "promised_time": "[[مدة الرد على الجهات]]",
        "fees": "[[الرسوم إن وُجدت]]",
        "where": "في مقركم",
        "channels": [Channel.LETTER.value, Channel.PHONE.value, Channel.WEBSITE.value],
        "languages": ["ar", "en", "ur"],
        "committee_required": False,
    },
)

TRANSLATION = Draft(
    slug="translation-and-guidance",
    kind=ServicePage,
    fields={
        "title": "الترجمة والإرشاد بلغتك",
        "summary": "من يفهم لغتك ويجيب عن سؤالك، حضورًا أو بالهاتف.",
        "icon": Icon.CHAT,
        "need": Need.LANGUAGE,
        "audiences": [Audience.COMMUNITIES.value, Audience.NEW_MUSLIMS.value, Audience.VISITORS.value],
        "card_fact": "حضورًا أو بالهاتف",
        "for_whom": paragraphs("لمن لا تكفيه العربية ليفهم خدمة أو يسأل سؤالًا."),
        "conditions": points("أن تكون لغتك من لغات الفريق: [[لغات الفريق]]."),
        "papers_note": paragraphs("لا نطلب مستندات."),
        "steps": guide_steps(
            ("اذكر لغتك", "في اتصال أو رسالة، ولو بكلمة واحدة."),
            ("خذ موعدًا", "في الوقت الذي يناسبك."),
            ("تحدث بحرية", "ما تقوله يبقى بينك وبين المرشد."),
        ),
        "promised_time": "[[مدة توفير المترجم]]",
        "fees": "[[الرسوم إن وُجدت]]",
        "where": "حضورًا أو بالهاتف",
        "channels": IN_PERSON,
        "languages": ["en", "ur", "bn", "tl", "am", "id"],
        "committee_required": False,
    },
)

GUIDES = (NEW_MUSLIM_CARE, DECLARING_ISLAM, ARABIC, BOOKS, LECTURE, IFTAR, UMRAH, TRANSLATION)

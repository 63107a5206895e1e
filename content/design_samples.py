"""What the page of components shows: invented words in both languages, no fact of the association's own."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.paginator import Page, Paginator
from django.utils.safestring import mark_safe

Words = tuple[str, str]  # Arabic, English

SERVICES: list[tuple[str, Words, Words, Words]] = [
    (
        "document",
        ("طلب دعم مستفيد", "Request support"),
        ("قدّم طلبك من مكانك، وتابعه حتى يصلك الرد.", "Apply from where you are and follow it to the answer."),
        ("تقديم إلكتروني · 3 مستندات", "Online · 3 papers"),
    ),
    (
        "hand-heart",
        ("رعاية المسلم الجديد", "Care for new Muslims"),
        ("مرافقة وتعليم وهدية ترحيب بلغتك.", "Company, teaching and a welcome gift in your language."),
        ("بلا مستندات دخل", "No income papers"),
    ),
    (
        "book",
        ("تعلّم العربية وأساسيات الدين", "Learn Arabic and the basics of the faith"),
        ("دورات حضورية وعن بعد، بمستويات.", "Courses in class and from afar, by level."),
        ("التسجيل: [[تاريخ بدء التسجيل]]", "Registration: [[opening date]]"),
    ),
    (
        "moon",
        ("إفطار صائم", "Iftar meals"),
        ("مواقع الإفطار القريبة منك في رمضان.", "Places to break the fast near you in Ramadan."),
        ("يفتح في شعبان", "Opens in Sha'ban"),
    ),
    (
        "kaaba",
        ("رحلة العمرة", "Umrah trip"),
        ("رحلات ميسّرة لأبناء الجاليات.", "Easy trips for guests of every community."),
        ("يسبقها لقاء تعريفي", "A short course comes first"),
    ),
    (
        "chat",
        ("الترجمة والإرشاد بلغتك", "Guidance in your language"),
        ("موعد مع مترجم، حضورًا أو بالهاتف.", "Meet an interpreter here or by phone."),
        ("بموعد مسبق", "By appointment"),
    ),
]
STEPS: list[tuple[Words, Words]] = [
    (("الاستقبال والإجابة", "Welcome and answers"), ("نسمعك أولًا ونجيب عن أسئلتك.", "We listen and answer.")),
    (("استكمال البيانات", "Your details"), ("نسألك عما يلزم الخدمة فقط.", "We ask only for what the service needs.")),
    (("مطابقة وإيضاح", "Check and explain"), ("نطابق مستنداتك ونشرح ما لم يتضح.", "We match your papers and explain.")),
    (("الإقرار بالصحة", "Your declaration"), ("تراجع بياناتك وتقرّ بصحتها.", "You review and confirm them.")),
]
TIMELINE: list[tuple[str, Words, Words, Words]] = [
    (
        "done",
        ("وصلنا طلبك", "We received your request"),
        ("الأحد 5 جمادى الآخرة 1448هـ · 15 نوفمبر 2026", "Sunday 5 Jumada II 1448 · 15 November 2026"),
        ("", ""),
    ),
    (
        "done",
        ("طابقنا بياناتك الأساسية", "We matched your details"),
        ("الثلاثاء 7 جمادى الآخرة 1448هـ · 17 نوفمبر 2026", "Tuesday 7 Jumada II 1448 · 17 November 2026"),
        ("", ""),
    ),
    (
        "now",
        ("بانتظار مستند منك", "Waiting for a paper from you"),
        ("", ""),
        ("توقّف عدّاد المدة حتى يصلنا.", "The clock stands still until it reaches us."),
    ),
    (
        "todo",
        ("دراسة لجنة البحث", "The committee's study"),
        ("", ""),
        ("يُتوقع الرد بعد أسبوعين من الإحالة.", "Expect the answer two weeks after referral."),
    ),
    ("todo", ("تقديم الخدمة", "The service"), ("", ""), ("", "")),
]
MOBILE = mark_safe('<bdi dir="ltr">050 000 0000</bdi>')
ANSWERS: list[tuple[Words, Words]] = [
    (("الاسم", "Name"), ("سالم بن عبدالله المثال", "Salem Al-Mithal")),
    (("الجوال", "Mobile"), (MOBILE, MOBILE)),
    (("عدد أفراد الأسرة", "People at home"), ("5", "5")),
    (("ملاحظات", "Notes"), ("", "")),
]
ROWS: list[tuple[str, Words, str, Words]] = [
    ("YD-7K3M-9Q2X", ("طلب دعم مستفيد", "Request support"), "turn", ("دورك الآن", "Your turn")),
    ("YD-2H8C-4TRW", ("رحلة العمرة", "Umrah trip"), "info", ("قيد المطابقة", "Being matched")),
    ("YD-9P4N-6XKD", ("إفطار صائم", "Iftar meals"), "done", ("قُدّمت", "Delivered")),
]
FACTS: list[tuple[Words, Words]] = [
    (("المدة", "Time"), ("يُتوقع الرد ابتداءً من اليوم 14", "Expect the answer from day 14")),
    (("الرسوم", "Fees"), ("بلا رسوم", "Free")),
    (("هاتف الخدمة", "Telephone"), ("[[رقم الهاتف]]", "[[telephone number]]")),
]
FILES: list[tuple[Words, int, bool, Words]] = [
    (("وجه البطاقة.jpg", "front.jpg"), 252, True, ("", "")),
    (("ظهر البطاقة.jpg", "back.jpg"), 310, False, ("نفحصه الآن من الفيروسات", "Being checked for viruses")),
]
BADGES: list[tuple[str, Words]] = [
    ("info", ("قيد البحث", "In research")),
    ("turn", ("دورك الآن", "Your turn")),
    ("done", ("قُدّمت", "Delivered")),
    ("error", ("متأخر", "Overdue")),
    ("quiet", ("مسودة", "Draft")),
]


def _form(pick: int, code: str) -> forms.Form:
    """One field of every kind, bound with faults in two of them."""

    def words(arabic: str, english: str) -> str:
        return (arabic, english)[pick]

    class SampleForm(forms.Form):
        mobile = forms.CharField(
            label=words("ما رقم جوالك؟", "What is your mobile number?"),
            help_text=words(
                "نرسل إليه أخبار طلبك فقط. اكتبه بأي أرقام.", "We send news of your request to it. Any digits will do."
            ),
            min_length=10,
            error_messages={"min_length": words("رقم الجوال ناقص رقمًا واحدًا", "The mobile number is one digit short")},
            widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "ltr-input", "autocomplete": "off"}),
        )
        shared = forms.ChoiceField(
            label=words("هل يستخدمه غيرك؟", "Does anyone else use it?"),
            widget=forms.RadioSelect,
            choices=[
                ("no", words("لا، هو لي وحدي", "No, it is mine alone")),
                ("family", words("نعم، تستخدمه أسرتي", "Yes, my family uses it")),
                ("unsure", words("لست متأكدًا", "I am not sure")),
            ],
        )
        needs = forms.MultipleChoiceField(
            label=words("ما الذي تحتاج إليه؟", "What do you need?"),
            required=False,
            widget=forms.CheckboxSelectMultiple,
            choices=[("rent", words("الإيجار", "Rent")), ("health", words("العلاج", "Treatment"))],
        )
        city = forms.ChoiceField(
            label=words("الحي", "District"),
            choices=[("", words("اختر الحي", "Choose one")), ("1", words("حي المثال", "Sample district"))],
            error_messages={"required": words("اختر الحي من القائمة", "Choose your district from the list")},
        )
        notes = forms.CharField(
            label=words("هل تود إضافة شيء؟", "Anything to add?"), required=False, widget=forms.Textarea
        )
        agree = forms.BooleanField(label=words("أوافق على التواصل معي", "You may contact me"), required=False)
        paper = forms.FileField(
            label=words("عقد الإيجار", "Your lease"),
            required=False,
            help_text=words("صورة واضحة أو ملف PDF، حتى 10 ميغابايت.", "A clear picture or a PDF, up to 10 MB."),
        )

    typed = {"mobile": "050000000", "shared": "no", "needs": ["rent"], "agree": "on"}
    return SampleForm({f"{code}-{name}": value for name, value in typed.items()}, prefix=code)


@dataclass(frozen=True)
class Samples:
    """Everything the page shows in one language."""

    code: str
    direction: str
    form: forms.Form
    page: Page
    data: dict[str, Any]
    text: dict[str, str]


TEXT: dict[str, Words] = {
    "title": ("كيف نخدمك اليوم؟", "How can we help you today?"),
    "lead": (
        "اقرأ دليل الخدمة، وقدّم طلبك من جوالك، وتابعه خطوة بخطوة.",
        "Read the guide, apply from your phone and follow each step.",
    ),
    "search": ("ابحث: دعم، عمرة، دروس عربية…", "Search: support, Umrah, lessons…"),
    "track": ("تابع طلبك", "Follow your request"),
    "track_hint": ("اكتب رقم الطلب.", "Type its reference."),
    "show": ("اعرض حالة الطلب", "Show where it stands"),
    "service": ("طلب دعم مستفيد", "Request support"),
    "saved": ("حُفظ قبل لحظات", "Saved a moment ago"),
    "help": ("لم تتضح لي الإجراءات، أريد من يشرح لي", "This is not clear to me, please explain"),
    "turn_title": ("ينقصنا مستند واحد", "One paper is missing"),
    "turn_text": (
        "عقد إيجار ساري المفعول. إن تعذّر عليك فاختر «لا أستطيع إحضاره» ونساعدك.",
        "A lease that is still valid. If you cannot get it, say so and we will help.",
    ),
    "turn_note": ("قبل الخميس 8 رجب 1448هـ · 17 ديسمبر 2026", "Before Thursday 8 Rajab 1448 · 17 December 2026"),
    "turn_badge": ("دورك الآن", "Your turn"),
    "turn_yes": ("أرفق المستند", "Attach the paper"),
    "turn_no": ("لا أستطيع إحضاره", "I cannot get it"),
    "info": ("مكتبنا مغلق يوم العيد، والموقع مفتوح دائمًا.", "Our office is closed on Eid; this site never is."),
    "done": ("وصلنا طلبك. لا يلزمك الحضور الآن.", "We have your request. You need not come now."),
    "error": ("لم يصلنا الملف. فضلًا أرسله مرة أخرى.", "The file did not arrive. Please send it again."),
    "prose": (
        "نخدمك بلغتك وفي مكانك. اقرأ الشروط أولًا، ثم جهّز مستنداتك. وإن احتجت شرحًا فاسألنا.",
        "We serve you in your language and where you are. Read the conditions first. If you need help, ask us.",
    ),
    "empty": ("لا رسائل بعد", "No messages yet"),
    "empty_text": ("حين نكتب إليك ستجد رسالتنا هنا.", "When we write to you, it will be here."),
    "requests": ("طلباتي", "My requests"),
    "reference": ("رقم الطلب", "Reference"),
    "state": ("الحالة", "State"),
    "question": ("هل يلزمني الحضور؟", "Do I have to come in person?"),
    "answer": ("لا، إلا إذا ذكر دليل الخدمة ذلك.", "No, unless the guide says so."),
    "home": ("الرئيسية", "Home"),
    "services": ("الخدمات", "Services"),
}


def _facts(rows: list[tuple[Words, Words]], pick: int, first: str, second: str) -> list[dict[str, str]]:
    return [{first: one[pick], second: two[pick]} for one, two in rows]


def samples(pick: int) -> Samples:
    """The samples in Arabic (`pick` 0) or English (1)."""
    code = ("ar", "en")[pick]
    text = {name: words[pick] for name, words in TEXT.items()}
    answers = [{**row, "url": "#answers"} for row in _facts(ANSWERS, pick, "label", "value")]
    data = {
        "services": [
            {"icon": icon, "title": title[pick], "summary": summary[pick], "fact": fact[pick]}
            for icon, title, summary, fact in SERVICES
        ],
        "steps": _facts(STEPS, pick, "title", "text"),
        "timeline": [
            {
                "state": state,
                "title": title[pick],
                "date": date[pick],
                "text": note[pick],
                "badge": text["turn_badge"] if state == "now" else "",
            }
            for state, title, date, note in TIMELINE
        ],
        "answers": [{"title": text["service"], "rows": answers}],
        "rows": [
            {"reference": reference, "title": title[pick], "kind": kind, "state": state[pick]}
            for reference, title, kind, state in ROWS
        ],
        "facts": _facts(FACTS, pick, "name", "value"),
        "files": [
            {
                "url": "#upload",
                "kilobytes": size,
                "file": {"pk": number, "name": name[pick], "is_open": is_open, "get_state_display": state[pick]},
            }
            for number, (name, size, is_open, state) in enumerate(FILES)
        ],
        "badges": [{"kind": kind, "text": words[pick]} for kind, words in BADGES],
        "actions": [{"url": "#notice", "label": text["turn_yes"]}, {"url": "#notice", "label": text["turn_no"]}],
        "crumbs": [
            {"title": text["home"], "url": "#crumbs"},
            {"title": text["services"], "url": "#crumbs"},
            {"title": text["service"], "url": ""},
        ],
        "languages": [
            {"code": "ar", "name": "العربية", "url": "#languages", "current": pick == 0},
            {"code": "en", "name": "English", "url": "#languages", "current": pick == 1},
        ],
    }
    page = Paginator(range(240), 10).page(4)
    return Samples(code, ("rtl", "ltr")[pick], _form(pick, code), page, data, text)

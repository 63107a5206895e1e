"""The first version of every text that people agree to, so that a new site can ask for consent (R8, R39)."""

from django.db import migrations
from django.utils import timezone

# purpose: {language: (title, text, what follows a withdrawal)}
TEXTS = {
    "processing": {
        "ar": (
            "استخدام ملفك لخدمتك",
            "أوافق أن تحفظ الجمعية بيانات ملفي، وأن تستخدمها لدراسة طلباتي وخدمتي. "
            "ولا يطّلع عليها إلا من يعمل على طلباتي.",
            "لن تستطيع إرسال طلب جديد حتى توافق من جديد. وما أرسلته من طلبات يبقى كما هو، ولك أن تسحب كل طلب من صفحته. "
            "وتبقى السجلات التي يلزمنا النظام بحفظها.",
        ),
        "en": (
            "Using your file to serve you",
            "I agree that the association keeps the data of my file, and uses it to study my requests and to serve me. "
            "Only those who work on my requests see it.",
            "You cannot send a new request until you agree again. Requests that you sent stay as they are, and you can "
            "withdraw each of them on its page. Records that the law makes us keep remain.",
        ),
        "ur": (
            "آپ کی خدمت کے لیے آپ کی فائل کا استعمال",
            "میں راضی ہوں کہ انجمن میری فائل کی معلومات محفوظ رکھے، اور انہیں میری درخواستوں کے جائزے اور میری خدمت "
            "کے لیے استعمال کرے۔ انہیں صرف وہی دیکھتے ہیں جو میری درخواستوں پر کام کرتے ہیں۔",
            "دوبارہ رضامندی تک آپ نئی درخواست نہیں بھیج سکیں گے۔ بھیجی ہوئی درخواستیں ویسی ہی رہیں گی، اور آپ ہر درخواست "
            "اس کے صفحے سے واپس لے سکتے ہیں۔ جو ریکارڈ قانون کے مطابق رکھنا ضروری ہے وہ باقی رہے گا۔",
        ),
        "bn": (
            "আপনাকে সেবা দিতে আপনার ফাইলের ব্যবহার",
            "আমি সম্মত যে সংস্থা আমার ফাইলের তথ্য রাখবে, এবং আমার আবেদন দেখতে ও আমাকে সেবা দিতে তা ব্যবহার করবে। "
            "শুধু যারা আমার আবেদন নিয়ে কাজ করেন তারাই তা দেখেন।",
            "আবার সম্মতি না দেওয়া পর্যন্ত আপনি নতুন আবেদন পাঠাতে পারবেন না। পাঠানো আবেদনগুলো যেমন আছে তেমনই থাকবে, "
            "আর প্রতিটি আবেদন তার পাতা থেকে ফিরিয়ে নিতে পারবেন। আইন অনুযায়ী যে নথি রাখতে হয় তা থাকবে।",
        ),
    },
    "contact": {
        "ar": (
            "الاتصال بك لتعريفك بالخدمات",
            "أوافق أن تراسلني الجمعية أو تتصل بي لتعريفي بخدمات قد تنفعني، ولو لم أطلبها.",
            "لا نراسلك ولا نتصل بك بعد ذلك لتعريفك بخدمات جديدة. أما رسائل طلباتك فتصلك كما كانت.",
        ),
        "en": (
            "Calls and messages about services",
            "I agree that the association writes to me or calls me about services that may help me, "
            "even when I did not ask.",
            "We no longer write or call about new services. Messages about your own requests still come.",
        ),
        "ur": (
            "خدمات کے بارے میں آپ سے رابطہ",
            "میں راضی ہوں کہ انجمن مجھے ایسی خدمات کے بارے میں پیغام بھیجے یا فون کرے جو میرے کام آ سکیں، "
            "چاہے میں نے نہ مانگا ہو۔",
            "اس کے بعد ہم نئی خدمات کے لیے نہ پیغام بھیجیں گے نہ فون کریں گے۔ آپ کی اپنی درخواستوں کے پیغام آتے رہیں گے۔",
        ),
        "bn": (
            "সেবা সম্পর্কে আপনার সঙ্গে যোগাযোগ",
            "আমি সম্মত যে আমার কাজে লাগতে পারে এমন সেবা সম্পর্কে সংস্থা আমাকে বার্তা পাঠাবে বা ফোন করবে, "
            "আমি না চাইলেও।",
            "এরপর নতুন সেবার জন্য আমরা আর বার্তা পাঠাব না বা ফোন করব না। আপনার নিজের আবেদনের বার্তা আগের মতোই আসবে।",
        ),
    },
    "visit": {
        "ar": (
            "زيارة البيت وتصوير المستندات",
            "أوافق أن يزور البيت موظف من الجمعية في موعد نتفق عليه، وأن يصوّر المستندات التي يحتاجها طلبي، "
            "والمستندات وحدها.",
            "لا تتم زيارة بعد ذلك. وقد يتأخر طلب يحتاج إلى زيارة، أو لا يكتمل من دونها.",
        ),
        "en": (
            "A home visit and pictures of papers",
            "I agree that a colleague of the association visits my home at a time that we agree on, and takes pictures "
            "of the papers that my request needs, and of papers alone.",
            "No visit takes place any more. A request that needs one may take longer, or may not be completed.",
        ),
        "ur": (
            "گھر کا دورہ اور کاغذات کی تصویر",
            "میں راضی ہوں کہ انجمن کا کارکن طے شدہ وقت پر میرے گھر آئے، اور ان کاغذات کی تصویر لے جو میری درخواست کے "
            "لیے ضروری ہیں، صرف کاغذات کی۔",
            "اس کے بعد کوئی دورہ نہیں ہوگا۔ جس درخواست کے لیے دورہ ضروری ہو اس میں دیر ہو سکتی ہے، یا وہ مکمل نہ ہو سکے۔",
        ),
        "bn": (
            "বাড়িতে দেখা এবং কাগজের ছবি",
            "আমি সম্মত যে সংস্থার একজন কর্মী ঠিক করা সময়ে আমার বাড়িতে আসবেন, এবং আমার আবেদনের জন্য দরকারি কাগজের "
            "ছবি তুলবেন, শুধু কাগজের।",
            "এরপর আর কোনো দেখা হবে না। যে আবেদনের জন্য দেখা দরকার তাতে দেরি হতে পারে, বা তা শেষ না-ও হতে পারে।",
        ),
    },
    "sharing": {
        "ar": (
            "إعطاء بياناتك لجهة شريكة",
            "أوافق أن تعطي الجمعية جهة شريكة ما يلزم من بياناتي لتقديم خدمة طلبتها. "
            "وتخبرني الجمعية قبل ذلك باسم الجهة.",
            "لا نعطي أحدًا شيئًا بعد ذلك. وما أعطيناه من قبل يبقى عند الجهة. "
            "وقد لا نستطيع تقديم خدمة تحتاج إلى شريك.",
        ),
        "en": (
            "Passing your data to a partner",
            "I agree that the association passes to a partner what is needed of my data for a service that I asked for. "
            "The association tells me before which partner it is.",
            "We pass nothing on any more. What was passed before stays with the partner. "
            "A service that needs a partner may then not be possible.",
        ),
        "ur": (
            "آپ کی معلومات شریک ادارے کو دینا",
            "میں راضی ہوں کہ انجمن کسی شریک ادارے کو میری اتنی معلومات دے جو میری مانگی ہوئی خدمت کے لیے ضروری ہوں۔ "
            "انجمن پہلے مجھے ادارے کا نام بتائے گی۔",
            "اس کے بعد ہم کسی کو کچھ نہیں دیں گے۔ جو پہلے دیا گیا وہ اس ادارے کے پاس رہے گا۔ "
            "جس خدمت کے لیے شریک ادارہ ضروری ہو وہ شاید نہ ہو سکے۔",
        ),
        "bn": (
            "সহযোগী প্রতিষ্ঠানকে আপনার তথ্য দেওয়া",
            "আমি সম্মত যে আমি যে সেবা চেয়েছি তার জন্য আমার যতটুকু তথ্য দরকার সংস্থা তা সহযোগী প্রতিষ্ঠানকে দেবে। "
            "সংস্থা আগে আমাকে প্রতিষ্ঠানের নাম জানাবে।",
            "এরপর আমরা আর কাউকে কিছু দেব না। আগে যা দেওয়া হয়েছে তা সেই প্রতিষ্ঠানের কাছে থাকবে। "
            "যে সেবায় সহযোগী দরকার তা হয়তো আর দেওয়া যাবে না।",
        ),
    },
    "story": {
        "ar": (
            "نشر قصتك بلا اسم",
            "أوافق أن تحكي الجمعية قصتي بلا اسمي ولا صورتي ولا شيء يدل عليّ.",
            "يزيل موظف قصتك من موقعنا بكل لغاتها. وقد تبقى نسخ أخذها آخرون من قبل.",
        ),
        "en": (
            "Telling your story without your name",
            "I agree that the association tells my story without my name, my picture or anything that shows who I am.",
            "A colleague takes your story off our site in every language. Copies that others made before may remain.",
        ),
        "ur": (
            "نام کے بغیر آپ کی کہانی سنانا",
            "میں راضی ہوں کہ انجمن میری کہانی سنائے، میرے نام، تصویر یا کسی پہچان کے بغیر۔",
            "ایک کارکن آپ کی کہانی ہماری سائٹ سے ہر زبان میں ہٹا دے گا۔ جو نقلیں دوسروں نے پہلے بنائیں وہ رہ سکتی ہیں۔",
        ),
        "bn": (
            "নাম ছাড়া আপনার গল্প বলা",
            "আমি সম্মত যে সংস্থা আমার গল্প বলবে, আমার নাম, ছবি বা পরিচয় বোঝা যায় এমন কিছু ছাড়া।",
            "একজন কর্মী আমাদের সাইট থেকে সব ভাষায় আপনার গল্প সরিয়ে দেবেন। অন্যরা আগে যে কপি করেছে তা থাকতে পারে।",
        ),
    },
    "declaration": {
        "ar": (
            "إقرار مقدم الطلب",
            "أقرّ بأن بيانات هذا الطلب ومستنداته صحيحة وكاملة. وأعلم أن مسؤولية صحتها عليّ مباشرة. "
            "وسأخبر الجمعية إذا تغيّر شيء منها.",
            "",
        ),
        "en": (
            "The applicant's declaration",
            "I declare that the data and papers in this request are true and complete. "
            "I know that I am directly responsible for them. "
            "I will tell the association when any of them changes.",
            "",
        ),
        "ur": (
            "درخواست گزار کا اقرار",
            "میں اقرار کرتا ہوں کہ اس درخواست کی معلومات اور دستاویزات درست اور مکمل ہیں۔ مجھے معلوم ہے کہ ان کی ذمہ داری"
            " براہِ راست مجھ پر ہے۔ ان میں سے کچھ بدلا تو میں انجمن کو بتاؤں گا۔",
            "",
        ),
        "bn": (
            "আবেদনকারীর ঘোষণা",
            "আমি ঘোষণা করছি যে এই আবেদনের তথ্য ও কাগজপত্র সত্য ও সম্পূর্ণ। আমি জানি এর দায় সরাসরি আমার। এর কোনো কিছু "
            "বদলালে আমি সংস্থাকে জানাব।",
            "",
        ),
    },
    "charter": {
        "ar": (
            "ميثاق المتطوع",
            "أتطوع برغبتي. أعامل كل إنسان باحترام، وأحفظ ما أعرفه من أسرار الناس. "
            "ألتزم بالموعد وبتوجيه منسق التطوع. لا آخذ مالًا ولا هدية ممن نخدمهم. "
            "وأخبر المنسق إذا لم أستطع الحضور أو حدث ما يضر.",
            "لا تشارك في فرصة تطوع جديدة حتى توافق من جديد.",
        ),
        "en": (
            "The charter of volunteers",
            "I volunteer of my own free will. I treat everyone with respect, and keep to myself what I learn of people. "
            "I keep to the time and to the coordinator's guidance. I take no money and no gift from those we serve. "
            "I tell the coordinator when I cannot come or when something goes wrong.",
            "You take part in no new opportunity until you agree again.",
        ),
        "ur": (
            "رضاکار کا میثاق",
            "میں اپنی خوشی سے رضاکار بنتا ہوں۔ ہر انسان کا احترام کرتا ہوں، اور لوگوں کے راز محفوظ رکھتا ہوں۔ "
            "وقت اور منتظم کی ہدایت کی پابندی کرتا ہوں۔ جن کی ہم خدمت کرتے ہیں ان سے نہ پیسہ لیتا ہوں نہ تحفہ۔ "
            "نہ آ سکوں یا کچھ غلط ہو تو منتظم کو بتاتا ہوں۔",
            "دوبارہ رضامندی تک آپ کسی نئے رضاکارانہ کام میں شریک نہیں ہوں گے۔",
        ),
        "bn": (
            "স্বেচ্ছাসেবকের অঙ্গীকার",
            "আমি নিজের ইচ্ছায় স্বেচ্ছাসেবা করি। সবাইকে সম্মান করি, আর মানুষের গোপন কথা গোপন রাখি। "
            "সময় ও সমন্বয়কারীর নির্দেশ মেনে চলি। যাদের সেবা করি তাদের কাছ থেকে টাকা বা উপহার নিই না। "
            "আসতে না পারলে বা কিছু ভুল হলে সমন্বয়কারীকে জানাই।",
            "আবার সম্মতি না দেওয়া পর্যন্ত আপনি নতুন কোনো স্বেচ্ছাসেবায় অংশ নেবেন না।",
        ),
    },
}


def write_texts(apps, schema_editor):
    Agreement = apps.get_model("people", "Agreement")
    now = timezone.now()
    Agreement.objects.bulk_create(
        Agreement(
            purpose=purpose,
            language=language,
            number=1,
            title=title,
            text=text,
            consequence=consequence,
            created_at=now,
            published_at=now,
        )
        for purpose, languages in TEXTS.items()
        for language, (title, text, consequence) in languages.items()
    )


class Migration(migrations.Migration):
    dependencies = [("people", "0005_consents_and_helpers")]

    operations = [migrations.RunPython(write_texts, migrations.RunPython.noop)]

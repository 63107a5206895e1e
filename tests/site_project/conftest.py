"""A small site in four languages with a page of every type, for another front end to read."""

from datetime import date
from types import SimpleNamespace

import pytest
from wagtail.models import Locale, Page, PageViewRestriction, Site

from home.models import (
    CharterPage,
    CharterPromise,
    HomeFooterLink,
    HomePage,
    HomePopularLink,
    NewsIndexPage,
    NewsPage,
    StandardPage,
    StoriesIndexPage,
    StoryPage,
)
from policies.models import PoliciesIndexPage, PolicyPage, PolicyParty
from services.models import (
    FaqGroupPage,
    FaqIndexPage,
    FaqPage,
    ServiceAnswer,
    ServicePage,
    ServicePaper,
    ServicesIndexPage,
)
from tests.content.pictures import make_picture

SECRET = "سر-لا-يظهر"
TITLES = {"ar": "عن الجمعية", "en": "About us", "ur": "ہمارے بارے میں"}
PRIVATE = {"override_reason": f"[[{SECRET}]]", "review_on": date(2031, 1, 31)}
CONSENT = {
    "consent_confirmed": True,
    "consent_on": date(2026, 11, 1),
    "consent_reference": f"[[{SECRET}]]",
    "identity_removed": True,
}
APPROVAL = {
    "meeting_number": 4,
    "meeting_year": 2026,
    "approved_on": date(2026, 5, 1),
    "approver": "المجلس",
    "approval_confirmed": True,
    "source_sha256": SECRET,
    "import_report": [SECRET],
}
SECTION = {"kind": "text", "heading": "تمهيد", "body": [("paragraph", "نص السياسة")]}


def body(picture, shown, hidden):
    """Every type of block that a body may hold."""
    return [
        ("heading", "من نحن"),
        ("subheading", "باختصار"),
        ("text", "<p>نص <b>مهم</b> و[[phone]].</p>"),
        ("notice", {"title": "تنبيه", "text": "اقرأ هذا."}),
        ("steps", {"steps": [{"title": "أولًا", "text": "اسأل"}, {"title": "ثانيًا", "text": ""}]}),
        ("facts", {"facts": [{"name": "المدينة", "value": "ينبع"}]}),
        ("picture", {"image": picture, "caption": "مربع"}),
        ("links", {"cards": [{"page": shown, "text": "اقرأ"}, {"page": hidden, "text": "لا يظهر"}]}),
    ]


@pytest.fixture
def other(db, settings, tmp_path):
    """The site; `other.pages` by name, `other.secret` stands in every field that no reader may see."""
    settings.MEDIA_ROOT = tmp_path
    home = Page.get_first_root_node().add_child(instance=HomePage(title="الرئيسية", slug="front", hero_title="أهلا"))
    Site.objects.filter(is_default_site=True).update(root_page=home, hostname="testserver", port=80)
    Site.clear_site_root_paths_cache()
    pages = {"home": home, **_services(home), **_told(home)}
    pages["hidden"] = home.add_child(instance=StandardPage(title="خاصة", slug="hidden"))
    PageViewRestriction.objects.create(page=pages["hidden"], restriction_type=PageViewRestriction.LOGIN)
    stream = body(make_picture(consent=SECRET), pages["service"], pages["hidden"])
    pages["about"] = home.add_child(
        instance=StandardPage(title=TITLES["ar"], slug="about", show_in_menus=True, body=stream, **PRIVATE)
    )
    for name in ("service", "about", "hidden"):
        HomePopularLink.objects.create(home=home, label=name, page=pages[name], locale=home.locale)
    HomeFooterLink.objects.create(home=home, column="association", page=pages["about"])
    _speak(home, pages)
    return SimpleNamespace(pages=pages, secret=SECRET, home=home)


def _services(home):
    catalogue = home.add_child(instance=ServicesIndexPage(title="الخدمات", slug="services", show_in_menus=True))
    service = catalogue.add_child(
        instance=ServicePage(title="مساعدة الأسر", slug="families", for_whom="<p>للأسر</p>", **PRIVATE)
    )
    ServicePaper.objects.create(page=service, name="الهوية", key="identity", locale=service.locale)
    ServiceAnswer.objects.create(page=service, question="متى؟", answer="<p>قريبًا</p>", locale=service.locale)
    questions = home.add_child(instance=FaqIndexPage(title="الأسئلة", slug="faq"))
    group = questions.add_child(instance=FaqGroupPage(title="عامة", slug="general"))
    question = group.add_child(instance=FaqPage(title="من أنتم؟", slug="who", answer="<p>جمعية</p>", **PRIVATE))
    return {"service": service, "group": group, "question": question}


def _told(home):
    library = home.add_child(instance=PoliciesIndexPage(title="السياسات", slug="policies"))
    section = [("section", SECTION)]
    policy = library.add_child(
        instance=PolicyPage(title="سياسة", slug="policy", sections=section, **APPROVAL, **PRIVATE)
    )
    PolicyParty.objects.create(page=policy, party="staff")
    news = home.add_child(instance=NewsIndexPage(title="الأخبار", slug="news"))
    text = [("text", "<p>نص</p>")]
    piece = news.add_child(
        instance=NewsPage(title="خبر", slug="piece", body=text, picture=make_picture(consent=SECRET), **PRIVATE)
    )
    stories = home.add_child(instance=StoriesIndexPage(title="قصص", slug="stories"))
    story = stories.add_child(
        instance=StoryPage(title="قصة", slug="story", body=text, teller_words="شكرًا", **CONSENT, **PRIVATE)
    )
    charter = home.add_child(instance=CharterPage(title="الميثاق", slug="charter", body=text, **PRIVATE))
    CharterPromise.objects.create(
        page=charter, title="نرد", measure="أيام الرد", period="inquiry_days", locale=charter.locale
    )
    return {"policy": policy, "news": piece, "story": story, "charter": charter}


def _speak(home, pages):
    """English and Urdu of the front page and of «about»; in Bengali both stand in for their source."""
    for code in ("en", "ur", "bn"):
        locale, _made = Locale.objects.get_or_create(language_code=code)
        for source in (home, pages["about"]):
            twin = source.copy_for_translation(locale, alias=code == "bn")
            if code != "bn":
                twin.title = TITLES[code] if source is not home else f"Front {code}"
                twin.override_reason = SECRET
                twin.save_revision().publish()
            pages[f"{source.slug} {code}"] = twin

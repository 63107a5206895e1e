"""The catalogue, a guide and the frequent questions as visitors and editors meet them."""

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction, Site
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from services.enums import EntryKind, Need
from services.models import FaqGroupPage, FaqIndexPage, FaqPage, ServiceAnswer, ServicePage, ServicePaper

MOST_QUERIES = 25


def html_of(client, url):
    return " ".join(client.get(url).content.decode().split())


def queries_of(client, url):
    cache.clear()
    Site.clear_site_root_paths_cache()
    with CaptureQueriesContext(connection) as captured:
        response = client.get(url)
    assert response.status_code == 200
    return len(captured)


@pytest.fixture
def faq(home):
    return home.add_child(instance=FaqIndexPage(title="الأسئلة الشائعة", slug="faq"))


@pytest.fixture
def new_question(faq):
    """`new_question(title, group=slug, **fields)` publishes a question in that group."""

    def make(title="متى يصلني الرد؟", group="time", **fields):
        parent = FaqGroupPage.objects.filter(slug=group).first() or faq.add_child(
            instance=FaqGroupPage(title=f"مجموعة {group}", slug=group)
        )
        given = {"answer": "<p>جواب.</p>", "slug": f"question-{FaqPage.objects.count() + 1}", **fields}
        page = parent.add_child(instance=FaqPage(title=title, **given))
        faq.refresh_from_db()
        return page

    return make


def test_the_catalogue_groups_guides_by_need(client, catalogue, new_service):
    new_service("رعاية المسلم الجديد", need=Need.NEW_MUSLIM, summary="نرافقك خطوة بخطوة.")
    new_service("طلب دعم", need=Need.SUPPORT, card_fact="تقديم إلكتروني")
    html = html_of(client, catalogue.url)
    assert '<html lang="ar" dir="rtl"' in html
    assert html.index(str(Need.SUPPORT.label)) < html.index(str(Need.NEW_MUSLIM.label))
    assert "نرافقك خطوة بخطوة." in html and "تقديم إلكتروني" in html
    assert str(Need.LANGUAGE.label) not in html


def test_an_empty_catalogue_still_answers(client, catalogue):
    assert client.get(catalogue.url).status_code == 200


def test_a_guide_tells_all_and_offers_the_button(client, new_service):
    page = new_service(
        slug="support",
        accepts_applications=True,
        for_whom="<p>للأسر المحتاجة.</p>",
        conditions="<p>الإقامة في [[نطاق الخدمة]].</p>",
        steps=[("step", {"title": "اقرأ", "text": "اقرأ الدليل."})],
        promised_time="أسبوعان فأكثر",
        fees="بلا رسوم",
        channels=["phone", "website"],
        override_reason="تجربة",
    )
    page.papers.add(ServicePaper(name="سجل الأسرة"), ServicePaper(name="خطاب", is_required=False))
    page.answers.add(ServiceAnswer(question="هل أحضر؟", answer="<p>لا يلزمك.</p>"))
    page.save_revision().publish()
    html = html_of(client, page.url)
    for words in ("للأسر المحتاجة.", "اقرأ الدليل.", "أسبوعان فأكثر", "بلا رسوم", "سجل الأسرة", "هل أحضر؟"):
        assert words in html
    assert "[[" not in html and '<span class="placeholder">نطاق الخدمة' in html
    assert 'href="/apply/support/"' in html


def test_a_guide_without_applications_has_no_button(client, new_service):
    assert "/apply/" not in html_of(client, new_service(slug="lesson").url)


def test_questions_stand_in_groups_and_lead_to_pages_of_their_own(client, faq, new_question):
    made = [new_question("كيف أسجل؟", "registration"), new_question(), new_question("أخرى؟")]
    wrong = new_question("يقال كذا", answer="<p>بل كذا.</p>", kind=EntryKind.MISCONCEPTION)
    html = html_of(client, faq.url)
    for page in (*made, wrong):
        assert f'<details class="fold" id="{page.slug}"' in html
        assert f'href="/faq/{page.get_parent().slug}/{page.slug}/"' in html
    assert html.count("badge--info") == 1
    assert html.count('<section class="stack"') == 2 and "أخرى؟" in html_of(client, made[1].get_parent().url)


def test_a_question_shows_its_answer_and_its_siblings(client, new_question):
    first, second = new_question("كيف أسجل؟"), new_question("متى أسجل؟")
    far = new_question("هل أتطوع؟", "volunteering")
    html = html_of(client, first.url)
    assert "<h1" in html and "كيف أسجل؟" in html and "جواب." in html
    assert f'href="{second.url}"' in html and f'href="{far.url}"' not in html
    assert '<details class="fold"' not in html


def test_a_question_withdrawn_or_kept_private_is_not_listed(client, faq, new_question):
    gone, private = new_question("مسحوب؟"), new_question("خاص؟")
    gone.unpublish()
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)
    new_question("باق؟")
    html = html_of(client, faq.url)
    assert "باق؟" in html and "مسحوب؟" not in html and "خاص؟" not in html


def test_pages_need_few_queries_whatever_their_length(client, catalogue, new_service, faq, new_question):
    service, question = new_service(), new_question()
    new_question()
    urls = [page.url for page in (catalogue, faq, service, question, question.get_parent())]
    few = [queries_of(client, url) for url in urls]
    for number in range(29):
        new_service(f"خدمة {number}")
        new_question(f"سؤال {number}؟")
        new_question(f"سؤال آخر {number}؟", f"group-{number}")
        service.answers.add(ServiceAnswer(question=f"سؤال {number}؟", answer="<p>جواب.</p>"))
    service.save_revision().publish()
    many = [queries_of(client, url) for url in urls]
    assert few == many
    assert max(many) <= MOST_QUERIES


def test_an_editor_opens_and_saves_each_kind_of_page(admin_door, home, catalogue, faq, new_service, new_question):
    question = new_question()
    for page in (home, catalogue, faq, question.get_parent(), question, new_service()):
        assert admin_door.get(f"/admin/pages/{page.pk}/edit/").status_code == 200
    for kind in ("servicesindexpage", "faqindexpage"):
        assert admin_door.get(f"/admin/pages/add/services/{kind}/{home.pk}/").status_code in (200, 302, 403)
    assert admin_door.get(f"/admin/pages/add/services/servicepage/{catalogue.pk}/").status_code == 200


def test_page_types_keep_their_place(catalogue, home):
    assert ServicePage.can_exist_under(catalogue)
    assert not ServicePage.can_exist_under(home)
    assert not FaqIndexPage.can_exist_under(catalogue)


def test_an_editor_adds_a_question_with_its_owner_and_review_date(admin_door, staff, new_question):
    keeper, group = staff("editor"), new_question().get_parent()
    form = {
        "title": "متى؟",
        "slug": "when",
        "kind": "ordinary",
        "answer": rich_text("<p>غدًا.</p>"),
        "responsible": keeper.pk,
        "review_on": "2027-01-10",
        "comments": inline_formset([]),
        "action-publish": "1",
    }
    response = admin_door.post(f"/admin/pages/add/services/faqpage/{group.pk}/", nested_form_data(form))
    assert response.status_code == 302
    saved = FaqPage.objects.get(slug="when")
    assert saved.live and saved.responsible == keeper and saved.review_on.isoformat() == "2027-01-10"


def test_an_editor_is_told_of_a_choice_without_choices(admin_door, catalogue):
    question = {"label": "نوع السكن", "kind": "choice", "choices": "ملك", "help_text": "", "is_required": "on"}
    form = {
        "title": "طلب",
        "slug": "request",
        "icon": "document",
        "need": "support",
        **{name: rich_text("") for name in ("for_whom", "conditions", "papers_note")},
        "steps": streamfield([]),
        "committee_required": "on",
        "papers": inline_formset([]),
        **{name: inline_formset([]) for name in ("answers", "related_questions", "fit_questions", "parts")},
        "comments": inline_formset([]),
        "action-publish": "1",
    }
    url = f"/admin/pages/add/services/servicepage/{catalogue.pk}/"
    ticked = {"audiences": ["families"], "channels": ["phone", "website"]}
    refused = admin_door.post(url, {**nested_form_data({**form, "questions": inline_formset([question])}), **ticked})
    assert refused.status_code == 200 and not ServicePage.objects.exists()
    assert "نوع السكن" in refused.content.decode()
    question["choices"] = "ملك\nإيجار"
    kept = admin_door.post(url, {**nested_form_data({**form, "questions": inline_formset([question])}), **ticked})
    assert kept.status_code == 302
    page = ServicePage.objects.get()
    assert page.live and page.channels == ["phone", "website"]
    assert page.questions.get().key

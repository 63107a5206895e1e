"""The catalogue, a guide and the frequent questions as visitors and editors meet them."""

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Site
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


def ask(group, title, **fields):
    """A question under a group."""
    return group.add_child(instance=FaqPage(title=title, slug=f"q-{FaqPage.objects.count()}", **fields))


@pytest.fixture
def faq(home):
    page = home.add_child(instance=FaqIndexPage(title="الأسئلة الشائعة", slug="faq"))
    for subject, slug in (("التسجيل", "registering"), ("المدة", "time")):
        group = page.add_child(instance=FaqGroupPage(title=subject, slug=slug))
        ask(group, f"سؤال عن {subject}؟", answer="<p>جواب.</p>")
    ask(group, "يقال كذا", answer="<p>بل كذا.</p>", kind=EntryKind.MISCONCEPTION)
    return FaqIndexPage.objects.get(pk=page.pk)


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


def test_questions_stand_in_groups_and_have_pages_of_their_own(client, faq):
    html = html_of(client, faq.url)
    entries = FaqPage.objects.all()
    assert len(entries) == 3
    for entry in entries:
        assert f'<details class="fold" id="{entry.slug}"' in html and f'href="{entry.url}"' in html
        assert entry.title in html_of(client, entry.url)
    assert html.count("badge--info") == 1


def test_the_page_of_a_question_leads_to_the_others_of_its_subject(client, faq):
    alone, first, second = FaqPage.objects.order_by("path")
    assert first.url in html_of(client, second.url) and alone.url not in html_of(client, second.url)
    assert "services:" not in html_of(client, alone.url)
    group = first.get_parent()
    assert first.title in html_of(client, group.url) and second.title in html_of(client, group.url)


def test_a_draft_question_is_shown_nowhere(client, faq):
    question = FaqPage.objects.order_by("path").last()
    beside = question.get_siblings(inclusive=False).first()
    question.unpublish()
    for page in (faq, question.get_parent(), beside):
        assert question.title not in html_of(client, page.url)
    assert client.get(question.url).status_code == 404


def test_pages_need_few_queries_whatever_their_length(client, catalogue, new_service, faq):
    service = new_service()
    question = FaqPage.objects.order_by("path").last()
    pages = (catalogue, faq, question, question.get_parent(), service)
    few = [queries_of(client, page.url) for page in pages]
    for number in range(29):
        new_service(f"خدمة {number}")
        group = faq.add_child(instance=FaqGroupPage(title=f"مجموعة {number}", slug=f"group-{number}"))
        ask(group, f"سؤال {number}؟", answer="<p>جواب.</p>")
        service.answers.add(ServiceAnswer(question=f"سؤال {number}؟", answer="<p>جواب.</p>"))
        ask(question.get_parent(), f"سؤال بجانبه {number}؟", answer="<p>جواب.</p>")
    service.save_revision().publish()
    many = [queries_of(client, page.url) for page in pages]
    assert few == many
    assert max(many) <= MOST_QUERIES


def test_an_editor_opens_and_saves_each_kind_of_page(admin_door, home, catalogue, faq, new_service):
    for page in (home, catalogue, faq, FaqGroupPage.objects.first(), FaqPage.objects.first(), new_service()):
        assert admin_door.get(f"/admin/pages/{page.pk}/edit/").status_code == 200
    for kind in ("servicesindexpage", "faqindexpage"):
        assert admin_door.get(f"/admin/pages/add/services/{kind}/{home.pk}/").status_code in (200, 302, 403)
    assert admin_door.get(f"/admin/pages/add/services/servicepage/{catalogue.pk}/").status_code == 200


def test_page_types_keep_their_place(catalogue, home):
    assert ServicePage.can_exist_under(catalogue)
    assert not ServicePage.can_exist_under(home)
    assert not FaqIndexPage.can_exist_under(catalogue)


def test_an_editor_writes_a_question(admin_door, faq):
    group = FaqGroupPage.objects.first()
    form = {"title": "متى؟", "slug": "when", "kind": "ordinary", "answer": rich_text("<p>غدًا.</p>")}
    url = f"/admin/pages/add/services/faqpage/{group.pk}/"
    sent = nested_form_data({**form, "comments": inline_formset([]), "action-publish": "1"})
    assert admin_door.post(url, sent).status_code == 302
    assert FaqPage.objects.get(slug="when").live


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
        "answers": inline_formset([]),
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

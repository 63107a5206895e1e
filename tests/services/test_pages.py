"""The catalogue, a guide and the frequent questions as visitors and editors meet them."""

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Site
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from services.enums import EntryKind, Need
from services.models import FaqEntry, FaqGroup, FaqIndexPage, ServiceAnswer, ServicePage, ServicePaper

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
    page = home.add_child(instance=FaqIndexPage(title="الأسئلة الشائعة", slug="faq"))
    for subject in ("التسجيل", "المدة"):
        group = FaqGroup(title=subject)
        group.entries.add(FaqEntry(question=f"سؤال عن {subject}؟", answer="<p>جواب.</p>"))
        page.groups.add(group)
    group.entries.add(FaqEntry(question="يقال كذا", answer="<p>بل كذا.</p>", kind=EntryKind.MISCONCEPTION))
    page.save_revision().publish()
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


def test_questions_stand_in_groups_with_addresses_of_their_own(client, faq):
    html = html_of(client, faq.url)
    entries = FaqEntry.objects.all()
    assert len(entries) == 3
    for entry in entries:
        assert f'<details class="fold" id="{entry.anchor}"' in html
    assert len({entry.anchor for entry in entries}) == 3
    assert html.count("badge--info") == 1


def test_an_anchor_outlives_a_new_wording(faq):
    group = faq.groups.first()
    entry = group.entries.first()
    anchor = entry.anchor
    entry.question = "بصياغة أخرى؟"
    group.entries.add(entry)
    faq.groups.add(group)
    faq.save_revision().publish()
    assert FaqEntry.objects.get(question="بصياغة أخرى؟").anchor == anchor


def test_a_draft_of_the_questions_is_previewed_as_drafted(rf, faq):
    group = FaqGroup(title="جديدة")
    group.entries.add(FaqEntry(question="سؤال مسودة؟", answer="<p>جواب.</p>"))
    faq.groups.add(group)
    draft = faq.save_revision().as_object()
    shown = draft.get_context(rf.get("/"))["groups"]
    assert [len(group["entries"]) for group in shown] == [1, 2, 1]
    assert FaqEntry.objects.count() == 3


def test_pages_need_few_queries_whatever_their_length(client, catalogue, new_service, faq):
    service = new_service()
    few = queries_of(client, catalogue.url), queries_of(client, faq.url), queries_of(client, service.url)
    for number in range(29):
        new_service(f"خدمة {number}")
        group = FaqGroup(title=f"مجموعة {number}")
        group.entries.add(FaqEntry(question=f"سؤال {number}؟", answer="<p>جواب.</p>"))
        faq.groups.add(group)
        service.answers.add(ServiceAnswer(question=f"سؤال {number}؟", answer="<p>جواب.</p>"))
    faq.save_revision().publish()
    service.save_revision().publish()
    many = queries_of(client, catalogue.url), queries_of(client, faq.url), queries_of(client, service.url)
    assert few == many
    assert max(many) <= MOST_QUERIES


def test_an_editor_opens_and_saves_each_kind_of_page(admin_door, home, catalogue, faq, new_service):
    for page in (home, catalogue, faq, new_service()):
        assert admin_door.get(f"/admin/pages/{page.pk}/edit/").status_code == 200
    for kind in ("servicesindexpage", "faqindexpage"):
        assert admin_door.get(f"/admin/pages/add/services/{kind}/{home.pk}/").status_code in (200, 302, 403)
    assert admin_door.get(f"/admin/pages/add/services/servicepage/{catalogue.pk}/").status_code == 200


def test_page_types_keep_their_place(catalogue, home):
    assert ServicePage.can_exist_under(catalogue)
    assert not ServicePage.can_exist_under(home)
    assert not FaqIndexPage.can_exist_under(catalogue)


def test_an_editor_keeps_groups_of_questions_in_one_form(admin_door, home):
    entry = {"kind": "ordinary", "question": "متى؟", "answer": rich_text("<p>غدًا.</p>")}
    group = {"title": "المدة", "entries": inline_formset([entry])}
    form = {"title": "الأسئلة", "slug": "faq", "groups": inline_formset([group]), "comments": inline_formset([])}
    url = f"/admin/pages/add/services/faqindexpage/{home.pk}/"
    response = admin_door.post(url, nested_form_data({**form, "action-publish": "1"}))
    assert response.status_code == 302
    saved = FaqEntry.objects.get()
    assert saved.anchor and saved.group.anchor and saved.group.page.live


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

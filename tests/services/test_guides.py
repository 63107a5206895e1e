"""Choosing a service: filters in the address, opening, the fit check, what one needs, related questions."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import PageViewRestriction, Site

from services.enums import Leads, Need
from services.models import (
    FaqGroupPage,
    FaqIndexPage,
    FaqPage,
    FitQuestion,
    RelatedQuestion,
    ServicePaper,
    ServicePlaces,
    ServiceQuestion,
)

MOST_QUERIES = 25


def html_of(client, url, status=200):
    answer = client.get(url)
    assert answer.status_code == status, url
    return " ".join(answer.content.decode().split())


def main_of(client, url):
    return html_of(client, url).split("<main")[1].split("</main>")[0]


def queries_of(client, url):
    cache.clear()
    Site.clear_site_root_paths_cache()
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200
    return len(captured)


@pytest.fixture
def checked(new_service):
    """A guide with a fit check of three questions, and another guide to go to instead."""
    other = new_service("دروس العربية", slug="lessons", summary="دروس للجميع.")
    page = new_service("رحلة العمرة", slug="umrah", accepts_applications=True)
    page.fit_questions.add(
        FitQuestion(sort_order=0, question="هل إقامتك سارية؟", reason="لا بد من إقامة سارية.", alternative=other),
        FitQuestion(
            sort_order=1, question="هل سافرت معنا؟", yes_leads=Leads.NOT_FIT, no_leads="go_on", reason="لمن لم يسافر."
        ),
        FitQuestion(sort_order=2, question="هل تمشي بلا مساعدة؟", no_leads=Leads.ASK),
    )
    page.save_revision().publish()
    return page


def test_filters_combine_and_stay_in_the_address(client, catalogue, new_service):
    today = timezone.localdate()
    new_service("أولى", need=Need.SUPPORT, audiences=["families"], languages=["ar", "ur"])
    new_service("ثانية", need=Need.LEARNING, audiences=["families"], languages=["bn"])
    new_service("ثالثة", need=Need.LEARNING, audiences=["women"], languages=["ur"], opens_on=today + timedelta(days=9))
    html = main_of(client, f"{catalogue.url}?audience=families&language=ur")
    assert "أولى" in html and "ثانية" not in html and "ثالثة" not in html
    assert 'value="ur" lang="ur" selected' in html and "خدمة واحدة" in html
    html = main_of(client, f"{catalogue.url}?need=learning&open=1")
    assert "ثانية" in html and "ثالثة" not in html
    html = main_of(client, f"{catalogue.url}?need=learning&language=ar")
    assert "لا خدمة تجمع" in html and f'href="{catalogue.url}"' in html


@pytest.mark.parametrize(
    "asked", ["need=made-up", "language=%00", "audience=" + "x" * 3000, "open=2", "need=support;--"]
)
def test_unknown_filters_ask_for_nothing(client, catalogue, new_service, asked):
    new_service("أولى")
    assert "أولى" in main_of(client, f"{catalogue.url}?{asked}")


def test_a_guide_says_when_it_opens_and_hides_its_button_until_then(client, new_service):
    today = timezone.localdate()
    soon = new_service(slug="soon", accepts_applications=True, opens_on=today + timedelta(days=5))
    over = new_service(slug="over", accepts_applications=True, closes_on=today - timedelta(days=5))
    full = new_service(slug="full", accepts_applications=True, capacity=3)
    ServicePlaces.objects.create(translation_key=full.translation_key, taken=3)
    for page, words in ((soon, "تُفتح لاحقًا"), (over, "مغلقة"), (full, "اكتملت الأماكن")):
        html = main_of(client, page.url)
        assert words in html and "/apply/" not in html
    assert "هـ" in main_of(client, soon.url)
    ServicePlaces.objects.update(taken=1)
    html = main_of(client, full.url)
    assert "بقي مكانان" in html and "/apply/full/" in html


def test_an_end_before_the_start_is_refused(new_service):
    page = new_service(opens_on=timezone.localdate())
    page.closes_on = timezone.localdate() - timedelta(days=1)
    with pytest.raises(ValidationError) as told:
        page.full_clean()
    assert "closes_on" in told.value.message_dict


def test_the_check_ends_in_yes_no_or_ask_us(client, checked):
    url = f"{checked.url}fit/"
    assert "هل إقامتك سارية؟" in main_of(client, url) and 'href="?q=1&amp;a=yes"' in main_of(client, url)
    assert "هل سافرت معنا؟" in main_of(client, f"{url}?q=1&a=yes")
    refused = main_of(client, f"{url}?q=1&a=no")
    assert "لا بد من إقامة سارية." in refused and 'href="/services/lessons/"' in refused
    assert "لمن لم يسافر." in main_of(client, f"{url}?q=1&a=yes&q=2&a=yes")
    fits = main_of(client, f"{url}?q=1&a=yes&q=2&a=no&q=3&a=yes")
    assert "نعم، هذه الخدمة تناسبك" in fits and "/apply/umrah/" in fits and "what-you-need/" in fits
    for ask in ("q=1&a=unsure", "q=1&a=yes&q=2&a=no&q=3&a=no"):
        assert "اسألنا" in main_of(client, f"{url}?{ask}")
    assert not client.cookies


@pytest.mark.parametrize("forged", ["q=1&a=perhaps", "q=9&a=yes", "a=yes", "q=%00&a=%00", "q=2&a=no&q=3&a=yes", "q=1"])
def test_forged_answers_lead_to_the_first_open_question(client, checked, forged):
    assert "هل إقامتك سارية؟" in main_of(client, f"{checked.url}fit/?{forged}")


def test_long_forged_addresses_and_guides_without_a_check_answer(client, checked, new_service):
    assert client.get(f"{checked.url}fit/?" + "q=1&a=x&" * 400).status_code == 200
    plain = new_service("بلا أسئلة")
    assert "بلا أسئلة" in main_of(client, f"{plain.url}fit/")
    assert "fit/" not in main_of(client, plain.url)
    assert client.post(f"{checked.url}fit/").status_code == 405


def test_a_question_that_refuses_needs_its_reason():
    with pytest.raises(ValidationError):
        FitQuestion(question="هل؟").clean()
    FitQuestion(question="هل؟", no_leads=Leads.ASK).clean()


def test_what_you_need_stands_on_a_page_and_on_paper(client, new_service):
    page = new_service(
        slug="support",
        conditions="<ul><li>السكن في <b>ينبع</b> &amp; ما حولها.</li></ul>",
        where="مقرنا",
        override_reason="تجربة",
    )
    page.papers.add(
        ServicePaper(name="سجل الأسرة", help_text="[[من أين]]"), ServicePaper(name="خطاب", is_required=False)
    )
    page.questions.add(ServiceQuestion(label="كم عدد أفراد أسرتك؟", kind="number"))
    page.save_revision().publish()
    html = main_of(client, f"{page.url}what-you-need/")
    for words in ("السكن في ينبع &amp; ما حولها.", "سجل الأسرة", "كم عدد أفراد أسرتك؟", "مقرنا"):
        assert words in html
    assert "[[" not in html
    first = client.get(f"{page.url}what-you-need/pdf/")
    assert first.content.startswith(b"%PDF") and first["Content-Type"] == "application/pdf"


def test_a_paper_is_set_once_for_each_version(client, new_service, monkeypatch):
    made = []
    monkeypatch.setattr("services.preparing.typeset.pdf", lambda *given, **named: made.append(given) or b"%PDF-1")
    page = new_service(slug="support", where="هنا")
    for _turn in range(3):
        client.get(f"{page.url}what-you-need/pdf/")
    assert len(made) == 1
    page.where = "هناك"
    page.save()
    client.get(f"{page.url}what-you-need/pdf/")
    assert len(made) == 2


def test_a_private_guide_shows_none_of_its_parts(client, checked):
    PageViewRestriction.objects.create(page=checked, restriction_type=PageViewRestriction.LOGIN)
    for part in ("", "fit/", "what-you-need/", "what-you-need/pdf/"):
        answer = client.get(checked.url + part)
        assert answer.status_code == 302 and "login" in answer.url


def test_related_questions_show_as_they_stand_and_cost_the_same(client, home, new_service):
    faq = home.add_child(instance=FaqIndexPage(title="الأسئلة", slug="faq"))
    group = faq.add_child(instance=FaqGroupPage(title="المدة", slug="time"))
    asked = [
        group.add_child(instance=FaqPage(title=f"سؤال {number}؟", slug=f"q-{number}", answer="<p>جواب.</p>"))
        for number in range(30)
    ]
    page = new_service()

    def relate(count):
        page.related_questions = [
            RelatedQuestion(question=each, sort_order=order) for order, each in enumerate(asked[:count])
        ]
        page.save_revision().publish()
        return queries_of(client, page.url)

    costs = [relate(1), relate(3), relate(30)]
    assert len(set(costs)) == 1 and costs[0] <= MOST_QUERIES
    asked[0].unpublish()
    html = main_of(client, page.url)
    assert 'href="/faq/time/q-1/"' in html and "سؤال 0؟" not in html


def test_the_catalogue_costs_the_same_whatever_is_asked(client, catalogue, new_service):
    new_service("أولى", capacity=3, languages=["ur"])
    costs = {queries_of(client, catalogue.url)}
    for number in range(29):
        new_service(f"خدمة {number}", capacity=3, languages=["ur"])
        if number == 1:
            costs.add(queries_of(client, catalogue.url))
    costs |= {queries_of(client, catalogue.url), queries_of(client, f"{catalogue.url}?language=ur&open=1")}
    assert len(costs) == 1 and max(costs) <= MOST_QUERIES

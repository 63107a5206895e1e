"""Keys, choices and snapshots of what a service asks."""

import json

import pytest
from django.core.exceptions import ValidationError

from services import snapshot
from services.enums import Audience, Channel, QuestionKind
from services.models import ServicePage, ServicePaper, ServiceQuestion
from services.queries import application_form, open_service


@pytest.fixture
def service(new_service):
    page = new_service(slug="support", accepts_applications=True)
    page.questions.add(
        ServiceQuestion(label="كم عدد أفراد الأسرة؟", kind=QuestionKind.NUMBER),
        ServiceQuestion(label="نوع السكن", kind=QuestionKind.CHOICE, choices="ملك\n\nإيجار \nملك"),
    )
    page.papers.add(ServicePaper(name="سجل الأسرة", help_text="صورة واضحة"))
    page.save_revision().publish()
    return ServicePage.objects.get(pk=page.pk)


def test_keys_are_latin_unique_and_outlive_a_new_wording(service):
    first, second = service.questions.all()
    key = first.key
    assert key.isascii() and key and second.key and key != second.key
    first.label = "كم شخصًا يسكن معك؟"
    service.questions.add(first, ServiceQuestion(label="كم عدد أفراد الأسرة؟"))
    service.save_revision().publish()
    rows = {row.label: row.key for row in ServicePage.objects.get(pk=service.pk).questions.all()}
    assert rows["كم شخصًا يسكن معك؟"] == key
    assert len(set(rows.values())) == 3


def test_the_same_question_twice_gets_two_keys(service):
    for _repeat in range(2):
        service.questions.add(ServiceQuestion(label="؟؟"))
    service.save_revision().publish()
    keys = list(ServiceQuestion.objects.filter(page=service).values_list("key", flat=True))
    assert len(keys) == len(set(keys)) == 4
    assert "question" in keys and "question-2" in keys


def test_a_choice_without_choices_is_refused():
    for written in ("", "واحد", "واحد\nواحد\n  "):
        with pytest.raises(ValidationError) as refusal:
            ServiceQuestion(label="نوع السكن", kind=QuestionKind.CHOICE, choices=written).clean()
        assert "choices" in refusal.value.message_dict
    ServiceQuestion(label="نوع السكن", kind=QuestionKind.CHOICE, choices="ملك\nإيجار").clean()


def test_a_snapshot_survives_json_and_later_edits(service):
    taken = snapshot.take(service)
    stored = json.loads(json.dumps(taken))
    form = snapshot.read(stored)
    assert form == application_form(service)
    assert taken == stored
    assert form.questions[1].choices == ("ملك", "إيجار")
    assert form.papers[0].name == "سجل الأسرة" and form.papers[0].is_required
    assert form.committee_required
    question = service.questions.get(key=form.questions[0].key)
    question.label = "سؤال آخر"
    service.questions.add(question)
    service.save_revision().publish()
    assert application_form(ServicePage.objects.get(pk=service.pk)).version != form.version
    assert snapshot.read(stored) == form


def test_what_is_accepted_instead_is_of_the_snapshot_and_older_ones_still_read(service):
    before = application_form(service)
    paper = service.papers.get()
    paper.alternatives, paper.max_age_days = " فاتورة باسمك \n\nخطاب من العمدة\nفاتورة باسمك", 90
    service.papers.add(paper)
    service.save_revision().publish()
    taken = snapshot.take(ServicePage.objects.get(pk=service.pk))
    form = snapshot.read(taken)
    assert form.papers[0].alternatives == ("فاتورة باسمك", "خطاب من العمدة")
    assert form.papers[0].max_age_days == 90 and form.version != before.version
    for row in taken["papers"]:
        del row["alternatives"], row["max_age_days"], row["kind"]
    older = snapshot.read(taken).papers[0]
    assert (older.alternatives, older.max_age_days, older.is_known) == ((), None, False)


@pytest.mark.parametrize("stored", [{}, {"version": "x"}, {"questions": 3}, {"questions": [{"kind": "poem"}]}])
def test_what_is_no_snapshot_is_named_so(stored):
    with pytest.raises(snapshot.UnreadableSnapshot):
        snapshot.read(stored)


def test_reading_a_form_takes_three_queries_whatever_it_asks(service, django_assert_num_queries):
    fresh = ServicePage.objects.get(pk=service.pk)
    with django_assert_num_queries(3):
        application_form(fresh)
    service.questions.add(*[ServiceQuestion(label=f"سؤال {number}") for number in range(20)])
    service.save_revision().publish()
    fresh = ServicePage.objects.get(pk=service.pk)
    with django_assert_num_queries(3):
        assert len(application_form(fresh).questions) == 22


def test_only_a_live_open_guide_takes_applications(service, new_service):
    closed = new_service("درس", slug="lesson")
    assert open_service("support", "ar") == service
    for slug, language in [("lesson", "ar"), ("support", "en"), ("nothing", "ar")]:
        with pytest.raises(ServicePage.DoesNotExist):
            open_service(slug, language)
    assert closed.live
    service.unpublish()
    with pytest.raises(ServicePage.DoesNotExist):
        open_service("support", "ar")


def test_lists_of_choices_accept_only_known_values(new_service):
    page = new_service()
    page.audiences, page.channels = [Audience.WOMEN.value, Audience.FAMILIES.value], [Channel.PHONE.value]
    page.full_clean()
    labels = ServicePage._meta.get_field("audiences").labels(page.audiences)
    assert labels == [str(Audience.FAMILIES.label), str(Audience.WOMEN.label)]
    page.audiences = ["martians"]
    with pytest.raises(ValidationError):
        page.full_clean()

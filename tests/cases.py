"""Cases for tests, brought to where they stand by the same actions that people use."""

import io
from datetime import date

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from wagtail.models import Page, Site

from accounts.models import User
from applications import actions as person_acts
from applications.declaration import fingerprint
from applications.models import Application
from applications.steps import progress_of
from attachments.checks import check
from casework import actions as staff_acts
from people.actions import keep
from services.models import ServicePage, ServicePaper, ServiceQuestion, ServicesIndexPage


def picture(name: str = "card.png", colour: str = "white") -> SimpleUploadedFile:
    """A small real picture."""
    content = io.BytesIO()
    Image.new("RGB", (40, 30), colour).save(content, "PNG")
    return SimpleUploadedFile(name, content.getvalue(), content_type="image/png")


def make_service(slug: str = "support", *, questions: int = 2, papers: int = 1) -> ServicePage:
    """A live guide with its own form, under the site's root page."""
    root = Site.objects.get(is_default_site=True).root_page
    index = ServicesIndexPage.objects.first() or root.add_child(
        instance=ServicesIndexPage(title="الخدمات", slug="services")
    )
    index = Page.objects.get(pk=index.pk)
    service = ServicePage(
        title="طلب دعم مستفيد", slug=slug, summary="دعم للأسر.", promised_time="نحو شهر", accepts_applications=True
    )
    kinds = ["number", "choice", "yes_no", "money", "date", "long_text"]
    service.questions = [
        ServiceQuestion(
            key=f"question-{number}",
            label=f"السؤال {number}",
            kind=kinds[number % len(kinds)],
            choices="إيجار\nملك",
            is_required=True,
        )
        for number in range(questions)
    ]
    service.papers = [ServicePaper(key=f"paper-{number}", name=f"المستند {number}") for number in range(papers)]
    index.add_child(instance=service)
    return ServicePage.objects.get(pk=service.pk)


def answer_everything(case: Application, user: User) -> Application:
    """Every page of the application answered."""
    keep(
        case.person,
        by=user,
        full_name="سالم بن عبدالله الحربي",
        identity_kind="national",
        identity_number="1000000008",
        birth_date=date(1985, 3, 20),
    )
    values = {"number": "5", "choice": "إيجار", "yes_no": "yes", "money": "3500.00", "date": "2020-01-31"}
    for question in case.form["questions"]:
        person_acts.save_answer(case, question["key"], values.get(question["kind"], "كلام"), by=user)
    for paper in case.form["papers"]:
        person_acts.attach_paper(case, paper["key"], check(picture()), by=user)
    return Application.objects.get(pk=case.pk)


def sign(case: Application, user: User) -> Application:
    case = Application.objects.select_related("person").get(pk=case.pk)
    return person_acts.sign(case, by=user, answers_hash=fingerprint(case, progress_of(case)))


def drafted(user: User, service: ServicePage) -> Application:
    return answer_everything(person_acts.start(service, by=user), user)


def submitted(user: User, service: ServicePage) -> Application:
    case = drafted(user, service)
    person_acts.make_ready(case, by=user)
    return sign(case, user)


def being_matched(user: User, service: ServicePage, reception: User) -> Application:
    return staff_acts.begin_matching(submitted(user, service), by=reception)


def waiting(user: User, service: ServicePage, reception: User) -> Application:
    case = being_matched(user, service, reception)
    return staff_acts.send_back(case, problems={"paper-0": "الصورة غير واضحة"}, note="", by=reception)


def at_committee(user: User, service: ServicePage, reception: User) -> Application:
    case = being_matched(user, service, reception)
    for paper in case.form["papers"]:
        staff_acts.match_paper(case, paper["key"], by=reception)
    return staff_acts.send_to_committee(case, by=reception)

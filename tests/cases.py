"""Cases for tests, brought to where they stand by the same actions that people use."""

import io
import re
import uuid
from datetime import date

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image
from stdnum import luhn
from wagtail.models import Page, Site

from accounts.models import User
from accounts.roles import Role
from accounts.rules import roles_of
from applications import actions as person_acts
from applications.declaration import fingerprint
from applications.following.actions import permit
from applications.models import Application, CaseMessage, Follower
from applications.signing.actions import ask_code
from applications.steps import progress_of
from applications.talk import actions as talk
from applications.talk.queries import tray_of
from attachments.actions import put, store
from attachments.checks import check
from attachments.models import Attachment
from casework import actions as staff_acts
from casework.contacts import actions as contacts
from casework.enums import Way
from casework.intake import actions as intake
from casework.intake.rules import channels_of
from casework.letters import actions as letters
from casework.models import Interaction, Letter, ReplyTemplate, Study, StudyPicture
from notifications.models import Delivery
from office.models import Branch
from people.actions import keep, person_of
from people.models import Document, Person
from people.wallet import actions as wallet
from services.enums import Channel
from services.models import ServicePage, ServicePaper, ServiceQuestion, ServicesIndexPage


def picture(name: str = "card.png", colour: str = "white") -> SimpleUploadedFile:
    """A small real picture."""
    content = io.BytesIO()
    Image.new("RGB", (40, 30), colour).save(content, "PNG")
    return SimpleUploadedFile(name, content.getvalue(), content_type="image/png")


def make_service(slug: str = "support", *, questions: int = 2, papers: int = 1, studied: bool = False) -> ServicePage:
    """A live guide with its own form, under the site's root page."""
    root = Site.objects.get(is_default_site=True).root_page
    index = ServicesIndexPage.objects.first() or root.add_child(
        instance=ServicesIndexPage(title="الخدمات", slug="services")
    )
    index = Page.objects.get(pk=index.pk)
    service = ServicePage(
        title="طلب دعم مستفيد",
        slug=slug,
        summary="دعم للأسر.",
        promised_time="نحو شهر",
        accepts_applications=True,
        research_required=studied,
    )
    kinds = ["number", "choice", "yes_no", "money", "date", "long_text"]
    service.questions = [
        ServiceQuestion(
            sort_order=number,
            key=f"question-{number}",
            label=f"السؤال {number}",
            kind=kinds[number % len(kinds)],
            choices="إيجار\nملك",
            is_required=True,
        )
        for number in range(questions)
    ]
    service.papers = [
        ServicePaper(sort_order=number, key=f"paper-{number}", name=f"المستند {number}") for number in range(papers)
    ]
    index.add_child(instance=service)
    return ServicePage.objects.get(pk=service.pk)


def ask_for(service: ServicePage, kind: str, *, alternatives: str = "", max_age_days: int | None = None) -> ServicePage:
    """The service asks for papers of a known kind."""
    service.papers.all().update(kind=kind, alternatives=alternatives, max_age_days=max_age_days)
    return ServicePage.objects.get(pk=service.pk)


def paper_of(user: User, kind: str = "family_card", **details: object) -> Document:
    """A paper with two sides in the user's file."""
    uploads = [check(picture("front.png")), check(picture("back.png", "black"))]
    return wallet.add(person_of(user), by=user, kind=kind, uploads=uploads, **details)


def identity_of(user: User) -> str:
    """A number that passes its check; a colleague's own, since whoever shares one is kin."""
    return "1000000008" if not user.is_staff else f"1{user.pk:08d}" + luhn.calc_check_digit(f"1{user.pk:08d}")


def answer_everything(case: Application, user: User) -> Application:
    """Every page of the application answered."""
    keep(
        case.person,
        by=user,
        full_name="سالم بن عبدالله الحربي",
        identity_kind="national",
        identity_number=identity_of(user),
        birth_date=date(1985, 3, 20),
    )
    values = {"number": "5", "choice": "إيجار", "yes_no": "yes", "money": "3500.00", "date": "2020-01-31"}
    for question in case.form["questions"]:
        person_acts.save_answer(case, question["key"], values.get(question["kind"], "كلام"), by=user)
    for paper in case.form["papers"]:
        person_acts.attach_paper(case, paper["key"], check(picture()), by=user)
    return Application.objects.get(pk=case.pk)


def code_for(case: Application, user: User) -> dict[str, str]:
    """What signs the request as it stands: its fingerprint, and the code that was sent for it."""
    case = Application.objects.select_related("person").get(pk=case.pk)
    seen = fingerprint(progress_of(case))
    ask_code(case, by=user, answers_hash=seen)
    return {"answers_hash": seen, "code": newest_code(user.mobile or user.email)}


def newest_code(address: str | None) -> str:
    """The code of the newest message to the address."""
    sent = [each for each in Delivery.objects.filter(message=None).order_by("-created_at") if each.address == address]
    return re.search("[0-9]{6}", sent[0].text)[0]


def sign(case: Application, user: User) -> Application:
    return person_acts.sign(case, by=user, **code_for(case, user))


def drafted(user: User, service: ServicePage) -> Application:
    return answer_everything(person_acts.start(service, by=user), user)


def entered(colleague: User, person: Person) -> Application:
    """A request that the colleague writes down for somebody, by a channel of the desk."""
    if colleague.branch_id is None and Role.DELEGATE in roles_of(colleague):
        colleague.branch = Branch.objects.get_or_create(name="فرع ينبع النخل", area="ينبع النخل")[0]
        colleague.save()
    channel = channels_of(colleague)[0]
    return intake.enter(person, make_service("entered"), by=colleague, channel=channel)


def call(colleague: User, **given: object) -> Interaction:
    """A call that somebody made to us, and that wants a reply."""
    told = {"summary": "سأل عن دعم الإيجار", "name": "مجهول", "needs_reply": True, **given}
    return contacts.note(by=colleague, key=uuid.uuid4(), channel=Channel.PHONE, way=Way.IN, **told)


def letter(colleague: User, way: str = "in", **given: object) -> Letter:
    """A letter with a scan that came to us, or one that we write."""
    told = {"party": "مكتب الضمان", "subject": "إفادة عن أسرة", "body": "نفيدكم بما يلي.", "scan": check(picture())}
    day = timezone.localdate()
    return letters.register(by=colleague, key=uuid.uuid4(), way=Way(way), **{**told, "dated_on": day, **given})


def submitted(user: User, service: ServicePage) -> Application:
    case = drafted(user, service)
    person_acts.make_ready(case, by=user)
    return sign(case, user)


def being_matched(user: User, service: ServicePage, reception: User) -> Application:
    return staff_acts.begin_matching(submitted(user, service), by=reception)


def waiting(user: User, service: ServicePage, reception: User) -> Application:
    case = being_matched(user, service, reception)
    return staff_acts.send_back(case, problems={"paper-0": "الصورة غير واضحة"}, note="", by=reception)


def matched(user: User, service: ServicePage, reception: User) -> Application:
    case = being_matched(user, service, reception)
    for paper in case.form["papers"]:
        staff_acts.match_paper(case, paper["key"], by=reception)
    return case


def being_studied(user: User, service: ServicePage, reception: User, researcher: User) -> Application:
    return staff_acts.begin_study(matched(user, service, reception), by=reception, researcher=researcher)


def followed(case: Application, mobile: str) -> Follower:
    """Somebody who may follow the request on `mobile`; two calls make one."""
    return permit(case, by=case.person.user, name="حمد", mobile=mobile, relation="ابن")


def followed_by(user: User) -> Application:
    """Somebody else's request that the user follows, made once."""
    found = Application.objects.filter(followers__in=Follower.objects.reached_at(user.mobile)).first()
    if found:
        return found
    other = User.objects.create(mobile="+966500770077", mobile_proven_at=timezone.now())
    case = person_acts.start(ServicePage.objects.get(slug="support"), by=other)
    return followed(case, user.mobile).application


def picture_in_tray(case: Application, user: User) -> Attachment:
    """A picture that waits for its message; two calls leave one."""
    return put(check(picture("talk.png", "gold")), tray=tray_of(case), by=user, owner=case.person_id, kind="message")


def message_with_file(case: Application, user: User) -> CaseMessage:
    """A question about the request with a picture."""
    return talk.write(case, by=user, text="متى أسمع الرد؟", is_question=True, uploads=[check(picture("letter.png"))])


def reply_template(title: str = "شكر", text: str = "نشكر لك صبرك.", language: str = "ar") -> ReplyTemplate:
    """Words that are ready for replies; made once."""
    return ReplyTemplate.objects.get_or_create(title=title, language=language, defaults={"text": text})[0]


def picture_of_visit(case: Application, researcher: User) -> StudyPicture:
    """A study with a picture, in whatever state the case is."""
    study = Study.objects.create(application=case, researcher=researcher)
    made = store(picture("visit.png"), by=researcher, owner=case.person_id, kind="study")
    return StudyPicture.objects.create(study=study, attachment=made)


def at_committee(user: User, service: ServicePage, reception: User) -> Application:
    return staff_acts.send_to_committee(matched(user, service, reception), by=reception)

"""Marked private values, and a walk that enters each of them as people do.

A new form with private values: add a line to ENTERED (what, where, and the form's other fields), or for a step that
needs more, a mark in MARKS and its post in `Walk`. `tests/test_private_values.py` then seeks it everywhere.
"""

import io
import re
from dataclasses import dataclass, field
from datetime import timedelta
from urllib.parse import unquote

from django.contrib.sessions.models import Session
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image, PngImagePlugin

from applications.models import Application
from tests.applications.test_journey import code_for
from tests.volunteering import credits
from volunteering.models import Certificate, Volunteer

MOBILE = "+966501234567"
NAMES = {"given_name": "نورة", "father_name": "بنت ميزان", "family_name": "العلامات"}
NAME = " ".join(NAMES.values())
MARKS = {
    "identity number": "1098765439",
    "birth date": "1979-11-27",
    "answer": "جوابي السري قرنفلة",
    "typed and not saved": "كتبته ولم أحفظه زنبق",
    "amount": "98761.25",
    "what is not clear": "لم أفهم بنفسجة الباب",
    "excuse": "عذري الخاص ياسمين",
    "what is wrong with a paper": "عيب الورقة زعفران",
    "message about a request": "رسالتي عن طلبي أقحوانة",
    "a follower's name": "جاري ياسر الخزامى",
    "a follower's number": "+966557654329",
    "reply of the desk": "ردنا على سؤالك سنبلة",
    "note of the desk": "ملاحظة الاستقبال ريحان",
    "note for colleagues": "ملاحظة للزملاء سنديانة",
    "what the researcher saw": "رأى الباحث نرجسة البيت",
    "the household's economy": "دخل الأسرة أوركيدا",
    "needs of the household": "حاجة الأسرة لبلاب",
    "why the researcher recommends": "رأي الباحث مرجان",
    "what the researcher explained": "شرح الباحث ريحانة",
    "note of an appointment": "ملاحظة الموعد جلنار",
    "why an appointment was cancelled": "سبب الإلغاء فل",
    "where a volunteer helps": "مكان المساعدة كادي",
    "what happened in a shift": "حادثة المناوبة عبهر",
    "why a volunteer was away": "عذر الغياب لوتس",
    "why other hours": "سبب الساعات زنبقة",
    "word of the coordinator": "كلمة المنسق بنفسجة",
    "why a certificate was revoked": "سبب السحب دفلى",
    "words of the committee": "كلام اللجنة خزامى",
    "why so early": "سبب التبكير نرجس",
    "why the number was read": "سبب الكشف سوسن",
    "what is wrong in the file": "خطأ في ملفي كاميليا",
    "what is right instead": "صوابه سلوى المرجان",
    "name of the file": "تقرير-بنفسج",
    "about a volunteer": "أتطوع منذ سنين أوركيد",
    "whom to call for a volunteer": "أخي ريان الصنوبر",
    "whose number to call for a volunteer": "+966556543217",
    "name on certificates": "نورة الكهرمان",
    "name of a qualification": "دورة إسعاف العقيق",
    "why a qualification was refused": "صورة باهتة زمرد",
    "why a volunteer was declined": "سبب الاعتذار فيروز",
    "mobile without an account": "+966559876543",
    "e-mail without an account": "private.tulip@example.test",
}
WRITTEN_OTHERWISE = ["27/11/1979", "0559876543", "SA03 8000 0000 6080 1016 7519"]
BESIDE = ["+966553219876"]  # What the lines below enter beside their own value.
IN_THE_FILE = "MARK-IN-THE-FILE"
LINK = re.compile(r"""(?:href|action|src)=["']([^"']*)""")


@dataclass(frozen=True)
class Entered:
    """A private value that one post of the signed-in person enters at `address`, in the form's field `name`.

    `typed` is how the person writes it, when that differs from how it is kept.
    """

    what: str
    value: str
    address: str
    name: str
    beside: dict[str, str] = field(default_factory=dict)
    typed: str = ""


HOUSEHOLD = {"relation": "son", "birth_date": "1/2/2015"}
ENTERED = [
    Entered("IBAN", "SA0380000000608010167519", "/my/file/bank/", "iban", {"holder": "نورة"}, WRITTEN_OTHERWISE[2]),
    Entered("owner of the account", "صاحبة الحساب أقحوان", "/my/file/bank/", "holder", {"iban": WRITTEN_OTHERWISE[2]}),
    Entered("health", "مرضي المزمن نيلوفر", "/my/file/health/", "health"),
    Entered("income", "47613.00", "/my/file/income/", "salary", typed="47613"),
    Entered("debt", "58274.00", "/my/file/debts/", "bank", typed="58274"),
    Entered("rent", "36912.00", "/my/file/housing/", "rent", {"housing": "rented"}, "36912"),
    Entered("way to the home", "خلف مسجد الأقحوان", "/my/file/address/", "directions", {"district": "البلد"}),
    Entered("a relative's name", "زهرة المرجان", "/my/file/household/add/", "name", HOUSEHOLD),
    Entered(
        "a relative's number", "1076543212", "/my/file/household/add/", "identity_number", {"name": "هند"} | HOUSEHOLD
    ),
    Entered(
        "a relative's illness", "إعاقة حركية مرجان", "/my/file/household/add/", "note", {"name": "هند"} | HOUSEHOLD
    ),
    Entered(
        "a helper's name",
        "خالة كاميليا",
        "/my/helpers/invite/",
        "name",
        {"mobile": "0553219876", "scopes": "file", "days": "30"},
    ),
    Entered("another contact", "aunt.jasmine@example.test", "/my/file/contact/add/", "value", {"kind": "email"}),
]


def marks() -> list[str]:
    """Every marked value, in each way that it is written."""
    return [*MARKS.values(), *(each.value for each in ENTERED), *WRITTEN_OTHERWISE, *BESIDE]


def errand_for(details):
    """What a colleague types to ask for a volunteer."""
    day = timezone.localdate() + timedelta(days=3)
    hours = {"day": day.isoformat(), "begins": "10:00", "ends": "11:00", "town_part": "bahr"}
    return {"kind": "interpreter", "language": "ur", "open_to": "everyone", "details": details, **hours}


def marked_picture():
    content, about = io.BytesIO(), PngImagePlugin.PngInfo()
    about.add_text("Comment", IN_THE_FILE)
    picture = Image.effect_noise((64, 64), 60)
    picture.save(content, "PNG", pnginfo=about)
    return content.getvalue()


class Walk:
    """One request from the first door to the decision, over the forms, remembering every address on the way."""

    def __init__(self, client, service):
        self.client, self.service, self.led = client, service, []
        self.picture = marked_picture()

    def post(self, client, url, data=None):
        answer = client.post(url, data or {})
        assert answer.status_code in (200, 302), (url, answer.content.decode()[-3000:])
        self.led.append(unquote(answer.headers.get("Location", "")))
        return answer

    def read(self, client, url, data=None):
        """A page as it is read; the links on it lead on."""
        answer = client.get(url, data or {})
        assert answer.status_code == 200, url
        links = LINK.findall(answer.content.decode())
        self.led += [unquote(link) for link in links if not link.startswith("tel:")]  # A number to call is no address.
        return answer

    def of_the_person(self):
        self.post(self.client, "/accounts/login/code/", {"phone": MOBILE})
        self.middle = list(Session.objects.values_list("session_data", flat=True))
        self.code = code_for(MOBILE)
        self.post(self.client, "/accounts/login/code/confirm/", {"code": self.code, "action": "verify"})
        self.post(self.client, f"/apply/{self.service.slug}/")
        case = Application.objects.get()
        pages = {
            "name": NAMES,
            "identity": {"identity_kind": "national", "identity_number": MARKS["identity number"]},
            "birth-date": {"birth_date": WRITTEN_OTHERWISE[0]},
            "q-question-0": {"answer": "5"},
            "q-question-1": {"answer": "إيجار"},
            "q-question-2": {"answer": "yes"},
            "q-question-3": {"answer": MARKS["amount"]},
            "q-question-4": {"answer": "1/1/2020"},
            "q-question-5": {"answer": MARKS["answer"]},
            "p-paper-0": {"file": self.paper()},
            "p-paper-1": {"excuse": "other", "excuse_text": MARKS["excuse"]},
        }
        for slug, data in pages.items():
            self.post(self.client, case.step_url(slug), data)
        self.post(
            self.client, f"{case.get_absolute_url()}ask/name/", {"text": MARKS["what is not clear"], "way": "here"}
        )
        self.read(self.client, case.check_url())
        self.post(self.client, case.check_url())
        self.sign(case)
        for each in ENTERED:
            kept = self.post(self.client, each.address, {**each.beside, each.name: each.typed or each.value})
            assert kept.status_code == 302, (each.what, kept.content.decode()[-3000:])
        talk = f"{case.get_absolute_url()}messages/"
        self.post(self.client, talk, {"text": MARKS["message about a request"], "is_question": "on"})
        follower = {"name": MARKS["a follower's name"], "mobile": MARKS["a follower's number"]}
        self.post(self.client, f"{case.get_absolute_url()}followers/", follower)
        wrong, right = MARKS["what is wrong in the file"], MARKS["what is right instead"]
        self.post(self.client, "/my/rights/correction/", {"part": "name", "wrong": wrong, "right": right})
        return case

    def paper(self):
        return SimpleUploadedFile(f"{MARKS['name of the file']}.png", self.picture)

    def sign(self, case):
        url = f"{case.get_absolute_url()}declaration/"
        shown = self.read(self.client, url).context["form"].initial["answers_hash"]
        ticked = {"is_true": "on", "notice_seen": "on", "answers_hash": shown}
        self.post(self.client, url, {**ticked, "action": "send"})
        self.post(self.client, url, {**ticked, "code": code_for(MOBILE)})

    def study(self, researcher, base):
        chosen = {"meeting": "home", "met_on": "1/1/2026", "recommendation": "part", "version": "0", "sign": "1"}
        written = {"findings": "what the researcher saw", "economy": "the household's economy"}
        written |= {"needs": "needs of the household", "reasons": "why the researcher recommends"}
        self.read(researcher, f"{base}study/")
        self.post(researcher, f"{base}study/", chosen | {name: MARKS[mark] for name, mark in written.items()})
        self.read(researcher, f"{base}study/")

    def explain(self, researcher, case):
        page = f"/admin/explanations/{case.clarifications.get().pk}/"
        self.read(researcher, "/admin/explanations/")
        self.read(researcher, page)
        self.post(researcher, page, {"text": MARKS["what the researcher explained"]})

    def meet(self, reception, case):
        """An appointment is made with a note, read by the person, and cancelled with a reason."""
        sunday = timezone.localdate() + timedelta(days=7 - (timezone.localdate().weekday() + 1) % 7)
        agreed = {"meeting": "office", "day": sunday.isoformat(), "begins": "10", "minutes": "30", "agree": "1"}
        note = {"note": MARKS["note of an appointment"]}
        made = self.post(reception, f"/admin/book/requests/{case.reference}/", agreed | note).headers["Location"]
        for client, url in ((reception, made), (self.client, made.replace("/admin/book/", "/appointments/"))):
            self.read(client, url)
        self.post(reception, f"{made}cancel/", {"reason": MARKS["why an appointment was cancelled"]})

    def of_the_volunteer(self, coordinator):
        """The person registers as a volunteer with a paper; both are declined in kind words."""
        base = "/my/volunteering/"
        called = {
            "emergency_name": "whom to call for a volunteer",
            "emergency_mobile": "whose number to call for a volunteer",
        }
        pages = {
            "nationality": {"nationality": "SA", "gender": "female"},
            "languages": {"language": "ar", "spoken": "ar"},
            "interests": {"interests": "media"},
            "skills": {},
            "interpreting": {},
            "car": {"has_car": "no"},
            "times": {"availability": "6-morning"},
            "emergency": {name: MARKS[mark] for name, mark in called.items()},
            "certificate-name": {"shown_name": MARKS["name on certificates"]},
            "qualifications": {},
            "about": {"about": MARKS["about a volunteer"]},
        }
        self.post(self.client, f"{base}begin/")
        for step, given in pages.items():
            self.post(self.client, f"{base}register/{step}/", given)
        paper = {"skill": "first_aid", "title": MARKS["name of a qualification"], "paper": self.paper()}
        self.post(self.client, f"{base}papers/add/", paper)
        self.read(self.client, f"{base}check/")
        text = self.read(self.client, f"{base}charter/").context["text"]
        self.post(self.client, f"{base}charter/", {"is_agreed": "on", "agreement": text.pk})
        volunteer = Volunteer.objects.get()
        screen = f"/admin/volunteering/volunteers/{volunteer.reference}/"
        self.post(coordinator, "/admin/volunteering/volunteers/", {"q": NAME})
        self.read(coordinator, screen)
        refused = {"reason": MARKS["why a qualification was refused"]}
        self.post(coordinator, f"{screen}papers/{volunteer.qualifications.get().pk}/refuse/", refused)
        self.post(coordinator, f"{screen}do/decline/", {"reason": MARKS["why a volunteer was declined"]})
        for url in (base, f"{base}register/qualifications/", "/my/messages/"):
            self.read(self.client, url)

    def of_the_desk(self, case, reception, researcher, committee):
        base = f"/admin/requests/{case.reference}/"
        self.post(reception, f"{base}begin/")
        reception.get("/admin/requests/", {"q": NAME})
        self.read(reception, base)
        self.post(reception, f"{base}note/", {"text": MARKS["note for colleagues"]})
        self.post(reception, f"{base}help/", errand_for(MARKS["where a volunteer helps"]))
        self.post(reception, f"{base}reveal/", {"why": MARKS["why the number was read"]})
        asked = str(case.talk.get().pk)
        self.post(reception, f"{base}talk/", {"text": MARKS["reply of the desk"], "answers": asked})
        given = {"note": MARKS["note of the desk"], "paper_paper-0": MARKS["what is wrong with a paper"]}
        self.post(reception, f"{base}send-back/", given)
        self.post(self.client, case.step_url("p-paper-0"), {"file": self.paper()})
        self.sign(case)
        for key in ("paper-0", "paper-1"):
            self.post(reception, f"{base}papers/{key}/match/")
        self.explain(researcher, case)
        self.meet(reception, case)
        self.post(reception, f"{base}hand-over/")
        self.study(researcher, base)
        self.post(researcher, f"{base}refer/")
        reason = {"reason": MARKS["words of the committee"], "early_reason": MARKS["why so early"]}
        self.post(committee, f"{base}decide/", {"outcome": "approve", **reason})
        for url in (case.get_absolute_url(), "/my/", "/my/messages/", "/my/file/", "/my/file/history/"):
            self.read(self.client, url)
        self.type_in_another()

    def of_the_hours(self, coordinator, by):
        """A shift that is over: an incident, an excuse, hours that are corrected and settled, a certificate revoked."""
        entry, away = credits.over(Volunteer.objects.get(), by=by)
        day, hours = "/admin/volunteering/day/", "/admin/volunteering/hours/"
        self.post(coordinator, f"{day}{away.shift_id}/incidents/", {"text": MARKS["what happened in a shift"]})
        self.post(coordinator, f"{day}places/{away.pk}/excuse/", {"reason": MARKS["why a volunteer was away"]})
        claim = {"hours": "2", "minutes": "30", "reason": MARKS["why other hours"]}
        self.post(self.client, f"/my/volunteering/hours/{entry.pk}/", claim)
        self.post(coordinator, f"{hours}{entry.pk}/", {"hours": "2", "answer": MARKS["word of the coordinator"]})
        page = f"/admin/volunteering/certificates/opportunities/{away.shift.opportunity_id}/"
        self.post(coordinator, f"{page}issue/", {"volunteer": entry.placement.volunteer.reference})
        certificate = Certificate.objects.get()
        self.read(self.client, f"/certificates/{certificate.number}/")
        revoke = f"/admin/volunteering/certificates/{certificate.pk}/"
        self.post(coordinator, revoke, {"reason": MARKS["why a certificate was revoked"]})
        for url in (f"{day}{away.shift_id}/", hours, "/admin/volunteering/certificates/"):
            self.read(coordinator, url)
        self.read(self.client, "/my/volunteering/hours/")

    def type_in_another(self):
        """A second request, with a page that was typed in and not saved."""
        self.post(self.client, f"/apply/{self.service.slug}/")
        page = Application.objects.latest("created_at").step_url("q-question-5")
        word = self.client.get(page).context["typed"]["whose"]
        self.post(self.client, "/requests/keep-typed/", {"whose": word, "answer": MARKS["typed and not saved"]})
        self.read(self.client, page)

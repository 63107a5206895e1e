"""What the demo's neighbours agreed to, and what two of them asked about their own data."""

from accounts.models import User
from people.actions import person_of
from people.consent.actions import give, withdraw
from people.consent.enums import Purpose
from people.models import Consent, Person
from people.rights.actions.requests import ask_copy, ask_correction
from services.enums import FilePart

GIVEN = (
    (Purpose.PROCESSING, Purpose.CONTACT),
    (Purpose.PROCESSING,),
    (Purpose.PROCESSING, Purpose.VISIT),
    (Purpose.PROCESSING, Purpose.CONTACT, Purpose.SHARING),
)
WRONG = "كُتب اسم الجد خطأ في ملفي."
RIGHT = "الصواب: محمد، كما في الهوية."


def build_consents() -> None:
    """Consents of everyone with an account, one of them taken back; a correction and a copy that were asked for."""
    if Consent.objects.exists():
        return
    people = [row.user for row in Person.objects.filter(user__isnull=False).order_by("reference") if row.user]
    for number, user in enumerate(people):
        for purpose in GIVEN[number % len(GIVEN)]:
            give(person_of(user), purpose, by=user)
    _take_back(people[0])
    first, second = people[1], people[2]
    ask_correction(person_of(first), by=first, part=FilePart.NAME, wrong=WRONG, right=RIGHT, upload=None)
    ask_copy(person_of(second), by=second)


def _take_back(user: User) -> None:
    consent = person_of(user).consents.standing().filter(purpose=Purpose.CONTACT).first()
    if consent:
        withdraw(consent, by=user, reason="تكفيني الرسائل عن طلباتي.")

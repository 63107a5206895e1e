"""A person with a marked value in every part of the file, for the tests of rights and retention."""

from datetime import date

from allauth.account.internal.flows.login import record_authentication
from django.http import HttpRequest

from people.actions import add, keep, person_of
from people.models import Contact, HouseholdMember
from tests import cases

NAME = "نورة بنت ميزان"
MARKS = {
    "identity": "1098765439",
    "address": "RRRD2929",
    "directions": "خلف المسجد قرنفلة",
    "health": "علامة صحية ياسمين",
    "income": "98761.25",
    "iban": "SA0380000000608010167519",
    "member": "فرد الأسرة زعفران",
    "contact": "قريب ريحان",
    "old": "اسم قديم خزامى",
}


def marked(user):
    """The person behind the account, every part filled."""
    person = person_of(user)
    keep(person, by=user, full_name=MARKS["old"])
    keep(
        person,
        by=user,
        full_name=NAME,
        identity_kind="national",
        identity_number=MARKS["identity"],
        birth_date=date(1979, 11, 27),
        short_address=MARKS["address"],
        directions=MARKS["directions"],
        health=MARKS["health"],
        incomes={"salary": MARKS["income"]},
        iban=MARKS["iban"],
        holder=NAME,
        categories=["widow"],
    )
    add(person, HouseholdMember, by=user, name=MARKS["member"], relation="son")
    add(person, Contact, by=user, kind="mobile", value="+966500000000", note=MARKS["contact"])
    return person_of(user)


def withdrawn(user):
    """A request that was sent and taken back, with answers and a paper."""
    from applications.actions import withdraw
    from services.models import ServicePage

    return withdraw(cases.submitted(user, ServicePage.objects.first() or cases.make_service()), by=user)


def prove(client, user):
    """The owner typed a code a moment ago."""
    request = HttpRequest()
    request.user, request.session = user, client.session
    record_authentication(request, user, "code")
    request.session.save()
    return client

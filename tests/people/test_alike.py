"""The finder: pairs of files that may be of one person, the strongest first, with what they share."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from people.actions import add, keep
from people.enums import Via
from people.merging import actions
from people.merging.enums import Likeness
from people.merging.linking import open_file
from people.merging.queries import pairs, with_people
from people.models import HouseholdMember

pytestmark = pytest.mark.django_db


@pytest.fixture
def reception(staff):
    return staff("reception")


@pytest.fixture
def made(reception):
    """`made("name", …)` opens a file as staff do."""

    def make(name, *, mobile="", **details):
        given, _space, family = name.partition(" ")
        identity = details.pop("identity_number", "")
        person = open_file(by=reception, mobile=mobile, given_name=given, family_name=family, **details)
        if identity:
            keep(person, by=reception, via=Via.STAFF, identity_kind="national", identity_number=identity)
        return person

    return make


def found(user):
    return {frozenset((pair.first, pair.second)): pair for pair in pairs(user)}


def reasons(user, one, other):
    pair = found(user).get(frozenset((one.pk, other.pk)))
    return pair and set(pair.reasons)


def test_the_same_identity_number_is_the_strongest(made, reception):
    one, other = made("سالم الحربي", identity_number="1000000008"), made("فهد", identity_number="1000000008")
    third, fourth = made("نورة", mobile="+966500000001"), made("سعد", mobile="+966500000001")
    assert reasons(reception, one, other) == {Likeness.IDENTITY}
    assert reasons(reception, third, fourth) == {Likeness.MOBILE}
    order = pairs(reception)
    assert (order[0].is_weak, order[1].is_weak) == (False, True)
    assert Likeness.IDENTITY in order[0].reasons


def test_a_birth_date_counts_with_a_name_that_sounds_alike(made, reception):
    born = {"birth_date": date(1980, 1, 2)}
    one, other = made("فاطمة الجهني", **born), made("Fatimah Aljohani", **born)
    stranger = made("خالد العتيبي", **born)
    assert reasons(reception, one, other) == {Likeness.BIRTH, Likeness.SOUND}
    assert reasons(reception, one, stranger) is None
    assert reasons(reception, one, made("فاطمه الجهنى", **born)) == {Likeness.BIRTH, Likeness.NAME}


def test_a_name_alone_is_no_sign(made, reception):
    made("محمد القحطاني")
    made("محمد القحطاني", birth_date=date(1999, 1, 1))
    assert pairs(reception) == []


def test_a_bank_account_or_a_household_counts_with_the_name(made, reception):
    iban = "SA0380000000608010167519"
    one, other, husband = made("نورة الشهري"), made("Nora Alshehri"), made("سعد العتيبي")
    for each in (one, other, husband):
        keep(each, by=reception, via=Via.STAFF, iban=iban)
        member = {"name": "سعد", "relation": "son", "identity_number": "1000000016"}
        add(each, HouseholdMember, by=reception, via=Via.STAFF, **member)
    assert reasons(reception, one, other) == {Likeness.IBAN, Likeness.HOUSEHOLD, Likeness.SOUND}
    assert reasons(reception, one, husband) is None


def test_a_pair_said_to_be_two_people_is_gone_until_that_is_taken_back(made, reception):
    one, other = made("سالم", mobile="+966500000001"), made("فهد", mobile="+966500000001")
    actions.keep_apart(one, other, by=reception, reason="أخوان في بيت واحد")
    assert pairs(reception) == []
    actions.compare_again(one, other, by=reception)
    assert len(pairs(reception)) == 1


def test_merged_files_and_those_of_kin_are_not_shown(made, reception, staff):
    one, other = made("سالم", mobile="+966500000001"), made("فهد", mobile="+966500000001")
    colleague = staff("reception")
    colleague.mobile = "+966500000001"
    colleague.save()
    assert pairs(colleague) == []
    assert len(pairs(reception)) == 1
    actions.merge(one, other, by=reception)
    assert pairs(reception) == []


def test_a_number_that_many_share_is_no_sign(made, reception):
    for _each in range(9):
        made("سالم", mobile="+966500000001")
    assert pairs(reception) == []


def test_it_asks_as_often_for_many_as_for_few(made, reception):
    def asked():
        with CaptureQueriesContext(
            connection,
        ) as seen:
            with_people(pairs(reception))
        return len(seen)

    made("سالم", mobile="+966500000001"), made("فهد", mobile="+966500000001")
    few = asked()
    for each in range(2, 6):
        made("سالم", mobile=f"+96650000000{each}"), made("فهد", mobile=f"+96650000000{each}")
    assert asked() == few <= 12

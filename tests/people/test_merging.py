"""Two files of one person become one, and can be taken apart again to the letter."""

from datetime import date, timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from applications.models import Application
from audit.models import AuditEvent
from notifications.actions import notify
from notifications.models import Message, Recipient
from people.actions import add, keep, person_of
from people.enums import Via
from people.merging import actions
from people.merging.queries import made_since
from people.models import BankAccount, Contact, FileChange, HouseholdMember, Means, Merge, Person
from people.refusals import Refused
from people.registry import held
from tests import cases

pytestmark = pytest.mark.django_db
SAID_BY_MERGING = {"people.Merge", "people.Distinct", "people.FileChange", "notifications.Message"}


@pytest.fixture
def reception(staff):
    return staff("reception")


@pytest.fixture
def two(new_member):
    """A file with little in it, and one with a request, a household, means, a contact and a letter."""
    one, other = person_of(new_member()), person_of(new_member())
    keep(
        one,
        by=one.user,
        given_name="فاطمة",
        family_name="الجهني",
        identity_kind="national",
        birth_date=date(1980, 1, 2),
    )
    case = cases.submitted(other.user, cases.make_service())
    keep(
        other,
        by=other.user,
        via=Via.STAFF,
        given_name="Fatimah",
        family_name="Aljohani",
        health="سكري",
        incomes={"salary": "1200.00"},
        iban="SA0380000000608010167519",
        spoken=["ar"],
    )
    add(other, HouseholdMember, by=other.user, name="سعد", relation="son", via=Via.STAFF)
    add(other, Contact, by=other.user, kind="mobile", value="+966500000099")
    notify(
        other.recipient, "applications/withdrawn", subject=case, context={"reference": "YD-2222-2222", "service": "x"}
    )
    return fresh(one), fresh(other)


def fresh(person):
    return Person.objects.select_related("recipient", "user").get(pk=person.pk)


def state(*, but=frozenset()):
    """Every column of every row that belongs to people, opened."""
    models = [Person, Recipient, *(each.model for each in held() if each.label not in but)]
    return {
        f"{model._meta.label} {row.pk}": {
            field.attname: getattr(row, field.attname) for field in model._meta.concrete_fields
        }
        for model in models
        for row in model._base_manager.all()
    }


def refusal_of(act, *args, **given):
    with pytest.raises(Refused) as refusal:
        act(*args, **given)
    return refusal.value


def test_a_merge_keeps_everything(two, reception):
    kept, absorbed = two
    actions.merge(kept, absorbed, by=reception)
    kept = fresh(kept)
    assert Application.objects.get().person == kept
    assert HouseholdMember.objects.get().person == kept
    assert Contact.objects.get().person == kept
    assert Means.objects.get().person == kept and Means.objects.get().incomes == {"salary": "1200.00"}
    assert BankAccount.objects.get().person == kept
    assert kept.health == "سكري"
    assert kept.given_name == "فاطمة"
    assert kept.identity_number == ""  # The kind was chosen on the kept file, and its number goes with it.
    assert not FileChange.objects.filter(person=absorbed).exists()
    assert not Message.objects.filter(recipient=absorbed.recipient).exclude(template="people/merged").exists()
    assert fresh(absorbed).merged_into == kept


def test_values_stay_as_chosen(two, reception):
    kept, absorbed = two
    actions.merge(
        kept, absorbed, by=reception, chosen={"name": "absorbed", "identity": "absorbed", "birth_date": "kept"}
    )
    kept = fresh(kept)
    assert (kept.full_name, kept.identity_number) == ("Fatimah Aljohani", "1000000008")
    assert kept.birth_date == date(1980, 1, 2)
    assert kept.identity_index == absorbed.identity_index
    noted = FileChange.objects.filter(person=kept, via=Via.MERGE).values_list("field", flat=True)
    assert {"given_name", "identity_number", "health"} <= set(noted)


def test_both_accounts_open_the_file_that_stays(two, reception):
    kept, absorbed = two
    actions.merge(kept, absorbed, by=reception)
    assert person_of(absorbed.user) == person_of(kept.user) == kept
    assert Application.objects.of(absorbed.user).count() == Application.objects.of(kept.user).count() == 1
    assert set(Message.objects.of(kept.user)) <= set(Message.objects.of(absorbed.user))
    assert Message.objects.of(absorbed.user).filter(template="applications/withdrawn").count() == 1


@pytest.mark.parametrize("chosen", [{}, {"name": "absorbed", "identity": "absorbed", "birth_date": "absorbed"}])
def test_undoing_puts_every_column_back(two, reception, chosen):
    kept, absorbed = two
    Person.objects.filter(pk=absorbed.pk).update(identity_sighted_at=timezone.now(), identity_sighted_by=reception)
    before = state(but=SAID_BY_MERGING)
    done = actions.merge(fresh(kept), fresh(absorbed), by=reception, chosen=chosen)
    assert state(but=SAID_BY_MERGING) != before
    actions.undo(done, by=reception)
    assert state(but=SAID_BY_MERGING) == before
    letters = Message.objects.filter(recipient=absorbed.recipient).exclude(template__startswith="people/")
    assert letters.filter(template="applications/withdrawn").exists()


def test_a_file_without_an_account_takes_over_that_of_the_other(two, reception):
    _one, absorbed = two
    recipient = Recipient.objects.create(mobile="+966500000077")
    kept = Person(recipient=recipient)
    kept.save(force_insert=True)
    account, before = absorbed.user, state(but=SAID_BY_MERGING)
    done = actions.merge(fresh(kept), absorbed, by=reception)
    assert fresh(kept).user == account
    assert person_of(account) == kept
    assert Message.objects.of(account).count() >= 2
    actions.undo(done, by=reception)
    assert {**state(but=SAID_BY_MERGING)}[f"people.Person {kept.pk}"]["user_id"] is None
    assert person_of(account) == absorbed
    after = state(but=SAID_BY_MERGING)
    changed = {key: (before[key], after[key]) for key in before if before[key] != after[key]}
    assert set(changed) <= {f"people.Person {kept.pk}"}  # Its number was never indexed before.


def test_what_came_after_the_merge_stays_with_the_file_that_stays(two, reception):
    kept, absorbed = two
    done = actions.merge(kept, absorbed, by=reception)
    later = add(fresh(kept), HouseholdMember, by=kept.user, name="ليلى", relation="daughter")
    keep(fresh(kept), by=kept.user, health="سكري وضغط")
    assert [(line.title, line.first) for line in made_since(done)] == [(_("Household"), 1)]
    actions.undo(done, by=reception)
    later.refresh_from_db()
    assert later.person == kept
    assert fresh(kept).health == "سكري وضغط"
    assert HouseholdMember.objects.exclude(pk=later.pk).get().person == absorbed


def test_after_its_time_a_merge_stands(two, reception):
    kept, absorbed = two
    done = actions.merge(kept, absorbed, by=reception)
    with time_machine.travel(timezone.now() + timedelta(hours=24, minutes=1)):
        assert refusal_of(actions.undo, done, by=reception).status == 409
    actions.undo(done, by=reception)
    told = refusal_of(actions.undo, done, by=reception)
    assert (told.status, told.message) == (409, actions.UNDONE_ALREADY)


def test_a_chain_is_undone_from_its_end(two, new_member, reception):
    kept, absorbed = two
    last = person_of(new_member())
    first = actions.merge(kept, absorbed, by=reception)
    second = actions.merge(last, fresh(kept), by=reception)
    assert {person_of(each.user).pk for each in (kept, absorbed, last)} == {last.pk}
    told = refusal_of(actions.undo, first, by=reception)
    assert (told.status, told.message) == (409, actions.LATER_FIRST)
    actions.undo(second, by=reception)
    assert person_of(absorbed.user) == kept
    actions.undo(first, by=reception)
    assert person_of(absorbed.user) == absorbed


def test_two_merges_into_one_file_are_undone_last_first(two, new_member, reception):
    kept, absorbed = two
    more = person_of(new_member())
    first = actions.merge(kept, absorbed, by=reception)
    second = actions.merge(fresh(kept), more, by=reception)
    assert refusal_of(actions.undo, first, by=reception).message == actions.LATER_FIRST
    actions.undo(second, by=reception)
    actions.undo(first, by=reception)


def test_what_cannot_be_merged(two, new_member, reception):
    kept, absorbed = two
    third = person_of(new_member())
    assert refusal_of(actions.merge, kept, kept, by=reception).status == 422
    actions.merge(kept, absorbed, by=reception)
    assert refusal_of(actions.merge, third, absorbed, by=reception).status == 409
    assert refusal_of(actions.merge, absorbed, third, by=reception).status == 409
    assert Merge.objects.count() == 1
    with pytest.raises(IntegrityError), transaction.atomic():
        Merge.objects.create(kept=third, absorbed=third, by=reception, undo_until=timezone.now(), moved={}, before={})


def test_nobody_merges_their_own_file_or_that_of_kin(two, staff, member):
    kept, absorbed = two
    colleague = staff("reception", "manager")
    colleague.is_superuser = True
    colleague.save()
    own = person_of(colleague)
    assert refusal_of(actions.merge, kept, own, by=colleague).status == 403
    assert refusal_of(actions.merge, own, kept, by=colleague).status == 403
    add(own, HouseholdMember, by=colleague, name="أخي", relation="sibling", identity_number="1000000008")
    told = refusal_of(actions.merge, kept, fresh(absorbed), by=colleague)
    assert told.status == 403
    assert refusal_of(actions.merge, kept, absorbed, by=staff("researcher")).status == 403
    assert refusal_of(actions.keep_apart, kept, absorbed, by=colleague, reason="أعرفهما").status == 403
    assert not Merge.objects.exists()


def test_a_merge_leaves_rows_and_tells_both_without_naming_anyone(two, reception):
    kept, absorbed = two
    done = actions.merge(kept, absorbed, by=reception)
    for each in (kept, absorbed):
        assert AuditEvent.objects.about(each).filter(action="person.merged", by=reception).count() == 1
    letters = Message.objects.filter(template="people/merged")
    assert {letter.recipient_id for letter in letters} == {kept.recipient_id, absorbed.recipient_id}
    for letter in letters:
        assert not any(
            word in letter.title + letter.body for word in ("فاطمة", "Fatimah", kept.reference, "1000000008")
        )
    actions.undo(done, by=reception)
    assert Message.objects.filter(template="people/unmerged").count() == 2


def test_two_people_who_look_alike_are_said_to_be_two_once(two, reception):
    kept, absorbed = two
    pair = actions.keep_apart(kept, absorbed, by=reception, reason="شقيقتان")
    assert actions.keep_apart(absorbed, kept, by=reception, reason="شقيقتان") == pair
    assert refusal_of(actions.keep_apart, kept, absorbed, by=reception, reason=" ").status == 422
    assert AuditEvent.objects.filter(action="person.kept_apart").count() == 2
    actions.compare_again(kept, absorbed, by=reception)
    actions.compare_again(kept, absorbed, by=reception)
    assert AuditEvent.objects.filter(action="person.compared_again").count() == 1

"""Two at once: one result, and whoever loses is told so (invariant 4).

Every race runs on connections of its own, released together by a barrier. A loser gets 409 and the Arabic message;
any other error, an OperationalError of the database above all, fails the test. `RACES` says how many there are in all.
"""

import os
import re
import threading
from collections.abc import Callable
from itertools import count
from typing import Any

import pytest
from django.db import connection
from django.utils.translation import override

from accounts.actions import open_account
from accounts.models import User
from applications import actions as person_acts
from applications.declaration import fingerprint
from applications.enums import DeclineReason
from applications.models import Application, Decision
from applications.refusals import Refused
from applications.steps import progress_of
from audit.models import AuditEvent
from casework import actions as staff_acts
from notifications.actions import deliver_due, notify
from notifications.models import Delivery, Message
from notifications.sms import MemoryGateway
from people.actions import person_of
from people.merging import actions as merging
from people.models import Merge, Person
from tests import cases
from tests.volunteering import credits
from tests.volunteering.volunteers import make_volunteer
from volunteering.certificates.actions import issue
from volunteering.day.actions import was_there
from volunteering.hours.actions import approve as approve_hours
from volunteering.models import HoursEntry

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]
KINDS = 12
ROUNDS = -(-int(os.environ.get("RACES", "56")) // KINDS)
_slugs = count(1)


def race(*acts: Callable[[], Any]) -> tuple[list[Any], list[Refused]]:
    """Runs the acts at once; what the winners returned, and how the losers were refused."""
    gate, won, refused, broken = threading.Barrier(len(acts)), [], [], []

    def run(act: Callable[[], Any]) -> None:
        try:
            gate.wait(timeout=30)
            won.append(act())
        except Refused as refusal:
            refused.append(refusal)
        except Exception as fault:
            broken.append(fault)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert not any(thread.is_alive() for thread in threads)
    assert broken == []
    with override("ar"):
        for refusal in refused:
            assert refusal.status == 409
            assert re.search("[\u0621-\u064a]{3}", str(refusal.message))
    return won, refused


def traces(case: Application, event: str) -> tuple[int, int, int]:
    """How many events, audit rows and messages of one kind a request has."""
    return (
        case.events.filter(kind=event).count(),
        AuditEvent.objects.about(case).filter(action=f"application.{event}").count(),
        Message.objects.filter(template=f"applications/{event}", subject_id=str(case.pk)).count(),
    )


@pytest.fixture
def service():
    return cases.make_service(f"support-{next(_slugs)}")


def test_two_clicks_start_one_draft(service, new_member):
    for _round in range(ROUNDS):
        user = new_member()
        won, refused = race(*[lambda user=user: person_acts.start(service, by=user)] * 2)
        assert len({case.pk for case in won}) == 1
        assert refused == []
        assert traces(won[0], "started") == (1, 1, 0)
        assert Application.objects.filter(person__user=user).count() == 1


def test_two_signatures_send_once(service, new_member):
    for _round in range(ROUNDS):
        user = new_member()
        case = person_acts.make_ready(cases.drafted(user, service), by=user)
        given = cases.code_for(case, user)
        won, refused = race(*[lambda case=case, by=user, given=given: person_acts.sign(case, by=by, **given)] * 2)
        assert [each.status for each in won] == ["submitted"] * 2
        assert refused == []
        assert traces(case, "submitted") == (1, 1, 1)
        assert case.declarations.count() == 1


def test_one_of_two_colleagues_takes_a_case_up(service, new_member, staff):
    desks = [staff("reception"), staff("reception")]
    for _round in range(ROUNDS):
        case = cases.submitted(new_member(), service)
        won, refused = race(*[lambda by=by, case=case: staff_acts.begin_matching(case, by=by) for by in desks])
        assert (len(won), len(refused)) == (1, 1)
        assert Application.objects.get(pk=case.pk).assigned_to == won[0].assigned_to
        assert traces(case, "verifying") == (1, 1, 0)


def test_one_of_two_members_decides(service, new_member, staff):
    reception, first, second = staff("reception"), staff("committee"), staff("chair")
    words = {"reason": "كلام", "early_reason": "عاجل"}
    for _round in range(ROUNDS):
        case = cases.at_committee(new_member(), service, reception)
        won, refused = race(
            lambda case=case: staff_acts.approve(case, by=first, **words),
            lambda case=case: staff_acts.reject(case, by=second, reason_code=DeclineReason.OTHER, **words),
        )
        assert (len(won), len(refused)) == (1, 1)
        decision = Decision.objects.get(application=case)
        status = Application.objects.get(pk=case.pk).status
        assert status == ("approved" if decision.is_accepted else "rejected")
        assert [traces(case, event)[0] for event in ("approved", "rejected")].count(1) == 1


def test_taking_back_and_deciding_end_in_one_of_both_orders(service, new_member, staff):
    """An accepted request may still be taken back; a request taken back is never decided."""
    reception, member_of = staff("reception"), staff("committee")
    for _round in range(ROUNDS):
        user = new_member()
        case = cases.at_committee(user, service, reception)
        won, refused = race(
            lambda case=case: staff_acts.approve(case, by=member_of, reason="نعم", early_reason="عاجل"),
            lambda case=case, user=user: person_acts.withdraw(case, by=user),
        )
        assert Application.objects.get(pk=case.pk).status == "withdrawn"
        assert traces(case, "withdrawn") == (1, 1, 1)
        assert Decision.objects.filter(application=case).count() == len(won) - 1
        assert len(won) + len(refused) == 2


def test_an_answer_changed_while_signing_is_signed_or_refused_never_slipped_in(service, new_member):
    for _round in range(ROUNDS):
        user = new_member()
        case = person_acts.make_ready(cases.drafted(user, service), by=user)
        race(
            lambda case=case, user=user: cases.sign(case, user),
            lambda case=case, user=user: person_acts.save_answer(case, "question-0", "9", by=user),
        )
        case = Application.objects.select_related("person").get(pk=case.pk)
        if case.was_submitted:
            assert case.declarations.get(voided_at__isnull=True).answers_hash == fingerprint(progress_of(case))
        else:
            assert case.answers.get(key="question-0").value == "9"


def test_two_coordinators_approve_hours_once(new_member, staff):
    desks = [staff("volunteer_coordinator"), staff("manager")]
    for _round in range(ROUNDS):
        volunteer = make_volunteer(new_member(), by=desks[0])
        entry, _away = credits.over(volunteer, by=desks[0])
        won, refused = race(*[lambda by=by, entry=entry: approve_hours(entry, by=by) for by in desks])
        assert (len(won), len(refused)) == (1, 1)
        assert volunteer.events.filter(kind="hours_approved").count() == 1


def test_a_volunteer_is_checked_in_and_certified_once(new_member, staff):
    """Two taps and two coordinators make one coming, one proposal and one certificate."""
    desks = [staff("volunteer_coordinator"), staff("manager")]
    for _round in range(ROUNDS):
        volunteer = make_volunteer(new_member(), by=desks[0])
        _entry, away = credits.over(volunteer, by=desks[0])
        won, refused = race(*[lambda by=by, away=away: was_there(away, by=by) for by in desks])
        assert (len(won), refused) == (2, [])
        assert away.events.filter(kind="checked_in").count() == away.events.filter(kind="checked_out").count() == 1
        approve_hours(HoursEntry.objects.get(placement=away), by=desks[1])
        page = away.shift.opportunity
        won, refused = race(*[lambda by=by, who=volunteer, page=page: issue(who, page, by=by) for by in desks])
        assert (len(won), refused) == (2, []) and len({each.number for each in won}) == 1
        assert volunteer.certificates.count() == 1


def test_twenty_who_want_the_last_three_places(service, new_member):
    service.capacity = 3
    service.save()
    users = [new_member() for _place in range(20)]
    ready = [(person_acts.make_ready(cases.drafted(user, service), by=user), user) for user in users]
    won, refused = race(*[lambda case=case, user=user: cases.sign(case, user) for case, user in ready])
    assert (len(won), len(refused)) == (3, 17)
    assert all(each.status == 409 for each in refused)
    sent = Application.objects.filter(service=service)
    assert sent.filter(status="submitted").count() == 3
    assert sum(case.is_editable and case.answers.count() == 2 for case in sent) == 17


def test_two_colleagues_merge_one_pair_once(new_member, staff):
    desks = [staff("reception"), staff("manager")]
    for _round in range(ROUNDS):
        one, other = person_of(new_member()), person_of(new_member())
        won, refused = race(
            lambda one=one, other=other: merging.merge(one, other, by=desks[0]),
            lambda one=one, other=other: merging.merge(other, one, by=desks[1]),
        )
        assert (len(won), len(refused)) == (1, 1)
        assert Merge.objects.filter(kept__in=[one, other]).count() == 1
        won, refused = race(*[lambda by=by, done=won[0]: merging.undo(done, by=by) for by in desks])
        assert (len(won), len(refused)) == (1, 1)
        assert Person.objects.filter(pk__in=[one.pk, other.pk], merged_into__isnull=True).count() == 2


def test_two_doors_open_one_account():
    for turn in range(ROUNDS):
        mobile = f"+96657{turn:07d}"
        won, _refused = race(*[lambda mobile=mobile: open_account(mobile=mobile)] * 2)
        assert len({user.pk for user in won}) == 1
        assert User.objects.filter(mobile=mobile).count() == 1


def test_two_sweepers_send_a_message_once(member):
    MemoryGateway.outbox.clear()
    recipient = person_of(member).recipient
    for _round in range(ROUNDS):
        context = {"reference": "YD-2222-2222", "service": "دعم"}
        for _row in range(3):
            notify(recipient, "applications/withdrawn", subject=None, context=context)
        won, _refused = race(deliver_due, deliver_due)
        assert sum(won) == 3
    keys = [sent.key for sent in MemoryGateway.outbox]
    assert len(keys) == len(set(keys)) == Delivery.objects.count()

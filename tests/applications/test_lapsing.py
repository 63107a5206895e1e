"""What nobody goes on with: one word before its end, then the end, and never the end without the word (R35)."""

from datetime import timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.utils import timezone
from django.utils.translation import override

from applications import actions as person_acts
from applications.enums import Event, Status
from applications.lapsing.actions import lapse, warn
from applications.models import Application
from attachments.checks import check
from casework import actions as staff_acts
from notifications.models import Message
from office.models import OfficeSettings
from saudi.hijri import both
from tests import cases

pytestmark = pytest.mark.django_db
START = timezone.now()


def on(day):
    """The clock on the `day`-th day from now."""
    return time_machine.travel(START + timedelta(days=day), tick=True)


def run():
    call_command("lapse_requests", verbosity=0)


def told():
    return [each.template.removeprefix("applications/") for each in Message.objects.order_by("created_at")]


def status(case):
    return Application.objects.get(pk=case.pk).status


@pytest.fixture
def service():
    return cases.make_service()


@pytest.fixture
def draft(member, service):
    with on(0):
        return cases.drafted(member, service)


def test_a_draft_is_warned_once_with_its_last_day_and_then_lapses_once(draft, member, sign_in):
    for day, expected in [(52, []), (53, ["lapse_warned"]), (54, ["lapse_warned"]), (60, ["lapse_warned"])]:
        with on(day):
            run()
            assert (told(), status(draft)) == (expected, Status.DRAFT)
    with override("ar"):
        assert both(timezone.localdate(START + timedelta(days=60)), "ar") in Message.objects.get().body.replace(
            "\u00a0", " "
        )
    for day in (61, 62):
        with on(day):
            run()
            assert (told(), status(draft)) == (["lapse_warned", "lapsed"], Status.LAPSED)
    with on(62):
        page = sign_in(member).get(draft.get_absolute_url()).content.decode()
        assert "/apply/support/" in page
        again = person_acts.start(draft.service, by=member)
        assert again.pk != draft.pk


@pytest.mark.parametrize("act", ["answer", "paper", "check"])
def test_whoever_goes_on_gets_the_whole_time_again(draft, member, act):
    with on(55):
        run()
    with on(59):
        if act == "answer":
            person_acts.save_answer(draft, "question-0", "6", by=member)
        elif act == "paper":
            person_acts.attach_paper(draft, "paper-0", check(cases.picture(colour="red")), by=member)
        else:
            person_acts.make_ready(draft, by=member)
    with on(70):
        run()
        assert told() == ["lapse_warned"]
        assert status(draft) in (Status.DRAFT, Status.AWAITING_DECLARATION)
    with on(113):
        run()
        assert told() == ["lapse_warned", "lapse_warned"]


def test_a_clockwork_that_stood_still_warns_first_and_gives_the_days_of_the_notice(draft):
    for day, state in [(200, Status.DRAFT), (201, Status.DRAFT), (207, Status.DRAFT), (208, Status.LAPSED)]:
        with on(day):
            run()
            assert status(draft) == state
    assert told() == ["lapse_warned", "lapsed"]


def test_a_returned_request_is_warned_before_its_day_and_lapses_after_it(member, service, staff):
    with on(0):
        case = cases.waiting(member, service, staff("reception"))
    last = Application.objects.get(pk=case.pk).waiting_until
    before = (last - timezone.localdate(START)).days
    for day, letters in [(before - 8, 0), (before - 7, 1), (before - 6, 1), (before, 1)]:
        with on(day):
            run()
            assert told().count("lapse_warned") == letters
            assert status(case) == Status.VERIFYING
    with on(before - 3):
        person_acts.save_answer(case, "question-0", "6", by=member)
        run()
        assert told().count("lapse_warned") == 1
    with on(before + 1):
        run()
        assert status(case) == Status.LAPSED
        assert case.events.order_by("at").last().kind == Event.LAPSED


def test_a_second_return_is_warned_of_anew_and_never_lapses_untold(member, service, staff):
    reception = staff("reception")
    with on(0):
        case = cases.waiting(member, service, reception)
    with on(28):
        run()
        person_acts.attach_paper(case, "paper-0", check(cases.picture(colour="red")), by=member)
        cases.sign(case, member)
    with on(29):
        staff_acts.send_back(case, problems={"paper-0": "غير واضح"}, note="", by=reception)
    with on(90):
        run()
        kept = Application.objects.get(pk=case.pk)
        assert told().count("lapse_warned") == 2
        assert kept.is_waiting
        assert kept.waiting_until >= timezone.localdate() + timedelta(days=7)


def test_what_is_with_staff_neither_is_warned_nor_lapses(member, service, staff):
    with on(0):
        case = cases.being_matched(member, service, staff("reception"))
    with on(300):
        run()
        assert not (warn(case) or lapse(case))
    assert "lapse_warned" not in told()
    assert status(case) == Status.VERIFYING


def test_the_days_are_those_of_the_settings(draft):
    OfficeSettings.objects.update_or_create(defaults={"draft_days": 20, "draft_warn_days": 5})
    for day, letters in [(14, 0), (15, 1), (21, 2)]:
        with on(day):
            run()
            assert len(told()) == letters

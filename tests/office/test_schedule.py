"""Work that comes back by the clock: when it is due, that it runs once, and that a fault stops nothing else."""

from datetime import datetime, time, timedelta
from functools import partial
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.conf import settings
from django.core.management import call_command, get_commands
from django.utils import timezone

from office.actions import LEASE, run_due
from office.models import JobRun
from office.schedule import PURPOSES, Job, jobs
from tests.test_races import race

RIYADH = ZoneInfo("Asia/Riyadh")
NOON = datetime(2026, 3, 1, 12, 0, tzinfo=RIYADH)


def at(hour, minute=0, day=1):
    return datetime(2026, 3, day, hour, minute, tzinfo=RIYADH)


def test_every_scheduled_command_exists_and_has_words():
    names = [command for command, _rhythm in settings.SCHEDULE]
    assert set(names) <= set(get_commands())
    assert len(names) == len(set(names)) and set(names) <= set(PURPOSES)
    assert [job.command for job in jobs()] == names


@pytest.mark.parametrize(
    ("job", "last", "expected"),
    [
        (Job("x", every=timedelta(minutes=1)), None, NOON),
        (Job("x", every=timedelta(minutes=1)), at(11, 59), NOON),
        (Job("x", daily_at=time(2, 10)), at(2, 10), at(2, 10, day=2)),
        (Job("x", daily_at=time(2, 10)), at(1, 0), at(2, 10)),
        (Job("x", daily_at=time(2, 10)), at(23, 59), at(2, 10, day=2)),
        (Job("x", daily_at=time(23, 50)), at(11, 0), at(23, 50)),
    ],
)
def test_when_it_is_due(job, last, expected):
    assert job.due_at(last, NOON) == expected


def test_the_hour_is_the_hour_of_the_association():
    last = datetime(2026, 3, 1, 22, 0, tzinfo=ZoneInfo("UTC"))  # Already the second of March in Yanbu.
    assert Job("x", daily_at=time(2, 10)).due_at(last, NOON) == at(2, 10, day=2)


@pytest.fixture
def schedule(db, settings):
    settings.SCHEDULE = [("first", timedelta(minutes=1)), ("second", "02:10")]


def test_each_job_runs_when_its_time_has_come_and_once(schedule):
    ran = []
    with time_machine.travel(NOON, tick=False):
        assert run_due(ran.append) == ["first", "second"]
        assert run_due(ran.append) == []
    with time_machine.travel(NOON + timedelta(minutes=1), tick=False):
        assert run_due(ran.append) == ["first"]
    with time_machine.travel(at(2, 11, day=2), tick=False):
        assert run_due(ran.append) == ["first", "second"]
    assert ran == ["first", "second", "first", "first", "second"]


def test_a_fault_is_noted_by_its_kind_and_the_next_job_runs(schedule):
    def run(name):
        if name == "first":
            raise ValueError("0500000000 belongs to somebody")

    assert run_due(run) == ["first", "second"]
    failed, fine = JobRun.objects.get(name="first"), JobRun.objects.get(name="second")
    assert (failed.last_error, failed.leased_until, fine.last_error) == ("ValueError", None, "")
    assert failed.last_finished_at is not None


def test_a_job_that_runs_is_left_alone_and_one_that_was_killed_runs_again(schedule):
    inner = []
    with time_machine.travel(NOON, tick=False):
        run_due(lambda name: inner.append(run_due(lambda _name: None)) if name == "first" else None)
    assert inner == [["second"]]  # The other process takes what is free, and not what is being run.
    JobRun.objects.filter(name="second").update(leased_until=NOON + LEASE, last_started_at=NOON)
    with time_machine.travel(NOON + LEASE - timedelta(minutes=1), tick=False):
        assert run_due(lambda _name: None) == ["first"]
    with time_machine.travel(NOON + LEASE + timedelta(seconds=1), tick=False):
        assert "second" in run_due(lambda _name: None)


def test_the_command_runs_what_is_due(schedule, settings, capsys):
    settings.SCHEDULE = [("clearsessions", timedelta(minutes=1))]
    call_command("keep_schedule")
    assert capsys.readouterr().out.split() == ["clearsessions"]
    assert JobRun.objects.get().last_error == ""


def test_the_screen_says_how_it_went_to_managers_alone(schedule, staff, sign_in, django_assert_max_num_queries):
    JobRun.objects.create(name="first", last_started_at=timezone.now(), last_error="ValueError")
    client = sign_in(staff("manager"))
    client.get("/admin/schedule/")
    with django_assert_max_num_queries(20):
        html = client.get("/admin/schedule/").content.decode()
    assert "تعذّر" in html and "ValueError" in html and "لم يُشغّل بعد" in html
    for role in ("reception", "editor", "publisher"):
        assert sign_in(staff(role)).get("/admin/schedule/").status_code in (302, 403)


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_two_schedules_run_a_job_once(settings):
    settings.SCHEDULE = [("clearsessions", timedelta(minutes=1))]
    for _round in range(5):
        JobRun.objects.all().delete()
        ran = []
        look = partial(run_due, ran.append)
        won, refused = race(look, look)
        assert sorted(won) == [[], ["clearsessions"]] and not refused and ran == ["clearsessions"]

"""Removing by the clock: report first, wait, then act in batches; stop and hold are a manager's."""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.roles import Role
from audit.actions import record
from notifications.actions import notify
from notifications.models import Recipient
from office.queries import settings
from people.models import Hold, Person, RetentionLine, RetentionReport, RetentionSetting
from people.refusals import CONFLICT, UNPROCESSABLE, require
from people.rights import rules
from people.rights.actions.requests import NOT_YOUR_DESK
from people.rights.retention import Rule, all_set, due_now, rule

BATCH = 100
MOST_A_RUN = 20_000  # rows of one rule; the next night goes on
REFERENCES = 50
ENDED_ALREADY = _("This rule has ended already. Nothing was changed.")
HELD_ALREADY = _("This file is held already.")
NOT_HELD = _("This file is not held any more.")
WRITE_WHY = _("Write why the file is held.")
TOO_SHORT = _("This rule keeps its rows for at least %(days)s days.")


@transaction.atomic
def report() -> RetentionReport | None:
    """Count what every rule would remove and tell the managers; None when a report stands or nothing is due."""
    if RetentionReport.objects.select_for_update().filter(is_open=True).exists():
        return None
    now, notice = timezone.now(), settings().retention_notice_days
    made = RetentionReport.objects.create(as_of=now, acts_on=timezone.localdate() + timedelta(days=notice))
    lines = [_line(made, each.rule, each.days) for each in all_set() if each.is_enabled]
    kept = [line for line in lines if line is not None]
    if not kept:
        made.delete()
        return None
    record("retention.reported", by=None, subject=made, details={line.code: line.due for line in kept})
    _tell_managers(made, kept)
    return made


def act() -> int:
    """Do what the open report told, once its notice is over; how many rows. Killed in between, it goes on."""
    made = RetentionReport.objects.filter(is_open=True, acts_on__lte=timezone.localdate()).first()
    if made is None:
        return 0
    acted = sum(_act_on(line) for line in made.lines.all() if line.is_running)
    _finish(made)
    return acted


@transaction.atomic
def stop(line: RetentionLine, *, by: User) -> RetentionLine:
    """Keep what the line would still remove; the next report lists it again."""
    require(rules.rules_retention(by), NOT_YOUR_DESK)
    fresh = RetentionLine.objects.select_for_update().get(pk=line.pk)
    require(fresh.is_running, ENDED_ALREADY, CONFLICT)
    fresh.stopped_at, fresh.stopped_by = timezone.now(), by
    fresh.save(update_fields=["stopped_at", "stopped_by"])
    record("retention.stopped", by=by, subject=fresh, details={"rule": fresh.code})
    return fresh


@transaction.atomic
def set_rule(code: str, *, days: int, is_enabled: bool, by: User) -> RetentionSetting:
    """The days of a rule, from its least upwards, and whether it acts; a report that stands keeps its own days."""
    known = rule(code)
    require(rules.rules_retention(by) and known is not None, NOT_YOUR_DESK)
    least = known.least_days if known else 0
    require(days >= least, TOO_SHORT % {"days": least}, UNPROCESSABLE)
    row, _made = RetentionSetting.objects.update_or_create(code=code, defaults={"days": days, "is_enabled": is_enabled})
    record("retention.set", by=by, subject=row, details={"rule": code, "days": days, "is_enabled": is_enabled})
    return row


@transaction.atomic
def hold(person: Person, *, reason: str, by: User) -> Hold:
    """Keep everything of the person until the hold is lifted."""
    locked = Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    require(rules.rules_retention(by) and not rules.is_own(by, locked), NOT_YOUR_DESK)
    require(bool(reason.strip()), WRITE_WHY, UNPROCESSABLE)
    require(not Hold.objects.standing().filter(person=locked).exists(), HELD_ALREADY, CONFLICT)
    made = Hold.objects.create(person=locked, reason=reason.strip(), by=by)
    record("person.held", by=by, subject=locked)
    return made


@transaction.atomic
def lift(held: Hold, *, by: User) -> Hold:
    """The hold is over."""
    fresh = Hold.objects.select_for_update(of=("self",)).select_related("person").get(pk=held.pk)
    require(rules.rules_retention(by) and not rules.is_own(by, fresh.person), NOT_YOUR_DESK)
    require(fresh.lifted_at is None, NOT_HELD, CONFLICT)
    fresh.lifted_at, fresh.lifted_by = timezone.now(), by
    fresh.save(update_fields=["lifted_at", "lifted_by"])
    record("person.hold_lifted", by=by, subject=fresh.person)
    return fresh


def _line(made: RetentionReport, each: Rule, days: int) -> RetentionLine | None:
    rows = due_now(each, made.as_of, days)
    count = rows.count()
    if not count:
        return None
    if each.warn:
        each.warn(rows, made.acts_on)
    path = f"{each.person_path}__reference" if each.person_path else "reference"
    named = rows.filter(**{f"{path}__isnull": False}).order_by(path).values_list(path, flat=True).distinct()
    references = list(named[:REFERENCES])
    return RetentionLine.objects.create(report=made, code=each.code, days=days, due=count, references=references)


def _act_on(line: RetentionLine) -> int:
    known, acted, last = rule(line.code), 0, None
    while known and acted < MOST_A_RUN:
        count, last = _batch(line, known, last)
        if not count:
            break
        acted += count
    return acted


@transaction.atomic
def _batch(line: RetentionLine, known: Rule, last: Any) -> tuple[int, Any]:
    """One batch after the row `last`: how many, and the last of them. None left ends the line."""
    fresh = RetentionLine.objects.select_for_update(of=("self",)).select_related("report").get(pk=line.pk)
    if not fresh.is_running:
        return 0, None
    rows = due_now(known, fresh.report.as_of, fresh.days)
    batch = list(rows.filter(pk__gt=last)[:BATCH] if last else rows[:BATCH])
    if batch:
        keys = [row.pk for row in batch]
        known.act(batch)
        fresh.acted += len(keys)
    else:
        fresh.finished_at = timezone.now()
    fresh.save(update_fields=["acted", "finished_at"])
    return len(batch), keys[-1] if batch else None


@transaction.atomic
def _finish(made: RetentionReport) -> None:
    fresh = RetentionReport.objects.select_for_update().get(pk=made.pk)
    lines = list(fresh.lines.all())
    if fresh.is_open and not any(line.is_running for line in lines):
        fresh.is_open, fresh.finished_at = False, timezone.now()
        fresh.save(update_fields=["is_open", "finished_at"])
        record("retention.acted", by=None, subject=fresh, details={line.code: line.acted for line in lines})


def _tell_managers(made: RetentionReport, lines: list[RetentionLine]) -> None:
    managers = User.objects.filter(is_active=True, groups__role_group__role=Role.MANAGER).distinct()
    context = {"acts_on": made.acts_on, "count": sum(line.due for line in lines)}
    for manager in managers:
        recipient, _made = Recipient.objects.get_or_create(user=manager)
        notify(recipient, "retention/planned", subject=made, url_name="people_retention", context=context)

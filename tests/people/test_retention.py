"""What was kept long enough goes: told first, done after the notice, never of a held file (PDPL)."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from accounts.models import User
from applications.models import Answer, Application, Paper
from attachments.models import Attachment
from audit.models import AuditEvent
from notifications.models import Message
from people.actions import person_of
from people.models import FileChange, Person, RetentionLine, RetentionReport, RetentionSetting
from people.refusals import Refused
from people.rights import retention
from people.rights.actions import retention as keeping
from tests import cases
from tests.people.rights import NAME, marked, withdrawn

pytestmark = pytest.mark.django_db


def long_ago(days):
    return timezone.now() - timedelta(days=days)


def old_draft(user):
    from services.models import ServicePage

    case = cases.drafted(user, ServicePage.objects.first() or cases.make_service())
    Application.objects.filter(pk=case.pk).update(created_at=long_ago(100))
    Answer.objects.filter(application=case).update(saved_at=long_ago(100))
    return case


def after_the_notice():
    RetentionReport.objects.update(acts_on=timezone.localdate())


def test_it_reports_first_and_acts_after_the_notice(member, staff):
    manager, case = staff("manager"), old_draft(member)
    call_command("apply_retention")
    line = RetentionLine.objects.get(code="drafts")
    assert (line.due, line.acted, line.references) == (1, 0, [case.person.reference])
    letter = Message.objects.get(template="retention/planned", recipient__user=manager)
    assert "1" in letter.body and NAME not in str(line.references)
    call_command("apply_retention")
    assert Application.objects.filter(pk=case.pk).exists()
    after_the_notice()
    call_command("apply_retention", "--report-only")
    assert Application.objects.filter(pk=case.pk).exists()
    call_command("apply_retention")
    assert not Application.objects.filter(pk=case.pk).exists() and not Attachment.objects.exists()
    report = RetentionReport.objects.get(pk=line.report_id)
    assert report.finished_at and report.lines.get().acted == 1
    assert AuditEvent.objects.filter(action="retention.acted").count() == 1


def test_nothing_due_makes_no_report(member):
    cases.drafted(member, cases.make_service())
    assert keeping.report() is None and not RetentionReport.objects.exists()


def test_what_was_used_again_during_the_notice_stays(member):
    case = old_draft(member)
    keeping.report()
    Answer.objects.filter(application=case).update(saved_at=timezone.now())
    after_the_notice()
    assert keeping.act() == 0 and Application.objects.filter(pk=case.pk).exists()


def test_a_held_file_stays(member, staff):
    case, manager = old_draft(member), staff("manager")
    keeping.report()
    held = keeping.hold(case.person, reason="قضية", by=manager)
    after_the_notice()
    assert keeping.act() == 0
    keeping.lift(held, by=manager)
    assert keeping.report() is not None  # Told anew before anything goes.
    assert Application.objects.filter(pk=case.pk).exists()


def test_a_hold_lifted_during_the_notice_still_keeps_what_nobody_was_warned_of(member, staff):
    case, manager = old_draft(member), staff("manager")
    held = keeping.hold(case.person, reason="قضية", by=manager)
    old_draft(User.objects.create_user(mobile="+966500000999"))
    keeping.report()
    keeping.lift(held, by=manager)
    after_the_notice()
    assert keeping.act() == 1 and Application.objects.filter(pk=case.pk).exists()


def test_a_stopped_rule_removes_nothing(member, staff, sign_in):
    case = old_draft(member)
    keeping.report()
    line, manager = RetentionLine.objects.get(), sign_in(staff("manager"))
    url = f"/admin/people/retention/stop/{line.pk}/"
    assert manager.get("/admin/people/retention/").status_code == 200
    assert manager.post(url).status_code == 302
    assert manager.post(url).status_code == 409
    after_the_notice()
    assert keeping.act() == 0 and Application.objects.filter(pk=case.pk).exists()
    assert RetentionReport.objects.get().finished_at


def test_killed_in_between_it_goes_on(new_member, monkeypatch):
    kept = [old_draft(new_member()) for _each in range(3)]
    keeping.report()
    after_the_notice()
    monkeypatch.setattr(keeping, "BATCH", 1)
    real, done = keeping._batch, []

    def dies(line, known, last):
        if len(done) == 2:
            raise KeyboardInterrupt
        done.append(1)
        return real(line, known, last)

    monkeypatch.setattr(keeping, "_batch", dies)
    with pytest.raises(KeyboardInterrupt):
        keeping.act()
    assert Application.objects.count() == 1 and RetentionLine.objects.get().acted == 2
    monkeypatch.setattr(keeping, "_batch", real)
    assert keeping.act() == 1
    assert RetentionLine.objects.get().acted == len(kept) and RetentionReport.objects.get().finished_at


def test_ended_requests_lose_their_answers_and_papers_alone(member):
    case = withdrawn(member)
    Application.objects.filter(pk=case.pk).update(ended_at=long_ago(400))
    keeping.report()
    after_the_notice()
    keeping.act()
    assert Application.objects.filter(pk=case.pk).exists() and case.events.exists()
    assert not Answer.objects.exists() and not Paper.objects.exists() and not Attachment.objects.exists()


def test_history_and_read_messages_go(member):
    person = marked(member)
    FileChange.objects.update(at=long_ago(2000))
    withdrawn(member)
    Message.objects.update(read_at=long_ago(800))
    keeping.report()
    after_the_notice()
    keeping.act()
    assert not FileChange.objects.filter(person=person, at__lt=long_ago(1900)).exists()
    assert not Message.objects.filter(read_at__isnull=False).exists()


def idle(user):
    person = marked(user)
    FileChange.objects.filter(person=person).update(at=long_ago(800))
    Person.objects.filter(pk=person.pk).update(created_at=long_ago(800))
    User.objects.filter(pk=user.pk).update(last_login=long_ago(800))
    return person


def test_an_idle_file_is_warned_of_and_then_erased(member, new_member):
    person, awake = idle(member), idle(new_member())
    keeping.report()
    assert Message.objects.filter(template="rights/idle").count() == 2
    User.objects.filter(pk=awake.user_id).update(last_login=timezone.now())
    after_the_notice()
    keeping.act()
    assert Person.objects.get(pk=person.pk).full_name == "" and Person.objects.get(pk=awake.pk).full_name == NAME
    assert not User.objects.get(pk=member.pk).is_active


def test_a_colleagues_file_is_never_idle(staff):
    idle(staff("reception"))
    assert keeping.report() is None


def test_a_rule_has_a_least_and_can_be_shut(member, staff, sign_in):
    old_draft(member)
    manager = sign_in(staff("manager"))
    url = "/admin/people/retention/rules/drafts/"
    assert manager.post(url, {"days": "٢", "is_enabled": "on"}).status_code == 422
    assert manager.post(url, {"days": "", "is_enabled": "on"}).status_code == 422
    assert manager.post(url, {"days": "90"}).status_code == 302
    assert keeping.report() is None
    assert manager.post(url, {"days": "120", "is_enabled": "on"}).status_code == 302
    assert keeping.report() is None and RetentionSetting.objects.get().days == 120
    with pytest.raises(Refused):
        keeping.set_rule("drafts", days=90, is_enabled=True, by=staff("reception"))


def test_every_rule_runs(member):
    person_of(member)
    for each in retention.all_set():
        assert list(retention.due_now(each.rule, timezone.now(), each.days)) == []
        assert each.rule.title and each.days >= each.rule.least_days

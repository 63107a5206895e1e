"""Two clicks at once on a consent, a code or an invitation: one result (invariant 4)."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.actions import open_account
from audit.models import AuditEvent
from notifications.models import Message
from people.actions import person_of
from people.consent.actions import give
from people.consent.enums import Purpose
from people.helping import actions
from people.models import Consent, Helper
from tests.people.test_helping import code_to, digits
from tests.test_races import race

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]


def account(mobile):
    user = open_account(mobile=mobile)
    user.prove_mobile()
    user.save()
    return user


def test_two_clicks_on_agree_make_one_consent():
    user = account("+966500330033")
    person = person_of(user)
    won, _refused = race(*[lambda: give(person, Purpose.VISIT, by=user)] * 2)
    assert won[0] == won[1] and Consent.objects.count() == 1
    assert AuditEvent.objects.filter(action="consent.given").count() == 1


def test_two_clicks_let_a_helper_in_once():
    user, helper = account("+966500330034"), account("+966500330035")
    last = timezone.localdate() + timedelta(days=30)
    words = {"name": "منال", "mobile": helper.mobile, "scopes": ["file"], "expires_on": last}
    row = actions.invite(person_of(user), by=user, **words)
    code = digits(code_to(user.mobile))
    race(*[lambda: actions.confirm(row, by=user, code=code)] * 2)
    race(*[lambda: actions.accept(row, by=helper)] * 2)
    assert Helper.objects.get().state == "open"
    assert Message.objects.filter(template="people/helper_accepted").count() == 1

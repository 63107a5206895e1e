"""Files of one paper from two windows, or from a person and the scanner at once: one result, nothing torn."""

import pytest
from django.core.files.base import ContentFile

from applications import actions
from applications.models import PaperFile
from attachments import vault
from attachments.actions import refuse
from attachments.causes import BadFile
from attachments.checks import check
from attachments.enums import State
from attachments.models import Attachment
from tests import cases
from tests.test_races import race

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]
ROUNDS = 4


@pytest.fixture
def case(member):
    return cases.drafted(member, cases.make_service())


def upload(colour):
    return check(ContentFile(cases.picture(colour=colour).read(), name="a.png"))


def put(case, member, colour):
    try:
        return actions.put_paper(case, "paper-0", upload(colour), by=member)
    except BadFile as problem:
        return problem.cause


def test_the_same_file_from_two_windows_is_there_once(case, member):
    for _round in range(ROUNDS):
        race(*[lambda: put(case, member, "red")] * 2)
        assert Attachment.objects.exclude(tray="").count() == 1


def test_the_last_room_is_given_once(case, member, settings):
    settings.ATTACHMENT_MAX_FILES = 2  # One is there already.
    won, _refused = race(*[lambda colour=colour: put(case, member, colour) for colour in ("red", "green", "blue")])
    assert sorted(isinstance(each, Attachment) for each in won) == [False, False, True]
    assert Attachment.objects.exclude(tray="").count() == 1


def test_two_windows_save_the_same_tray_once(case, member):
    put(case, member, "red")
    race(*[lambda: actions.save_paper(case, "paper-0", by=member)] * 2)
    assert PaperFile.objects.count() == Attachment.objects.count() == 2


def test_the_scanner_refuses_while_the_person_removes(case, member):
    for colour in ("red", "green", "blue", "gold"):
        put(case, member, colour)
        actions.save_paper(case, "paper-0", by=member)
        Attachment.objects.update(state=State.QUARANTINED)
        file = case.papers.get().attachments[-1]
        race(
            lambda file=file: refuse(file),
            lambda file=file: actions.remove_file(case, "paper-0", file.pk, by=member),
        )
        assert not Attachment.objects.filter(pk=file.pk).exists()
        assert not vault.path_of(file.stored_as).exists()

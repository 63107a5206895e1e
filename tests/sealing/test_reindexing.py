"""Another index key: whoever could be found can be found again."""

from base64 import b64encode
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from people.actions import person_of
from people.models import HouseholdMember, Person
from people.models.person import IDENTITY_PURPOSE
from sealing.index import blind
from sealing.reindexing import indexed_models
from tests import cases

pytestmark = pytest.mark.django_db
NUMBER = "1000000008"


def run(*options):
    told = StringIO()
    call_command("rebuild_blind_indexes", *options, stdout=told)
    return told.getvalue()


@pytest.fixture
def person(new_member):
    return cases.drafted(new_member(), cases.make_service()).person


def found():
    return list(Person.objects.filter(identity_index=blind(NUMBER, purpose=IDENTITY_PURPOSE)))


def test_a_person_is_found_again_under_another_index_key(person, new_member, settings):
    others = [person_of(new_member()) for _ in range(3)]
    assert found() == [person]
    settings.SEALING_INDEX_KEY = b64encode(b"j" * 32).decode()
    assert found() == []
    assert "Changed: " in run("--batch", "2")
    assert found() == [person]
    assert "Changed: 0" in run()
    assert Person.objects.count() == len(others) + 1


def test_it_changes_indexes_alone(person, settings):
    before = Person.objects.filter(pk=person.pk).values().get()
    settings.SEALING_INDEX_KEY = b64encode(b"j" * 32).decode()
    run()
    after = Person.objects.filter(pk=person.pk).values().get()
    assert {name for name in before if before[name] != after[name]} <= {
        name for name in before if name.endswith("_index")
    }


def test_a_row_that_does_not_open_is_named_and_keeps_its_index(person, settings):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE people_person SET identity_number = birth_date")
    kept = Person.objects.values_list("identity_index", flat=True).get()
    settings.SEALING_INDEX_KEY = b64encode(b"j" * 32).decode()
    told = StringIO()
    with pytest.raises(CommandError):
        call_command("rebuild_blind_indexes", stdout=told)
    assert f"Does not open: people.Person {person.pk}" in told.getvalue()
    assert Person.objects.values_list("identity_index", flat=True).get() == kept


def test_every_model_with_a_blind_index_of_a_row_is_known():
    assert {Person, HouseholdMember} <= set(indexed_models())

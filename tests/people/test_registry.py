"""Every model that leads to a person says how it leaves, what erasing does to it and what merging does to it."""

import pytest
from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db.models import ForeignKey

from people.models import Person
from people.registry import held

# What leads to a person and is no part of the file: the person's own row, and what merely speaks of it.
NOT_HELD = {"people.Person"}


def paths_to_a_person():
    """Models with a chain of foreign keys that ends at `Person`."""
    found, grown = {Person}, True
    while grown:
        more = {
            model
            for model in apps.get_models()
            for field in model._meta.concrete_fields
            if isinstance(field, ForeignKey) and field.related_model in found
        }
        grown, found = not more <= found, found | more
    return {model._meta.label for model in found} - NOT_HELD


def test_every_model_with_a_path_to_a_person_is_registered():
    assert sorted(paths_to_a_person() - {each.label for each in held()}) == []


@pytest.mark.parametrize("belonging", list(held()), ids=lambda each: each.label)
def test_what_is_registered_is_there(belonging):
    for name in (*belonging.exported, *belonging.cleared):
        try:
            belonging.model._meta.get_field(name)
        except FieldDoesNotExist:
            pytest.fail(f"{belonging.label} has no field {name}")
    assert belonging.title
    assert bool(belonging.kept_because) == (belonging.erasing.value == "keep")


@pytest.mark.django_db
@pytest.mark.parametrize("belonging", list(held()), ids=lambda each: each.label)
def test_its_path_leads_to_the_person(belonging):
    assert list(belonging.rows(Person())) == []

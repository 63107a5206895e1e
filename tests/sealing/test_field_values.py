"""What each sealed field keeps, and what it asks of its model; on models that have no table."""

import uuid
from datetime import date, datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, models
from django.forms import modelform_factory
from django.test.utils import isolate_apps
from hypothesis import given
from hypothesis import strategies as st

from attachments.models import Attachment
from sealing.fields import SealedDateField, SealedJSONField, SealedTextField

json_values = st.recursive(
    st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(codec="utf-8")),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(st.characters(codec="utf-8")), inner, max_size=3)
    ),
    max_leaves=8,
)


@isolate_apps("attachments")
def paper_model():
    class Paper(models.Model):  # noqa: DJ008
        id = models.UUIDField(primary_key=True, default=uuid.uuid4)
        label = SealedTextField(max_length=20)
        note = SealedTextField(null=True, blank=True)
        answers = SealedJSONField(default=dict, blank=True)
        born = SealedDateField(null=True, blank=True)

        class Meta:
            app_label = "attachments"

    return Paper


Paper = paper_model()


def through_the_database(field_name, value):
    """The value after it was sealed for one instance and opened by another of the same row."""
    field = Paper._meta.get_field(field_name)
    written = Paper(**{field_name: value})
    sealed = field.pre_save(written, add=True)
    token = field.get_db_prep_save(sealed, connection)
    return getattr(Paper(pk=str(written.pk), **{field_name: field.from_db_value(token, None, connection)}), field_name)


@given(json_values)
def test_json_comes_back(value):
    assert through_the_database("answers", value) == value


@given(st.dates())
def test_dates_come_back(value):
    assert through_the_database("born", value) == value
    assert through_the_database("born", value.isoformat()) == value


@given(st.text(st.characters(codec="utf-8")))
def test_text_comes_back(value):
    assert through_the_database("note", value) == value


@pytest.mark.parametrize("name", ["note", "answers", "born"])
def test_none_is_null(name):
    assert through_the_database(name, None) is None


def test_json_that_is_changed_in_place_is_what_is_saved():
    paper, field = Paper(), Paper._meta.get_field("answers")
    paper.answers["city"] = "ينبع"
    token = field.get_db_prep_save(field.pre_save(paper, add=True), connection)
    assert Paper(pk=paper.pk, answers=field.from_db_value(token, None, connection)).answers == {"city": "ينبع"}


@pytest.mark.parametrize("value", ["2026-02-30", "yesterday", 5, datetime(2026, 1, 1)])
def test_what_is_no_date_is_an_error(value):
    with pytest.raises(ValidationError):
        Paper._meta.get_field("born").clean(value, None)


def test_a_row_without_a_key_can_not_be_sealed():
    with pytest.raises(ValueError, match="primary key"):
        Paper._meta.get_field("label").pre_save(Paper(pk=None, label="x"), add=True)


def test_a_form_reads_and_shows_the_values():
    form_class = modelform_factory(Paper, fields=["label", "note", "answers", "born"])
    form = form_class({"label": "أ", "note": "", "answers": '{"a": 1}', "born": "1990-01-02"})
    assert form.is_valid(), form.errors
    assert (form.instance.note, form.instance.answers, form.instance.born) == (None, {"a": 1}, date(1990, 1, 2))
    assert form_class({"label": "a" * 21, "born": "x", "answers": "{"}).errors.keys() == {"label", "born", "answers"}


def test_a_renamed_field_still_opens_under_its_old_name():
    field = SealedTextField(bound_to="people.person.name")
    field.set_attributes_from_name("full_name")
    field.model = Paper
    assert field.context_for(Paper(pk=uuid.UUID(int=1))).startswith("people.person.name:00000000-")
    assert field.deconstruct()[3] == {"bound_to": "people.person.name"}


def test_migrations_see_only_what_was_written():
    name, path, args, kwargs = Paper._meta.get_field("label").deconstruct()
    assert (name, path, list(args), kwargs) == ("label", "sealing.fields.SealedTextField", [], {"max_length": 20})


@isolate_apps("attachments")
def test_the_checks_ask_for_a_uuid_key_and_refuse_an_index():
    class Numbered(models.Model):  # noqa: DJ008
        secret = SealedTextField()

        class Meta:
            app_label = "attachments"

    class Unready(models.Model):  # noqa: DJ008
        id = models.UUIDField(primary_key=True)
        secret = SealedTextField(unique=True)

        class Meta:
            app_label = "attachments"

    assert [error.id for error in Numbered._meta.get_field("secret").check()] == ["sealing.E001"]
    assert [error.id for error in Unready._meta.get_field("secret").check()] == ["sealing.E001", "sealing.E002"]
    assert Paper._meta.get_field("label").check() == []
    assert Attachment._meta.get_field("name").check() == []

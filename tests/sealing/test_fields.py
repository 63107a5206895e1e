"""The sealed fields as Django reaches them, on the real model of a private file."""

import copy
import pickle
import uuid

import pytest
from django.core import serializers
from django.core.exceptions import FieldError, ValidationError
from django.db import connection, transaction
from django.db.models import F, Value

from attachments.models import Attachment
from sealing import Unreadable
from sealing.fields import Sealed

SECRET = "بطاقة زيد 1012345672.pdf"
OTHER_KEY = "b29vb29vb29vb29vb29vb29vb29vb29vb29vb29vb28="


def make(name=SECRET, **fields):
    made = Attachment(name=name, content_type="application/pdf", size=1, sealed_key="k", stored_as=uuid.uuid4().hex)
    for key, value in fields.items():
        setattr(made, key, value)
    return made


@pytest.fixture
def row(db):
    made = make()
    made.save()
    return made


def fresh(row):
    return Attachment.objects.get(pk=row.pk)


def raw_names():
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, name FROM attachments_attachment")
        return dict(cursor.fetchall())


def swap_in(pk, token):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE attachments_attachment SET name = %s WHERE id = %s", [token, pk])


# --- What the database shows ---------------------------------------------------------------------------


def test_the_column_holds_a_token_and_the_attribute_the_value(row):
    (token,) = raw_names().values()
    assert token.startswith("v1:test:")
    assert "1012345672" not in token and "زيد" not in token
    assert fresh(row).name == SECRET


def test_the_database_file_never_holds_the_value(db):
    marked = f"MARKED-{uuid.uuid4().hex}"
    Attachment.objects.bulk_create([make(marked), make(marked)])
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM attachments_attachment")
        assert marked not in repr(cursor.fetchall())
    assert [row.name for row in Attachment.objects.all()] == [marked, marked]


def test_saving_again_seals_again(row):
    before = raw_names()
    fresh(row).save()
    assert raw_names() != before
    assert fresh(row).name == SECRET


@pytest.mark.parametrize("value", ["", " ", "v1:test:AAAA", "\u202eمقلوب", "a" * 200, "سطر\nثان\x00"])
def test_any_text_comes_back(row, value):
    row.name = value
    row.save()
    assert fresh(row).name == value


def test_a_lone_surrogate_does_no_harm(row):
    row.name = "a\ud800b"
    row.save()
    assert fresh(row).name == "a?b"


# --- Bound to its row and its key ------------------------------------------------------------------------


def test_tokens_of_two_rows_can_not_change_places(row):
    other = make("الآخر")
    other.save()
    tokens = raw_names()
    (first, second) = tokens
    swap_in(first, tokens[second])
    swap_in(second, tokens[first])
    for each in Attachment.objects.all():
        with pytest.raises(Unreadable):
            assert each.name


def test_a_token_can_not_move_to_another_field_of_its_row(row):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE attachments_attachment SET name = sealed_key")
    with pytest.raises(Unreadable):
        assert fresh(row).name


def test_plain_text_written_past_the_field_is_unreadable(row):
    swap_in(next(iter(raw_names())), "plain words")
    with pytest.raises(Unreadable):
        assert fresh(row).name


def test_a_wrong_key_is_unreadable_but_other_columns_still_read_and_save(row, settings):
    settings.SEALING_KEYS = {"test": OTHER_KEY}
    found = fresh(row)
    assert found.size == 1
    found.size = 2
    found.save(update_fields=["size"])
    with pytest.raises(Unreadable):
        assert found.name
    with pytest.raises(Unreadable), transaction.atomic():
        found.save()


def test_saving_moves_a_row_to_the_active_key(row, settings):
    settings.SEALING_KEYS = {**settings.SEALING_KEYS, "new": OTHER_KEY}
    settings.SEALING_ACTIVE_KEY = "new"
    fresh(row).save()
    assert next(iter(raw_names().values())).startswith("v1:new:")
    assert fresh(row).name == SECRET


def test_a_copy_under_another_key_is_refused_before_it_is_written(row):
    twin = fresh(row)
    twin.pk, twin.stored_as, twin._state.adding = uuid.uuid4(), "elsewhere", True
    with pytest.raises(Unreadable), transaction.atomic():
        twin.save()
    assert Attachment.objects.count() == 1


# --- How Django reaches it -------------------------------------------------------------------------------


def test_values_give_an_opaque_object(row):
    (sealed,) = Attachment.objects.values_list("name", flat=True)
    assert isinstance(sealed, Sealed)
    assert str(sealed) == repr(sealed) == f"{sealed}" == "<sealed>"
    assert pickle.loads(pickle.dumps(sealed)) == copy.deepcopy(sealed) == sealed
    assert sealed != "<sealed>" and len({sealed, copy.copy(sealed)}) == 1


def test_deferred_loading_opens_on_reading(row, django_assert_num_queries):
    found = Attachment.objects.defer("name").get()
    with django_assert_num_queries(1):
        assert found.name == found.name == SECRET
    del found.name
    with django_assert_num_queries(1):
        assert found.name == SECRET


def test_it_is_opened_only_when_read(row, monkeypatch):
    found = fresh(row)
    monkeypatch.setattr("sealing.fields.open_sealed", lambda *args, **kwargs: pytest.fail("opened unasked"))
    assert found.size == 1


def test_refresh_from_db_takes_the_new_value(row):
    old = fresh(row)
    assert old.name == SECRET
    row.name = "جديد"
    row.save()
    old.refresh_from_db()
    assert old.name == "جديد"


def test_update_fields_writes_the_sealed_field_alone(row):
    changed = fresh(row)
    changed.name, changed.size = "جديد", 99
    changed.save(update_fields=["name"])
    assert (fresh(row).name, fresh(row).size) == ("جديد", 1)


@pytest.mark.parametrize("twin", [copy.copy, copy.deepcopy, lambda row: pickle.loads(pickle.dumps(row))])
@pytest.mark.parametrize("read_first", [True, False])
def test_copies_and_pickles_read_the_same(row, twin, read_first):
    found = fresh(row)
    if read_first:
        assert found.name
    assert twin(found).name == SECRET


@pytest.mark.parametrize(
    "write",
    [
        lambda rows: rows.update(name="x"),
        lambda rows: rows.update(name=Value("x")),
        lambda rows: rows.update(name=F("sealed_key")),
        lambda rows: rows.update(name=rows.values_list("name", flat=True)[0]),
        lambda rows: rows.bulk_update(list(rows), ["name"]),
        lambda rows: rows.create(name=Value("x"), content_type="", size=1, sealed_key="k", stored_as="x"),
    ],
)
def test_writes_past_the_instance_are_refused(row, write):
    before = raw_names()
    with pytest.raises(FieldError, match="sealed"), transaction.atomic():
        write(Attachment.objects.all())
    assert raw_names() == before


@pytest.mark.parametrize(
    "lookup",
    [
        {"name": "x"},
        {"name__contains": "x"},
        {"name__in": ["x"]},
        {"name": None},
        {"name": F("sealed_key")},
        {"name__gt": "a"},
    ],
)
def test_looking_for_a_value_is_refused(row, lookup):
    with pytest.raises(FieldError, match="sealed"):
        Attachment.objects.filter(**lookup).exists()


def test_isnull_is_the_one_lookup(row):
    assert Attachment.objects.filter(name__isnull=False).count() == 1
    assert not Attachment.objects.filter(name__isnull=True).exists()


def test_fixtures_and_revisions_leave_it_out(row):
    assert "name" not in serializers.serialize("python", [fresh(row)])[0]["fields"]
    assert SECRET not in serializers.serialize("json", [fresh(row)])


def test_a_text_longer_than_the_field_is_an_error(row):
    row.name = "a" * 201
    with pytest.raises(ValidationError) as caught:
        row.full_clean()
    assert "name" in caught.value.message_dict

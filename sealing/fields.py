"""Model fields whose column holds a sealed token, bound to its row and opened when the attribute is read.

The model's primary key must be a UUID with a default, so that the row's name is known before it is inserted. The
binding is `app.model.field:pk`: when a model or field is renamed, pass `bound_to="old_app.old_model.old_field"`.
Left out of serialisation (fixtures, revisions): what is sealed leaves the database through its own doors only.
"""

import json
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

from django import forms
from django.conf import settings
from django.core import checks
from django.core.exceptions import FieldError, ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models.query_utils import DeferredAttribute
from django.utils.dateparse import parse_date
from django.utils.translation import gettext_lazy as _

from .crypto import key_id_of, open_sealed, reseal, seal

_Set = TypeVar("_Set", contravariant=True)
_Get = TypeVar("_Get", covariant=True)

if TYPE_CHECKING:
    from django.db.models.fields import Field

    class _Column(Field[_Set, _Get]): ...

else:

    class _Column(models.Field):
        def __class_getitem__(cls, item):
            return cls


class Sealed:
    """A token as it came from the database. `values()` gives these; they show nothing."""

    __slots__ = ("token",)

    def __init__(self, token: str) -> None:
        self.token = token

    def __repr__(self) -> str:
        return "<sealed>"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sealed) and self.token == other.token

    def __hash__(self) -> int:
        return hash(self.token)


class _Outgoing(Sealed):
    """A token sealed by `pre_save` for the row being written; nothing else may enter the column."""

    __slots__ = ()


class _OpenOnRead(DeferredAttribute):
    """Keeps the token until the attribute is read, then keeps the value."""

    field: "SealedField[Any, Any]"

    def __get__(self, instance: Any, cls: Any = None) -> Any:
        value = super().__get__(instance, cls)
        if isinstance(value, Sealed):
            value = instance.__dict__[self.field.attname] = self.field.open_for(instance, value)
        return value

    def __set__(self, instance: Any, value: Any) -> None:
        instance.__dict__[self.field.attname] = value

    def __delete__(self, instance: Any) -> None:
        del instance.__dict__[self.field.attname]


class SealedField(_Column[_Set, _Get]):
    """The base: subclasses say how a value becomes bytes and back. None is NULL and is not sealed."""

    descriptor_class = _OpenOnRead

    def __init__(self, *args: Any, bound_to: str = "", **kwargs: Any) -> None:
        self.bound_to = bound_to
        kwargs["serialize"] = False
        super().__init__(*args, **kwargs)

    def to_bytes(self, value: Any) -> bytes:
        raise NotImplementedError

    def from_bytes(self, plain: bytes) -> Any:
        raise NotImplementedError

    def context_for(self, instance: models.Model) -> str:
        """Where the token belongs. Raises ValueError for a row without a primary key."""
        key = self.model._meta.pk  # The declaring model's own: a parent's row is written before its child has a key.
        pk = key.to_python(getattr(instance, key.attname))
        if pk is None:
            raise ValueError(f"{self}: a row without a primary key can't hold a sealed value.")
        return f"{self.bound_to or f'{self.model._meta.label_lower}.{self.name}'}:{pk}"

    def open_for(self, instance: models.Model, sealed: Sealed) -> Any:
        """The value of this row. Raises Unreadable: another key, another row's token, altered bytes."""
        return self.from_bytes(open_sealed(sealed.token, context=self.context_for(instance)))

    def reseal(self, instance: models.Model) -> Any:
        """What `update()` takes to bring the token of a row just read to the active key, or None when it needs nothing.

        The one write past the instance: the value stays as it is, so the row's own rules have no say in it.
        Raises Unreadable.
        """
        sealed = instance.__dict__.get(self.attname)
        if not isinstance(sealed, Sealed) or key_id_of(sealed.token) == settings.SEALING_ACTIVE_KEY:
            return None
        return _Outgoing(reseal(sealed.token, context=self.context_for(instance)))

    # --- To and from the database ---------------------------------------------------------------------
    def get_internal_type(self) -> str:
        return "TextField"

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> Sealed | None:
        return None if value is None else Sealed(value)

    def pre_save(self, model_instance: models.Model, add: bool) -> _Outgoing | None:
        value = getattr(model_instance, self.attname)
        if value is None:
            return None
        self._refuse_expression(value)
        plain = self.to_bytes(self.to_python(value))
        return _Outgoing(seal(plain, context=self.context_for(model_instance)))

    def get_db_prep_save(self, value: Any, connection: Any) -> Any:
        self._refuse_expression(value)
        return self.get_db_prep_value(value, connection, prepared=False)

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> str | None:
        if value is None or isinstance(value, _Outgoing):
            return value.token if value else None
        raise FieldError(
            f"{self} is sealed for one row: set it on the instance and save() or bulk_create(). update(), "
            "bulk_update(), fixtures and database defaults can't write it; add it to an old table as null=True."
        )

    def get_lookup(self, lookup_name: str) -> Any:
        if lookup_name == "isnull":
            return super().get_lookup(lookup_name)
        raise FieldError(f"{self} is sealed: only isnull can look into it. Keep a blind index to find a value.")

    def _refuse_expression(self, value: Any) -> None:
        if hasattr(value, "resolve_expression"):
            raise FieldError(f"{self} is sealed: it can't be set from an expression.")

    # --- Declaration ------------------------------------------------------------------------------------
    def deconstruct(self) -> tuple[str, str, Sequence[Any], dict[str, Any]]:
        name, path, args, kwargs = super().deconstruct()
        del kwargs["serialize"]
        if self.bound_to:
            kwargs["bound_to"] = self.bound_to
        return name, path, args, kwargs

    def check(self, **kwargs: Any) -> list[checks.CheckMessage]:
        return [*super().check(**kwargs), *self._check_key(), *self._check_options()]

    def _check_key(self) -> list[checks.CheckMessage]:
        key: Any = self.model._meta.pk
        while key.remote_field is not None:  # Multi-table inheritance: the parent's key is the row's name.
            key = key.target_field
        if isinstance(key, models.UUIDField) and key.has_default():
            return []
        hint = "Set id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)."
        return [
            checks.Error("A model with a sealed field needs a UUID key with a default.", hint, self, "sealing.E001")
        ]

    def _check_options(self) -> list[checks.CheckMessage]:
        indexed = getattr(self, "db_index", False)
        if not (self.primary_key or self.unique or indexed or self.has_db_default()):
            return []
        hint = "Keep a blind index beside it (sealing.index.blind)."
        return [
            checks.Error("A sealed field can't be a key, unique, indexed or db_default.", hint, self, "sealing.E002")
        ]


class SealedTextField(SealedField[_Set, _Get]):
    """Text of any length, or of at most `max_length` characters; "" is sealed like any text."""

    _pyi_private_set_type: str
    _pyi_private_get_type: str

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.max_length is not None:
            self.validators.append(MaxLengthValidator(self.max_length))

    def to_python(self, value: Any) -> str | None:
        return value if value is None or isinstance(value, str) else str(value)

    def to_bytes(self, value: str) -> bytes:
        return value.encode("utf-8", "replace")  # Lone surrogates have no UTF-8: they become "?".

    def from_bytes(self, plain: bytes) -> str:
        return plain.decode()

    def formfield(self, **kwargs: Any) -> Any:
        defaults: dict[str, Any] = {"max_length": self.max_length}
        if self.choices is None and self.max_length is None:
            defaults["widget"] = forms.Textarea
        if self.null:
            defaults["empty_value"] = None
        return super().formfield(**{**defaults, **kwargs})


class SealedJSONField(SealedField[_Set, _Get]):
    """Whatever JSON can say; dates, times, decimals and UUIDs go in and come back as text. None is NULL."""

    _pyi_private_set_type: Any
    _pyi_private_get_type: Any
    empty_strings_allowed = False

    def to_bytes(self, value: Any) -> bytes:
        return json.dumps(value, cls=DjangoJSONEncoder, ensure_ascii=False, allow_nan=False).encode("utf-8", "replace")

    def from_bytes(self, plain: bytes) -> Any:
        return json.loads(plain)

    def formfield(self, **kwargs: Any) -> Any:
        return super().formfield(**{"form_class": forms.JSONField, "encoder": DjangoJSONEncoder, **kwargs})


class SealedDateField(SealedField[_Set, _Get]):
    """A Gregorian date; text is read as YYYY-MM-DD."""

    _pyi_private_set_type: str | date
    _pyi_private_get_type: date
    empty_strings_allowed = False
    default_error_messages = {"invalid_date": _("Enter a date that exists.")}

    def to_python(self, value: Any) -> date | None:
        if value is None or type(value) is date:
            return value
        try:
            parsed = parse_date(value) if isinstance(value, str) else None
        except ValueError:
            parsed = None
        if parsed is None:
            raise ValidationError(self.error_messages["invalid_date"], code="invalid_date")
        return parsed

    def to_bytes(self, value: date) -> bytes:
        return value.isoformat().encode()

    def from_bytes(self, plain: bytes) -> date:
        return date.fromisoformat(plain.decode())

    def formfield(self, **kwargs: Any) -> Any:
        return super().formfield(**{"form_class": forms.DateField, **kwargs})

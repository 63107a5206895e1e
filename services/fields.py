"""One field for «which of these», kept as a JSON list of values."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ChoiceListField(models.JSONField):
    """A list of values of one `TextChoices`, in the order of that class.

    `of` names the choices. It is left out of migrations: adding a choice changes no column.
    """

    def __init__(self, *args: Any, of: type[TextChoices] | None = None, **kwargs: Any) -> None:
        self.of = of
        super().__init__(*args, **{"default": list, "blank": True, **kwargs})

    def formfield(self, **kwargs: Any) -> forms.Field | None:
        return models.Field.formfield(
            self,
            form_class=forms.MultipleChoiceField,
            choices=self.of.choices if self.of else [],
            widget=forms.CheckboxSelectMultiple,
            **{key: value for key, value in kwargs.items() if key not in ("form_class", "widget", "choices")},
        )

    def validate(self, value: Any, model_instance: models.Model | None) -> None:
        """Refuse anything but a list of the known values."""
        super().validate(value, model_instance)
        known = self.of.values if self.of else []
        if not isinstance(value, list) or any(each not in known for each in value):
            raise ValidationError(_("Choose from the list only."), code="invalid_choice")

    def labels(self, values: list[str]) -> list[str]:
        """The labels of `values`, in the order in which the choices are declared."""
        return [str(label) for value, label in (self.of.choices if self.of else []) if value in values]

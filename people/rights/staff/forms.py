"""What colleagues write in answer, and the days of a rule."""

from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from people.actions import FIELDS
from people.forms import BirthDateForm, EitherDateField, IdentityForm
from people.models import Person, RightsRequest
from people.models.retention import MOST_DAYS
from people.rights.forms import PlainText
from saudi.identifiers import InvalidIdentifier, clean_iban
from sealing.fields import SealedDateField, SealedJSONField
from sealing.references import BadReference, parse
from services.enums import FilePart

OWN_FORMS: dict[FilePart, type[forms.Form]] = {FilePart.IDENTITY: IdentityForm, FilePart.BIRTH: BirthDateForm}


class AnswerForm(forms.Form):
    """Why a request is refused."""

    reason = PlainText(label=_("Reason, as the person reads it"), error_messages={"required": _("Write the reason.")})


class NoteForm(forms.Form):
    """What was done, in words."""

    note = PlainText(label=_("Words to the person"), required=False)


class CorrectForm(NoteForm):
    """The fields of the part that was asked about; a blank one stays as it is in the file."""

    def __init__(self, data: Any = None, *, asked: RightsRequest) -> None:
        super().__init__(data)
        part = FilePart(asked.part)
        self.own = OWN_FORMS[part](data) if part in OWN_FORMS else None
        fields = self.own.fields if self.own else _plain_fields(part)
        for field in fields.values():
            field.required = False
        self.names = list(fields)
        self.fields = {**fields, **self.fields}

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        written = any(data.get(name) for name in self.names)
        if self.own and written and not self.own.is_valid():
            for name, faults in self.own.errors.items():
                self.add_error(name, ValidationError(list(faults)))
        if self.own and written and self.own.is_valid():
            data |= self.own.cleaned_data
        return data

    def clean_iban(self) -> str:
        try:
            return clean_iban(self.cleaned_data["iban"]) if self.cleaned_data["iban"] else ""
        except InvalidIdentifier:
            raise ValidationError(_("Check the IBAN: one of its letters or digits is wrong."), code="iban") from None

    def values(self) -> dict[str, Any]:
        """What was written, by the names of the file's fields."""
        return {name: self.cleaned_data[name] for name in self.names if self.cleaned_data.get(name)}


class RuleForm(forms.Form):
    days = forms.IntegerField(label=_("Days"), min_value=1, max_value=MOST_DAYS)
    is_enabled = forms.BooleanField(label=_("In use"), required=False)


class HoldForm(forms.Form):
    """Whose file is held, by its reference, and why."""

    reference = forms.CharField(
        label=_("The number of the file"),
        max_length=40,
        error_messages={"required": _("Write the number of the file.")},
    )
    reason = PlainText(label=_("Why it is held"), error_messages={"required": _("Write why the file is held.")})

    def clean_reference(self) -> Person:
        try:
            reference = parse(self.cleaned_data["reference"], "YP")
        except BadReference:
            reference = ""
        found = Person.objects.filter(reference=reference).first()
        if found is None:
            raise ValidationError(_("There is no file with this number."), code="missing")
        return found


def _plain_fields(part: FilePart) -> dict[str, forms.Field]:
    """Fields that a line can hold; lists are put right on the pages of the file itself."""
    model, names = FIELDS.get(part, (Person, ()))
    found: dict[str, forms.Field] = {}
    for name in names:
        field: Any = model._meta.get_field(name)
        if isinstance(field, SealedJSONField) or field.get_internal_type() in ("JSONField", "BooleanField"):
            continue
        if isinstance(field, SealedDateField):
            found[name] = EitherDateField(label=field.verbose_name)
        elif field.choices:
            found[name] = forms.ChoiceField(label=field.verbose_name, choices=[("", "—"), *field.choices])
        else:
            limit = field.max_length or 250
            found[name] = forms.CharField(label=field.verbose_name, max_length=cast(int, limit))
    return found

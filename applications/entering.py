"""The pages of a file before a colleague who writes a request down: numbers that stand stay hidden (invariant 1)."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _

from applications.forms import step_form
from applications.steps import Step
from people.actions import FIELDS
from people.parts import File
from people.wording import MASKED, said

# What must be the same as before for a number that is left empty to stay.
BESIDE = {"identity_number": "identity_kind", "iban": "holder"}


def form(page: Step, file: File, *, data: QueryDict | None, initial: dict[str, Any]) -> forms.Form:
    """The form of a page of the file; a hidden number that is left empty stays as it is."""
    hidden = _hidden(page, file)
    given = _completed(data, file, hidden)
    shown = step_form(page, data=given, initial={**initial, **dict.fromkeys(hidden, "")})
    for name in hidden:
        told = _("The file has %(number)s. Leave this empty to keep it.") % {"number": said(name, file.value(name))}
        shown.fields[name].help_text = told
    if given is not data and not shown.is_valid():
        shown.data = data or {}  # Its errors stand; what is shown again is what was typed.
    return shown


def _hidden(page: Step, file: File) -> list[str]:
    """The numbers of this page that the file has already."""
    names = FIELDS[page.part][1] if page.part in FIELDS else ()
    return [name for name in names if name in MASKED and file.value(name)]


def _completed(data: QueryDict | None, file: File, hidden: list[str]) -> QueryDict | None:
    """What was posted, with the numbers that stay."""
    if data is None or not hidden:
        return data
    whole = data.copy()
    for name in hidden:
        if not whole.get(name, "").strip() and whole.get(BESIDE[name]) == file.value(BESIDE[name]):
            whole[name] = file.value(name)
    return whole

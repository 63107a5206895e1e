"""One routing rule as a manager writes it."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from casework.models import Route
from casework.routing.actions import NAMELESS
from casework.routing.queries import choosable
from office.models import Branch
from services.models import ServicePage


class NamedChoices(forms.ModelMultipleChoiceField):
    """Colleagues by their names."""

    def label_from_instance(self, obj: Any) -> str:
        return obj.get_full_name() or str(obj)


class RouteForm(forms.ModelForm):
    """An empty condition fits all requests."""

    colleagues = NamedChoices(
        queryset=User.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label=_("Colleagues"),
        help_text=_("The one with the fewest open cases gets it."),
    )

    class Meta:
        model = Route
        fields = ("position", "service", "language", "branch", "role", "colleagues", "is_active")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        guides = ServicePage.objects.filter(locale__language_code=settings.LANGUAGE_CODE)
        self._offer("service", guides.order_by("title"), _("All services"))
        self._offer("branch", Branch.objects.order_by("name"), _("All branches"))
        self.fields["language"].choices = [("", _("All languages")), *settings.LANGUAGES]  # type: ignore[attr-defined]
        self._offer("colleagues", choosable(), None)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not self.errors and not data.get("role") and not data.get("colleagues"):
            self.add_error("colleagues", NAMELESS)
        return data

    def _offer(self, name: str, queryset: Any, empty: Any) -> None:
        field: Any = self.fields[name]
        field.queryset = queryset
        if empty is not None:
            field.empty_label = empty

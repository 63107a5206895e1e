"""What editors choose in the report of answers to review."""

from django import forms
from django.utils.translation import gettext_lazy as _

from services.reviews import Due, keepers


class ReviewsForm(forms.Form):
    """Which answers the report shows."""

    due = forms.ChoiceField(label=_("Review"), required=False)
    keeper = forms.ChoiceField(label=_("Who answers for it"), required=False)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        everything = [("", _("All"))]
        self.fields["due"].choices = [*everything, *Due.choices]  # type: ignore[attr-defined]
        self.fields["keeper"].choices = [*everything, *keepers()]  # type: ignore[attr-defined]

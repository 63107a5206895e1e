"""The form in which every page is written, and what a reader sends about a page."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm

from content.enums import NotHelpful


class ContentPageForm(WagtailAdminPageForm):
    """A page made in the editor starts as a draft: whatever stops its publication leaves it one."""

    def save(self, commit: bool = True) -> Any:
        """Save; Wagtail adds a new page before it asks whether it may be published."""
        if self.instance._state.adding:
            self.instance.live, self.instance.has_unpublished_changes = False, True
        return super().save(commit=commit)


LONGEST_WISH = 500


class HelpfulForm(forms.Form):
    """Yes, or no with a reason and a wish. `subject` is a trap: no person sees it, so whoever fills it is none."""

    helpful = forms.ChoiceField(choices=[("yes", ""), ("no", "")])
    reason = forms.ChoiceField(
        label=_("What was wrong?"),
        choices=NotHelpful.choices,
        required=False,
        widget=forms.RadioSelect,
    )
    wish = forms.CharField(
        label=_("What did you look for?"),
        help_text=_("Write no name, number or other personal data."),
        max_length=LONGEST_WISH,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    subject = forms.CharField(required=False)

    @property
    def is_trapped(self) -> bool:
        return bool(self.data.get("subject", "").strip())

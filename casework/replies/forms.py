"""A template."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from people.forms import CleanText


class TemplateForm(forms.Form):
    """Title, language and words."""

    title = CleanText(label=_("Title"), max_length=80, error_messages={"required": _("Write a title.")})
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES, initial="ar")
    text = CleanText(
        label=_("Text"),
        max_length=2000,
        help_text=_("Polite and plain. Never the name or the matter of one person."),
        widget=forms.Textarea(attrs={"rows": 6, "dir": "auto"}),
        error_messages={"required": _("Write the text.")},
    )
    is_active = forms.BooleanField(label=_("In use"), required=False, initial=True)

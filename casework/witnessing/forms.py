"""What the colleague says who is present when a request is signed."""

from django import forms
from django.utils.translation import gettext_lazy as _

from attachments.forms import PaperField
from people.consent.forms import CodeField

WAS_READ = _("I read to the person the answers, the declaration, and how the committee replies.")
TELL_SO = {"required": _("Read it all to the person, then tick this.")}


class SheetForm(forms.Form):
    """The signed sheet."""

    scan = PaperField(label=_("Picture or scan of the signed sheet"))
    fits = forms.BooleanField(
        label=_("The sheet carries the check number that stands here."),
        error_messages={"required": _("Compare the check number. If it differs, print the sheet anew.")},
    )
    notice_seen = forms.BooleanField(label=WAS_READ, error_messages=TELL_SO)
    answers_hash = forms.CharField(widget=forms.HiddenInput, max_length=64)
    text_version = forms.CharField(widget=forms.HiddenInput, required=False, max_length=16)


class SpokenForm(forms.Form):
    """The code as the person tells it."""

    code = CodeField(label=_("The code that the person tells you"))
    notice_seen = forms.BooleanField(label=WAS_READ, error_messages=TELL_SO)

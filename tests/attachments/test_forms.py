"""The field of a form: the same causes, as errors at the field."""

import pytest
from django import forms
from django.utils import translation

from attachments.causes import Cause
from attachments.checks import CheckedFile
from attachments.forms import PaperField
from tests.attachments.samples import pdf, upload


class PaperForm(forms.Form):
    paper = PaperField()


class OptionalForm(forms.Form):
    paper = PaperField(required=False)


def form_with(name, content, form=PaperForm):
    return form({}, {"paper": upload(name, content)})


def test_a_good_paper_cleans_to_what_will_be_kept():
    form = form_with("a.pdf", pdf())
    assert form.is_valid()
    assert isinstance(form.cleaned_data["paper"], CheckedFile)


@pytest.mark.parametrize(
    "name, content, cause",
    [("a.pdf", b"", Cause.EMPTY), ("a.exe", b"MZ", Cause.TYPE), ("a.pdf", b"MZ" + b"\0" * 300, Cause.MISMATCH)],
)
def test_each_cause_becomes_the_error_of_the_field(name, content, cause):
    with translation.override("ar"):
        form = form_with(name, content)
        (error,) = form.errors.as_data()["paper"]
        assert error.code == cause.value
        assert form.errors["paper"] == [str(cause.label)]


def test_no_file_is_an_error_only_where_one_is_required():
    assert PaperForm({}, {}).errors.as_data()["paper"][0].code == "required"
    form = OptionalForm({}, {})
    assert form.is_valid() and form.cleaned_data["paper"] is None


def test_the_widget_asks_for_what_is_taken():
    rendered = str(PaperForm()["paper"])
    assert 'accept="application/pdf,image/jpeg,image/png,image/webp,' in rendered


def test_a_text_where_a_file_belongs_is_an_error():
    assert not PaperForm({"paper": "words"}, {}).is_valid()

"""Files sent before their form is: kept, counted, removable, one's own alone, and swept when nothing came of them."""

from datetime import timedelta

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone, translation
from django.utils.datastructures import MultiValueDict

from attachments import vault
from attachments.actions import put, store, sweep, take, take_out
from attachments.causes import BadFile
from attachments.enums import State
from attachments.forms import PapersField
from attachments.models import Attachment
from attachments.queries import in_tray
from tests.attachments.samples import pdf, picture, upload

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("private_root")]
TRAY = "complaint:1"
PLAIN = pdf()  # Made once: a PDF carries the second in which it was made.


def body(number):
    return PLAIN + b"\n%" + str(number).encode()


def sent(member, number=1, **given):
    return put(upload(f"ورقة {number}.pdf", body(number)), tray=TRAY, by=member, owner=None, **given)


def test_files_wait_in_order_and_are_taken_once(member):
    files = [sent(member, number) for number in range(3)]
    assert list(in_tray(TRAY, by=member)) == files
    assert take(TRAY, by=member) == files
    assert take(TRAY, by=member) == []
    assert set(Attachment.objects.values_list("tray", flat=True)) == {""}


def test_the_same_file_sent_twice_is_there_once(member):
    assert sent(member) == sent(member)
    assert Attachment.objects.count() == 1


def test_a_tray_is_ones_own(member, new_member):
    other, file = new_member(), sent(member)
    assert not in_tray(TRAY, by=other).exists()
    assert take(TRAY, by=other) == [] and take_out(file.pk, tray=TRAY, by=other) is False
    assert take_out(file.pk, tray="complaint:2", by=member) is False
    assert take_out(file.pk, tray=TRAY, by=member) is True
    assert take_out(file.pk, tray=TRAY, by=member) is False
    assert not Attachment.objects.exists()


def test_more_files_than_the_limit_are_refused_by_name_of_the_limit(member, settings):
    settings.ATTACHMENT_MAX_FILES = 2
    beside = store(upload("a.pdf", body(9)), by=member, owner=None)
    sent(member, beside=[beside])
    with pytest.raises(BadFile) as caught:
        sent(member, 2, beside=[beside])
    assert caught.value.cause == "too_many" and "2" in caught.value.message
    assert Attachment.objects.count() == 2


def test_more_bytes_than_the_limit_are_refused(member, settings):
    settings.ATTACHMENT_MAX_TOTAL_BYTES = len(body(1)) * 2
    for number in (1, 2):
        sent(member, number)
    with pytest.raises(BadFile) as caught:
        sent(member, 3)
    assert caught.value.cause == "too_much"


def test_what_had_a_virus_is_not_taken(member):
    good, bad = sent(member), sent(member, 2)
    bad.state = State.REFUSED
    bad.save()
    assert take(TRAY, by=member) == [good]
    assert not Attachment.objects.filter(pk=bad.pk).exists()


@pytest.mark.django_db(transaction=True)
def test_a_tray_whose_form_was_never_sent_is_swept_after_a_day(member):
    old, fresh, kept = sent(member), sent(member, 2), store(upload("a.pdf", body(3)), by=member, owner=None)
    long_ago = timezone.now() - timedelta(days=2)
    Attachment.objects.filter(pk__in=[old.pk, kept.pk]).update(created_at=long_ago)
    assert sweep() == 1
    Attachment.objects.filter(pk=fresh.pk).update(uploaded_by=None)
    assert sweep() == 0
    assert set(Attachment.objects.all()) == {fresh, kept}
    assert not vault.path_of(old.stored_as).exists()


class SeveralForm(forms.Form):
    papers = PapersField()


def several(*files):
    return SeveralForm({}, MultiValueDict({"papers": [SimpleUploadedFile(*file) for file in files]}))


def test_a_bad_file_costs_no_good_one_and_is_named():
    with translation.override("ar"):
        form = several(
            ("وجه.jpg", picture()), ("عقد.pdf", b"<html>"), ("ظهر.png", picture("PNG")), ("x\u202e.exe", b"MZ")
        )
        assert form.is_valid()
        papers = form.cleaned_data["papers"]
    assert [file.name for file in papers.good] == ["وجه.jpg", "ظهر.png"]
    assert [problem.code for problem in papers.problems] == ["mismatch", "type"]
    assert "\u2068عقد.pdf\u2069" in papers.problems[0].message
    assert "\u202e" not in papers.problems[1].message


def test_no_file_at_all_is_an_error_where_one_is_required():
    assert several().errors.as_data()["papers"][0].code == "required"


def test_the_widget_takes_several_and_names_what_is_taken():
    rendered = str(SeveralForm()["papers"])
    assert " multiple" in rendered and ".docx" in rendered

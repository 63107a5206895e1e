"""The command and the upload in the admin: reports in Arabic, refusals that keep the form, nobody else's door."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.urls import reverse

from policies.models import PoliciesIndexPage, PolicyPage
from tests.policies.scans import LIBRARY


@pytest.fixture
def scan(tmp_path):
    path = tmp_path / "scan.txt"
    path.write_text(LIBRARY)
    return path


def run(*args):
    out = io.StringIO()
    call_command("import_policy", *map(str, args), stdout=out, no_color=True)
    return out.getvalue()


def test_the_command_prints_the_report_and_makes_a_draft(scan, library_page):
    out = run(scan, "--title", "لائحة الإعارة")
    assert "المخطوطات" in out
    assert "الطالعة" in out
    assert "2021-05-05" in out
    assert PolicyPage.objects.get().title == "لائحة الإعارة"


def test_a_trial_creates_nothing(scan, library_page):
    run(scan, "--dry-run")
    assert not PolicyPage.objects.exists()


def test_a_second_run_says_so_and_changes_nothing(scan, library_page):
    run(scan)
    run(scan)
    assert PolicyPage.objects.count() == 1


@pytest.mark.parametrize(
    "content", [b"", b"\x00\x01\x02", "سطر واحد من نثر طويل لا عنوان فيه ولا قائمة أبدا.".encode()]
)
def test_a_bad_file_ends_the_command_with_words(tmp_path, library_page, content):
    path = tmp_path / "bad.txt"
    path.write_bytes(content)
    with pytest.raises(CommandError) as caught:
        run(path)
    assert str(caught.value)
    assert not PolicyPage.objects.exists()


def test_the_library_must_be_one(scan, library_page):
    with pytest.raises(CommandError):
        run(scan, "--parent", "elsewhere")
    library_page.add_sibling(instance=PoliciesIndexPage(title="أخرى", slug="others"))
    with pytest.raises(CommandError):
        run(scan)
    run(scan, "--parent", "others")
    assert PolicyPage.objects.get().get_parent().slug == "others"


def upload(client, content, **given):
    file = SimpleUploadedFile("scan.txt", content)
    index = PoliciesIndexPage.objects.get()
    return client.post(reverse("policies_import"), {"file": file, "index": index.pk, **given})


def test_an_upload_makes_a_draft_and_opens_it(library_page, editor, sign_in):
    answer = upload(sign_in(editor), LIBRARY.encode(), title="لائحة الإعارة")
    page = PolicyPage.objects.get()
    assert answer.status_code == 302
    assert answer.url == reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert not page.live


def test_the_editor_finds_the_report_on_the_page(library_page, editor, sign_in):
    client = sign_in(editor)
    answer = client.get(upload(client, LIBRARY.encode()).url)
    assert answer.status_code == 200
    assert "الخطوطات" in answer.content.decode()


def test_a_preview_shows_the_report_and_creates_nothing(library_page, editor, sign_in):
    answer = upload(sign_in(editor), LIBRARY.encode(), preview="on", accept="٢٦")
    assert answer.status_code == 200
    assert "المطالعة" in answer.content.decode()
    assert not PolicyPage.objects.exists()


@pytest.mark.parametrize(
    ("content", "status"), [(b"", 400), (b"\x00\x01", 400), (b"%PDF-1.4", 400), (b"\xd8" * (2 * 1024 * 1024 + 1), 413)]
)
def test_a_bad_upload_is_refused_and_the_form_kept(library_page, editor, sign_in, content, status):
    answer = upload(sign_in(editor), content, title="عنوان كتبته")
    assert answer.status_code == status
    assert "عنوان كتبته" in answer.content.decode()
    assert answer.context["form"].errors["file"]
    assert not PolicyPage.objects.exists()


def test_an_upload_without_a_file_is_refused(library_page, editor, sign_in):
    answer = sign_in(editor).post(reverse("policies_import"), {"index": library_page.pk})
    assert answer.status_code == 400


def test_a_forged_upload_is_refused(library_page, editor, sign_in):
    client = sign_in(editor)
    client.handler.enforce_csrf_checks = True
    assert upload(client, LIBRARY.encode()).status_code == 403
    assert not PolicyPage.objects.exists()


def test_a_colleague_who_may_not_add_pages_is_turned_away(library_page, staff, sign_in):
    client = sign_in(staff("reception"))
    assert upload(client, LIBRARY.encode()).status_code in {302, 403}
    assert not PolicyPage.objects.exists()


def test_a_stranger_is_sent_to_sign_in(library_page, client):
    assert upload(client, LIBRARY.encode()).status_code == 302
    assert not PolicyPage.objects.exists()

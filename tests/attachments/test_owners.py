"""Whose key guards a paper: erased with it, in the site and in every backup of database and files."""

import shutil
import uuid
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.test import RequestFactory

from applications.models import Paper
from attachments.actions import erase, store
from attachments.models import Attachment
from attachments.queries import content, respond
from sealing import Erased, Unreadable, keyring
from sealing.crypto import unwrap
from tests import cases
from tests.attachments.samples import pdf, upload

pytestmark = pytest.mark.django_db
OWNER, OTHER = uuid.UUID(int=7), uuid.UUID(int=8)


@pytest.fixture(autouse=True)
def roots(settings, tmp_path):
    settings.PRIVATE_ROOT, settings.KEYRING_ROOT = tmp_path / "private", tmp_path / "keyring"


def stored(owner=OWNER):
    return Attachment.objects.get(pk=store(upload("ورقة.pdf", pdf()), by=None, owner=owner).pk)


def opened(attachment):
    return b"".join(content(attachment))


def test_a_paper_opens_with_its_owners_key_alone():
    paper = stored()
    assert opened(paper) == pdf()
    shutil.rmtree(keyring._path(OWNER).parent)
    with pytest.raises(Unreadable):
        opened(Attachment.objects.get(pk=paper.pk))


def test_erasing_one_person_leaves_the_papers_of_others():
    mine, twin, theirs, nobodys = stored(), stored(), stored(OTHER), stored(None)
    keyring.erase(OWNER)
    for paper in (mine, twin):
        with pytest.raises(Erased):
            respond(RequestFactory().get("/"), paper)
    assert opened(theirs) == opened(nobodys) == pdf()


@pytest.mark.django_db(transaction=True)
def test_the_key_goes_only_when_the_erasure_stands():
    paper = stored()
    with pytest.raises(RuntimeError), transaction.atomic():
        erase(OWNER)
        raise RuntimeError
    assert opened(paper) == pdf()
    with transaction.atomic():
        erase(OWNER)
        assert opened(paper) == pdf()
    assert keyring.is_erased(OWNER)


def test_the_nightly_sweep_destroys_keys_that_an_older_keyring_brought_back(settings, tmp_path):
    stored()
    shutil.copytree(settings.KEYRING_ROOT, tmp_path / "older")
    keyring.erase(OWNER)
    shutil.copytree(tmp_path / "older", settings.KEYRING_ROOT, dirs_exist_ok=True)
    call_command("sweep_private_files", stdout=(told := StringIO()))
    assert "erased keys: 1" in told.getvalue() and not list(settings.KEYRING_ROOT.rglob("*.key"))


def test_a_restored_backup_of_rows_and_files_does_not_open_after_erasing(settings, tmp_path):
    """Database and files come back from before the erasure; the keyring, on the same machine or a new one, does not."""
    paper = stored()
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM attachments_attachment")
        columns, row = [column[0] for column in cursor.description], cursor.fetchone()
    shutil.copytree(settings.PRIVATE_ROOT, tmp_path / "backup")

    keyring.erase(OWNER)
    paper.delete()
    shutil.rmtree(settings.PRIVATE_ROOT)

    shutil.copytree(tmp_path / "backup", settings.PRIVATE_ROOT)
    with connection.cursor() as cursor:
        places = ", ".join(["%s"] * len(row))
        cursor.execute(f"INSERT INTO attachments_attachment ({', '.join(columns)}) VALUES ({places})", row)
    with pytest.raises(Erased):
        opened(Attachment.objects.get())
    settings.KEYRING_ROOT = tmp_path / "a new machine"
    with pytest.raises(Unreadable):
        opened(Attachment.objects.get())


def test_another_owners_key_does_not_open_it():
    paper = stored()
    keyring.key_for(OTHER)
    for field, value in (("owner", OTHER), ("owner", None)):
        moved = Attachment.objects.get(pk=paper.pk)
        setattr(moved, field, value)
        with pytest.raises(Unreadable):
            opened(moved)


def test_the_wrapped_keys_of_two_papers_of_one_person_can_not_change_places():
    one, two = stored(), stored()
    one.sealed_key, two.sealed_key = two.sealed_key, one.sealed_key
    one.save()
    with pytest.raises(Unreadable):
        opened(Attachment.objects.get(pk=one.pk))


def test_neither_the_sealing_key_nor_the_owners_alone_gives_the_files_key():
    paper = stored()
    held = paper.sealed_key  # What the sealing key gives.
    assert held.startswith("w1:") and paper.key.hex() not in held
    with pytest.raises(Unreadable):
        unwrap(held, key=keyring.key_for(OTHER), context=f"attachments.key:{paper.pk}:{OWNER}")


def test_nothing_is_stored_for_whoever_was_erased():
    keyring.erase(OWNER)
    with pytest.raises(Erased):
        stored()
    assert not Attachment.objects.exists()


def test_a_paper_of_a_request_belongs_to_its_person(new_member, sign_in, staff):
    """Whoever may open it is told that it was erased; a stranger learns nothing."""
    user = new_member()
    case = cases.drafted(user, cases.make_service())
    paper = Paper.objects.get(application=case)
    assert paper.attachments[0].owner == case.person_id
    address = f"{case.get_absolute_url()}papers/{paper.key}/{paper.attachments[0].pk}/"
    mine, strangers = sign_in(user), sign_in(new_member())
    assert mine.get(address).status_code == 200
    keyring.erase(case.person_id)
    answer = mine.get(address)
    assert answer.status_code == 410 and "حُذف هذا المستند" in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]
    assert strangers.get(address).status_code == 404

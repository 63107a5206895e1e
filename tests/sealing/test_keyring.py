"""A key for each person: made once, apart from everything, and gone for good when erased."""

import os
import stat
import subprocess
import sys
import time
import uuid
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as profile
from hypothesis import strategies as st

from sealing import Erased, Unreadable, keyring
from sealing.crypto import seal
from tests.test_layers import ROOT

OTHER_KEY = "b29vb29vb29vb29vb29vb29vb29vb29vb29vb29vb28="
OWNER, OTHER = uuid.UUID(int=7), uuid.UUID(int=8)
MAKE = """
import sys, time
from uuid import UUID
import django
django.setup()
from django.conf import settings
from pathlib import Path
from sealing import keyring
settings.KEYRING_ROOT = Path(sys.argv[1])
time.sleep(max(0, float(sys.argv[2]) - time.time()))
print(keyring.key_for(UUID(int=7)).hex())
"""


@pytest.fixture(autouse=True)
def root(settings, tmp_path):
    settings.KEYRING_ROOT = tmp_path / "keyring"
    return settings.KEYRING_ROOT


def key_files(root):
    return [path for path in root.rglob("*") if path.is_file() and path.name != ".lock"]


def test_a_key_is_made_once_and_stays(root):
    key = keyring.key_for(OWNER)
    assert len(key) == 32 and key == keyring.key_for(OWNER) == keyring.key_of(OWNER)
    assert key != keyring.key_for(OTHER)
    assert keyring.exists(OWNER) and set(keyring.owners()) == {OWNER, OTHER}


def test_the_file_shows_no_key_and_only_the_site_reads_it(root):
    key = keyring.key_for(OWNER)
    (path,) = key_files(root)
    assert path.read_text().startswith("v1:test:") and key not in path.read_bytes()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert {stat.S_IMODE(folder.stat().st_mode) for folder in (root, path.parent)} == {0o700}


def test_reading_makes_no_key(root):
    with pytest.raises(Unreadable):
        keyring.key_of(OWNER)
    assert not keyring.exists(OWNER) and not root.exists()


def test_threads_that_start_together_get_one_key(root):
    with ThreadPoolExecutor(16) as pool:
        assert len(set(pool.map(lambda _: keyring.key_for(OWNER), range(64)))) == 1
    assert len(key_files(root)) == 1


def test_processes_that_start_together_get_one_key(root):
    command = [sys.executable, "-c", MAKE, str(root), str(time.time() + 2)]
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "site_project.settings.test"}
    started = [subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True) for _ in "1234"]
    printed = {process.communicate(timeout=60)[0] for process in started}
    assert {process.returncode for process in started} == {0}
    assert printed == {f"{keyring.key_of(OWNER).hex()}\n"}


def test_another_owners_file_in_its_place_is_unreadable(root):
    keyring.key_for(OWNER), keyring.key_for(OTHER)
    one, two = key_files(root)
    one.write_bytes(two.read_bytes())
    with pytest.raises(Unreadable):
        keyring.key_of(uuid.UUID(one.stem))
    with pytest.raises(Unreadable):
        keyring.key_for(uuid.UUID(one.stem))


def test_a_wrong_sealing_key_is_unreadable_and_the_file_stays(root, settings):
    keyring.key_for(OWNER)
    before = [path.read_bytes() for path in key_files(root)]
    settings.SEALING_KEYS = {"test": OTHER_KEY}
    with pytest.raises(Unreadable):
        keyring.key_for(OWNER)
    assert [path.read_bytes() for path in key_files(root)] == before


# --- Erasing ---------------------------------------------------------------------------------------------


def test_an_erased_key_is_gone_and_none_is_made_again(root):
    keyring.key_for(OWNER)
    keyring.erase(OWNER)
    keyring.erase(OWNER)
    for ask in (keyring.key_of, keyring.key_for):
        with pytest.raises(Erased):
            ask(OWNER)
    assert not keyring.exists(OWNER) and list(keyring.owners()) == []
    assert [(path.suffix, path.stat().st_size) for path in key_files(root)] == [(".erased", 0)]


def test_the_bytes_are_overwritten_before_the_file_goes(root, monkeypatch):
    keyring.key_for(OWNER)
    (path,) = key_files(root)
    held, before = path.open("rb"), path.read_bytes()
    keyring.erase(OWNER)
    assert len(after := held.read()) == len(before) and after != before and not after.startswith(b"v1:")
    held.close()


def test_whoever_has_no_key_yet_can_be_erased_too():
    keyring.erase(OWNER)
    with pytest.raises(Erased):
        keyring.key_for(OWNER)


def test_a_key_brought_back_from_an_older_copy_stays_erased_and_is_swept(root):
    keyring.key_for(OWNER), keyring.key_for(OTHER)
    path = next(path for path in key_files(root) if path.stem == str(OWNER))
    older = path.read_bytes()
    keyring.erase(OWNER)
    path.write_bytes(older)
    with pytest.raises(Erased):
        keyring.key_of(OWNER)
    assert keyring.sweep_marked() == 1 and not path.exists() and keyring.exists(OTHER)
    assert keyring.sweep_marked() == 0


@pytest.mark.parametrize("ask", [keyring.key_of, keyring.key_for])
def test_a_key_erased_while_it_is_read_is_told_as_erased(ask, monkeypatch):
    keyring.key_for(OWNER)
    read = keyring._token
    monkeypatch.setattr(keyring, "_token", lambda owner: keyring.erase(owner) or read(owner))
    with pytest.raises(Erased):
        ask(OWNER)


def test_making_and_erasing_at_once_never_leaves_a_key(root):
    for number in range(40):
        owner = uuid.UUID(int=number)
        with ThreadPoolExecutor(4) as pool:
            made = [pool.submit(keyring.key_for, owner) for _ in "123"]
            pool.submit(keyring.erase, owner).result()
        assert {type(each.exception()) for each in made} <= {Erased, type(None)}
        assert not keyring.exists(owner) and not list(root.rglob(f"{owner}.key"))


# --- Rotation --------------------------------------------------------------------------------------------


def test_rotation_keeps_the_key_and_changes_what_seals_it(root, settings):
    key = keyring.key_for(OWNER)
    settings.SEALING_KEYS = {**settings.SEALING_KEYS, "new": OTHER_KEY}
    settings.SEALING_ACTIVE_KEY = "new"
    assert keyring.key_id(OWNER) == "test"
    assert keyring.rotate(OWNER) and not keyring.rotate(OWNER)
    settings.SEALING_KEYS = {"new": OTHER_KEY}
    assert keyring.key_of(OWNER) == key and keyring.key_id(OWNER) == "new"
    assert len(key_files(root)) == 1


def test_rotation_does_not_bring_an_erased_key_back(root, settings):
    keyring.key_for(OWNER)
    keyring.erase(OWNER)
    settings.SEALING_KEYS = {**settings.SEALING_KEYS, "new": OTHER_KEY}
    settings.SEALING_ACTIVE_KEY = "new"
    assert not keyring.rotate(OWNER)
    assert not keyring.exists(OWNER)


# --- Whatever lies in the folder -------------------------------------------------------------------------


@profile(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=200) | st.text().map(lambda text: f"v1:test:{text}".encode()))
def test_any_bytes_in_a_key_file_are_unreadable(root, content):
    path = Path(root) / "07" / f"{OWNER}.key"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    with pytest.raises(Unreadable):
        keyring.key_of(OWNER)
    assert list(keyring.owners()) == [OWNER] and isinstance(keyring.key_id(OWNER), str)


@pytest.mark.parametrize("length", [0, 16, 31, 33])
def test_a_sealed_key_of_another_length_is_unreadable(root, length):
    path = root / "07" / f"{OWNER}.key"
    path.parent.mkdir(parents=True)
    path.write_text(seal(b"k" * length, context=f"keyring:{OWNER}"))
    with pytest.raises(Unreadable):
        keyring.key_of(OWNER)


def test_other_files_in_the_folder_are_nobodys_key(root):
    keyring.key_for(OWNER)
    (root / "07" / "notes.key").write_text("x")
    (root / "07" / ".1234").write_text("x")
    assert list(keyring.owners()) == [OWNER]

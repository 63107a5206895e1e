"""A developer's keys are made once, even by several commands that start together."""

import stat
import subprocess
import sys
from base64 import b64decode

from site_project.settings.local_keys import local_keys
from tests.test_layers import ROOT

CODE = """
import sys, time
from pathlib import Path
from site_project.settings.local_keys import local_keys
time.sleep(max(0, float(sys.argv[2]) - time.time()))
print(sorted(local_keys(Path(sys.argv[1])).items()))
"""


def test_keys_are_made_and_stay(tmp_path):
    path = tmp_path / "var" / "keys.json"
    made = local_keys(path)
    assert made == local_keys(path)
    assert len(set(made.values())) == 3
    assert all(len(b64decode(key)) == 32 for key in made.values())
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(path.parent.iterdir()) == [path]


def test_two_folders_have_different_keys(tmp_path):
    assert local_keys(tmp_path / "a.json") != local_keys(tmp_path / "b.json")


def test_commands_that_start_together_agree(tmp_path):
    from time import time

    path, moment = tmp_path / "keys.json", str(time() + 1.5)
    command = [sys.executable, "-c", CODE, str(path), moment]
    started = [subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) for _ in range(6)]
    printed = {process.communicate(timeout=60)[0] for process in started}
    assert {process.returncode for process in started} == {0}
    assert len(printed) == 1
    assert list(tmp_path.iterdir()) == [path]

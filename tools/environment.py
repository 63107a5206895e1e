"""The virtual environment `.venv`, kept equal to the pinned requirements. Standard library only.

A stamp inside it remembers what was installed, so that a start with unchanged requirements costs nothing.
"""

import fcntl
import hashlib
import importlib.util
import json
import subprocess
import sys
from pathlib import Path

from tools import debian

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMP = VENV / "installed.json"
RUNTIME, DEVELOPMENT = "requirements.txt", "requirements-dev.txt"
OLDEST = (3, 11)


def prepare(*, dev: bool) -> None:
    """Make `.venv` and install the pinned packages, unless the stamp says that both were done."""
    if sys.version_info < OLDEST:
        oldest = ".".join(map(str, OLDEST))
        raise debian.Missing(f"Python {oldest} or newer is needed; this is {sys.version.split()[0]}.")
    (ROOT / "build").mkdir(exist_ok=True)
    with (ROOT / "build" / "environment.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # Two commands started together must not install into each other.
        wanted = _wanted(dev=dev)
        if not wanted.items() <= _installed().items():
            _make()
            _install(DEVELOPMENT if dev else RUNTIME)
            STAMP.write_text(json.dumps({**_installed(), **wanted}))


def _wanted(*, dev: bool) -> dict[str, str]:
    """What the stamp must hold. The development file repeats every runtime pin, so it vouches for both."""
    names = [RUNTIME, DEVELOPMENT] if dev else [RUNTIME]
    sums = {name: hashlib.sha256((ROOT / name).read_bytes()).hexdigest() for name in names}
    return {**sums, "folder": str(VENV), "python": sys.version.split()[0]}


def _installed() -> dict[str, str]:
    if not STAMP.exists() or not PYTHON.exists():
        return {}
    try:
        stamp: dict[str, str] = json.loads(STAMP.read_text())
    except ValueError:
        return {}
    return stamp


def _make() -> None:
    if (
        PYTHON.exists()
        and not subprocess.run([PYTHON, "-c", "import pip"], capture_output=True, check=False).returncode
    ):
        return
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    if importlib.util.find_spec("ensurepip") is None:
        debian.install(f"python{version}-venv", because="Python can't make virtual environments here.")
    print(f"Making .venv with Python {version} …", flush=True)
    subprocess.run([sys.executable, "-m", "venv", "--clear", VENV], check=True)


def _install(requirements: str) -> None:
    print(f"Installing {requirements} (a minute or two, the first time) …", flush=True)
    pip = [str(PYTHON), "-m", "pip", "install", "-qq", "--disable-pip-version-check", "--require-hashes"]
    if subprocess.run([*pip, "-r", str(ROOT / requirements)], check=False, stdin=subprocess.DEVNULL).returncode:
        raise debian.Missing(f"pip could not install {requirements}; its own words stand above.")


if __name__ == "__main__":
    try:
        prepare(dev="--dev" in sys.argv[1:])
    except debian.Missing as missing:
        sys.exit(str(missing))

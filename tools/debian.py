"""Debian packages that a check or the site needs: installed when we are root, named when we are not."""

import os
import shutil
import subprocess


class Missing(RuntimeError):
    """Something that we can't install ourselves; the message says the exact command."""


def install(package: str, *, because: str) -> None:
    """Install `package` with apt-get, or raise Missing with the command for someone who may."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        raise Missing(f"{because} Install it with:\n    sudo apt-get update && sudo apt-get install -y {package}")
    print(f"{because} Installing Debian's {package} …", flush=True)
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(["apt-get", "update", "-qq"], env=quiet, check=False, stdin=subprocess.DEVNULL)
    command = ["apt-get", "install", "-y", "-qq", package]
    if subprocess.run(command, env=quiet, check=False, stdin=subprocess.DEVNULL).returncode:
        raise Missing(f"{because} This failed:\n    apt-get install -y {package}")


def command(*names: str, package: str, because: str) -> str:
    """The path of the first command of `names` on this machine, after installing `package` if none is there."""
    found = _first(names)
    if found is None:
        install(package, because=because)
        found = _first(names)
    if found is None:
        raise Missing(f"{because} Debian's {package} is installed and holds none of: {', '.join(names)}")
    return found


def _first(names: tuple[str, ...]) -> str | None:
    return next((path for path in map(shutil.which, names) if path), None)

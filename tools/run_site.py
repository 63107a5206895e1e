"""`make run`: from a fresh clone to a site that answers, then serve until Ctrl-C. Standard library only."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from types import FrameType

from tools import debian, environment

HOST = "127.0.0.1"
PATIENCE = 90  # seconds for the first answer: a cold machine compiles every module first
GRACE = 10  # seconds for a child to end by itself
EMPTY = 3
# One process for both, since starting one costs more than either. Wagtail's own welcome page has depth 2.
PREPARE = f"""
from django.core.management import call_command
from wagtail.models import Page
call_command("migrate", interactive=False, verbosity=0)
raise SystemExit(0 if Page.objects.filter(depth__gt=2).exists() else {EMPTY})
"""
LOADING = Path(os.environ.get("VAR_DIR", environment.ROOT / "var")) / "demo.loading"


def main() -> None:
    """Prepare, start the children, say where the site is, and stop all of them together."""
    port = _port()
    _refuse_busy(port)
    environment.prepare(dev=False)
    _prepare_data()
    _serve(port)


def _port() -> int:
    text = os.environ.get("PORT", "8000")
    if not (text.isascii() and text.isdigit() and 0 < int(text) < 65536):
        sys.exit(f"PORT is a number from 1 to 65535, not {text!r}.")
    return int(text)


def _refuse_busy(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as fault:
            sys.exit(f"Port {port} can't be used ({fault.strerror}). Stop what holds it, or: make run PORT={port + 1}")


def _settings(port: int = 8000) -> dict[str, str]:
    ours = {"DJANGO_SETTINGS_MODULE": "site_project.settings.dev", "PYTHONUNBUFFERED": "1"}
    return {"BASE_URL": f"http://{HOST}:{port}", "DJANGO_RUNSERVER_HIDE_WARNING": "true", **os.environ, **ours}


def _manage(*words: str) -> list[str]:
    return [str(environment.PYTHON), str(environment.ROOT / "manage.py"), *words]


def _must(what: str, *command: str, also: int = 0) -> int:
    """Run one step of the preparation; its exit code, which is 0 or `also`."""
    print(f"{what} …", flush=True)
    # A session of its own: on Ctrl-C we end it, and its traceback says nothing to anyone.
    done = subprocess.run(
        command,
        cwd=environment.ROOT,
        env=_settings(),
        check=False,
        stdin=subprocess.DEVNULL,
        start_new_session=True,
    )
    if done.returncode not in {0, also}:
        sys.exit(f"{what}: this failed, and the site was not started.")
    return done.returncode


def _prepare_data() -> None:
    _must("Compiling translations", str(environment.PYTHON), "-m", "tools.compile_messages")
    found = _must("Migrating the database", *_manage("shell", "--no-imports", "-v", "0", "-c", PREPARE), also=EMPTY)
    if found == EMPTY or LOADING.exists():
        LOADING.parent.mkdir(parents=True, exist_ok=True)
        LOADING.touch()  # Stays behind when loading is cut short, so that the next start finishes it.
        _must("Loading the demo site (once; a minute or two)", *_manage("load_demo"))
        LOADING.unlink()


def _serve(port: int) -> None:
    commands = {
        "web server": _manage("runserver", f"{HOST}:{port}"),
        "worker": _manage("db_worker"),
        "message delivery": _manage("deliver_outbox", "--forever"),
        "schedule": _manage("keep_schedule", "--forever"),
    }
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _interrupt)
    children: dict[str, subprocess.Popen[bytes]] = {}
    signins = _signins()
    try:
        for name, command in commands.items():
            # Sessions of their own: Ctrl-C reaches us alone, and we end each child with all it started.
            children[name] = subprocess.Popen(
                command, cwd=environment.ROOT, env=_settings(port), stdin=subprocess.DEVNULL, start_new_session=True
            )
        _await_answer(port, children)
        _welcome(port, signins)
        while True:
            _refuse_dead(children)
            time.sleep(0.5)
    except KeyboardInterrupt:
        print("\nStopping …", flush=True)
    finally:
        _stop({**children, "sign-ins": signins})


def _signins() -> subprocess.Popen[bytes]:
    """The demo sign-ins, being worked out while the server starts."""
    return subprocess.Popen(
        _manage("show_demo_signins"),
        cwd=environment.ROOT,
        env=_settings(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        start_new_session=True,
    )


def _interrupt(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _refuse_dead(children: dict[str, subprocess.Popen[bytes]]) -> None:
    for name, child in children.items():
        if child.poll() is not None:
            sys.exit(f"The {name} ended by itself (exit code {child.returncode}); stopping the rest.")


def _await_answer(port: int, children: dict[str, subprocess.Popen[bytes]]) -> None:
    end = time.monotonic() + PATIENCE
    last = "nothing"
    while time.monotonic() < end:
        _refuse_dead(children)
        try:
            with urllib.request.urlopen(f"http://{HOST}:{port}/", timeout=PATIENCE) as answer:
                if answer.status == 200:
                    return
        except urllib.error.HTTPError as fault:
            sys.exit(f"The home page answers {fault.code}; its fault is printed above.")
        except OSError as fault:
            last = str(fault)
        time.sleep(0.3)
    sys.exit(f"The home page did not answer within {PATIENCE} seconds (last: {last}).")


def _welcome(port: int, signins: subprocess.Popen[bytes]) -> None:
    print(f"\n  http://{HOST}:{port}/   the site\n  http://{HOST}:{port}/admin/   its staff\n", flush=True)
    print(signins.communicate()[0].decode(), flush=True)
    print("\nCtrl-C stops it. `make signins` prints fresh authenticator codes.", flush=True)


def _stop(children: dict[str, subprocess.Popen[bytes]]) -> None:
    _signal_all(children, signal.SIGTERM)
    end = time.monotonic() + GRACE
    for child in children.values():
        try:
            child.wait(timeout=max(0.1, end - time.monotonic()))
        except subprocess.TimeoutExpired:
            continue
    _signal_all(children, signal.SIGKILL)  # Whatever a child left behind in its own session.


def _signal_all(children: dict[str, subprocess.Popen[bytes]], number: signal.Signals) -> None:
    for child in children.values():
        try:
            os.killpg(child.pid, number)
        except ProcessLookupError:
            continue


if __name__ == "__main__":
    try:
        main()
    except debian.Missing as missing:
        sys.exit(str(missing))
    except KeyboardInterrupt:
        sys.exit("\nStopped before the site was up; the next start goes on from here.")

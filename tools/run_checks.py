"""`make test`: every check, with a summary of what each took. Runs inside `.venv`.

python -m tools.run_checks [lint|types|migrations|sqlite|postgres|e2e|format …]     (none: all but format)
"""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from tools import chromium, compile_messages, debian, postgres
from tools.environment import PYTHON, ROOT

BUILD = ROOT / "build"
WORKERS = min(os.cpu_count() or 1, 4)


@dataclass
class Tally:
    """What a check counted. A check without tests of its own counts as one."""

    passed: int = 0
    failed: int = 0
    skipped: int = 0


def run(*words: str, **variables: str) -> int:
    """Run a command from the root under the test settings; its exit code."""
    print(f"\n$ {' '.join(words)}", flush=True)
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "site_project.settings.test", **variables}
    command = [str(PYTHON), "-m", *words] if words[0] != "manage.py" else [str(PYTHON), *words]
    return subprocess.run(command, cwd=ROOT, env=environment, check=False, stdin=subprocess.DEVNULL).returncode


def all_of(*codes: int) -> Tally:
    """One check made of several commands: it passes when each of them did."""
    return Tally(failed=1) if any(codes) else Tally(passed=1)


def lint() -> Tally:
    """Python by ruff, templates by djlint."""
    return all_of(
        run("ruff", "check", "."),
        run("ruff", "format", "--check", "."),
        # Its findings, not its layout: its own writing is not stable, and adds space inside lines.
        run("djlint", "--quiet", "--lint", "templates"),
    )


def layout() -> Tally:
    """Write the layout that lint asks for."""
    run("ruff", "check", "--quiet", "--fix-only", ".")
    return all_of(run("ruff", "format", "."))


def types() -> Tally:
    """Mypy over all but tests and migrations."""
    return all_of(run("mypy", "."))


def migrations() -> Tally:
    """System checks, and models that changed without a migration."""
    var = BUILD / "var-migrations"
    here = {"VAR_DIR": str(var), "DATABASE_URL": f"sqlite:///{var}/db.sqlite3"}
    return all_of(run("manage.py", "check", **here), run("manage.py", "makemigrations", "--check", "--dry-run", **here))


def on_sqlite() -> Tally:
    """The suite on SQLite, in files of its own."""
    return _pytest("sqlite", "-m", "not e2e", workers=WORKERS)


def on_postgres() -> Tally:
    """The suite on PostgreSQL."""
    with postgres.database_url() as url:
        try:
            return _pytest("postgres", "-m", "not e2e", workers=WORKERS, DATABASE_URL=url)
        finally:
            run("tools.test_databases", str(WORKERS), "drop", DATABASE_URL=url, VAR_DIR=str(BUILD / "var-postgres"))


def e2e() -> Tally:
    """The journeys, in Chromium."""
    return _pytest("e2e", "-m", "e2e", "tests/e2e", CHROMIUM=chromium.path())


def _pytest(name: str, *words: str, workers: int = 0, **variables: str) -> Tally:
    """Over databases that are made once for all workers: to migrate is the slowest part of a short run."""
    var, report = BUILD / f"var-{name}", BUILD / f"{name}.xml"
    shutil.rmtree(var, ignore_errors=True)
    report.unlink(missing_ok=True)
    compile_messages.compile_stale()
    here = {"DATABASE_URL": f"sqlite:///{var}/db.sqlite3", "VAR_DIR": str(var), **variables}
    if run("tools.test_databases", str(workers), **here):
        return Tally(failed=1)
    spread = ("-n", str(workers)) if workers else ()
    code = run("pytest", "-q", "--reuse-db", "--durations=10", f"--junitxml={report}", *spread, *words, **here)
    tally = read_report(report)
    if code and not tally.failed:
        tally.failed = 1  # Nothing was collected, or pytest itself fell.
    return tally


def read_report(report: Path) -> Tally:
    """What pytest's report counted, over every suite in it."""
    total = dict.fromkeys(("tests", "failures", "errors", "skipped"), 0)
    for suite in ElementTree.parse(report).getroot().iter("testsuite") if report.exists() else ():
        for name in total:
            total[name] += int(suite.get(name, 0))
    failed = total["failures"] + total["errors"]
    return Tally(total["tests"] - failed - total["skipped"], failed, total["skipped"])


CHECKS: dict[str, Callable[[], Tally]] = {
    "lint": lint,
    "types": types,
    "migrations": migrations,
    "sqlite": on_sqlite,
    "postgres": on_postgres,
    "e2e": e2e,
}


def attempt(name: str, check: Callable[[], Tally]) -> tuple[Tally, float]:
    """One check and its seconds. A missing tool fails it and is named; the checks after it still run."""
    print(f"\n=== {name}", flush=True)
    start = time.monotonic()
    try:
        tally = check()
    except debian.Missing as missing:
        print(missing, flush=True)
        tally = Tally(failed=1)
    return tally, time.monotonic() - start


def main() -> int:
    """Run what is asked for, sum up, and tell by the exit code whether all of it passed."""
    asked = sys.argv[1:] or list(CHECKS)
    known = {**CHECKS, "format": layout}
    if unknown := [name for name in asked if name not in known]:
        print(f"No such check: {', '.join(unknown)}. There are: {', '.join(known)}.")
        return 2
    BUILD.mkdir(exist_ok=True)
    results = {name: attempt(name, known[name]) for name in asked}
    print("\n=== summary")
    for name, (tally, seconds) in results.items():
        mark = "FAILED" if tally.failed else "ok"
        print(f"  {name:<11} {mark:<7} {tally.passed:>6} passed {tally.failed:>4} failed {seconds:>7.1f} s")
    tallies = [tally for tally, _ in results.values()]
    passed, failed, skipped = (sum(getattr(tally, of) for tally in tallies) for of in ("passed", "failed", "skipped"))
    print(f"{passed} passed, {failed} failed" + (f", {skipped} skipped" if skipped else ""))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

"""What stands behind `make run` and `make test`."""

import json
import re
import socket
import sys

import pytest
from django.core.management.color import no_style
from django.db import IntegrityError, connection, transaction

from tests import fast_flush
from tools import environment, run_checks, run_site

PIN = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==(\S+)", re.MULTILINE)


def pins(name: str) -> dict[str, str]:
    return dict(PIN.findall((environment.ROOT / name).read_text()))


def test_development_repeats_every_runtime_pin():
    runtime, development = pins(environment.RUNTIME), pins(environment.DEVELOPMENT)
    assert runtime
    assert runtime.items() <= development.items()


@pytest.mark.parametrize("name", [environment.RUNTIME, environment.DEVELOPMENT])
def test_every_pin_has_hashes_and_no_source_of_its_own(name):
    text = (environment.ROOT / name).read_text()
    assert len(re.findall(r"== ?\S+ \\\n\s+--hash=sha256:", text)) == len(pins(name))
    assert not re.search(r"://|--(extra-)?index-url|--find-links", text)


@pytest.fixture
def clone(tmp_path, monkeypatch):
    """A clone whose `.venv` exists and whose installs are only noted."""
    installs = []
    for name in (environment.RUNTIME, environment.DEVELOPMENT):
        (tmp_path / name).write_text(f"{name}\n")
    venv = tmp_path / ".venv"
    (venv / "bin").mkdir(parents=True)
    (venv / "bin" / "python").symlink_to(sys.executable)
    for name, path in {"ROOT": tmp_path, "VENV": venv, "PYTHON": venv / "bin/python"}.items():
        monkeypatch.setattr(environment, name, path)
    monkeypatch.setattr(environment, "STAMP", venv / "installed.json")
    monkeypatch.setattr(environment, "_install", installs.append)
    return tmp_path, installs


def test_a_second_start_installs_nothing(clone):
    _folder, installs = clone
    environment.prepare(dev=False)
    environment.prepare(dev=False)
    assert installs == [environment.RUNTIME]
    environment.prepare(dev=True)
    environment.prepare(dev=True)
    environment.prepare(dev=False)
    assert installs == [environment.RUNTIME, environment.DEVELOPMENT]


@pytest.mark.parametrize("harm", ["changed", "damaged stamp", "moved"])
def test_a_changed_clone_installs_again(clone, harm):
    folder, installs = clone
    environment.prepare(dev=False)
    if harm == "changed":
        (folder / environment.RUNTIME).write_text("more\n")
    elif harm == "damaged stamp":
        environment.STAMP.write_text("{")
    else:
        stamp = json.loads(environment.STAMP.read_text())
        environment.STAMP.write_text(json.dumps({**stamp, "folder": "/elsewhere/.venv"}))
    environment.prepare(dev=False)
    assert installs == [environment.RUNTIME] * 2


@pytest.mark.parametrize("port", ["", "abc", "0", "65536", "-1", "٨٠٠٠"])
def test_a_port_that_is_none_is_refused(monkeypatch, port):
    monkeypatch.setenv("PORT", port)
    with pytest.raises(SystemExit, match="PORT is a number"):
        run_site._port()


def test_a_busy_port_is_named_before_anything_is_installed(monkeypatch):
    with socket.socket() as holder:
        holder.bind((run_site.HOST, 0))
        holder.listen()
        port = holder.getsockname()[1]
        monkeypatch.setenv("PORT", str(port))
        with pytest.raises(SystemExit, match=f"Port {port} can't be used"):
            run_site.main()


def test_a_report_is_counted(tmp_path):
    report = tmp_path / "report.xml"
    report.write_text('<testsuites><testsuite tests="10" failures="2" errors="1" skipped="3"/></testsuites>')
    assert run_checks.read_report(report) == run_checks.Tally(passed=4, failed=3, skipped=3)
    assert run_checks.read_report(tmp_path / "none.xml") == run_checks.Tally()


def test_a_missing_tool_fails_its_check(capsys):
    def check():
        raise run_checks.debian.Missing("Install it with: apt-get install -y it")

    tally, _seconds = run_checks.attempt("journeys", check)
    assert tally.failed == 1
    assert "apt-get install -y it" in capsys.readouterr().out


def test_someone_who_is_not_root_gets_the_exact_command(monkeypatch):
    monkeypatch.setattr(run_checks.debian.os, "geteuid", lambda: 1000)
    with pytest.raises(run_checks.debian.Missing, match="sudo apt-get update && sudo apt-get install -y chromium"):
        run_checks.debian.command("no-such-browser", package="chromium", because="The journeys need Chromium.")


@pytest.mark.skipif("connection.vendor == 'sqlite'", reason="SQLite deletes by itself")
@pytest.mark.django_db(transaction=True)
def test_emptying_by_deleting_leaves_no_row_and_every_foreign_key(staff):
    """The quick way of PostgreSQL is used, empties what refers to each other, and guards again after."""
    staff("reception")
    with connection.cursor() as cursor:
        cursor.execute(fast_flush.MAY)
        if not cursor.fetchone()[0]:
            pytest.skip("This role may not put foreign keys aside: tables are truncated as ever.")
    tables = connection.introspection.django_table_names(only_existing=True, include_views=False)
    statements = connection.ops.sql_flush(no_style(), tables)
    assert statements[1].startswith("DELETE FROM")
    connection.ops.execute_sql_flush(statements)
    assert len(connection.ops.sql_flush(no_style(), tables)) == 1
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("INSERT INTO accounts_user_groups (user_id, group_id) VALUES (1, 1)")
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")

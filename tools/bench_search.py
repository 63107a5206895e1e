"""`make bench-search`: how well and how fast the site's search finds, on SQLite and on PostgreSQL; figures as JSON.

The pairs of tests/search/bench/ were written before the search was tuned. Tune on `tune.json` alone: of `heldout.json`
only totals are printed. Each database is a throwaway one: the corpus is indexed and asked, then copied to 10,000
pages and timed with the queries of the tuning half, one after another, warmed, over what the first page of results
reads. PAGES (10000) and DATABASES ("sqlite postgres") may be given.
"""

import json
import os
import subprocess
import sys

from tools import postgres
from tools.environment import ROOT
from tools.run_checks import BUILD

VAR = BUILD / "var-bench-search"
PAGES = os.environ.get("PAGES", "10000")


def main() -> int:
    """Measure each database in a process of its own; 0 when both were measured."""
    figures: dict[str, object] = {}
    wanted = os.environ.get("DATABASES", "sqlite postgres").split()
    if "sqlite" in wanted:
        figures["sqlite"] = _measured(f"sqlite:///{VAR}/db.sqlite3")
    if "postgres" in wanted:
        with postgres.database_url() as url:
            figures["postgres"] = _measured(f"{url}_bench")
    print(json.dumps(figures))
    return 0 if all(figures.values()) else 1


def _measured(url: str) -> object:
    VAR.mkdir(parents=True, exist_ok=True)
    here = {
        **os.environ,
        "DATABASE_URL": url,
        "VAR_DIR": str(VAR),
        "DJANGO_SETTINGS_MODULE": "site_project.settings.test",
    }
    command = [sys.executable, "-m", "tests.search.measure", PAGES]
    done = subprocess.run(command, cwd=ROOT, env=here, stdout=subprocess.PIPE, text=True, check=False)
    lines = done.stdout.strip().splitlines()
    print("\n".join(lines[:-1]), flush=True)
    return json.loads(lines[-1]) if done.returncode == 0 else None


if __name__ == "__main__":
    sys.exit(main())

"""`make bench-queue`: what a page of the queue costs with 1,000 requests and with 100,000, on PostgreSQL, in one run.

A throwaway database is filled to the smaller number, timed, filled to the larger one, and timed again. Every page is
the whole answer to a signed-in colleague: views, filters, a page in the depth of the list. A figure
is the median of many rounds, in which the pages take turns. FEW (1000), MANY (100000) and ROUNDS (15) may be given.
The last line is JSON; the exit code says whether every page keeps to 20 queries and 1.5 times the smaller time.
"""

import json
import os
import subprocess
import sys

from tools import postgres
from tools.environment import ROOT
from tools.run_checks import BUILD

VAR = BUILD / "var-bench-queue"
QUERIES, RATIO = 20, 1.5


def main() -> int:
    """Measure in a process of its own; 0 when the queue keeps to both numbers."""
    sizes = [os.environ.get("FEW", "1000"), os.environ.get("MANY", "100000"), os.environ.get("ROUNDS", "15")]
    VAR.mkdir(parents=True, exist_ok=True)
    with postgres.database_url() as url:
        here = {
            **os.environ,
            "DATABASE_URL": f"{url}_queue",
            "VAR_DIR": str(VAR),
            "DJANGO_SETTINGS_MODULE": "site_project.settings.test",
        }
        command = [sys.executable, "-m", "tests.casework.measure", *sizes]
        done = subprocess.run(command, cwd=ROOT, env=here, stdout=subprocess.PIPE, text=True, check=False)
    lines = done.stdout.strip().splitlines()
    if done.returncode or not lines:
        return 1
    figures = json.loads(lines[-1])
    print("\n".join(lines[:-1]), flush=True)
    kept = figures["most_queries"] <= QUERIES and figures["worst_ratio"] <= RATIO
    print(json.dumps({**figures, "kept": kept}))
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())

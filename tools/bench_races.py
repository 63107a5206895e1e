"""`make bench-races`: the races of the suite at length; the last line of output is its figures as JSON.

RACES (500) is how many races in all; DATABASE_URL names the database, a SQLite file under build/ when absent.
"""

import json
import os
import shutil
import sys
import time

from tools.run_checks import BUILD, read_report, run

REPORT, VAR = BUILD / "races.xml", BUILD / "var-races"


def main() -> int:
    """Run them; 0 when every race ended as it must."""
    BUILD.mkdir(exist_ok=True)
    REPORT.unlink(missing_ok=True)
    shutil.rmtree(VAR, ignore_errors=True)
    races = os.environ.get("RACES", "500")
    database = os.environ.get("DATABASE_URL", f"sqlite:///{VAR}/db.sqlite3")
    start = time.monotonic()
    here = {"RACES": races, "DATABASE_URL": database, "VAR_DIR": str(VAR)}
    code = run("pytest", "-q", "--create-db", "-m", "race", f"--junitxml={REPORT}", "tests/test_races.py", **here)
    tally = read_report(REPORT)
    figures = {
        "races": int(races),
        "kinds": tally.passed + tally.failed,
        "kinds_failed": tally.failed,
        "database": database.split(":")[0],
        "seconds": round(time.monotonic() - start, 1),
    }
    print(json.dumps(figures))
    return code


if __name__ == "__main__":
    sys.exit(main())

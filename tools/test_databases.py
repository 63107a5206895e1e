"""The databases of a run of tests: migrated once, then cloned for each worker of xdist. `pytest --reuse-db` takes them.

DJANGO_SETTINGS_MODULE=site_project.settings.test python -m tools.test_databases WORKERS [drop]
"""

import sys

import django
from django.db import connection


def make(workers: int) -> None:
    """Make the database of a run alone, or one for each worker, named as pytest-django looks for them."""
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    connection.close()  # SQLite writes its log into the file when the last connection goes.
    for number in range(workers):
        connection.creation.clone_test_db(suffix=f"gw{number}", verbosity=0)


def drop(workers: int) -> None:
    """Remove them from a server that others use too."""
    name = connection.creation._get_test_db_name()  # type: ignore[attr-defined]
    for each in (name, *(f"{name}_gw{number}" for number in range(workers))):
        connection.creation._destroy_test_db(each, verbosity=0)  # type: ignore[attr-defined]


if __name__ == "__main__":
    django.setup()
    (drop if "drop" in sys.argv else make)(int(sys.argv[1]))

"""Who may teach the search."""

from typing import Any

from search.models import SearchMiss


def sees_misses(user: Any) -> bool:
    """Editors and publishers, by the permission that the migration gives their groups."""
    return bool(user.has_perm(f"{SearchMiss._meta.app_label}.change_searchmiss"))

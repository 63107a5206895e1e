"""wagtail-localize's long jobs are given to the worker (see `content.tasks`).

A job may take minutes, and a tree of some hundred pages takes longer than a browser waits. Its module is imported while
wagtail-localize's own models load; therefore the tasks are imported when the first job comes.
"""

from collections.abc import Callable, Sequence
from typing import Any

from wagtail_localize.tasks import BaseJobBackend


class WorkerJobs(BaseJobBackend):
    """Enqueues the two jobs that wagtail-localize has, by the keys of what they are about.

    Another one runs at once, so that nothing is lost silently.
    """

    def enqueue(self, func: Callable[..., Any], args: Sequence[Any], kwargs: dict[str, Any]) -> None:
        from wagtail_localize.operations import translate_page_subtree
        from wagtail_localize.synctree import synchronize_tree

        from content.tasks import bring_trees_in_step, translate_below

        if func is translate_page_subtree:
            page_pk, locales, _components, user = args
            translate_below.enqueue(page_pk, [locale.pk for locale in locales], getattr(user, "pk", None))
        elif func is synchronize_tree:
            source, target = args
            bring_trees_in_step.enqueue(source.pk, target.pk)
        else:
            func(*args, **kwargs)

"""Who may import whom (docs/architecture.md): a room knows the rows below its own and nothing else."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
ROWS = [
    ("saudi", "sealing"),
    ("audit", "content", "office"),
    ("accounts",),
    ("notifications", "attachments"),
    ("services", "policies"),
    ("people",),
    ("feedback",),
    ("applications", "volunteering"),
    ("casework",),
    ("quality",),
    ("home", "search"),
    ("site_project",),
]
ROW_OF = {room: row for row, rooms in enumerate(ROWS) for room in rooms}
OUTSIDE = {"tests", "tools"}  # Product code needs neither.
FORBIDDEN_CALLS = {"get_model", "import_module", "__import__"}
DOTTED = re.compile(r"[a-z_]+(\.\w+)+")


def faults_in(source: str, path: str) -> list[str]:
    """What breaks the rule in the file at `path`, relative to the root, one line each."""
    room = path.split("/")[0]
    tree = ast.parse(source, path)
    found = list(_imports(tree, path))
    if "migrations" in Path(path).parts:
        found += _dependencies(tree)
    else:
        found += _references(tree)
    faults = [f"{path}:{line}: {room} reaches {name}" for line, name in found if not _may(room, name.split(".")[0])]
    if "migrations" not in Path(path).parts:
        faults += [f"{path}:{line}: {name} hides an import" for line, name in _hidden(tree)]
    return faults


def _may(room: str, other: str) -> bool:
    if other in OUTSIDE:
        return False
    return other == room or other not in ROW_OF or ROW_OF[other] < ROW_OF[room]


def _imports(tree: ast.Module, path: str) -> Iterator[tuple[int, str]]:
    package = Path(path).parent.parts
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else ()
            prefix = ".".join([*above, *([node.module] if node.module else [])])
            # `from .. import home` names the room among the aliases.
            yield from ((node.lineno, f"{prefix}.{alias.name}".lstrip(".")) for alias in node.names)


def _references(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Strings that Django or Wagtail will import or look up: "room.Model" and "room.module.name"."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and DOTTED.fullmatch(node.value):
            first, second = node.value.split(".")[:2]
            if first in ROW_OF and (second[:1].isupper() or _is_module(first, second)):
                yield node.lineno, node.value


def _is_module(room: str, name: str) -> bool:
    return (ROOT / room / f"{name}.py").exists() or (ROOT / room / name / "__init__.py").exists()


def _dependencies(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """The rooms that a migration waits for: the pairs of `dependencies` and `run_before`."""
    for node in ast.walk(tree):
        names = [part.id for part in getattr(node, "targets", []) if isinstance(part, ast.Name)]
        if isinstance(node, ast.Assign) and {"dependencies", "run_before"} & set(names):
            firsts = [pair.elts[0] for pair in ast.walk(node.value) if isinstance(pair, ast.Tuple)]
            yield from ((each.lineno, each.value) for each in firsts if isinstance(each, ast.Constant))


def _hidden(tree: ast.Module) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        name = node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""
        if name in FORBIDDEN_CALLS:
            yield node.lineno, name
        elif isinstance(node, ast.ImportFrom):
            yield from ((node.lineno, alias.name) for alias in node.names if alias.name in FORBIDDEN_CALLS)


def _packages() -> set[str]:
    return {path.parent.name for path in ROOT.glob("*/__init__.py")} - OUTSIDE


def test_every_room_has_a_row():
    assert not _packages() - set(ROW_OF), "Give the new room a row here and in docs/architecture.md."


def test_installed_rooms_are_listed_lowest_first(settings):
    rows = [ROW_OF[room] for room in settings.OUR_APPS]
    assert rows == sorted(rows)
    assert set(settings.OUR_APPS) == _packages() - {"site_project"}


@pytest.mark.parametrize("room", sorted(_packages()))
def test_room_knows_only_rows_below(room):
    faults = [
        fault
        for path in sorted((ROOT / room).rglob("*.py"))
        for fault in faults_in(path.read_text(encoding="utf-8"), path.relative_to(ROOT).as_posix())
    ]
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("services/models.py", "import applications"),
        ("services/models.py", "import applications.models as m"),
        ("services/models.py", "from applications.models import Application"),
        ("services/models.py", "from policies import models"),  # A neighbour of the same row.
        ("services/models.py", "def f():\n    from casework import actions"),
        (
            "services/models.py",
            "if TYPE_CHECKING:\n    from home.models import HomePage",
        ),
        ("services/models.py", "from ..applications import models"),
        ("services/views/list.py", "from ...applications.models import Application"),
        ("services/models.py", "from .. import applications"),
        ("services/models.py", "models.ForeignKey('applications.Application', on_delete=CASCADE)"),
        ("services/models.py", "parent_page_types = ['home.HomePage']"),
        ("accounts/views.py", "target = 'site_project.settings.base'"),
        ("home/views.py", "from site_project import urls"),
        ("home/views.py", "from tests import conftest"),
        ("home/views.py", "import tools.msgids"),
        ("services/queries.py", "apps.get_model('services', 'ServicePage')"),
        ("services/queries.py", "from importlib import import_module"),
        ("services/queries.py", "importlib.import_module(name)"),
        ("services/queries.py", "__import__(name)"),
        ("services/migrations/0001_initial.py", "dependencies = [('applications', '0001_initial')]"),
        ("services/migrations/0001_initial.py", "import applications.models"),
    ],
)
def test_a_fault_is_caught(path, source):
    assert faults_in(source, path)


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("casework/actions.py", "from applications.models import Application"),
        ("casework/actions.py", "def f():\n    from accounts.models import User"),
        ("casework/models.py", "models.ForeignKey('applications.Application', on_delete=CASCADE)"),
        ("services/models.py", "models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=CASCADE)"),
        ("services/models.py", "models.ForeignKey('wagtailcore.Page', on_delete=CASCADE)"),
        ("services/models.py", "from . import enums\nfrom .models import x\nimport services.rules"),
        ("services/views/list.py", "from ..models import ServicePage"),
        ("services/models.py", "reverse('applications:start')\nrender(request, 'home/page.html')"),
        ("services/migrations/0001_initial.py", "apps.get_model('services', 'ServicePage')"),
        ("services/migrations/0001_initial.py", "choices = [('home', 'Home'), ('people', 'People')]"),
        ("services/migrations/0001_initial.py", "dependencies = [('content', '0001_initial'), ('wagtailcore', '1')]"),
        ("site_project/urls.py", "from home import urls\nimport casework.views"),
    ],
)
def test_what_is_allowed_passes(path, source):
    assert not faults_in(source, path)

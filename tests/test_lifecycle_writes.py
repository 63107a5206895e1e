"""A status moves through its transition alone: written by hand it leaves no event, no audit row, no message."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.test_layers import ROOT, ROW_OF

WRITERS = {"create", "acreate", "update", "aupdate", "get_or_create", "update_or_create", "aget_or_create"}
DEFAULTS = {"defaults", "create_defaults"}


def with_status(source: str) -> set[str]:
    """The classes of a file that declare a status of their own."""
    classes = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.ClassDef)]
    return {each.name for each in classes if any(_declares_status(line) for line in each.body)}


def _declares_status(line: ast.stmt) -> bool:
    targets = line.targets if isinstance(line, ast.Assign) else [getattr(line, "target", None)]
    return any(isinstance(target, ast.Name) and target.id == "status" for target in targets)


def faults_in(source: str, path: str, models: set[str]) -> list[str]:
    """The lines of a file that write the status of one of `models` past its transition."""
    where = Path(path)
    if where.name == "models.py" or {"models", "migrations"} & set(where.parts):
        return []
    return sorted({f"{path}:{line}: a status is written by hand" for line in _writes(ast.parse(source, path), models)})


def _writes(tree: ast.Module, models: set[str]) -> Iterator[int]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _writes_status(node, models):
            yield node.lineno
        elif isinstance(node, ast.Assign | ast.AugAssign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            parts = [part for target in targets for part in ast.walk(target)]
            yield from (node.lineno for part in parts if isinstance(part, ast.Attribute) and _is_anothers(part))


def _writes_status(call: ast.Call, models: set[str]) -> bool:
    name = _name(call.func)
    if name == "setattr":
        return any(_is_status(argument) for argument in call.args[1:2])
    if name in {"bulk_update", "abulk_update"}:
        return any(_is_status(part) for argument in [*call.args, *call.keywords] for part in ast.walk(argument))
    return (name in WRITERS or name in models) and any(map(_names_status, call.keywords))


def _is_anothers(target: ast.Attribute) -> bool:
    """`x.status`. Outside models, an object's own `self.status` is no row's: an HTTP status, say."""
    return target.attr == "status" and not (isinstance(target.value, ast.Name) and target.value.id == "self")


def _names_status(keyword: ast.keyword) -> bool:
    if keyword.arg == "status":
        return True
    if (keyword.arg is None or keyword.arg in DEFAULTS) and isinstance(keyword.value, ast.Dict):
        return any(_is_status(key) for key in keyword.value.keys if key is not None)
    return False


def _name(function: ast.expr) -> str:
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def _is_status(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and node.value == "status"


def test_no_room_writes_a_status_by_hand():
    paths = [path for room in ROW_OF for path in sorted((ROOT / room).rglob("*.py"))]
    files = {path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8") for path in paths}
    models = set().union(*(with_status(text) for text in files.values()))
    assert "Application" in models
    faults = [fault for path, text in files.items() for fault in faults_in(text, path, models)]
    assert not faults, "\n".join(faults)


def test_classes_with_a_status_are_found():
    assert with_status("class A(Model):\n    status = FSMField()\nclass B(Model):\n    note = 1") == {"A"}


@pytest.mark.parametrize(
    "source",
    [
        "Case.objects.filter(pk=1).update(status='open')",
        "Case.objects.create(status='open')",
        "Case.objects.get_or_create(pk=1, defaults={'status': 'open'})",
        "Case.objects.update_or_create(pk=1, create_defaults={'status': 'open'})",
        "Case.objects.update(**{'status': 'open'})",
        "Case.objects.bulk_update(rows, ['status'])",
        "Case.objects.bulk_update(rows, fields=['status'])",
        "Case(status='open')",
        "models.Case(status='open')",
        "case.status = 'open'",
        "case.status, case.note = 'open', ''",
        "self.case.status: str = 'open'",
        "setattr(case, 'status', 'open')",
    ],
)
def test_a_write_by_hand_is_caught(source):
    assert faults_in(source, "casework/actions.py", {"Case"})


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("applications/models.py", "self.status = 'open'"),
        ("applications/models/case.py", "self.status = 'open'"),
        ("applications/migrations/0002_x.py", "Case.objects.update(status='open')"),
        ("casework/actions.py", "case.save(update_fields=['status'])"),
        ("casework/queries.py", "Case.objects.filter(status='open').exclude(status='closed')"),
        ("casework/queries.py", "Q(status__in=OPEN) | Q(status='open')"),
        ("casework/views.py", "render(request, 'x.html', status=409)\nJsonResponse({}, status=409)"),
        ("casework/views.py", "response.status_code = 409"),
        (
            "casework/refusals.py",
            "class Refused(Exception):\n    def f(self, code):\n        self.status = code",
        ),
    ],
)
def test_what_is_allowed_passes(path, source):
    assert not faults_in(source, path, {"Case"})

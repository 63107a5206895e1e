"""Every string that the code and the templates ask a translation for, found without system gettext."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation.template import templatize

from tools.environment import ROOT

NOT_OURS = {".venv", "var", "build", "tests", "tools", "migrations", "docs", "static", "locale", "node_modules"}
TRANSLATION = "django.utils.translation"
# What each function of Django's takes first, in order.
ARGUMENTS = {
    "gettext": ("singular",),
    "ngettext": ("singular", "plural"),
    "pgettext": ("context", "singular"),
    "npgettext": ("context", "singular", "plural"),
}
# Whose words only colleagues read: rooms and folders, and files by their name. All else is for the public, so that a
# new file is translated rather than forgotten.
STAFF_FOLDERS = {
    "admin",
    "audit",
    "casework",
    "checklist",
    "day",
    "demo",
    "desk",
    "editing",
    "importer",
    "management",
    "merging",
    "scheduling",
    "staff",
    "wagtail_localize",
    "wagtailadmin",
}
STAFF_FILES = {
    "apps",
    "blocks",
    "checklist",
    "dashboard",
    "models",
    "panels",
    "periods",
    "placeholders",
    "schedule",
    "staff",
    "uploads",
    "viewsets",
    "wagtail_hooks",
}
STAFF_PATHS = {
    "content/enums.py",  # What the checklist finds.
    "content/po_files.py",
    "home/rules.py",  # What a story still needs.
    "office/forms.py",
    "office/views.py",
    "people/consent/staff.py",
    "people/rights/actions/retention.py",
    "policies/forms.py",  # The importer's.
    "policies/refusals.py",
    "policies/rules.py",
    "policies/views/staff.py",
    "policies/wording.py",
    "templates/content/suggestions.html",
    "templates/content/suggestions_panel.html",
    "search/staff.py",
    "services/forms.py",
    "services/reviews.py",
    "services/staff.py",
    "volunteering/hours/columns.py",
    "volunteering/hours/doors.py",
    "volunteering/hours/tables.py",
    "templates/office/schedule.html",
    "templates/search/unanswered.html",
    "templates/search/unanswered_panel.html",
}
LITERAL = r"u?'(?:[^'\\]|\\.)*'|u?\"(?:[^\"\\]|\\.)*\""
IN_TEMPLATE = re.compile(rf"(?<!\w)(n?p?gettext|_)\(\s*((?:{LITERAL})(?:\s*,\s*(?:{LITERAL}))*)")


class Untranslatable(ValueError):
    """A call whose text is put together at run time, so that no catalogue can hold it."""


@dataclass(frozen=True, order=True)
class Message:
    """One entry of a catalogue, by what gettext looks it up with. `plural` is "" where there is one form."""

    singular: str
    context: str = ""
    plural: str = ""


def in_repository(root: Path = ROOT) -> dict[Message, list[str]]:
    """Each message with the files that ask for it, both sorted. Raises Untranslatable, naming file and line."""
    found: dict[Message, set[str]] = {}
    for path in _sources(root):
        text = path.read_text(encoding="utf-8")
        name = path.relative_to(root).as_posix()
        for message in in_python(text, name) if path.suffix == ".py" else in_template(text, name):
            found.setdefault(message, set()).add(name)
    return {message: sorted(found[message]) for message in sorted(found)}


def public_only(found: dict[Message, list[str]], root: Path = ROOT) -> dict[Message, list[str]]:
    """Of `in_repository`'s messages those that visitors, applicants and signed-in members can meet."""
    kinds = {message for path in _sources(root) if _is_of_models(path) for message in kinds_of_pages(path.read_text())}
    return {message: paths for message, paths in found.items() if message in kinds or any(map(is_public, paths))}


def is_public(path: str) -> bool:
    """Whether the public reads what a file says; `path` is relative to the repository."""
    if path in STAFF_PATHS:
        return False
    *folders, file = Path(path).with_suffix("").parts
    # A folder of nouns stands for the file of its name: applications/models/given.py.
    # Colleagues are asked to read a policy, and told what is going to be removed.
    if path.startswith(("templates/notifications/policies/", "templates/notifications/retention/")):
        return False
    return STAFF_FOLDERS.isdisjoint(folders) and STAFF_FILES.isdisjoint({file, *folders} if path.endswith("py") else ())


def kinds_of_pages(source: str) -> Iterator[Message]:
    """What kinds of page are called, which search shows beside each hit."""
    tree = ast.parse(source)
    for page in ast.walk(tree):
        if isinstance(page, ast.ClassDef) and page.name.endswith("Page"):
            for meta in (part for part in page.body if isinstance(part, ast.ClassDef) and part.name == "Meta"):
                yield from in_python("\n".join(map(ast.unparse, [*_imports(tree), *meta.body])))


def _imports(tree: ast.Module) -> list[ast.ImportFrom]:
    return [node for node in tree.body if isinstance(node, ast.ImportFrom)]


def _is_of_models(path: Path) -> bool:
    return path.suffix == ".py" and "models" in {path.stem, path.parent.name}


def in_python(source: str, name: str = "<source>") -> Iterator[Message]:
    """The messages of one Python file."""
    tree = ast.parse(source, name)
    functions = _functions(tree)
    for node in ast.walk(tree):
        kind = _called(node.func, functions) if isinstance(node, ast.Call) else None
        if isinstance(node, ast.Call) and kind:
            yield from _messages(kind, node.args, f"{name}:{node.lineno}")


def in_template(source: str, name: str = "<source>") -> Iterator[Message]:
    """The messages of one Django template."""
    for kind, literals in IN_TEMPLATE.findall(templatize(source, origin=name)):
        arguments = ast.parse(f"f({literals})", mode="eval").body
        assert isinstance(arguments, ast.Call)
        yield from _messages("gettext" if kind == "_" else kind, arguments.args, name)


def _sources(root: Path) -> Iterator[Path]:
    for path in sorted(root.rglob("*")):
        parts = path.relative_to(root).parts
        if NOT_OURS.isdisjoint(parts) and (path.suffix == ".py" or ("templates" in parts and path.is_file())):
            yield path


def _functions(tree: ast.Module) -> dict[str, str]:
    """Names in this file that stand for a function of ARGUMENTS, whatever they were imported as."""
    return {
        alias.asname or alias.name: _kind(alias.name)
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == TRANSLATION
        for alias in node.names
        if _kind(alias.name) in ARGUMENTS
    }


def _kind(name: str) -> str:
    return name.removesuffix("_lazy").removesuffix("_noop")


def _called(function: ast.expr, functions: dict[str, str]) -> str | None:
    if isinstance(function, ast.Name):
        return functions.get(function.id)
    if isinstance(function, ast.Attribute) and _kind(function.attr) in ARGUMENTS:
        return _kind(function.attr)
    return None


def _messages(kind: str, arguments: list[ast.expr], place: str) -> Iterator[Message]:
    """The message of one call; none where a variable is passed on, whose text another call has marked."""
    parts: dict[str, str] = {}
    for name, argument in zip(ARGUMENTS[kind], arguments, strict=False):
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
            parts[name] = argument.value
        elif isinstance(argument, ast.JoinedStr | ast.BinOp | ast.Call):
            raise Untranslatable(f"{place}: the text is put together at run time; write it whole and fill it after.")
    if parts.get("singular"):
        yield Message(**parts)

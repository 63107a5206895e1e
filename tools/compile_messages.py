"""Compile the translations (`locale/**/*.po` to `.mo`) without system gettext; only those that changed."""

import os
from pathlib import Path

import polib

from tools.environment import ROOT


def compile_stale(folder: Path = ROOT / "locale") -> list[Path]:
    """Write every `.mo` that is missing or older than its `.po`; the files written."""
    stale = [source for source in sorted(folder.rglob("*.po")) if _is_stale(source, source.with_suffix(".mo"))]
    return [_compile(source) for source in stale]


def _is_stale(source: Path, target: Path) -> bool:
    return not target.exists() or target.stat().st_mtime_ns < source.stat().st_mtime_ns


def _compile(source: Path) -> Path:
    target = source.with_suffix(".mo")
    draft = target.with_suffix(f".mo.{os.getpid()}")
    polib.pofile(str(source)).save_as_mofile(str(draft))
    draft.replace(target)  # A server that reads at this moment sees the old file or the new one, whole.
    return target


if __name__ == "__main__":
    for written in compile_stale():
        print(written.relative_to(ROOT))

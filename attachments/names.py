"""File names as people give them: any language, and nothing that hides or breaks."""

from pathlib import PurePosixPath
from unicodedata import category, normalize

LONGEST_STEM = 100
NAMELESS = "file"


def extension(name: str) -> str:
    """The lower-case extension with its dot, or "" when there is none."""
    return PurePosixPath(clean(name)).suffix.lower()


def with_extension(name: str, wanted: str) -> str:
    """The clean name, its stem at most 100 characters, ending as its content does."""
    path = PurePosixPath(clean(name))
    stem = path.stem if path.suffix else path.name
    return (stem.strip(" .")[:LONGEST_STEM].strip(" .") or NAMELESS) + wanted


def clean(name: str) -> str:
    """No folders, no controls, no marks that turn or hide text (bidi, zero-width), single spaces."""
    last = normalize("NFC", name[-1000:]).replace("\\", "/").rsplit("/", 1)[-1]
    shown = "".join(" " if category(letter)[0] == "Z" else letter for letter in last if category(letter)[0] != "C")
    return " ".join(shown.split())

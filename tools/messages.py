"""`make messages`: bring the catalogues up to date with the code; translations may be taken from other files.

    python -m tools.messages [--language ar] [--replace] [FILE.po …]

Without `--language` every catalogue is brought up to date; a file that names its language in its header is taken for
that one alone, any other for the first. Arabic holds every message, the others what the public reads
(`tools.msgids.public_only`). What is still without a translation is printed and lies, ready to fill, in
`build/missing-<language>.po`. What the code no longer asks for is removed, what it newly asks for is added. A
translation that stands is kept when a given file says another (both are printed); `--replace` takes the file's.
"""

import argparse
import re
from collections.abc import Iterable
from pathlib import Path

import polib

from tools.environment import ROOT
from tools.msgids import Message, in_repository, public_only

# English needs none: it is the language of the source.
CATALOGUES = ("ar", "ur", "bn")
WHOLE = {"ar"}
PLURALS = {
    "ar": "nplurals=6; plural=n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 && n%100<=99"
    " ? 4 : 5;",
    "en": "nplurals=2; plural=(n != 1);",
    "ur": "nplurals=2; plural=(n != 1);",
    "bn": "nplurals=2; plural=(n != 1);",
}


def update(catalogue: Path, language: str, *, given: Iterable[Path] = (), replace: bool = False) -> list[str]:
    """Write the catalogue anew, sorted and without line numbers; what a reader must know, one line each."""
    wanted = wanted_in(language)
    remarks: list[str] = []
    known = _entries(catalogue) if catalogue.exists() else {}
    for path in given:
        for key, entry in _entries(path).items():
            if key not in wanted:
                remarks.append(f"{path.name}: nobody asks for {key[0]!r}")
            elif not _is_translated(known.get(key)) or (replace and _texts(known[key]) != _texts(entry)):
                known[key] = entry
            elif _texts(known[key]) != _texts(entry):
                remarks.append(f"{path.name}: {key[0]!r} is {_texts(known[key])}; not taken: {_texts(entry)}")
    _write(catalogue, language, [_entry(message, known.get(key), language) for key, message in wanted.items()])
    return remarks


def wanted_in(language: str) -> dict[tuple[str, str], Message]:
    """What the language's catalogue must hold."""
    found = in_repository()
    return merged(found if language in WHOLE else public_only(found))


def merged(messages: Iterable[Message]) -> dict[tuple[str, str], Message]:
    """One message for each key that gettext knows: a text asked for with and without plural is one entry."""
    found: dict[tuple[str, str], Message] = {}
    for message in sorted(messages):
        found[message.singular, message.context] = message  # Sorted: the one with a plural comes last.
    return found


def forms(language: str) -> int:
    """How many plural forms the language has."""
    match = re.match(r"nplurals=(\d)", PLURALS[language])
    assert match
    return int(match[1])


def _entries(path: Path) -> dict[tuple[str, str], polib.POEntry]:
    return {(entry.msgid, entry.msgctxt or ""): entry for entry in polib.pofile(str(path)) if not entry.obsolete}


def _texts(entry: polib.POEntry) -> list[str]:
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


def _is_translated(entry: polib.POEntry | None) -> bool:
    return entry is not None and not entry.fuzzy and all(_texts(entry))


def _entry(message: Message, known: polib.POEntry | None, language: str) -> polib.POEntry:
    flags = ["python-format"] if re.search(r"%\(\w+\)[sd]", message.singular) else []
    flags += ["fuzzy"] if known is not None and known.fuzzy else []
    entry = polib.POEntry(msgid=message.singular, msgctxt=message.context or None, flags=flags)
    if message.plural:
        entry.msgid_plural = message.plural
        old = known.msgstr_plural if known is not None else {}
        entry.msgstr_plural = {form: old.get(form, "") for form in range(forms(language))}
    elif known is not None:
        entry.msgstr = known.msgstr or known.msgstr_plural.get(max(known.msgstr_plural, default=0), "")
    return entry


def _write(catalogue: Path, language: str, entries: list[polib.POEntry]) -> None:
    file = polib.POFile(wrapwidth=110)
    file.header = polib.pofile(str(catalogue)).header if catalogue.exists() else ""
    file.metadata = {
        "Language": language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": PLURALS[language],
    }
    file.extend(entries)
    catalogue.parent.mkdir(parents=True, exist_ok=True)
    file.save(str(catalogue))


def _bring_up(language: str, given: list[Path], *, replace: bool) -> None:
    catalogue = ROOT / "locale" / language / "LC_MESSAGES" / "django.po"
    for remark in update(catalogue, language, given=given, replace=replace):
        print(remark)
    entries = _entries(catalogue).values()
    left = [entry for entry in entries if not _is_translated(entry)]
    print(f"{catalogue.relative_to(ROOT)}: {len(entries)} messages, {len(left)} without a translation")
    missing = ROOT / "build" / f"missing-{language}.po"
    missing.unlink(missing_ok=True)
    if left:
        _write(missing, language, left)
        print(f"  to fill and give back: {missing.relative_to(ROOT)}")
    for entry in left:
        print(f"  {entry.msgid!r}")


def _language_of(path: Path) -> str:
    return polib.pofile(str(path)).metadata.get("Language", "")


def main() -> None:
    """Read the command line, update, and print what is left to translate."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--language", choices=sorted(PLURALS))
    parser.add_argument("--replace", action="store_true")
    parser.add_argument("given", nargs="*", type=Path)
    words = parser.parse_args()
    for language in [words.language] if words.language else CATALOGUES:
        first = language == (words.language or CATALOGUES[0])
        given = [path for path in words.given if (_language_of(path) or (first and language)) == language]
        _bring_up(language, given, replace=words.replace)


if __name__ == "__main__":
    main()

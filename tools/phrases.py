"""`make phrases`: bring the phrasebooks of the demo (home/demo/phrases) up to date with its Arabic pages.

    python -m tools.phrases [FILE.po …]

A phrase that no page holds any more is removed, a new one is added empty below its page; translations are taken from
the files given, which are named `<language>.po` or end in `-<language>.po`. Works in a database of its own.
"""

import argparse
import os
import shutil
from pathlib import Path

import polib

from tools.environment import ROOT
from tools.messages import PLURALS

LANGUAGES = ("en", "ur", "bn")


def update(language: str, strings: list[tuple[str, str]], given: list[Path]) -> list[str]:
    """Write one book from (page, string) pairs in reading order; the strings that still lack a translation."""
    from home.demo.phrasebook import FOLDER

    path = FOLDER / f"{language}.po"
    known = {entry.msgid: entry.msgstr for book in [path, *given] if book.exists() for entry in polib.pofile(str(book))}
    book = polib.POFile(wrapwidth=110)
    book.metadata = {
        "Language": language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": PLURALS[language],
    }
    for place, text in strings:
        book.append(polib.POEntry(msgid=text, msgstr=known.get(text, ""), comment=place))
    FOLDER.mkdir(exist_ok=True)
    book.save(str(path))
    return [text for _place, text in strings if not known.get(text)]


def strings_of_the_demo() -> list[tuple[str, str]]:
    """Each Arabic string of the demo once, with the page and the field where it stands first."""
    from django.db import transaction
    from wagtail.models import Page
    from wagtail_localize.models import TranslationSource

    from home.demo.build import build_pages
    from home.demo.phrasebook import strings_of

    found: dict[str, str] = {}
    with transaction.atomic():
        build_pages(by=None)
        for page in Page.objects.filter(depth__gt=1, locale__language_code="ar").order_by("path").specific():
            source, _made = TranslationSource.update_or_create_from_instance(page)
            for segment in strings_of(source):
                found.setdefault(segment.string.data, f"{page.slug}: {segment.context.path.split('.')[0]}")
        transaction.set_rollback(True)
    return [(place, text) for text, place in found.items()]


def main() -> None:
    """Read the command line, update every book, and print how much is left of each."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("given", nargs="*", type=Path)
    words = parser.parse_args()
    var = ROOT / "build" / "var-phrases"
    shutil.rmtree(var, ignore_errors=True)  # One of yesterday's models would not fit.
    os.environ |= {"VAR_DIR": str(var), "DATABASE_URL": f"sqlite:///{var}/db.sqlite3"}
    os.environ["DJANGO_SETTINGS_MODULE"] = "site_project.settings.test"
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    strings = strings_of_the_demo()
    for language in LANGUAGES:
        given = [path for path in words.given if path.stem == language or path.stem.endswith(f"-{language}")]
        left = update(language, strings, given)
        print(f"home/demo/phrases/{language}.po: {len(strings)} phrases, {len(left)} without a translation")


if __name__ == "__main__":
    main()

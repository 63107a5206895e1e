"""`manage.py import_policy FILE`: a scanned policy becomes a draft page, with a report of everything found."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from policies.actions import import_policy
from policies.importer.files import read_path
from policies.importer.lists import Item, ItemList
from policies.importer.reading import Reading, read
from policies.importer.refusals import ImportRefused
from policies.models import PoliciesIndexPage
from policies.wording import groups_of
from saudi.hijri import both_short


class Command(BaseCommand):
    help = "Read a scanned policy (.txt, .docx), print what was mended and what is doubtful, and create a draft page."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--parent", default="", metavar="SLUG", help="slug of the policy library to add to")
        parser.add_argument("--title", default="", help="title of the page, when the scan has lost it")
        parser.add_argument(
            "--accept", type=int, nargs="+", default=[], metavar="LINE", help="mend the doubtful words of these lines"
        )
        parser.add_argument("--dry-run", action="store_true", help="print the report and create nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        with translation.override("ar"):
            try:
                reading = read(read_path(options["file"]), until=timezone.localdate(), accept=options["accept"])
            except ImportRefused as refusal:
                raise CommandError(refusal.message) from refusal
            self._print(reading)
            if options["dry_run"]:
                self.stdout.write(_("Nothing was created: this was a trial."))
            else:
                self._create(reading, _library(options["parent"]), options["title"])

    def _create(self, reading: Reading, library: PoliciesIndexPage, title: str) -> None:
        found = import_policy(reading, under=library, title=title)
        words = (
            _("A draft was created: %(title)s (page %(pk)s). An editor checks and publishes it.")
            if found.created
            else _("This file was imported before as: %(title)s (page %(pk)s). Nothing was changed.")
        )
        self.stdout.write(self.style.SUCCESS(words % {"title": found.page.title, "pk": found.page.pk}))

    def _print(self, reading: Reading) -> None:
        self.stdout.write(self.style.MIGRATE_HEADING(_("Sections")))
        for section in reading.sections:
            self.stdout.write(f"  [{section.kind.label}] {section.heading or '—'}")
            for part in section.parts:
                if isinstance(part, ItemList):
                    self._print_items(part.items, "    ")
        self._print_approval(reading)
        for group in groups_of(reading.report):
            self.stdout.write(self.style.MIGRATE_HEADING(f"{group.title} ({group.count})"))
            for sentence in group.sentences:
                self.stdout.write(f"  {sentence}")

    def _print_items(self, items: list[Item], indent: str) -> None:
        for item in items:
            self.stdout.write(f"{indent}{f'{item.number})' if item.number else '•'} {item.text}")
            self._print_items(item.children, indent + "    ")

    def _print_approval(self, reading: Reading) -> None:
        approval = reading.approval
        self.stdout.write(self.style.MIGRATE_HEADING(_("Approval")))
        if approval is None:
            self.stdout.write("  " + _("No approval line was found."))
            return
        self.stdout.write(
            "  " + _("Line %(line)s, meeting %(meeting)s") % {"line": approval.line, "meeting": approval.meeting or "؟"}
        )
        if approval.approved_on is None:
            self.stdout.write("  " + _("No single date fits the legible parts: an editor must enter it."))
            return
        day = f"{both_short(approval.approved_on)} ({approval.approved_on:%Y-%m-%d})"
        words = _("Proposed date, for an editor to confirm: %(day)s") if approval.proposed else _("Date: %(day)s")
        self.stdout.write("  " + words % {"day": day})


def _library(slug: str) -> PoliciesIndexPage:
    """The library named, or the only one there is."""
    found = list(PoliciesIndexPage.objects.filter(slug=slug) if slug else PoliciesIndexPage.objects.all())
    if len(found) == 1:
        return found[0]
    if not found:
        raise CommandError(_("There is no policy library to add to. Create its page first, or check --parent."))
    raise CommandError(_("There are several policy libraries: name one with --parent."))

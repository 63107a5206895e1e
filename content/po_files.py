"""A translator's PO file is read with care before a word of it is taken (R10).

wagtail-localize takes whatever parses; a file without its header, or with markup that was never in the source, would
end in an error page or on the public page.
"""

import re
from collections import Counter

import polib
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from wagtail_localize.models import StringSegment, Translation

from content.placeholders import MARKER

LARGEST = 2 * 1024 * 1024  # bytes; a page of the site comes to some ten thousand
MOST_FAULTS = 10  # sentences shown; a broken file would fill the screen
TRANSLATION_ID = "X-WagtailLocalize-TranslationID"
_TAG = re.compile(r"<[^<>]*>")


def faults_in(upload: UploadedFile | None, translation: Translation) -> list[str]:
    """Why this file can't be taken for this translation, one sentence each; empty when it can."""
    if upload is None:
        return [_("Choose a PO file first.")]
    if (upload.size or 0) > LARGEST:
        return [_("The file is larger than 2 MB. That is no PO file of one page.")]
    file = _parsed(upload.read())
    upload.seek(0)
    if file is None:
        return [_("This is not a PO file that can be read. Download it anew and fill in that one.")]
    if file.metadata.get(TRANSLATION_ID) != str(translation.uuid):
        return [_("This file belongs to another page or another language. Nothing was taken from it.")]
    known = _known(translation)
    found = [fault for entry in file if entry.msgstr for fault in _faults_of(entry, known)]
    return found[:MOST_FAULTS]


def _parsed(raw: bytes) -> polib.POFile | None:
    try:
        text = raw.decode("utf-8-sig")
        # polib takes a text that names a file for that file, and a text of several lines for its content.
        return polib.pofile(text + "\n\n") if "msgid" in text and "\x00" not in text else None
    except (UnicodeDecodeError, OSError, ValueError):
        return None


def _known(translation: Translation) -> set[tuple[str, str]]:
    """The strings of the page with their places, and those that it held before."""
    segments = StringSegment.objects.filter(source=translation.source).values_list("string__data", "context__path")
    return {*segments, *((entry.msgid, entry.msgctxt) for entry in translation.export_po() if entry.obsolete)}


def _faults_of(entry: polib.POEntry, known: set[tuple[str, str]]) -> list[str]:
    words = {"words": entry.msgid[:60]}
    if (entry.msgid, entry.msgctxt) not in known:
        return [] if entry.obsolete else [_("“%(words)s” does not stand on this page.") % words]
    faults = []
    if Counter(_TAG.findall(entry.msgid)) != Counter(_TAG.findall(entry.msgstr)):
        faults.append(_("“%(words)s”: the marks between < and > are not those of the Arabic text.") % words)
    if len(MARKER.findall(entry.msgid)) != len(MARKER.findall(entry.msgstr)):
        faults.append(_("“%(words)s”: each fact in [[double brackets]] must stay in double brackets.") % words)
    return faults

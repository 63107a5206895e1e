"""The copy of a file as one ZIP: `file.json` for machines, `file.pdf` to read, and every paper under `files/`.

The JSON keeps its keys: {format, reference, made_at, person: {field: value}, parts: [{model, title, rows:
[{field: value}]}], files: [{name, model, size}]}. Values are raw: ISO dates, codes of choices.
"""

import json
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import IO, Any

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from attachments.models import Attachment
from attachments.queries import content
from content import typeset
from people import registry
from people.actions import FIELDS
from people.models import Person
from people.registry import Belonging
from people.rights import words
from sealing import Unreadable

FORMAT = "person-file/1"
TEMPLATE = "people/typst/my-file.typ"
EXTENSIONS = {"application/pdf": ".pdf", "image/jpeg": ".jpg", "image/png": ".png", "image/webp": ".webp"}
OWN = ("reference", *(name for model, names in FIELDS.values() if model is Person for name in names))
OWN_TIMES = ("created_at", "confirmed_at")
# Numbers, phones, references and IBANs keep their order inside Arabic.
LEFT_TO_RIGHT = re.compile(
    r"(\+?[0-9][0-9 ()./:-]{4,}[0-9]|\b[A-Z]{2}[0-9A-Z-]{6,}\b|[\w.+-]+@[\w.-]+|[A-Za-z][\w .-]*)"
)


@dataclass
class Part:
    """The rows of one model."""

    belonging: Belonging
    rows: list[models.Model] = field(default_factory=list)


def write_copy(person: Person, target: IO[bytes]) -> None:
    """Write the ZIP of the person's file to `target`. Raises typeset.NotTypeset."""
    whole = Person.objects.select_related("recipient", "user").get(pk=person.pk)
    with translation.override(settings.LANGUAGE_CODE):
        parts = list(parts_of(whole))
        papers = list(papers_of(parts))
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made:
            listed = [_add(made, number, part, paper) for number, (part, paper) in enumerate(papers, start=1)]
            data = as_json(whole, parts, [each for each in listed if each])
            made.writestr("file.json", json.dumps(data, cls=DjangoJSONEncoder, ensure_ascii=False, indent=1))
            made.writestr("file.pdf", typeset.pdf(TEMPLATE, as_paper(whole, parts)))


def parts_of(person: Person) -> Iterator[Part]:
    """Everything that any room registered, of this file and of those that became one with it."""
    files = [person, *person.absorbed.all()]
    for belonging in registry.held():
        yield Part(belonging, [row for file in files for row in belonging.rows(file)])


def papers_of(parts: list[Part]) -> Iterator[tuple[Part, Attachment]]:
    """The private files that the rows hold, each once."""
    seen = set()
    for part in parts:
        names = [each.name for each in part.belonging.model._meta.concrete_fields if each.related_model is Attachment]
        for row in part.rows:
            for name in names:
                paper: Attachment | None = getattr(row, name)
                if paper and paper.pk not in seen:
                    seen.add(paper.pk)
                    yield part, paper


def as_json(person: Person, parts: list[Part], files: list[dict[str, Any]]) -> dict[str, Any]:
    """The file for machines."""
    own = {name: getattr(person, name) for name in (*OWN, *OWN_TIMES)}
    reached = {"mobile": person.mobile, "email": (person.user and person.user.email) or person.recipient.email}
    return {
        "format": FORMAT,
        "reference": person.reference,
        "made_at": timezone.now(),
        "person": {**own, **reached, "language": person.recipient.language},
        "parts": [
            {
                "model": part.belonging.label,
                "title": str(part.belonging.title),
                "rows": [{name: _raw(row, name) for name in part.belonging.exported} for row in part.rows],
            }
            for part in parts
        ],
        "files": files,
    }


def as_paper(person: Person, parts: list[Part]) -> dict[str, Any]:
    """What `people/typst/my-file.typ` reads: everything in words."""
    own = [(words.label(Person, name), words.said(person, name)) for name in (*OWN, "confirmed_at")]
    own += [(_("Mobile"), person.mobile), (_("E-mail"), (person.user and person.user.email) or "")]
    sections = [{"title": _("Who you are"), "rows": [_rows(own)]}]
    for part in parts:
        shown = [_rows(_said(row, part.belonging)) for row in part.rows]
        if shown:
            sections.append({"title": str(part.belonging.title), "rows": shown})
    return {
        "title": _("All that we keep about you"),
        "association": str(settings.WAGTAIL_SITE_NAME),
        "made": pieces(words.worded(timezone.now())),
        "reference": person.reference,
        "made_label": _("Made on"),
        "reference_label": _("The number of your file"),
        "sections": sections,
        "end": _("You may ask us to correct or erase what is here: from your account, or at the association."),
    }


def pieces(text: str) -> list[dict[str, Any]]:
    """Text in pieces: `ltr` for what keeps its order, the rest as it is."""
    return [{"ltr": bool(LEFT_TO_RIGHT.fullmatch(part)), "text": part} for part in LEFT_TO_RIGHT.split(text) if part]


def _said(row: models.Model, belonging: Belonging) -> list[tuple[str, str]]:
    if belonging.worded:
        return [(str(label), value) for label, value in belonging.worded(row)]
    return [(words.label(belonging.model, name), words.said(row, name)) for name in belonging.exported]


def _rows(pairs: list[tuple[str, str]]) -> list[dict[str, Any]]:
    return [{"label": label, "value": pieces(value)} for label, value in pairs if value]


def _raw(row: models.Model, name: str) -> Any:
    value = getattr(row, name)
    return str(value) if isinstance(value, models.Model) else value


def _add(made: zipfile.ZipFile, number: int, part: Part, paper: Attachment) -> dict[str, Any] | None:
    """One paper under a number and its own name; one that is lost or unreadable is listed without its bytes."""
    suffix = EXTENSIONS.get(paper.content_type) or PurePosixPath(paper.name).suffix
    name = f"files/{number:03d}{suffix}"
    told = {"name": name, "model": part.belonging.label, "title": paper.name, "size": paper.size}
    try:
        chunks = content(paper)
    except (FileNotFoundError, Unreadable):
        return {**told, "name": ""}
    with made.open(name, "w") as target:
        for chunk in chunks:
            target.write(chunk)
    return told

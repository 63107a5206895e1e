"""What the public opens below a policy: its versions, their differences, the document."""

from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.cache import get_conditional_response
from django.utils.http import http_date, quote_etag

from policies.actions import typeset
from policies.difference import folded, sections_of, titled
from policies.models.version import PolicyVersion

if TYPE_CHECKING:
    from policies.models import PolicyPage


def versions(request: HttpRequest, page: "PolicyPage") -> HttpResponse:
    """Every version of a policy, newest first."""
    rows = list(page.source().versions.defer("sections"))
    pairs = [{"version": row, "before": before} for row, before in zip(rows, [*rows[1:], None], strict=True)]
    return _shown(request, page, "policies/versions.html", {"rows": pairs})


def version(request: HttpRequest, page: "PolicyPage", number: int) -> HttpResponse:
    """One version as it was published; out of the index, since one alone is in force."""
    found = _found(page, number)
    later = page.source().versions.in_force().defer("sections").first()
    return _shown(request, page, "policies/version.html", {"version": found, "in_force": later})


def changes(request: HttpRequest, page: "PolicyPage", before: int, after: int) -> HttpResponse:
    """What differs between two versions, read from `before` to `after`."""
    if before == after:
        raise Http404
    first, second = _found(page, before), _found(page, after)
    groups = folded(sections_of(first.sections), sections_of(second.sections))
    context = {"before": first, "after": second, "groups": titled(groups)}
    return _shown(request, page, "policies/changes.html", context)


def document(request: HttpRequest, page: "PolicyPage", number: int | None) -> HttpResponse:
    """The PDF of a version, of the one in force without a number. Made once; a copy kept by the reader is enough."""
    source = page.source()
    found = source.versions.in_force().first() if number is None else _found(page, number)
    if found is None:
        raise Http404
    paper = typeset(found)
    answer = HttpResponse(bytes(paper.pdf), content_type="application/pdf")
    name = f"{source.slug}-{found.number}.pdf"
    answer["Content-Disposition"] = f'inline; filename="{name}"'
    answer["ETag"] = etag = quote_etag(paper.sha256)
    made = int(paper.made_at.timestamp())
    answer["Last-Modified"] = http_date(made)
    if not found.is_in_force:
        answer["X-Robots-Tag"] = "noindex"
    return get_conditional_response(request, etag=etag, last_modified=made, response=answer) or answer


def _found(page: "PolicyPage", number: int) -> PolicyVersion:
    found = page.source().versions.filter(number=number).first()
    if found is None:
        raise Http404
    return found


def _shown(request: HttpRequest, page: "PolicyPage", template: str, own: dict[str, Any]) -> HttpResponse:
    context = {**page.get_context(request), **own, "is_binding": page.is_source}
    answer = TemplateResponse(request, template, context)  # Drawn later, inside the frame of its own language.
    answer["X-Robots-Tag"] = "noindex"
    return answer

"""How a page's parts are written in JSON. Lists are read in bulk: a fixed number of queries for any number of pages."""

import re
from collections.abc import Callable, Iterable
from typing import Any

from django.db.models import prefetch_related_objects
from django.http import HttpRequest
from rest_framework.fields import Field
from wagtail.api.v2.utils import get_full_url, get_object_detail_url, get_restricted_collection_ids
from wagtail.blocks import PageChooserBlock, RichTextBlock, StreamValue, StructValue
from wagtail.blocks.list_block import ListValue
from wagtail.images.blocks import ImageBlock
from wagtail.images.models import Filter, SourceImageIOError
from wagtail.models import Page, PageViewRestriction
from wagtail.rich_text import expand_db_html

from content.languages import foreign_language
from content.placeholders import found_in

OWN_LINK = re.compile(r'(<a\b[^>]*\bhref=")/(?!/)')


class WholePage(Field):
    """A field worked out from the page itself."""

    def get_attribute(self, instance: Page) -> Page:
        return instance

    def for_all(self, key: str, read: Callable[[list[Page]], Any]) -> Any:
        """What `read` finds for every page of this answer, read once."""
        if key not in self.context:
            pages = self.root.instance
            self.context[key] = read(list(pages) if isinstance(pages, Iterable) else [pages])
        return self.context[key]


class Trail(WholePage):
    """The public pages above, from the home page down, as {id, title, html_url, detail_url}."""

    def to_representation(self, page: Page) -> list[dict[str, Any]]:
        above = self.for_all("trails", self._read)
        paths = [page.path[: depth * page.steplen] for depth in range(2, page.depth)]
        return [linked(above[path], self.context) for path in paths if path in above]

    def _read(self, pages: list[Page]) -> dict[str, Page]:
        paths = {page.path[: depth * page.steplen] for page in pages for depth in range(2, page.depth)}
        found = Page.objects.live().filter(path__in=paths)
        return {each.path: each for each in found if is_public(each, self.context)}


class Translations(WholePage):
    """The same page in every language that has it in public: {"en": {id, title, html_url, detail_url}}."""

    def to_representation(self, page: Page) -> dict[str, dict[str, Any]]:
        twins = self.for_all("translations", self._read).get(page.translation_key, [])
        return {twin.locale.language_code: linked(twin, self.context) for twin in twins}

    def _read(self, pages: list[Page]) -> dict[Any, list[Page]]:
        keys = [page.translation_key for page in pages]
        found: dict[Any, list[Page]] = {}
        for twin in Page.objects.live().filter(translation_key__in=keys).select_related("locale").order_by("locale_id"):
            if is_public(twin, self.context):
                found.setdefault(twin.translation_key, []).append(twin)
        return found


class ContentLanguage(WholePage):
    """The language in which the page is written; its tree's unless nobody translated it."""

    def to_representation(self, page: Page) -> str:
        return foreign_language(page) or str(page.locale.language_code)


class Unconfirmed(WholePage):
    """The facts that nobody confirmed: each stands in the page's texts as `[[fact]]`."""

    def to_representation(self, page: Any) -> list[str]:
        facts = list(page.unconfirmed())
        for name in page.private_texts:
            for fact in found_in(getattr(page, name)):
                facts.remove(fact)
        return list(dict.fromkeys(facts))


class Html(Field):
    """Rich text as HTML, with the addresses of the pages and documents that it links to."""

    def to_representation(self, value: str) -> str:
        return rich(value, self.context)


class Codes(Field):
    """A list of codes."""

    def to_representation(self, value: Iterable[Any]) -> list[str]:
        return [str(each) for each in value]


class LinkedPage(Field):
    """A page that another names, or null while it isn't public."""

    def to_representation(self, page: Page) -> dict[str, Any] | None:
        return linked(page, self.context) if page.live and is_public(page, self.context) else None


class LinkRows(WholePage):
    """Rows of a page that each name another page, as [{…names, page}]; read in bulk for all pages of an answer."""

    def __init__(self, *names: str, page: str) -> None:
        super().__init__()
        self.names, self.page = names, page

    def to_representation(self, page: Page) -> list[dict[str, Any]]:
        rows = self.for_all(f"rows of {self.field_name}", self._read)[page.pk]
        return [{name: getattr(row, name) for name in self.names} | {self.page: self._link(row)} for row in rows]

    def _link(self, row: Any) -> dict[str, Any] | None:
        named = getattr(row, self.page)
        return linked(named, self.context) if named.live and is_public(named, self.context) else None

    def _read(self, pages: list[Page]) -> dict[Any, list[Any]]:
        found = {page.pk: list(getattr(page, self.field_name).all()) for page in pages}
        prefetch_related_objects([row for rows in found.values() for row in rows], self.page)
        return found


class Picture(WholePage):
    """A page's own picture, with its sizes; null without one. Read in bulk for all pages of an answer."""

    def to_representation(self, page: Page) -> dict[str, Any] | None:
        image = self.for_all(f"pictures of {self.field_name}", self._read)[page.pk]
        return picture(image, self.context) if image else None

    def _read(self, pages: list[Page]) -> dict[Any, Any]:
        from content.pictures import read_sizes

        prefetch_related_objects(pages, self.field_name)
        found = {page.pk: getattr(page, self.field_name) for page in pages}
        read_sizes(image for image in found.values() if image)
        return found


class Body(Field):
    """Blocks as [{type, id, value}]. Rich text is HTML, a page is a link, a picture has its sizes."""

    def to_representation(self, value: StreamValue) -> list[dict[str, Any]]:
        return [
            {"type": child.block_type, "id": child.id, "value": written(child.block, child.value, self.context)}
            for child in value
        ]


def rich(source: str, context: dict[str, Any]) -> str:
    """Rich text as HTML, in which the links to our own pages and documents have their host."""
    base = get_full_url(context["request"], "")
    return OWN_LINK.sub(lambda found: f"{found[1]}{base}/", expand_db_html(source))


def written(block: Any, value: Any, context: dict[str, Any]) -> Any:
    """One block's value as JSON; null for a page or a picture that isn't public."""
    if isinstance(block, ImageBlock):
        return picture(value, context) if value else None
    if isinstance(value, StreamValue):
        return [
            {"type": each.block_type, "id": each.id, "value": written(each.block, each.value, context)}
            for each in value
        ]
    if isinstance(value, ListValue):
        return [written(each.block, each.value, context) for each in value.bound_blocks]
    if isinstance(value, StructValue):
        return {name: written(each.block, each.value, context) for name, each in value.bound_blocks.items()}
    if isinstance(block, RichTextBlock):
        return rich(value.source, context)
    if isinstance(block, PageChooserBlock):
        shown = value is not None and value.live and is_public(value, context)
        return linked(value, context) if shown else None
    return block.get_api_representation(value, context)


def picture(image: Any, context: dict[str, Any]) -> dict[str, Any] | None:
    """{id, alt, decorative, width, height, src, srcset}; null while its collection is restricted or its file gone.

    The sizes are those that the worker draws: `srcset` is empty until they are ready.
    """
    if "collections" not in context:
        context["collections"] = set(get_restricted_collection_ids(context["request"]))
    if image.collection_id in context["collections"]:
        return None

    def address(size: Any) -> str:
        return str(get_full_url(context["request"], size.url))

    try:
        made, quick = _sizes(image)
    except SourceImageIOError:
        return None
    return {
        "id": image.pk,
        "alt": "" if image.decorative else image.contextual_alt_text or image.default_alt_text,
        "decorative": bool(image.decorative),
        "width": quick.width,
        "height": quick.height,
        "src": address(quick),
        "srcset": ", ".join(f"{address(each)} {each.width}w" for each in made),
    }


def _sizes(image: Any) -> tuple[list[Any], Any]:
    """The drawn WebP sizes, narrow before wide, and the one to start from. Nothing slow: see `content.pictures`."""
    from content.pictures import MEANWHILE, Shape

    wanted = [Filter(spec) for spec in Shape.OWN.specs() if spec.endswith("webp")]
    found = image.find_existing_renditions(*wanted)
    drawn = [found[each] for each in wanted] if len(found) == len(wanted) else []
    made = list({each.width: each for each in drawn}.values())  # A small picture has fewer.
    return made, made[len(made) // 2] if made else image.get_rendition(MEANWHILE)


def linked(page: Page, context: dict[str, Any]) -> dict[str, Any]:
    """A page as a link."""
    url = get_object_detail_url(context["router"], context["request"], type(page), page.pk)
    return {"id": page.pk, "title": page.title, "html_url": page.get_full_url(context["request"]), "detail_url": url}


def restricted_paths(request: HttpRequest) -> list[str]:
    """Where in the tree pages stop being public, in one query."""
    return list(PageViewRestriction.objects.values_list("page__path", flat=True))


def is_public(page: Page, context: dict[str, Any]) -> bool:
    """Whether no restriction lies on `page` or above it."""
    if "restricted" not in context:
        context["restricted"] = restricted_paths(context["request"])
    return not any(page.path.startswith(path) for path in context["restricted"])

"""The endpoints of pages, pictures and documents: live and public ones alone, whoever asks."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.core.exceptions import FieldError, ValidationError
from django.db import DataError
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path
from django.utils.translation import get_language_from_path
from modelcluster.models import get_all_child_relations
from rest_framework.fields import Field
from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.renderers import JSONRenderer
from wagtail.api.v2.filters import FieldsFilter
from wagtail.api.v2.serializers import BaseSerializer
from wagtail.api.v2.utils import BadRequestError, get_full_url
from wagtail.api.v2.views import BaseAPIViewSet, PagesAPIViewSet
from wagtail.documents.api.v2.views import DocumentsAPIViewSet
from wagtail.images.api.v2.views import ImagesAPIViewSet
from wagtail.models import Page, PageViewRestriction, Site

from content.api import preview


@contextmanager
def refusing(*faults: type[Exception]) -> Iterator[None]:
    """Where a parameter's value is read: these are faults of the caller's. Anywhere else they are ours."""
    try:
        yield
    except faults:
        raise BadRequestError("a parameter holds a value of the wrong kind") from None


class ValuesFilter(FieldsFilter):
    """Wagtail's `?field=value`, which leaves dates, relations and lists to raise what their columns raise."""

    def filter_queryset(self, request: HttpRequest, queryset: Any, view: Any) -> Any:
        with refusing(ValueError, TypeError, LookupError, OverflowError, FieldError, ValidationError):
            return super().filter_queryset(request, queryset, view)


class AlwaysJson(BaseContentNegotiation):
    """Whatever kind of answer is asked for."""

    def select_renderer(self, request: Any, renderers: Any, format_suffix: Any = None) -> tuple[Any, str]:
        return renderers[0], renderers[0].media_type


class JsonOnly(BaseAPIViewSet):
    """JSON for everyone; what Wagtail answers to a browser would be HTML."""

    renderer_classes = (JSONRenderer,)
    content_negotiation_class = AlwaysJson
    authentication_classes: tuple[type, ...] = ()
    permission_classes: tuple[type, ...] = ()

    def paginate_queryset(self, queryset: Any) -> list[Any]:
        """A list, read once: the fields that work in bulk go through it again."""
        with refusing(OverflowError, DataError):  # Values that only the database finds too large.
            return list(super().paginate_queryset(queryset))

    def filter_queryset(self, queryset: Any) -> Any:
        """Filtered by every backend, with our own in the place of Wagtail's."""
        for backend in self.filter_backends:
            chosen = ValuesFilter if backend is FieldsFilter else backend
            queryset = chosen().filter_queryset(self.request, queryset, self)
        return queryset

    def get_object(self) -> Any:
        """The one at this address."""
        with refusing(OverflowError, DataError):
            return super().get_object()

    def find_object(self, queryset: QuerySet[Any], request: HttpRequest) -> Any:
        """The one with `id`; None when there is none."""
        with refusing(ValueError, OverflowError, DataError):
            return queryset.filter(pk=int(request.GET.get("id", ""))).first()


class PagesEndpoint(JsonOnly, PagesAPIViewSet):
    """Pages of every type and language."""

    # Bodies name pictures and pages, which are read for one page at a time: they are part of its detail alone.
    detail_only_fields = [*PagesAPIViewSet.detail_only_fields, "body", "complaint"]
    # Wagtail's own; which site is asked follows the address alone.
    known_query_parameters = PagesAPIViewSet.known_query_parameters - {"site"}

    def get_base_queryset(self) -> QuerySet[Page]:
        """Wagtail's, less every page with a restriction, even one that this visitor could pass; made once a request."""
        if not hasattr(self, "_public"):
            self._public = self._read_public()
        return self._public

    def _read_public(self) -> QuerySet[Page]:
        if "site" in self.request.GET:
            raise BadRequestError("query parameter is not an operation or a recognised field: site")
        pages = super().get_base_queryset()
        for path_above in PageViewRestriction.objects.values_list("page__path", flat=True):
            pages = pages.exclude(path__startswith=path_above)
        return pages

    def get_queryset(self) -> QuerySet[Page]:
        """With all that a list's fields read, so that a list costs the same whatever its length."""
        pages = super().get_queryset().select_related("locale", "alias_of")
        # All of them, since `unconfirmed` reads every text of a page.
        children = [relation.get_accessor_name() for relation in get_all_child_relations(pages.model)]
        return pages.prefetch_related(*children).order_by("path")

    def find_view(self, request: HttpRequest) -> HttpResponse:
        """Redirect to the page at `html_path` or with `id`, keeping the other parameters."""
        found = self.find_object(self.get_queryset(), request)
        if found is None:
            raise Http404("no public page there")
        query = request.GET.copy()
        for name in self.find_query_parameters:
            query.pop(name, None)
        url = request.wagtailapi_router.get_object_detail_urlpath(self.model, found.pk)  # type: ignore[attr-defined]
        return HttpResponseRedirect(f"{url}?{query.urlencode()}" if query else url)

    def find_object(self, queryset: QuerySet[Page], request: HttpRequest) -> Page | None:
        """The page at `html_path`, an address such as /en/services/, or with `id`."""
        if "html_path" not in request.GET:
            return super().find_object(queryset, request)
        asked = "/" + request.GET["html_path"].lstrip("/")
        language = get_language_from_path(asked)
        home = self._home(language or settings.LANGUAGE_CODE)
        parts = [part for part in asked.split("/") if part]
        if home is None:
            return None
        try:
            page = home.specific.route(request, parts[1:] if language else parts)[0]
        except Http404:
            return None
        return queryset.filter(pk=page.pk).first()

    def _home(self, language: str) -> Page | None:
        site = Site.find_for_request(self.request)
        root = site.root_page if site else None
        if root is None or root.locale.language_code == language:
            return root
        return root.get_translations().filter(locale__language_code=language).first()


class DownloadUrl(Field):
    """Where the file lies, with its host."""

    def get_attribute(self, instance: Any) -> Any:
        return instance

    def to_representation(self, picture: Any) -> str:
        return str(get_full_url(self.context["request"], picture.file.url))


class PictureSerializer(BaseSerializer):
    download_url = DownloadUrl(read_only=True)


class ImagesEndpoint(JsonOnly, ImagesAPIViewSet):
    """Pictures outside restricted collections."""

    base_serializer_class = PictureSerializer
    body_fields = [*ImagesAPIViewSet.body_fields, "description", "credit"]

    def get_queryset(self) -> QuerySet[Any]:
        return super().get_queryset().prefetch_related("tags")


class DocumentsEndpoint(JsonOnly, DocumentsAPIViewSet):
    """Documents outside restricted collections."""

    def get_queryset(self) -> QuerySet[Any]:
        return super().get_queryset().prefetch_related("tags")


class PreviewEndpoint(PagesEndpoint):
    """One draft, for whoever holds its signed link: the shape of a page's detail, kept by no cache."""

    name = "preview"

    @classmethod
    def get_urlpatterns(cls) -> list[URLPattern]:
        return [path("", cls.as_view({"get": "detail_view"}), name="detail")]

    def detail_view(self, request: HttpRequest, pk: int | None = None) -> HttpResponse:
        from content.api.answers import problem

        try:
            self._cached_object = preview.opened(request.GET.get("token", ""))
        except preview.Refused as refused:
            return problem(403, str(refused))
        response = super().detail_view(request, pk)
        response["Cache-Control"] = "no-store, private"
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response

    def get_object(self) -> Page:
        return self._cached_object

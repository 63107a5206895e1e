"""Wagtail's database search with Arabic folded alike in index and query, on SQLite and on PostgreSQL.

`WAGTAILSEARCH_BACKENDS` names this module. It changes three things of Wagtail's own backend for the database in
use: texts enter the index as `words.index_text`, a query becomes the words of `words.asked` (all of them must be
found, each in any of its forms), and rank is one figure over title and body, the title counting most, worked out
once for each match. Filters, counting, rebuilding and the tables are Wagtail's. Autocompletion keeps its own index
and matching; only what would crash it is taken out of its query.

The site's own search asks the same index through `page_ids`, unranked, since PostgreSQL's rank reads every matching
text and knows no rare words; `search.ranking` then puts the pages in one order on both databases.
"""

from collections.abc import Iterable, Sequence
from copy import copy
from itertools import combinations
from typing import Any

from django.db import connection
from django.db.models import F, FloatField, Func
from django.db.models.expressions import RawSQL
from modelsearch.index import RelatedFields, SearchField
from modelsearch.query import MATCH_ALL, MATCH_NONE, And, MatchAll, Not, Or, Phrase, PlainText, SearchQuery
from modelsearch.utils import get_descendants_content_types_pks
from wagtail.models import Page

from search import page_texts
from search.reading import Asked
from search.words import LONGEST_QUERY, asked, asked_forms, index_text, spellings

# Each of Wagtail's modules can be imported only under its own database.
if connection.vendor == "postgresql":
    from django.contrib.postgres.search import SearchRank
    from modelsearch.backends.database.postgres import postgres as database
else:
    from modelsearch.backends.database.sqlite import sqlite as database

_Own: Any = database.SearchBackend

# How much a word counts in the columns of the SQLite index: autocomplete, body, title.
COLUMN_WEIGHTS = (0.0, 1.0, 10.0)
# PostgreSQL: divide the rank by the logarithm of the length, lest a long policy outrank a short guide.
BY_LENGTH = 1


class FoldedField(SearchField):
    """A field whose words enter the index in all their forms."""

    def __init__(self, field: SearchField, language: str | None) -> None:
        super().__init__(field.field_name, boost=field.boost, **field.kwargs)
        self.field, self.language = field, language

    def get_value(self, obj: Any) -> Any:
        return _folded_value(self.field.get_value(obj), self.language)


class TitleInBody(FoldedField):
    """A title once more, among the texts of the body: one index then answers for both.

    PostgreSQL has none over title and body together, and would read every text of the site instead.
    """

    def __init__(self, field: SearchField, language: str | None) -> None:
        super().__init__(field, language)
        self.field_name = f"{field.field_name}_in_body"


class Index(_Own.index_class):
    """Wagtail's index over folded texts."""

    def add_items(self, model: Any, objs: Any) -> None:
        """Index `objs`, all of the class `model`; of pages their texts are kept for ranking and excerpts besides."""
        super().add_items(model, [_folded_twin(obj) for obj in objs])
        page_texts.keep(objs)


class QueryCompiler(_Own.query_compiler_class):
    """Wagtail's compiler over the words of a query instead of its text."""

    query: SearchQuery

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.query = rewritten(self.query)

    def get_index_vectors(self, *search_query: Any) -> Any:
        """What is matched and ranked: the body alone on PostgreSQL, since titles stand in it with their weight.

        Wagtail's two compilers differ in what they are given: the query on PostgreSQL, nothing on SQLite.
        """
        vectors = super().get_index_vectors(*search_query)
        return vectors[-1:] if connection.vendor == "postgresql" else vectors

    def _build_rank_expression(self, vectors: Any, config: Any) -> Any:
        """One figure for the whole query; Wagtail multiplies those of its parts, which misleads with SQLite's signs."""
        if connection.vendor == "postgresql":
            query = self.build_tsquery(self.query, config=config)
            return SearchRank(F("_vector_"), query, weights=self.sql_weights, normalization=BY_LENGTH)
        weights = ", ".join(map(str, COLUMN_WEIGHTS))
        table = database.SQLiteFTSIndexEntry._meta.db_table
        return Func(template=f"bm25({table}, {weights})", output_field=FloatField())


class Results(_Own.results_class):
    """Wagtail's results; on SQLite they are put in order without asking the index again for every row."""

    def _do_search(self) -> list[Any]:
        if connection.vendor == "postgresql" or self._score_field or not _is_ranked(self.query_compiler):
            return super()._do_search()
        return self._in_order(self.query_compiler)

    def _in_order(self, compiler: Any) -> list[Any]:
        """The rows from `start` to `stop`, best first, the newest first among equals; three SQL queries."""
        entries = _matches(compiler)
        scores = dict(entries.values_list("index_entry__object_id", "score"))
        matching = compiler.queryset.filter(pk__in=entries.values("index_entry__object_id"))
        newest_first = matching.order_by("-pk").values_list("pk", flat=True)
        keys = sorted(newest_first, key=lambda pk: scores[str(pk)])[self.start : self.stop]
        chosen = matching if self.stop is None else compiler.queryset.filter(pk__in=keys)
        rows = {row.pk: row for row in chosen}
        return [rows[pk] for pk in keys if pk in rows]


class SearchBackend(_Own):
    """The backend that Wagtail instantiates."""

    index_class = Index
    query_compiler_class = QueryCompiler
    results_class = Results

    def __init__(self, params: dict[str, Any]) -> None:
        # The server's default may be English: it would drop words that both sides are to keep.
        super().__init__({"SEARCH_CONFIG": "simple", **params})

    def autocomplete(self, query: Any, *args: Any, **kwargs: Any) -> Any:
        """Pages with a word that begins so; a query without words finds nothing."""
        if isinstance(query, str):
            query = " ".join(query[:LONGEST_QUERY].replace("\x00", " ").replace('"', " ").split())
        return super().autocomplete(query, *args, **kwargs)


def _is_ranked(compiler: Any) -> bool:
    """Whether a search on SQLite puts its matches in order: not for «everything», nor for «all but»."""
    plain = not isinstance(database.normalize(compiler.query), MatchAll | Not)
    return plain and compiler.order_by_relevance and isinstance(compiler, QueryCompiler)


def _matches(compiler: Any) -> Any:
    """The rows of SQLite's index that match, each with its `score`."""
    query = compiler.build_search_query(database.normalize(compiler.query))
    kinds = get_descendants_content_types_pks(compiler.queryset.model)
    entries = database.SQLiteFTSIndexEntry.objects.filter(
        database.MatchExpression(compiler.fields or compiler.FTS_TABLE_FIELDS, query),
        index_entry__content_type__in=kinds,
    )
    return entries.annotate(score=compiler._build_rank_expression([], None))


def rewritten(query: SearchQuery) -> SearchQuery:
    """`query` with every text replaced by its words in all their forms; texts without words ask for nothing."""
    if isinstance(query, Phrase):
        return _all_words(query.query_string, And)
    if isinstance(query, PlainText):
        return _all_words(query.query_string, And if query.operator == "and" else Or)
    if isinstance(query, And | Or):
        return _joined([rewritten(part) for part in query.subqueries], type(query))
    if isinstance(query, Not) and query is not MATCH_NONE:
        inner = rewritten(query.subquery)
        return MATCH_ALL if inner is MATCH_NONE else Not(inner)
    return query


def _all_words(text: str, join: type[SearchQuery]) -> SearchQuery:
    return _joined([_joined([PlainText(form) for form in group], Or) for group in asked(text)], join)


def _joined(parts: list[SearchQuery], join: type[SearchQuery]) -> SearchQuery:
    """`parts` in one query; those that ask for nothing are left out."""
    asking = [part for part in parts if part is not MATCH_NONE]
    if not asking:
        return MATCH_NONE
    return asking[0] if len(asking) == 1 else join(asking)


def _folded_twin(obj: Any) -> Any:
    """A copy of a row that offers its texts folded; the row itself stays as it is."""
    twin, language = copy(obj), page_texts.language_of(obj)
    fields = [_folded_field(field, language) for field in obj.get_search_fields()]
    fields += [TitleInBody(field.field, language) for field in fields if _is_title(field)]
    twin.get_search_fields = lambda: fields
    return twin


def _is_title(field: Any) -> bool:
    return isinstance(field, FoldedField) and field.field_name == "title"


def _folded_field(field: Any, language: str | None) -> Any:
    if isinstance(field, RelatedFields):
        return RelatedFields(field.field_name, [_folded_field(inner, language) for inner in field.fields])
    return FoldedField(field, language) if isinstance(field, SearchField) else field


def _folded_value(value: Any, language: str | None) -> Any:
    """A field's value with every text in it folded."""
    if isinstance(value, list):
        return [_folded_value(item, language) for item in value]
    if isinstance(value, dict):
        return {key: _folded_value(item, language) for key, item in value.items()}
    return index_text(str(value), language) if value is not None else ""


def page_ids(ideas: Sequence[Asked], needed: int) -> RawSQL:
    """The ids of the indexed rows that know at least `needed` of `ideas`, for `filter(page_id__in=…)`."""
    every = [_idea(idea) for idea in ideas]
    ways = [_join(some, "and") for some in combinations(every, needed)]
    kinds = ", ".join(str(int(pk)) for pk in get_descendants_content_types_pks(Page))
    return RawSQL(_MATCHING % kinds, [_join(ways, "or")])  # noqa: S611 (whole numbers; the words are a parameter)


def title_ids(words: Sequence[str], language: str) -> RawSQL:
    """The ids of rows whose title holds all of the folded `words`, the last of which may be the beginning of one."""
    whole = [_join([_quoted(form) for form in asked_forms(word, language)], "or") for word in words[:-1]]
    begun = _join([_quoted(each) + _SIGNS["begun"] for each in _beginnings(words[-1])], "or")
    kinds = ", ".join(str(int(pk)) for pk in get_descendants_content_types_pks(Page))
    return RawSQL(_IN_TITLES % kinds, [_join([*whole, begun], "and")])  # noqa: S611 (as in `page_ids`)


def titled_ids(forms: Iterable[str]) -> RawSQL:
    """The ids of rows whose title holds any of `forms`."""
    kinds = ", ".join(str(int(pk)) for pk in get_descendants_content_types_pks(Page))
    return RawSQL(_IN_TITLES % kinds, [_join(map(_quoted, forms), "or")])  # noqa: S611 (as in `page_ids`)


def _beginnings(word: str) -> set[str]:
    """A word that may be unfinished, also without its article, should two letters remain."""
    return {*spellings(word), *([word[2:]] if word.startswith("ال") and len(word) > 3 else [])}


if connection.vendor == "postgresql":
    _SIGNS = {"and": " & ", "or": " | ", "quote": "'", "begun": ":*"}
    _MATCHING = """
        SELECT CAST(object_id AS integer) FROM wagtailsearch_indexentry
        WHERE body @@ to_tsquery('simple', %%s)
        AND content_type_id IN (%s)"""
else:
    _SIGNS = {"and": " AND ", "or": " OR ", "quote": '"', "begun": "*"}
    _MATCHING = """
        SELECT CAST(entry.object_id AS integer) FROM wagtailsearch_indexentry_fts AS texts
        JOIN wagtailsearch_indexentry AS entry ON entry.id = texts.rowid
        WHERE wagtailsearch_indexentry_fts MATCH '{title body} : (' || %%s || ')'
        AND entry.content_type_id IN (%s)"""
_IN_TITLES = _MATCHING.replace("{title body}", "{title}").replace("body @@", "title @@")


def _idea(idea: Asked) -> str:
    ways = [_join([_join([_quoted(form) for form in forms], "or") for forms in way], "and") for way in idea.ways]
    return _join(ways, "or")


def _quoted(form: str) -> str:
    """A form is letters and digits alone (`search.words.words_of`), so a quote around it can't be left."""
    return f"{_SIGNS['quote']}{form}{_SIGNS['quote']}"


def _join(parts: Iterable[str], how: str) -> str:
    return "(" + _SIGNS[how].join(sorted(parts)) + ")"

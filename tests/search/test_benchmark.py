"""The tuning half of the pairs, on the database in use: a coarse guard; `make bench-search` tells the rest."""

import pytest

from tests.search import corpus


@pytest.mark.django_db
def test_the_tuning_half_is_answered():
    figures = corpus.score("tune", corpus.build())
    assert figures["recall_at_5"] >= 0.95, figures["by_tag"]
    assert figures["false_positive_rate"] < 0.05, figures["by_tag"]
    right, of = map(int, figures["typo_helped"].split("/"))
    assert right / of >= 0.8

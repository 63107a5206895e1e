"""The cards of the case page: each part of the desk adds its own, and the page lays them out."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise

from applications.models import Application


@dataclass(frozen=True)
class Card:
    """One card: `template` is rendered with `context`, the case and the request. `order` counts from the top."""

    title: str | Promise
    template: str
    context: dict[str, Any] = field(default_factory=dict)
    order: int = 50
    is_main: bool = False  # In the wide column, below the next step; else beside it.


Maker = Callable[[HttpRequest, Application], Card | None]
_makers: list[Maker] = []


def case_url(case: Application) -> str:
    """The page on which the cards stand."""
    return reverse("casework:case", args=[case.reference])


def add_card(maker: Maker) -> None:
    """Add a part's card; None from the maker leaves it out."""
    if maker not in _makers:
        _makers.append(maker)


def cards_of(request: HttpRequest, case: Application) -> tuple[list[Card], list[Card]]:
    """The cards of the wide column and those beside it, in their order."""
    made = sorted((card for maker in _makers if (card := maker(request, case))), key=lambda card: card.order)
    return [card for card in made if card.is_main], [card for card in made if not card.is_main]

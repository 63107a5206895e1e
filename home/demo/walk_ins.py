"""Someone who wrote by letter before she signed in: reception opened a file, and she has two now."""

from datetime import date
from uuid import NAMESPACE_URL, uuid5

from accounts.models import User
from people.merging.linking import open_file

KEY = uuid5(NAMESPACE_URL, "demo letter from a neighbour")  # Loading the demo twice opens one file.
NAME = {"given": "Fatimah", "father": "Hassan", "grandfather": "Omar", "family": "Aljohani"}


def build_walk_ins(reception: User) -> None:
    """The file of a neighbour who has another one under her Arabic name; it stays as it is when it stands."""
    arabic = {f"{part}_name": name for part, name in NAME.items()}
    latin = {f"latin_{part}": name for part, name in NAME.items()}
    open_file(by=reception, key=KEY, mobile="+966500000036", birth_date=date(1955, 6, 18), **arabic, **latin)

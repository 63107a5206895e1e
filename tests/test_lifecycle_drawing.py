"""docs/lifecycle.svg shows the moves as the model lists them today."""

import xml.etree.ElementTree as ElementTree

from tools.draw_lifecycle import PICTURE, draw, moves_of, stations_of


def test_the_picture_is_up_to_date():
    assert PICTURE.read_text(encoding="utf-8") == draw(stations_of(), moves_of()), "Run `make lifecycle`."


def test_every_station_and_every_move_is_in_it():
    root = ElementTree.fromstring(PICTURE.read_text(encoding="utf-8"))
    words = {word for text in root.iter("{http://www.w3.org/2000/svg}text") for word in text.text.split(" · ")}
    moves = moves_of()
    assert {name for names in moves.values() for name in names} <= words
    assert set(stations_of()) <= words
    assert ("committee", "approved") in moves


def test_a_move_that_is_added_changes_the_picture():
    moves = moves_of()
    assert draw(stations_of(), {**moves, ("approved", "committee"): ["reopen"]}) != draw(stations_of(), moves)

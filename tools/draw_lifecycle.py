"""`make lifecycle`: draw the stations of a request and the moves between them into docs/lifecycle.svg.

Drawn from the transitions that `applications.models.Application` lists, and from nothing else: no Graphviz is needed.
The stations stand below each other in the order of `Status`; a station that is reached from several is drawn beside
them, at the end of one line that collects them. `tests/test_lifecycle_drawing.py` fails when the picture is old.
"""

import os
from collections import defaultdict
from pathlib import Path
from xml.sax.saxutils import escape

from tools.environment import ROOT

PICTURE = ROOT / "docs" / "lifecycle.svg"
MANY = 3  # An end of so many sources is drawn at the end of one collecting line.
WIDE, HIGH, STEP = 210, 52, 104  # pixels
LEFT, TOP, ASIDE = 330, 72, 840
INK, PAPER, GREEN, SOFT, SAND = "#16302B", "#FBF8F2", "#0B5D4B", "#4A5F59", "#E4DCCB"
Moves = dict[tuple[str, str], list[str]]


def moves_of() -> Moves:
    """(source, target) and the names of the moves that lead there, both as the model lists them."""
    from applications.models import Application

    found: Moves = defaultdict(list)
    for each in Application._meta.get_field("status").get_all_transitions(Application):
        found[(str(each.source), str(each.target))].append(each.name)
    return {pair: sorted(names) for pair, names in sorted(found.items())}


def stations_of() -> dict[str, str]:
    """The values of `Status` with their English words, in order."""
    from django.utils.translation import override

    from applications.enums import Status

    with override("en"):
        return {str(each.value): str(each.label) for each in Status}


def draw(stations: dict[str, str], moves: Moves) -> str:
    """The picture as SVG text."""
    left = {source for source, _target in moves}
    ends = [each for each in stations if each not in left]
    collecting = [each for each in ends if sum(target == each for _source, target in moves) >= MANY]
    main = [each for each in stations if each not in collecting]
    rows = {each: TOP + number * STEP for number, each in enumerate(main)}
    base = TOP + (len(main) - 1) * STEP
    aside = {each: (ASIDE + number * 60, base + (number + 1) * STEP) for number, each in enumerate(collecting)}
    parts = [_box(LEFT, rows[each], each, stations[each]) for each in main]
    for place, (pair, names) in enumerate(moves.items()):
        if pair[1] not in aside:
            parts.append(_move(rows[pair[0]], rows[pair[1]], names, place))
    for each, (line, bottom) in aside.items():
        sources = [source for source, target in moves if target == each]
        parts += _collected(each, stations[each], [rows[source] for source in sources], line, bottom, moves, sources)
    return _page("\n".join(parts), max([bottom for _line, bottom in aside.values()] + [base]) + HIGH + 40)


def _box(x: int, y: int, name: str, words: str) -> str:
    middle = x + WIDE // 2
    return (
        f'<rect x="{x}" y="{y}" width="{WIDE}" height="{HIGH}" rx="10" fill="#fff" stroke="{GREEN}" stroke-width="2"/>'
        f'<text x="{middle}" y="{y + 22}" text-anchor="middle" font-weight="600">{escape(words)}</text>'
        f'<text x="{middle}" y="{y + 41}" text-anchor="middle" class="code">{escape(name)}</text>'
    )


def _move(start: int, end: int, names: list[str], place: int) -> str:
    """An arrow: straight to the next station, a loop to the same one, an arc past others or back."""
    if end == start + STEP:
        return _arrow(f"M{LEFT + WIDE // 2} {start + HIGH}V{end - 4}", LEFT + WIDE // 2 + 10, start + HIGH + 30, names)
    if end == start:
        x = LEFT + WIDE
        return _arrow(f"M{x} {start + 12}h34v28h-30", x + 42, start + 30, names)
    reach = 40 + 34 * (abs(end - start) // STEP) + (24 if end < start else 0)
    first, last = start + HIGH // 2 + 8, end + HIGH // 2 - 8
    path = f"M{LEFT} {first}C{LEFT - reach} {first} {LEFT - reach} {last} {LEFT - 4} {last}"
    return _arrow(path, LEFT - reach * 3 // 4 - 8, (first + last) // 2 + (place % 2) * 16, names, anchor="end")


def _collected(
    name: str, words: str, starts: list[int], line: int, bottom: int, moves: Moves, sources: list[str]
) -> list[str]:
    """One line down from all the sources, and the station at its end."""
    told = sorted({each for source in sources for each in moves[(source, name)]})
    twigs = "".join(f"M{LEFT + WIDE} {start + HIGH - 8}H{line}" for start in starts)
    x = LEFT + WIDE + 40
    down = f"{twigs}M{line} {min(starts) + HIGH - 8}V{bottom + HIGH // 2}H{x + WIDE + 4}"
    return [
        _arrow(down, line + 8, bottom + HIGH // 2 - 8, told),
        *(f'<circle cx="{LEFT + WIDE}" cy="{start + HIGH - 8}" r="3" fill="{SOFT}"/>' for start in starts),
        _box(x, bottom, name, words),
    ]


def _arrow(path: str, x: int, y: int, names: list[str], anchor: str = "start") -> str:
    words = escape(" · ".join(names))
    return (
        f'<path d="{path}" fill="none" stroke="{SOFT}" stroke-width="1.5" marker-end="url(#tip)"/>'
        f'<text x="{x}" y="{y}" text-anchor="{anchor}" class="move">{words}</text>'
    )


def _page(body: str, height: int) -> str:
    width = 980
    frame = f'viewBox="0 0 {width} {height}" role="img" aria-labelledby="title"'
    return f"""<svg xmlns="http://www.w3.org/2000/svg" {frame}>
<title id="title">The stations of a request and the moves between them</title>
<!-- Drawn by tools/draw_lifecycle.py; change the transitions of Application and run `make lifecycle`. -->
<style>
text {{ font: 15px sans-serif; fill: {INK}; }}
.code {{ font: 12px monospace; fill: {SOFT}; }}
.move {{ font: 13px monospace; fill: {GREEN}; paint-order: stroke; stroke: {PAPER}; stroke-width: 4px; }}
</style>
<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" orient="auto">
<path d="M0 0L8 4L0 8z" fill="{SOFT}"/></marker></defs>
<rect width="{width}" height="{height}" fill="{PAPER}" stroke="{SAND}"/>
{body}
</svg>
"""


def main(target: Path = PICTURE) -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "site_project.settings.test"
    import django

    django.setup()
    target.write_text(draw(stations_of(), moves_of()), encoding="utf-8")
    print(f"{target.relative_to(ROOT)} is drawn.")


if __name__ == "__main__":
    main()

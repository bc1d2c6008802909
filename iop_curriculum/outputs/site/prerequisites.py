"""What builds on what in a curriculum: its modules → a drawing in layers, and the same in words.

A layer holds what needs nothing but the layers before it. Lengths are SVG units; colors come from the style sheet.
"""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean

from iop_curriculum.content.model import Module

BOX_WIDTH, BOX_HEIGHT = 170, 46
GAP_ACROSS, GAP_DOWN = 60, 14
_LINE, _LINE_HEIGHT = 22, 16


@dataclass(frozen=True, slots=True)
class Box:
    """A module's box: its corner, and its title in lines, each with the height of its baseline."""

    x: int
    y: int
    lines: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class Arrow:
    """An arrow from a module to one that builds on it, as the data of a path; `hard` ones are drawn solid."""

    path: str
    hard: bool


@dataclass(frozen=True, slots=True)
class Graph:
    """The drawing, and each of its arrows in words: (module, what it builds on)."""

    width: int
    height: int
    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]
    words: tuple[tuple[str, tuple[str, ...]], ...]


def prerequisite_graph(modules: Sequence[Module]) -> Graph | None:
    """Return the graph of the modules that need, or are needed by, others among them; None where nothing is needed."""
    among = {module.slug: module for module in modules}
    needs = {slug: tuple(p.module for p in m.spec.prerequisites if p.module in among) for slug, m in among.items()}
    linked = {slug for slug, needed in needs.items() if needed} | {n for needed in needs.values() for n in needed}
    if not linked:
        return None
    places = _places([slug for slug in among if slug in linked], needs)
    boxes = tuple(_box(place, among[slug].spec.title) for slug, place in places.items())
    arrows = tuple(
        Arrow(_arrow(places[p.module], places[slug]), p.need == "hard")
        for slug in places
        for p in among[slug].spec.prerequisites
        if p.module in places
    )
    words = tuple(
        (among[slug].spec.title, tuple(among[n].spec.title for n in needs[slug])) for slug in places if needs[slug]
    )
    return Graph(
        width=max(box.x for box in boxes) + BOX_WIDTH + 2,
        height=max(box.y for box in boxes) + BOX_HEIGHT + 2,
        boxes=boxes,
        arrows=arrows,
        words=words,
    )


def _places(slugs: Sequence[str], needs: Mapping[str, Sequence[str]]) -> dict[str, tuple[int, int]]:
    """Return each module's corner: layers from left to right, each in the order of what its modules need."""
    layers = _layers(slugs, needs)
    row: dict[str, float] = {}
    places = {}
    for layer in range(max(layers.values()) + 1):
        held = [slug for slug in slugs if layers[slug] == layer]
        held.sort(key=lambda slug: fmean([row.get(n, 0) for n in needs[slug]] or [0]))
        row.update({slug: at for at, slug in enumerate(held)})
        for at, slug in enumerate(held):
            places[slug] = (1 + layer * (BOX_WIDTH + GAP_ACROSS), 1 + at * (BOX_HEIGHT + GAP_DOWN))
    return {slug: places[slug] for slug in slugs}


def _layers(slugs: Sequence[str], needs: Mapping[str, Sequence[str]]) -> dict[str, int]:
    """Return each module's layer. A circle of needs, which is an error elsewhere, ends here too."""
    layers = dict.fromkeys(slugs, 0)
    for _ in slugs:
        for slug in slugs:
            layers[slug] = min(len(slugs), max([0, *(layers[n] + 1 for n in needs[slug])]))
    return layers


def _box(place: tuple[int, int], title: str) -> Box:
    lines = textwrap.wrap(title, _LINE, max_lines=2, placeholder="…") or [title]
    first = place[1] + BOX_HEIGHT // 2 + 5 - (len(lines) - 1) * _LINE_HEIGHT // 2
    return Box(place[0], place[1], tuple((first + at * _LINE_HEIGHT, line) for at, line in enumerate(lines)))


def _arrow(start: tuple[int, int], end: tuple[int, int]) -> str:
    """Return a curve from the right side of one box to the left side of another, with its head."""
    x1, y1 = start[0] + BOX_WIDTH, start[1] + BOX_HEIGHT // 2
    x2, y2 = end[0], end[1] + BOX_HEIGHT // 2
    middle = (x1 + x2) // 2
    return f"M{x1} {y1}C{middle} {y1} {middle} {y2} {x2 - 2} {y2}m-7 -5l7 5l-7 5"

"""The coverage map: condition × topic → how many modules and minutes, for the whole library or for one curriculum.

A module counts for the conditions that it names or is adapted for; what is for all conditions has a row of its own.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from iop_curriculum.content.model import Library, Module
from iop_curriculum.outputs import artefacts
from iop_curriculum.outputs.inputs import Inputs
from iop_curriculum.outputs.site.links import Link, href
from iop_curriculum.outputs.site.render import Page

MOST_HEAT = 4


@dataclass(frozen=True, slots=True)
class CoverageCell:
    """One cell: modules, their minutes, and how dark it is (0 to 4)."""

    modules: int
    minutes: int
    heat: int


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """One condition's row, with its sum."""

    condition: Link
    cells: tuple[CoverageCell, ...]
    total: CoverageCell


@dataclass(frozen=True, slots=True)
class CoverageMap:
    """A map of one set of modules."""

    name: str
    anchor: str
    topics: tuple[Link, ...]
    rows: tuple[CoverageRow, ...]
    gaps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CoverageView:
    """The whole library's map, then each curriculum's."""

    maps: tuple[CoverageMap, ...]


def coverage_page(inputs: Inputs) -> Page:
    """Return the page with all maps."""
    library = inputs.library
    maps = [_map("coverage", library, "Whole library", "library", library.modules.values())]
    maps += [
        _map("coverage", library, c.curriculum.spec.title, c.slug, {m.slug: m for m in c.modules}.values())
        for c in inputs.compiled.values()
    ]
    return Page(
        "Coverage",
        "Conditions and topics: what is covered, and the gaps",
        CoverageView(tuple(maps)),
        "coverage.html.j2",
    )


def _map(page: str, library: Library, name: str, anchor: str, modules: Iterable[Module]) -> CoverageMap:
    chosen = list(modules)
    used = {topic for m in chosen for topic in m.spec.topics}
    topics = [key for key in library.vocabulary.terms("topics") if key in used]
    conditions = ["all", *library.vocabulary.terms("conditions")]
    by_condition = {key: [m for m in chosen if key in (*m.spec.conditions, *m.spec.adapted_for)] for key in conditions}
    most = max(
        (_minutes(m for m in found if topic in m.spec.topics) for found in by_condition.values() for topic in topics),
        default=0,
    )
    rows = tuple(
        CoverageRow(
            _condition(page, library, key),
            tuple(_cell([m for m in found if topic in m.spec.topics], most) for topic in topics),
            _cell(found, 0),
        )
        for key, found in by_condition.items()
    )
    gaps = tuple(library.vocabulary.label("conditions", key) for key, found in by_condition.items() if not found)
    links = tuple(
        Link(library.vocabulary.label("topics", key), href(page, artefacts.term_page("topics", key))) for key in topics
    )
    return CoverageMap(name, anchor, links, rows, gaps)


def _condition(page: str, library: Library, key: str) -> Link:
    target = "" if key == "all" else href(page, artefacts.term_page("conditions", key))
    return Link(library.vocabulary.label("conditions", key), target)


def _minutes(modules: Iterable[Module]) -> int:
    return sum(m.spec.session_minutes for m in modules)


def _cell(modules: list[Module], most: int) -> CoverageCell:
    minutes = _minutes(modules)
    heat = -(-minutes * MOST_HEAT // most) if most else 0
    return CoverageCell(len(modules), minutes, heat)

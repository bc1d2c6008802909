"""The graph of what builds on what: layers, arrows, and the same in words."""

from __future__ import annotations

from dataclasses import replace

from iop_curriculum.content.model import Module
from iop_curriculum.content.schema import Prerequisite
from iop_curriculum.outputs.inputs import Inputs
from iop_curriculum.outputs.site.prerequisites import BOX_WIDTH, prerequisite_graph


def named(module: Module, slug: str, *needs: str) -> Module:
    update = {"title": slug.upper(), "prerequisites": tuple(Prerequisite(module=n) for n in needs)}
    return replace(module, slug=slug, spec=module.spec.model_copy(update=update))


def test_nothing_needed_is_nothing_drawn(starter: Inputs) -> None:
    module = starter.library.modules["sleep-well"]
    assert prerequisite_graph([named(module, "a"), named(module, "b", "elsewhere")]) is None


def test_each_module_stands_to_the_right_of_all_that_it_needs(starter: Inputs) -> None:
    module = starter.library.modules["sleep-well"]
    graph = prerequisite_graph(
        [named(module, "c", "a", "b"), named(module, "b", "a"), named(module, "a"), named(module, "x")]
    )
    assert graph
    at = {box.lines[0][1]: box.x for box in graph.boxes}
    assert at.keys() == {"A", "B", "C"}
    assert at["A"] + BOX_WIDTH < at["B"] and at["B"] + BOX_WIDTH < at["C"]
    assert len(graph.arrows) == 3
    assert graph.words == (("C", ("A", "B")), ("B", ("A",)))


def test_a_circle_ends(starter: Inputs) -> None:
    module = starter.library.modules["sleep-well"]
    graph = prerequisite_graph([named(module, "a", "b"), named(module, "b", "a")])
    assert graph and len(graph.boxes) == 2

"""PDF bytes → what does not fit together between page content, parent tree and structure tree.

veraPDF does not see swapped entries of the parent tree: this does.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import pikepdf

_PAINTS = frozenset({"S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "Do", "sh", "Tj", "TJ", "'", '"', "INLINE IMAGE"})


def faults(pdf: bytes) -> list[str]:
    """Return all that is wrong, in words."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        tree = document.Root.StructTreeRoot
        owners: dict[Any, Any] = {}
        found = list(_walk(tree.K, tree, owners))
        parents = dict(_numbers(tree.ParentTree))
        for number, page in enumerate(document.pages, 1):
            found += (f"page {number}: {fault}" for fault in _page(page, parents, owners))
        found += [f"structure names content that is not there: {key}" for key in owners]
    return found


def _walk(element: Any, parent: Any, owners: dict[Any, Any]) -> Iterator[str]:
    if element.P.objgen != parent.objgen:
        yield f"{element.S} names another parent"
    kids = element.get("/K")
    for kid in [] if kids is None else list(kids) if isinstance(kids, pikepdf.Array) else [kids]:
        if not isinstance(kid, pikepdf.Dictionary):
            owners[element.Pg.objgen, int(kid)] = element.objgen
        elif kid.get("/Type") == "/MCR":
            owners[kid.Pg.objgen, int(kid.MCID)] = element.objgen
        elif kid.get("/Type") == "/OBJR":
            owners["annotation", kid.Obj.objgen] = element.objgen
        else:
            yield from _walk(kid, element, owners)


def _numbers(tree: Any) -> Iterator[tuple[int, Any]]:
    numbers = tree.get("/Nums", [])
    for at in range(0, len(numbers), 2):
        yield int(numbers[at]), numbers[at + 1]
    for kid in tree.get("/Kids", []):
        yield from _numbers(kid)


def _page(page: Any, parents: dict[int, Any], owners: dict[Any, Any]) -> Iterator[str]:
    row = parents[int(page.obj.StructParents)]
    depth = 0
    for operands, operator in pikepdf.parse_content_stream(page):
        name = str(operator)
        if name in ("BDC", "BMC"):
            depth += 1
            if depth > 1:
                yield "marked content within marked content"
            if name == "BDC" and "/MCID" in operands[1]:
                mcid = int(operands[1].MCID)
                if owners.pop((page.obj.objgen, mcid), None) != row[mcid].objgen:
                    yield f"content {mcid} belongs to different elements"
        elif name == "EMC":
            depth -= 1
        elif name in _PAINTS and depth == 0:
            yield f"{name} paints outside marked content"
    if depth:
        yield "marked content does not end"
    for annotation in page.obj.get("/Annots", []):
        if owners.pop(("annotation", annotation.objgen), None) != parents[int(annotation.StructParent)].objgen:
            yield "an annotation belongs to different elements"

"""What rendering needs beside the document itself: a small, frozen value that can be sent to another process."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass, field

from iop_curriculum.content.blocks import Block, Figure, Image, inlines, walk
from iop_curriculum.content.model import Library, Module, PatientDocument
from iop_curriculum.content.schema import Prerequisite, ProgramSpec


@dataclass(frozen=True)
class PrintContext:
    """The programme, and of the library only what one document shows.

    `labels` are words for vocabulary ids under `group/id`; `titles` those of a module's documents, by file path.
    """

    program: ProgramSpec
    labels: Mapping[str, str] = field(default_factory=dict)
    titles: Mapping[str, str] = field(default_factory=dict)
    pictures: Mapping[str, bytes] = field(default_factory=dict, repr=False)

    def label(self, group: str, key: str) -> str:
        """Return the words for an id; an unknown id stands for itself."""
        return self.labels.get(f"{group}/{key}", key)


def patient_context(library: Library, document: PatientDocument) -> PrintContext:
    """Return the context of a handout or worksheet."""
    return PrintContext(library.program.spec, pictures=_pictures(library, document.file.path, document.blocks))


def guide_context(library: Library, module: Module) -> PrintContext:
    """Return the context of a guide."""
    spec = module.spec
    used = {
        "conditions": spec.conditions,
        "formats": (spec.format,),
        "topics": spec.topics,
        "approaches": spec.approaches,
        "techniques": spec.techniques,
    }
    labels = {f"{group}/{key}": library.vocabulary.label(group, key) for group, keys in used.items() for key in keys}
    titles = {f"{d.folder}/{d.slug}": d.spec.title for d in library.documents_of(module)}
    modules = {f"modules/{p.module}": library.modules[p.module].spec.title for p in _known(library, module)}
    pictures = _pictures(library, module.file.path, module.blocks)
    return PrintContext(library.program.spec, labels, {**titles, **modules}, pictures)


def schedule_context(library: Library) -> PrintContext:
    """Return the context of a curriculum's schedule."""
    services = library.vocabulary.spec.services
    labels = {f"services/{key}": library.vocabulary.label("services", key) for key in services}
    return PrintContext(library.program.spec, labels)


def _known(library: Library, module: Module) -> list[Prerequisite]:
    return [p for p in module.spec.prerequisites if p.module in library.modules]


def picture_path(document_path: str, source: str) -> str:
    """Return the project path of a picture that a document names relative to itself."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(document_path), source))


def _pictures(library: Library, path: str, blocks: tuple[Block, ...]) -> dict[str, bytes]:
    sources = [block.source for block in walk(blocks) if isinstance(block, Figure)]
    sources += [node.source for node in inlines(blocks) if isinstance(node, Image)]
    paths = sorted({picture_path(path, source) for source in sources})
    return {found: library.pictures[found].data for found in paths if found in library.pictures}

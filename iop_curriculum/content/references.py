"""Names that must exist: vocabulary, documents, links, headings. Library → diagnostics.

A document that exists but can't be read is not called missing: its own faults are told already.
"""

from __future__ import annotations

import difflib
import posixpath
from collections.abc import Collection, Iterable, Iterator, Mapping
from urllib.parse import unquote

from iop_curriculum.content import faults
from iop_curriculum.content.blocks import Heading, Link, inlines, walk
from iop_curriculum.content.dialect import is_safe_target
from iop_curriculum.content.model import ContentFile, Library, Module, PatientDocument
from iop_curriculum.content.schema import DocumentSpec
from iop_curriculum.content.store import inside
from iop_curriculum.diagnostics import Diagnostic, Rule

_WEB = ("http://", "https://", "mailto:")
_OF_MODULES = ("topics", "conditions", "adapted_for", "approaches", "techniques")


def reference_faults(library: Library, slugs: Mapping[str, Collection[str]]) -> list[Diagnostic]:
    """Return all faults of names in a library; `slugs` are the documents that exist as files, by folder."""
    found: list[Diagnostic] = []
    for module in library.modules.values():
        found += _vocabulary_faults(library, module.file, module.spec, _OF_MODULES)
        found += _word_faults(library, module.file, "formats", ("format",), module.spec.format)
        found += _module_faults(module, slugs)
        found += _link_faults(library, module, slugs)
    for document in library.patient_documents:
        found += _vocabulary_faults(library, document.file, document.spec, ("topics", "conditions"))
        found += _topic_line_faults(library, document)
        found += _link_faults(library, document, slugs)
    found += _curriculum_faults(library, slugs)
    found += _duplicate_faults(library)
    return found


# ── vocabulary ───────────────────────────────────────────────────────────────────────────────────────────────────────

_GROUP_OF = {"adapted_for": "conditions", "serves": "conditions", "requires": "topics"}


def _vocabulary_faults(
    library: Library, file: ContentFile, spec: DocumentSpec, keys: Iterable[str]
) -> Iterator[Diagnostic]:
    for key in keys:
        for number, word in enumerate(getattr(spec, key)):
            yield from _word_faults(library, file, _GROUP_OF.get(key, key), (key, number), word)


def _word_faults(
    library: Library, file: ContentFile, group: str, path: tuple[str | int, ...], word: str
) -> Iterator[Diagnostic]:
    known = library.vocabulary.terms(group)
    if not word or word in known or (group == "conditions" and word == "all" and path[0] == "conditions"):
        return
    by_label = {term.label.get("en", "").lower(): key for key, term in known.items()}
    hint = _did_you_mean(word, [*known, *by_label], by_label)
    message = f"`{word}` is not among the {group} of the vocabulary."
    yield faults.UNKNOWN_WORD.at(file.source, file.span_of(*path), message, hint)


def _did_you_mean(word: str, known: Collection[str], other: Mapping[str, str] | None = None) -> str:
    near = difflib.get_close_matches(word.lower(), known, n=1, cutoff=0.6)
    if near:
        return f"Did you mean `{(other or {}).get(near[0], near[0])}`?"
    return ""


def _topic_line_faults(library: Library, document: PatientDocument) -> Iterator[Diagnostic]:
    known = library.program.spec.topic_lines
    for number, line in enumerate(document.spec.topic_lines):
        if line not in known:
            message = f"`{line}` is not among the `topic_lines:` of program.yml."
            span = document.file.span_of("topic_lines", number)
            yield faults.UNKNOWN_WORD.at(document.file.source, span, message, _did_you_mean(line, known))


# ── documents ────────────────────────────────────────────────────────────────────────────────────────────────────────


def _missing(
    file: ContentFile, path: tuple[str | int, ...], folder: str, slug: str, known: Collection[str]
) -> Diagnostic:
    message = f"There is no `{folder}/{slug}.md`."
    return faults.UNKNOWN_DOCUMENT.at(file.source, file.span_of(*path), message, _did_you_mean(slug, known))


def _module_faults(module: Module, slugs: Mapping[str, Collection[str]]) -> Iterator[Diagnostic]:
    for folder in ("handouts", "worksheets"):
        for number, slug in enumerate(getattr(module.spec, folder)):
            if slug not in slugs[folder]:
                yield _missing(module.file, (folder, number), folder, slug, slugs[folder])
    for number, prerequisite in enumerate(module.spec.prerequisites):
        if prerequisite.module not in slugs["modules"]:
            yield _missing(module.file, ("prerequisites", number), "modules", prerequisite.module, slugs["modules"])


def _curriculum_faults(library: Library, slugs: Mapping[str, Collection[str]]) -> Iterator[Diagnostic]:
    for curriculum in library.curricula.values():
        for number, session in enumerate(curriculum.spec.sessions):
            if session.module not in slugs["modules"]:
                yield _missing(curriculum.file, ("sessions", number), "modules", session.module, slugs["modules"])
        for key in ("serves", "requires"):
            for number, word in enumerate(getattr(curriculum.spec, key)):
                yield from _word_faults(library, curriculum.file, _GROUP_OF[key], (key, number), word)
        for part, day in enumerate(curriculum.spec.day):
            if day.service:
                yield from _word_faults(library, curriculum.file, "services", ("day", part, "service"), day.service)
        for part, weekly in enumerate(curriculum.spec.weekly):
            place = ("weekly", part, "service")
            yield from _word_faults(library, curriculum.file, "services", place, weekly.service)


def _duplicate_faults(library: Library) -> Iterator[Diagnostic]:
    for slug in library.handouts.keys() & library.worksheets.keys():
        worksheet = library.worksheets[slug]
        message = f"`{slug}` is the name of a handout and of a worksheet."
        yield faults.DUPLICATE_SLUG.at(worksheet.file.source, worksheet.file.span_of("title"), message)


# ── links ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _link_faults(
    library: Library, document: Module | PatientDocument, slugs: Mapping[str, Collection[str]]
) -> Iterator[Diagnostic]:
    anchors = {block.anchor for block in walk(document.blocks) if isinstance(block, Heading)}
    for node in inlines(document.blocks):
        if isinstance(node, Link):
            fault = _link_fault(document, node, anchors, slugs)
            if fault:
                rule, message, hint = fault
                yield rule.at(document.file.source, node.span, message, hint)


def _link_fault(
    document: Module | PatientDocument, link: Link, anchors: Collection[str], slugs: Mapping[str, Collection[str]]
) -> tuple[Rule, str, str] | None:
    target = unquote(link.target)
    if not is_safe_target(link.target):
        return faults.BAD_LINK, f"`{target}` is a kind of link that is not allowed.", "Link to a web address."
    if not target.strip():
        return faults.BAD_LINK, "This link has no target.", ""
    if target.startswith(_WEB):
        return None
    path, _, anchor = target.partition("#")
    if not path:
        if anchor in anchors:
            return None
        return (
            faults.BAD_LINK,
            f"No heading of this document has the address `#{anchor}`.",
            _did_you_mean(anchor, anchors),
        )
    real = inside(posixpath.join(posixpath.dirname(document.file.path), path))
    if real is None:
        return faults.OUTSIDE_PROJECT, f"`{target}` leads out of the project.", ""
    folder, name = posixpath.split(real)
    slug, ending = posixpath.splitext(name)
    if folder not in slugs or ending != ".md":
        hint = "Link to a document such as `../handouts/alarm-and-avoidance.md`, or to a web address."
        return faults.BAD_LINK, f"`{target}` is not a document of this program.", hint
    if slug not in slugs[folder]:
        return faults.BAD_LINK, f"There is no `{real}`.", _did_you_mean(slug, slugs[folder])
    if folder == "modules" and isinstance(document, PatientDocument):
        return faults.LINK_ACROSS, f"A patient can't open `{real}`: it is for staff.", ""
    return None

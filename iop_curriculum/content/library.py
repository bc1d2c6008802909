"""A store of files → the `Library`, with every fault of form in one pass.

Each file is read by itself (so that a file's result can be kept while it does not change); what spans files (names
that must exist, links, pictures) is checked by `references.py`. Nothing here judges content.
"""

from __future__ import annotations

import hashlib
import posixpath
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TypeVar

from iop_curriculum.content import faults
from iop_curriculum.content.agenda import read_agenda
from iop_curriculum.content.blocks import Block, Figure, Heading, Image, inlines, walk
from iop_curriculum.content.frontmatter import Data, FrontMatter, read_front_matter, read_yaml
from iop_curriculum.content.markdown import parse_body
from iop_curriculum.content.model import (
    Allowance,
    Audience,
    ContentFile,
    Curriculum,
    Library,
    Module,
    PatientDocument,
    PatientKind,
    Picture,
    Program,
    RulePack,
    Vocabulary,
)
from iop_curriculum.content.references import reference_faults
from iop_curriculum.content.schema import (
    CurriculumSpec,
    DocumentSpec,
    GlossarySpec,
    GlossaryTerm,
    ModuleSpec,
    PatientSpec,
    ProgramSpec,
    RulePackSpec,
    Spec,
    VocabularySpec,
)
from iop_curriculum.content.store import LARGEST_PICTURE, Store, StoreError, inside
from iop_curriculum.content.text import read_text
from iop_curriculum.content.validation import validate
from iop_curriculum.diagnostics import Checked, Diagnostic, in_order
from iop_curriculum.source import Source, Span

PROGRAM = "curriculum/program.yml"
VOCABULARY = "curriculum/vocabulary.yml"
GLOSSARY = "curriculum/glossary.yml"
_OWN_FILES = frozenset({"program.yml", "vocabulary.yml", "glossary.yml"})
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_TRANSLATION = re.compile(r"(?P<slug>[a-z0-9-]+)\.(?P<language>[a-z]{2,3}(-[A-Za-z0-9]+)*)")
_PACK = re.compile(r"[a-z0-9]+([-.][a-z0-9]+)*")  # a standard's own number has dots: asam-2.1-adult
_PICTURES = (".svg", ".png", ".jpg", ".jpeg")

Read = TypeVar("Read")
AnySpec = TypeVar("AnySpec", bound=Spec)
AnyDocument = TypeVar("AnyDocument", bound=DocumentSpec)


def load(store: Store) -> Checked[Library | None]:
    """Read a whole project. The library is None only where `program.yml` or `vocabulary.yml` can't be used."""
    found: list[Diagnostic] = []

    def keep(checked: Checked[Read]) -> Read:
        found.extend(checked.diagnostics)
        return checked.value

    program = keep(_read_program(store))
    vocabulary = keep(_read_vocabulary(store))
    modules = _read_folder(store, "modules", ".md", lambda path, slug: keep(read_module(store, path, slug)), found)
    handouts = _read_folder(
        store, "handouts", ".md", lambda path, slug: keep(read_patient(store, path, slug, "handout")), found
    )
    worksheets = _read_folder(
        store, "worksheets", ".md", lambda path, slug: keep(read_patient(store, path, slug, "worksheet")), found
    )
    curricula = _read_folder(
        store, "curriculum", ".yml", lambda path, slug: keep(_read_curriculum(store, path, slug)), found
    )
    packs = _read_folder(
        store, "curriculum/rules", ".yml", lambda path, slug: keep(_read_pack(store, path, slug)), found
    )
    glossary = keep(_read_glossary(store))
    if program is None or vocabulary is None:
        return Checked(None, in_order(found))
    library = Library(program, vocabulary, glossary, modules, handouts, worksheets, curricula, packs)
    pictures = keep(_read_pictures(store, library))
    slugs = all_slugs(store)
    library = replace(library, pictures=pictures, unreadable=_unreadable(library, slugs))
    found.extend(reference_faults(library, slugs))
    return Checked(library, in_order(found))


def all_slugs(store: Store) -> Mapping[str, frozenset[str]]:
    """Return the names of all documents by folder, also of those that can't be read: a broken one is not missing."""
    folders = ("modules", "handouts", "worksheets")
    return {f: frozenset(n.removesuffix(".md") for n in store.names(f) if n.endswith(".md")) for f in folders}


def _unreadable(library: Library, slugs: Mapping[str, frozenset[str]]) -> frozenset[str]:
    read = {"modules": library.modules, "handouts": library.handouts, "worksheets": library.worksheets}
    return frozenset(f"{folder}/{slug}.md" for folder, names in slugs.items() for slug in names - read[folder].keys())


def _read_folder(
    store: Store, folder: str, ending: str, read: Callable[[str, str], Read | None], found: list[Diagnostic]
) -> dict[str, Read]:
    """Read each file of a folder by name; files of other kinds and unusable names are told."""
    out: dict[str, Read] = {}
    for name in store.names(folder):
        path = f"{folder}/{name}"
        if name in _OWN_FILES or name.lower() in ("readme.md", "license"):
            continue
        if not name.endswith(ending):
            found.append(faults.SKIPPED_FILE.in_file(path, f"`{name}` is not a `{ending}` file and is not read."))
            continue
        slug = name.removesuffix(ending)
        if not _is_name(folder, slug):
            found.append(faults.BAD_FILE_NAME.in_file(path, f"`{name}` can't be an address."))
            continue
        document = read(path, slug)
        if document is not None:
            out[slug] = document
    return out


def _is_name(folder: str, slug: str) -> bool:
    if folder == "curriculum/rules":
        return _PACK.fullmatch(slug) is not None
    return _SLUG.fullmatch(slug) is not None or (folder != "curriculum" and _TRANSLATION.fullmatch(slug) is not None)


# ── documents ────────────────────────────────────────────────────────────────────────────────────────────────────────


def read_module(store: Store, path: str, slug: str) -> Checked[Module | None]:
    """Read one module from its file."""
    parts = _read_document(store, path, ModuleSpec, "staff")
    if parts.value is None:
        return Checked(None, parts.diagnostics)
    file, spec, blocks = parts.value
    agenda = read_agenda(file.source, blocks, spec.session_minutes, spec.worksheets)
    introduction, segments, sections = agenda.value
    module = Module(slug, file, spec, blocks, introduction, segments, sections)
    return Checked(module, (*parts.diagnostics, *agenda.diagnostics))


def read_patient(store: Store, path: str, slug: str, kind: PatientKind) -> Checked[PatientDocument | None]:
    """Read one handout or worksheet from its file; `slug.es.md` is a translation of `slug.md`."""
    parts = _read_document(store, path, PatientSpec, "patients")
    if parts.value is None:
        return Checked(None, parts.diagnostics)
    file, spec, blocks = parts.value
    translated = _TRANSLATION.fullmatch(slug) if "." in slug else None
    own = translated["slug"] if translated else slug
    found = list(parts.diagnostics)
    if translated and translated["language"] != spec.language:
        message = f"The file name says `{translated['language']}`, but `language` says `{spec.language}`."
        found.append(faults.WRONG_VALUE.at(file.source, file.span_of("language"), message))
    return Checked(PatientDocument(own, kind, file, spec, blocks, bool(translated)), tuple(found))


def _read_document(
    store: Store, path: str, spec_type: type[AnyDocument], audience: Audience
) -> Checked[tuple[ContentFile, AnyDocument, tuple[Block, ...]] | None]:
    text = read_text(store, path)
    if text.value is None:
        return Checked(None, text.diagnostics)
    source = text.value
    front = read_front_matter(source)
    found = [*text.diagnostics, *front.diagnostics]
    if front.value is None:
        return Checked(None, tuple(found))
    spec = validate(spec_type, front.value.data, source)
    body = parse_body(source, front.value.body_start, audience)
    blocks, in_text = body.value
    found += [*spec.diagnostics, *body.diagnostics, *_heading_faults(source, blocks)]
    if not source.text[front.value.body_start :].strip():
        found.append(faults.EMPTY_FILE.at(source, None, "The document has front matter but no text."))
    if spec.value is None:
        return Checked(None, tuple(found))
    file = _file_of(source, front.value, (*_front_allowances(front.value, spec.value), *in_text))
    return Checked((file, spec.value, blocks), tuple(found))


def _file_of(source: Source, front: FrontMatter, allowances: tuple[Allowance, ...]) -> ContentFile:
    digest = hashlib.sha256(source.text.encode()).hexdigest()
    data = front.data
    return ContentFile(source, data.key_spans, data.value_spans, front.body_start, digest, allowances)


def _front_allowances(front: FrontMatter, spec: DocumentSpec) -> tuple[Allowance, ...]:
    spans = front.data.value_spans
    return tuple(
        Allowance(allow.rule, allow.reason, spans.get(("allow", number), Span(0, 0)))
        for number, allow in enumerate(spec.allow)
    )


def _heading_faults(source: Source, blocks: tuple[Block, ...]) -> list[Diagnostic]:
    found = []
    last = 1
    for block in walk(blocks):
        if not isinstance(block, Heading):
            continue
        if block.level == 1:
            found.append(faults.TITLE_IN_BODY.at(source, block.span, "The text has a heading of the first level."))
        elif block.level > last + 1:
            message = f"A heading of level {block.level} follows one of level {last}."
            found.append(faults.SKIPPED_LEVEL.at(source, block.span, message))
        last = block.level
    return found


# ── YAML files ───────────────────────────────────────────────────────────────────────────────────────────────────────


def _read_spec(store: Store, path: str, spec_type: type[AnySpec]) -> Checked[tuple[ContentFile, AnySpec] | None]:
    text = read_text(store, path)
    if text.value is None:
        return Checked(None, text.diagnostics)
    data = read_yaml(text.value)
    found = [*text.diagnostics, *data.diagnostics]
    if data.value is None:
        return Checked(None, tuple(found))
    if isinstance(data.value.value, dict) and (wrong := data.value.value.get("format", 1)) != 1:
        message = f"This file has the format {wrong}; this version of the tool reads format 1."
        span = data.value.value_spans.get(("format",))
        return Checked(None, (*found, faults.UNKNOWN_FORMAT.at(text.value, span, message)))
    spec = validate(spec_type, data.value, text.value)
    found += spec.diagnostics
    if spec.value is None:
        return Checked(None, tuple(found))
    file = _file_of(text.value, FrontMatter(data.value, len(text.value.text)), ())
    return Checked((file, spec.value), tuple(found))


def _read_own_file(store: Store, path: str, spec_type: type[AnySpec]) -> Checked[tuple[ContentFile, AnySpec] | None]:
    """Read a file that every project has."""
    if posixpath.basename(path) not in store.names(posixpath.dirname(path)):
        return Checked(None, (faults.MISSING_PROGRAM.in_file(path, f"There is no `{path}`."),))
    return _read_spec(store, path, spec_type)


def _read_program(store: Store) -> Checked[Program | None]:
    checked = _read_own_file(store, PROGRAM, ProgramSpec)
    return Checked(Program(*checked.value) if checked.value else None, checked.diagnostics)


def _read_vocabulary(store: Store) -> Checked[Vocabulary | None]:
    checked = _read_own_file(store, VOCABULARY, VocabularySpec)
    return Checked(Vocabulary(*checked.value) if checked.value else None, checked.diagnostics)


def _read_curriculum(store: Store, path: str, slug: str) -> Checked[Curriculum | None]:
    checked = _read_spec(store, path, CurriculumSpec)
    return Checked(Curriculum(slug, *checked.value) if checked.value else None, checked.diagnostics)


def _read_pack(store: Store, path: str, slug: str) -> Checked[RulePack | None]:
    checked = _read_spec(store, path, RulePackSpec)
    return Checked(RulePack(slug, *checked.value) if checked.value else None, checked.diagnostics)


def _read_glossary(store: Store) -> Checked[dict[str, GlossaryTerm]]:
    if "glossary.yml" not in store.names("curriculum"):
        return Checked({})
    text = read_text(store, GLOSSARY)
    data: Checked[Data | None] = read_yaml(text.value) if text.value else Checked(None)
    found = [*text.diagnostics, *data.diagnostics]
    if text.value is None or data.value is None:
        return Checked({}, tuple(found))
    checked = validate(GlossarySpec, data.value, text.value)
    found += checked.diagnostics
    return Checked(dict(checked.value.root) if checked.value else {}, tuple(found))


# ── pictures ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def picture_path(document_path: str, written: str) -> str | None:
    """Return the project path of a picture as a document names it; None where it leaves the project."""
    return inside(posixpath.join(posixpath.dirname(document_path), re.split("[#?]", written, maxsplit=1)[0]))


def _read_pictures(store: Store, library: Library) -> Checked[dict[str, Picture]]:
    found: list[Diagnostic] = []
    pictures: dict[str, Picture] = {}
    documents: list[Module | PatientDocument] = [*library.modules.values(), *library.patient_documents]
    for document in documents:
        for node in [*walk(document.blocks), *inlines(document.blocks)]:
            if isinstance(node, Figure | Image):
                _read_picture(store, document.file.source, node, pictures, found)
    return Checked(dict(sorted(pictures.items())), tuple(found))


def _read_picture(
    store: Store, source: Source, node: Figure | Image, pictures: dict[str, Picture], found: list[Diagnostic]
) -> None:
    path = picture_path(source.path, node.source)
    if path is None or "://" in node.source:
        found.append(faults.OUTSIDE_PROJECT.at(source, node.span, f"`{node.source}` leads out of the project."))
        return
    if not path.lower().endswith(_PICTURES):
        found.append(faults.MISSING_PICTURE.at(source, node.span, f"`{node.source}` is not an SVG, PNG or JPEG file."))
        return
    if not node.alt.strip():
        found.append(faults.MISSING_ALT.at(source, node.span, f"`{node.source}` has no words that describe it."))
    if path in pictures:
        return
    try:
        data = store.read(path, LARGEST_PICTURE)
    except StoreError as error:
        message = f"The picture `{node.source}` can't be used: {error.refusal}."
        found.append(faults.MISSING_PICTURE.at(source, node.span, message))
        return
    pictures[path] = Picture(path, data, hashlib.sha256(data).hexdigest())

"""Pages that lead to session guides: home, the library table, and one page for each condition, topic and approach."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from iop_curriculum.content.model import Library, Module, PatientDocument, localised
from iop_curriculum.outputs import artefacts
from iop_curriculum.outputs.inputs import Inputs
from iop_curriculum.outputs.site.links import Link, href, module_link, term_links
from iop_curriculum.outputs.site.render import Page

# Group of the vocabulary → what one of its words is called, and the title of the list.
GROUPS = {
    "conditions": ("Condition", "Conditions"),
    "topics": ("Topic", "Topics"),
    "approaches": ("Approach", "Approaches"),
}


@dataclass(frozen=True, slots=True)
class ModuleRow:
    """One module in a table. The tuples of words are what the facets filter by."""

    slug: str
    link: Link
    summary: str
    conditions: tuple[Link, ...]
    for_all: bool
    topics: tuple[Link, ...]
    minutes: int
    entry: str
    facets: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Facet:
    """One way to narrow the library: its key, its name, and its values as (value, label, count)."""

    key: str
    name: str
    values: tuple[tuple[str, str, int], ...]


@dataclass(frozen=True, slots=True)
class LibraryView:
    """The library table with its facets."""

    rows: tuple[ModuleRow, ...]
    facets: tuple[Facet, ...]


@dataclass(frozen=True, slots=True)
class TermView:
    """One condition, topic or approach with its modules."""

    kind: str
    all_terms: Link
    label: str
    synonyms: tuple[str, ...]
    codes: tuple[str, ...]
    sections: tuple[tuple[str, tuple[ModuleRow, ...]], ...]


@dataclass(frozen=True, slots=True)
class TermRow:
    """One line of a list of conditions, topics or approaches."""

    link: Link
    synonyms: str
    count: int


@dataclass(frozen=True, slots=True)
class TermsView:
    """All conditions, topics or approaches."""

    title: str
    kind: str
    rows: tuple[TermRow, ...]


@dataclass(frozen=True, slots=True)
class HomeView:
    """What is here, and where each of the three kinds of reader starts."""

    program: str
    modules: int
    handouts: int
    worksheets: int
    curricula: tuple[Link, ...]
    first_steps: tuple[Link, ...]
    library: str
    all_curricula: str
    patient: str
    authoring: str
    coverage: str


def home_page(inputs: Inputs) -> Page:
    """Return the first page."""
    library, page = inputs.library, "index"
    entry = (m for m in library.modules.values() if m.spec.timing == "on-entry")
    view = HomeView(
        program=library.program.spec.name,
        modules=len(library.modules),
        handouts=len(library.handouts),
        worksheets=len(library.worksheets),
        curricula=tuple(
            Link(c.curriculum.spec.title, href(page, artefacts.curriculum_page(c.slug)), c.curriculum.spec.summary)
            for c in inputs.compiled.values()
        ),
        first_steps=tuple(module_link(page, module, module.spec.summary) for module in entry),
        library=href(page, "library"),
        all_curricula=href(page, "curricula/index"),
        patient=href(page, f"{artefacts.PATIENT}/index"),
        authoring=href(page, "authoring/index"),
        coverage=href(page, "coverage"),
    )
    return Page(library.program.spec.name, "Session guides, handouts, worksheets and curricula", view, "home.html.j2")


def library_page(library: Library) -> Page:
    """Return the table of all modules."""
    view = LibraryView(module_rows("library", library, library.modules.values()), tuple(_facets(library)))
    return Page("Library", "All modules, by condition, topic, minutes and entry", view, "library.html.j2")


def module_rows(page: str, library: Library, modules: Iterable[Module]) -> tuple[ModuleRow, ...]:
    """Return table rows, in order of title."""
    ordered = sorted(modules, key=lambda m: (m.spec.title.casefold(), m.slug))
    return tuple(_row(page, library, module) for module in ordered)


def _row(page: str, library: Library, module: Module) -> ModuleRow:
    spec = module.spec
    return ModuleRow(
        slug=module.slug,
        link=module_link(page, module),
        summary=spec.summary,
        conditions=term_links(page, library, "conditions", tuple(c for c in spec.conditions if c != "all")),
        for_all="all" in spec.conditions,
        topics=term_links(page, library, "topics", spec.topics),
        minutes=spec.session_minutes,
        entry=spec.entry,
        facets=tuple(facet_values(library, module).items()),
    )


def facet_values(library: Library, module: Module) -> dict[str, tuple[str, ...]]:
    """Return a module's values for each facet."""
    spec = module.spec
    languages = {"en", *(d.spec.language for d in _all_versions(library, module))}
    return {
        "condition": tuple(dict.fromkeys((*spec.conditions, *spec.adapted_for))),
        "topic": spec.topics,
        "approach": spec.approaches,
        "technique": spec.techniques,
        "minutes": (str(spec.session_minutes),),
        "format": (spec.format,),
        "entry": (spec.entry,),
        "language": tuple(sorted(languages)),
    }


def _all_versions(library: Library, module: Module) -> Iterator[PatientDocument]:
    """A module's documents in every language."""
    slugs = {*module.spec.handouts, *module.spec.worksheets}
    return (d for d in library.patient_documents if d.slug in slugs)


_FACET_NAMES = {
    "condition": ("Condition", "conditions"),
    "topic": ("Topic", "topics"),
    "approach": ("Approach", "approaches"),
    "technique": ("Technique", "techniques"),
    "minutes": ("Minutes", ""),
    "format": ("Format", "formats"),
    "entry": ("Entry", ""),
    "language": ("Language", ""),
}
_FACET_WORDS = {"open": "Open", "sequenced": "Sequenced", "en": "English", "es": "Spanish"}


def _facets(library: Library) -> Iterator[Facet]:
    """Every facet with more than one value, the values in order of their words."""
    of_modules = [facet_values(library, module) for module in library.modules.values()]
    for key, (name, group) in _FACET_NAMES.items():
        counts: dict[str, int] = {}
        for values in of_modules:
            for value in values[key]:
                counts[value] = counts.get(value, 0) + 1
        named = [(value, _facet_label(library, key, group, value), count) for value, count in counts.items()]
        named.sort(key=lambda entry: entry[1].zfill(4) if key == "minutes" else entry[1].casefold())
        if len(named) > 1:
            yield Facet(key, name, tuple(named))


def _facet_label(library: Library, key: str, group: str, value: str) -> str:
    if group:
        return library.vocabulary.label(group, value)
    return f"{value} min" if key == "minutes" else _FACET_WORDS.get(value, value)


# ── conditions, topics, approaches ───────────────────────────────────────────────────────────────────────────────────


def term_pages(library: Library) -> Iterator[tuple[str, Page]]:
    """Yield (path without ending, page) for every condition, topic and approach, and for their lists."""
    for group, (kind, title) in GROUPS.items():
        terms = library.vocabulary.terms(group)
        view = TermsView(title, kind, tuple(_term_row(library, group, key) for key in terms))
        yield f"{group}/index", Page(title, f"All {title.lower()}", view, "terms.html.j2")
        for key in terms:
            yield artefacts.term_page(group, key), _term_page(library, group, key)


def _term_row(library: Library, group: str, key: str) -> TermRow:
    label = library.vocabulary.label(group, key)
    return TermRow(
        Link(label, href(f"{group}/index", artefacts.term_page(group, key))),
        ", ".join(library.vocabulary.terms(group)[key].synonyms),
        sum(len(modules) for _, modules in _modules_for(library, group, key)),
    )


def _term_page(library: Library, group: str, key: str) -> Page:
    page, term = artefacts.term_page(group, key), library.vocabulary.terms(group)[key]
    label = library.vocabulary.label(group, key)
    kind, title = GROUPS[group]
    view = TermView(
        kind=kind,
        all_terms=Link(title, href(page, f"{group}/index")),
        label=label,
        synonyms=term.synonyms,
        codes=term.icd10,
        sections=tuple((name, module_rows(page, library, found)) for name, found in _modules_for(library, group, key)),
    )
    return Page(label, f"{kind}: {localised(term.label, 'en')}", view, "term.html.j2")


def _modules_for(library: Library, group: str, key: str) -> list[tuple[str, list[Module]]]:
    """Return a term's modules under headings; empty ones are left out."""
    modules = library.modules.values()
    if group != "conditions":
        sections = [("Modules", [m for m in modules if key in getattr(m.spec, group)])]
    else:
        named = [m for m in modules if key in m.spec.conditions]
        adapted = [m for m in modules if key in m.spec.adapted_for and m not in named]
        general = [m for m in modules if "all" in m.spec.conditions and m not in adapted]
        sections = [
            ("Made for this condition", named),
            ("With a full adaptation", adapted),
            ("For all conditions", general),
        ]
    return [(name, found) for name, found in sections if found]

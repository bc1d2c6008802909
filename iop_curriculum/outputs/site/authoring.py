"""Pages for authors: every rule of the checker explained, the ids that may be used, and the glossary."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from iop_curriculum.content.model import Library
from iop_curriculum.diagnostics import Rule
from iop_curriculum.outputs import artefacts
from iop_curriculum.outputs.site.links import Link, href
from iop_curriculum.outputs.site.render import Page

INDEX = "authoring/index"
FAMILIES = {
    "SRC": "Files and format",
    "MET": "Metadata",
    "AGE": "Agenda",
    "REF": "References",
    "PLN": "Plain language",
    "WRD": "Wording",
    "SAF": "Safety",
    "RGT": "Rights",
    "PRG": "Program",
}


@dataclass(frozen=True, slots=True)
class RuleRow:
    """One rule in the list."""

    code: str
    link: Link
    severity: str
    summary: str


@dataclass(frozen=True, slots=True)
class AuthoringView:
    """Rules by family, and the vocabulary's ids."""

    families: tuple[tuple[str, tuple[RuleRow, ...]], ...]
    vocabulary: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]


@dataclass(frozen=True, slots=True)
class RuleView:
    """One rule explained."""

    code: str
    name: str
    severity: str
    release: str
    fixed: bool
    summary: str
    what: str
    why: str
    example: str
    instead: str
    index: str


@dataclass(frozen=True, slots=True)
class GlossaryRow:
    """A word explained."""

    anchor: str
    term: str
    forms: str
    definitions: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class GlossaryView:
    """All words explained."""

    rows: tuple[GlossaryRow, ...]


def authoring_pages(library: Library, rules: Iterable[Rule]) -> Iterator[tuple[str, Page]]:
    """Yield (path without ending, page) for the list of rules and each rule."""
    ordered = sorted(rules, key=lambda rule: rule.code)
    yield INDEX, _index_page(library, ordered)
    for rule in ordered:
        yield artefacts.rule_page(rule.code), _rule_page(rule)


def _index_page(library: Library, rules: list[Rule]) -> Page:
    families = []
    for prefix, name in FAMILIES.items():
        rows = tuple(
            RuleRow(
                rule.code, Link(rule.name, href(INDEX, artefacts.rule_page(rule.code))), rule.severity, rule.summary
            )
            for rule in rules
            if rule.code.startswith(prefix)
        )
        if rows:
            families.append((name, rows))
    groups = ("conditions", "topics", "approaches", "techniques", "formats", "services")
    vocabulary = tuple(
        (
            group.capitalize(),
            tuple((key, library.vocabulary.label(group, key)) for key in library.vocabulary.terms(group)),
        )
        for group in groups
    )
    return Page(
        "Authoring", "Rules and ids for authors", AuthoringView(tuple(families), vocabulary), "authoring.html.j2"
    )


def _rule_page(rule: Rule) -> Page:
    page = artefacts.rule_page(rule.code)
    view = RuleView(
        code=rule.code,
        name=rule.name,
        severity=rule.severity,
        release=rule.release or "",
        fixed=rule.fixed,
        summary=rule.summary,
        what=rule.what,
        why=rule.why,
        example=rule.example,
        instead=rule.instead,
        index=href(page, INDEX),
    )
    return Page(f"{rule.code} {rule.name}", rule.summary, view, "rule.html.j2")


def glossary_page(library: Library) -> Page:
    """Return the page of words explained."""
    rows = tuple(
        GlossaryRow(key, term.term, ", ".join(term.forms), tuple(sorted(term.definition.items())))
        for key, term in sorted(library.glossary.items(), key=lambda item: item[1].term.casefold())
    )
    return Page("Glossary", "Words explained in plain language", GlossaryView(rows), "glossary.html.j2")

"""Judgement on how documents hang together (REF, from 101). Names that do not exist are told when content is read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from iop_curriculum.content.model import Module, PatientDocument
from iop_curriculum.diagnostics import Diagnostic, Rule, Severity
from iop_curriculum.rules.given import Given

CIRCLE = Rule(
    code="REF101",
    name="circular-prerequisites",
    severity=Severity.ERROR,
    summary="Modules wait for each other.",
    what="Reports modules whose prerequisites lead back to themselves, with the whole circle.",
    why="No order of sessions can satisfy such a circle, so no curriculum can be planned with it.",
    example="a needs b, b needs c, c needs a",
    instead="Decide which one comes first, and take the others out of its `prerequisites:`.",
    fixed=True,
)
UNUSED_DOCUMENT = Rule(
    code="REF102",
    name="unused-document",
    severity=Severity.WARNING,
    summary="No module hands out a handout or worksheet.",
    what="Reports a handout or worksheet that no module lists.",
    why="It is printed nowhere in a curriculum and drifts: nobody looks at it until a patient does.",
    example="handouts/old-anxiety-sheet.md",
    instead="Add it to the `handouts:` or `worksheets:` of a module, or delete the file.",
)
WORKSHEET_WITHOUT_TIME = Rule(
    code="REF103",
    name="worksheet-not-in-agenda",
    severity=Severity.INFO,
    summary="A worksheet has no time in the session.",
    what="Reports a worksheet of a module that no agenda part names with `{worksheet=…}`; one that is "
    "`private: true` is done one-to-one, outside the session.",
    why="A sheet that is handed out and not begun together stays empty.",
    example="worksheets: [my-alarm-map] and a practice without `worksheet=my-alarm-map`",
    instead="Name it at the part where people fill it in: `## Practice … {minutes=20 worksheet=my-alarm-map}`.",
)
OLD_TRANSLATION = Rule(
    code="REF104",
    name="outdated-translation",
    severity=Severity.WARNING,
    release=Severity.ERROR,
    summary="A translation was made from another version of its original.",
    what="Compares `translation_of: slug@version` with the original's version, and reports an original that is "
    "missing.",
    why="Patients would get different advice by language. Section 1557 asks for accurate language help.",
    example="translation_of: alarm-and-avoidance@1.0.0 when the original is 1.2.0",
    instead="Have the translation brought up to date by a qualified person, then raise the version it names.",
)
ORPHAN_TRANSLATION = Rule(
    code="REF105",
    name="translation-without-origin",
    severity=Severity.WARNING,
    summary="A translation does not say what it translates.",
    what="Reports a translated file without `translation_of:`, or one that names another document than its file name "
    "does.",
    why="Without the version it was made from, nobody can tell whether it is still right.",
    example="handouts/sleep.es.md without `translation_of: sleep@1.0.0`",
    instead="Add `translation_of: slug@version` and `translation: human`.",
)

RULES = (CIRCLE, UNUSED_DOCUMENT, WORKSHEET_WITHOUT_TIME, OLD_TRANSLATION, ORPHAN_TRANSLATION)


def check_module(given: Given, module: Module) -> Iterator[Diagnostic]:
    """Check what one module hands out."""
    timed = {segment.worksheet for segment in module.agenda}
    for number, slug in enumerate(module.spec.worksheets):
        worksheet = given.library.worksheets.get(slug)
        if module.agenda and slug not in timed and worksheet and not worksheet.spec.private:
            message = f"No part of the agenda uses the worksheet `{slug}`."
            yield WORKSHEET_WITHOUT_TIME.at(module.file.source, module.file.span_of("worksheets", number), message)


def check_patient(given: Given, document: PatientDocument) -> Iterator[Diagnostic]:
    """Check one document's ties to modules and, for a translation, to its original."""
    file = document.file
    some_unread = any(path.startswith("modules/") for path in given.library.unreadable)
    if not given.library.modules_using(document) and not some_unread:
        message = f"No module hands out this {document.kind}."
        yield UNUSED_DOCUMENT.at(file.source, file.span_of("title"), message)
    if not document.is_translation:
        return
    named, _, version = (document.spec.translation_of or "").partition("@")
    if named != document.slug:
        written = f"names `{named}`" if named else "has no `translation_of:`"
        message = f"This translation of `{document.slug}` {written}."
        yield ORPHAN_TRANSLATION.at(file.source, file.span_of("translation_of"), message)
        return
    originals: Mapping[str, PatientDocument] = getattr(given.library, document.folder)
    original = originals.get(document.slug)
    if original is None or original.spec.version != version:
        now = f"the original is {original.spec.version}" if original else "there is no original"
        message = f"This translation was made from version {version}, but {now}."
        yield OLD_TRANSLATION.at(file.source, file.span_of("translation_of"), message)


def check_program(given: Given) -> Iterator[Diagnostic]:
    """Report each circle of prerequisites once, at the module of it that comes first by name."""
    modules = given.library.modules
    needs = {slug: [p.module for p in m.spec.prerequisites if p.module in modules] for slug, m in modules.items()}
    for circle in circles(needs):
        module = modules[circle[0]]
        way = " → ".join(f"`{slug}`" for slug in (*circle, circle[0]))
        yield CIRCLE.at(
            module.file.source, module.file.span_of("prerequisites"), f"These modules wait for each other: {way}."
        )


def circles(needs: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, ...]]:
    """Yield one shortest circle for each group of names that need each other, beginning with its first name."""
    reported: set[str] = set()
    for start in sorted(needs):
        if start in reported:
            continue
        circle = _way_back(needs, start)
        if circle:
            reported.update(circle)
            yield circle


def _way_back(needs: Mapping[str, Sequence[str]], start: str) -> tuple[str, ...]:
    """Return the shortest way from a name back to itself, or nothing."""
    came_from: dict[str, str] = {}
    open_names = [start]
    for name in open_names:
        for needed in needs.get(name, ()):
            if needed == start:
                way = [name]
                while way[-1] != start:
                    way.append(came_from[way[-1]])
                return tuple(reversed(way))
            if needed not in came_from:
                came_from[needed] = name
                open_names.append(needed)
    return ()

"""The search index: library + curricula → one script that assigns one global, loaded when somebody first searches.

From `file://` a page can read no data file but a script. The browser builds its index from these rows; a row's
`words` are the different words of the text, each once, so that the file stays small.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from iop_curriculum.content.model import Library, Module, PatientDocument
from iop_curriculum.outputs import artefacts
from iop_curriculum.outputs.inputs import Inputs
from iop_curriculum.outputs.site.body import text_of
from iop_curriculum.outputs.site.library import GROUPS

GLOBAL = "iopSearchRows"
LEAST_LETTERS = 3
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class SearchRow:
    """One thing that can be found. `labels` weigh more than `synonyms`, those more than `words`."""

    href: str
    kind: str
    title: str
    summary: str
    labels: str
    synonyms: str
    words: str
    slug: str = ""


def search_rows(inputs: Inputs) -> Iterator[SearchRow]:
    """Yield everything that can be found: modules first."""
    library = inputs.library
    for module in library.modules.values():
        yield _module(library, module)
    for compiled in inputs.compiled.values():
        spec = compiled.curriculum.spec
        labels = " ".join((spec.code, *(library.vocabulary.label("conditions", key) for key in spec.serves)))
        page = f"{artefacts.curriculum_page(compiled.slug)}.html"
        yield SearchRow(page, "Curriculum", spec.title, spec.summary, labels, "", "")
    for document in library.patient_documents:
        yield _document(library, document)
    for group, (kind, _) in GROUPS.items():
        for key, term in library.vocabulary.terms(group).items():
            page = f"{artefacts.term_page(group, key)}.html"
            label = library.vocabulary.label(group, key)
            yield SearchRow(page, kind, label, "", " ".join(term.icd10), " ".join(term.synonyms), "")


def _module(library: Library, module: Module) -> SearchRow:
    spec = module.spec
    used = [
        *(("conditions", key) for key in (*spec.conditions, *spec.adapted_for)),
        *(("topics", key) for key in spec.topics),
        *(("approaches", key) for key in spec.approaches),
        *(("techniques", key) for key in spec.techniques),
    ]
    text = (text_of(module.blocks), *spec.objectives, *(d.spec.title for d in library.documents_of(module)))
    return SearchRow(
        href=f"{artefacts.module_page(module.slug)}.html",
        kind="Session guide",
        title=spec.title,
        summary=spec.summary,
        labels=" ".join(library.vocabulary.label(group, key) for group, key in used),
        synonyms=" ".join(_synonyms(library, used)),
        words=_different_words(text),
        slug=module.slug,
    )


def _document(library: Library, document: PatientDocument) -> SearchRow:
    spec = document.spec
    used = [*(("conditions", key) for key in spec.conditions), *(("topics", key) for key in spec.topics)]
    return SearchRow(
        href=f"{artefacts.patient_page(document)}.html",
        kind=document.kind.capitalize() if spec.language == "en" else f"{document.kind.capitalize()} ({spec.language})",
        title=spec.title,
        summary=spec.summary,
        labels=" ".join(library.vocabulary.label(group, key, spec.language) for group, key in used),
        synonyms=" ".join(_synonyms(library, used)),
        words=_different_words((text_of(document.blocks),)),
    )


def _synonyms(library: Library, used: Iterable[tuple[str, str]]) -> Iterator[str]:
    for group, key in used:
        term = library.vocabulary.terms(group).get(key)
        if term:
            yield from term.synonyms


def _different_words(texts: Iterable[str]) -> str:
    found = (word.casefold() for text in texts for word in _WORD.findall(text))
    return " ".join(sorted({word for word in found if len(word) >= LEAST_LETTERS}))


def search_script(rows: tuple[SearchRow, ...]) -> bytes:
    """Return the script that assigns the rows."""
    fields = ("href", "kind", "title", "summary", "labels", "synonyms", "words", "slug")
    data = [{"id": at, **{f: getattr(row, f) for f in fields if getattr(row, f)}} for at, row in enumerate(rows)]
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return f"window.{GLOBAL} = {text};\n".encode()

"""The site engine's configuration under `build/`: what is generated, over the programme's own `mkdocs.yml`.

No path in it is absolute, no plugin and no hook is ours, so that `mkdocs build -f` and `zensical build -f` both take
it.
"""

from __future__ import annotations

import html
import json

from iop_curriculum.content.model import Library
from iop_curriculum.outputs import artefacts
from iop_curriculum.outputs.inputs import Inputs
from iop_curriculum.outputs.site.render import one_line

Nav = list[dict[str, "str | Nav"]]


def site_config(library: Library, nav: Nav) -> bytes:
    """Return `mkdocs.yml`. JSON is YAML, and leaves no character of a name a meaning of its own."""
    config = {
        "INHERIT": "../mkdocs.yml",
        "site_name": _name(library.program.spec.name),
        "docs_dir": artefacts.PAGES,
        "site_dir": artefacts.SITE,
        "use_directory_urls": False,
        "theme": {"custom_dir": artefacts.THEME},
        "plugins": [],
        "nav": nav,
        "validation": {"nav": {"omitted_files": "ignore"}, "links": {"not_found": "warn", "anchors": "info"}},
    }
    head = "# Written by the build. Change ../mkdocs.yml instead.\n"
    return (head + json.dumps(config, indent=2, ensure_ascii=False) + "\n").encode()


def site_nav(inputs: Inputs) -> Nav:
    """Return the nav: sections and curricula. Every page repeats it, so modules are not in it."""
    curricula: Nav = [{"All curricula": "curricula/index.md"}]
    curricula += [
        {_name(c.curriculum.spec.title): f"{artefacts.curriculum_page(c.slug)}.md"} for c in inputs.compiled.values()
    ]
    nav: Nav = [
        {"Home": "index.md"},
        {"Library": "library.md"},
        {"Curricula": curricula},
        {"Conditions": "conditions/index.md"},
        {"Topics": "topics/index.md"},
        {"Approaches": "approaches/index.md"},
        {"Coverage": "coverage.md"},
    ]
    if inputs.library.glossary:
        nav.append({"Glossary": "glossary.md"})
    nav.append({"Patient pages": f"{artefacts.PATIENT}/index.md"})
    nav.append({"Authoring": "authoring/index.md"})
    return nav


def _name(words: str) -> str:
    """Themes put names into HTML as they are, so they are HTML already."""
    return html.escape(one_line(words))

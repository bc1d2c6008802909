"""A page's view → Markdown: front matter, a head of HTML, the source's own body, a foot of HTML.

Every view is a frozen dataclass of words and numbers, so that a page is a pure function of its view. Which words a
view holds is decided in `guide.py`, `lists.py`, `patient.py` and their like; how they look, in `templates/` and the
style sheets.
"""

from __future__ import annotations

import html
import json
import re
from dataclasses import dataclass
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape


@dataclass(frozen=True, slots=True)
class Page:
    """One Markdown page. `head` and `foot` name templates, which see the view as `view`; `body` is Markdown.

    `template` is the theme file that frames the page (empty: the theme's own); `toc` lists the body's headings beside
    it.
    """

    title: str
    description: str
    view: object
    head: str
    body: str = ""
    foot: str = ""
    template: str = ""
    language: str = "en"
    toc: bool = False


def render_page(page: Page) -> bytes:
    """Return a page as Markdown."""
    parts = [front_matter(page), one_block(render(page.head, page.view)), page.body.strip("\n")]
    if page.foot:
        parts.append(one_block(render(page.foot, page.view)))
    return ("\n\n".join(part for part in parts if part) + "\n").encode()


def render(template: str, view: object) -> str:
    """Return a template filled in with a view; everything in it is escaped."""
    return _environment().get_template(template).render(view=view)


def front_matter(page: Page) -> str:
    """Return a page's metadata. Titles go into HTML as they are, so they are HTML already.

    JSON is YAML, and leaves no character of a title a meaning of its own.
    """
    lines = {
        "title": html.escape(one_line(page.title)),
        "description": html.escape(one_line(page.description)),
        "language": page.language,
    }
    if page.template:
        lines["template"] = page.template
    rows = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in lines.items()]
    if not page.toc:
        rows.append("hide: [toc]")
    return "\n".join(("---", *rows, "---"))


def one_block(markup: str) -> str:
    """Return HTML as one raw block of Markdown: no blank line ends it early, no indent makes it code."""
    return "\n".join(line.strip() for line in markup.splitlines() if line.strip())


def one_line(text: str) -> str:
    """Return text with its white space folded."""
    return " ".join(text.split())


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("iop_curriculum.outputs.site", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["lines"] = _lines
    environment.filters["count"] = _count
    environment.filters["code_spans"] = _code_spans
    return environment


def _lines(text: str) -> Markup:
    """Keep line breaks and indents through `one_block`."""
    return Markup(str(escape(text)).replace("\n", "&#10;").replace("  ", "&#32;&#32;"))  # noqa: S704 - escaped here


def _count(number: int, one: str, many: str = "") -> str:
    """Return `1 module`, `2 modules`."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def _code_spans(text: str) -> Markup:
    """Show `words` in backticks as code."""
    return Markup(re.sub(r"`([^`]+)`", r"<code>\1</code>", str(escape(text))))  # noqa: S704 - escaped here

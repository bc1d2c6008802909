"""Every finished page gets its Content-Security-Policy; anything a page would fetch from elsewhere is told.

The policy allows the site's own files and, by hash, the page's own inline scripts: nothing that content could bring
along.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

_META = '<meta http-equiv="Content-Security-Policy" content="{policy}">'
_CHARSET = re.compile(r"<meta\s+charset=[^>]*>", re.IGNORECASE)
_HEAD = re.compile(r"<head[^>]*>", re.IGNORECASE)
_ELSEWHERE = re.compile(r"\s*(?:[a-z][a-z0-9+.-]*:)?//", re.IGNORECASE)
_CSS_ELSEWHERE = re.compile(r"(?:url\(\s*['\"]?|@import\s+['\"])\s*(?:[a-z][a-z0-9+.-]*:)?//[^'\")]*", re.IGNORECASE)
_FETCHING = {"src", "srcset", "poster", "data", "background"}
_FETCHING_LINKS = {
    "stylesheet",
    "icon",
    "preload",
    "prefetch",
    "preconnect",
    "dns-prefetch",
    "modulepreload",
    "manifest",
}
_SCRIPT_TYPES = {"", "text/javascript", "application/javascript", "module"}


class _Reader(HTMLParser):
    """Collects inline scripts and styles, and what the page would fetch from another origin."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.scripts: list[str] = []
        self.styles: list[str] = []
        self.foreign: list[str] = []
        self._kept: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "style":
            self._kept = self.styles
            self._kept.append("")
        if tag == "script" and "src" not in given and given.get("type", "").lower() in _SCRIPT_TYPES:
            self._kept = self.scripts
            self._kept.append("")
        fetched = [given[name] for name in _FETCHING & given.keys()]
        if tag == "link" and _FETCHING_LINKS & set(given.get("rel", "").lower().split()):
            fetched.append(given.get("href", ""))
        self.foreign += [address for address in fetched if _ELSEWHERE.match(unescape(address))]

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self._kept = None

    def handle_data(self, data: str) -> None:
        if self._kept is not None:
            self._kept[-1] += data

    def handle_endtag(self, tag: str) -> None:
        if tag in ("script", "style"):
            self._kept = None


def protect(site: Path) -> list[str]:
    """Write the policy into every page under a folder; return what would be fetched from elsewhere, one line each."""
    foreign: list[str] = []
    for path in sorted(site.rglob("*.html")):
        page, found = protected(path.read_text(encoding="utf-8"))
        path.write_text(page, encoding="utf-8", newline="\n")
        foreign += [f"{path.relative_to(site).as_posix()}: {address}" for address in found]
    for path in sorted(site.rglob("*.css")):
        found = [match[0] for match in _CSS_ELSEWHERE.finditer(path.read_text(encoding="utf-8"))]
        foreign += [f"{path.relative_to(site).as_posix()}: {address}" for address in found]
    return foreign


def protected(page: str) -> tuple[str, list[str]]:
    """Return a page with its policy, and what it would fetch from elsewhere."""
    reader = _Reader()
    reader.feed(page)
    reader.close()
    meta = _META.format(policy=policy(reader.scripts, reader.styles))
    place = _CHARSET.search(page) or _HEAD.search(page)
    if place is None:
        return page, reader.foreign
    return page[: place.end()] + "\n" + meta + page[place.end() :], reader.foreign


def policy(scripts: list[str], styles: list[str]) -> str:
    """Return the policy for a page with these inline scripts and styles."""
    return "; ".join(
        (
            "default-src 'none'",
            " ".join(("script-src 'self'", *_hashes(scripts))),
            " ".join(("style-src 'self'", *_hashes(styles))),
            "img-src 'self' data:",
            "font-src 'self'",
            "connect-src 'self'",
            "worker-src 'self'",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )


def _hashes(texts: list[str]) -> Iterator[str]:
    for text in dict.fromkeys(texts):
        digest = hashlib.sha256(text.encode()).digest()
        yield f"'sha256-{base64.b64encode(digest).decode()}'"

"""axe-core finds nothing: every page in one view, each kind in all, with search, menus and the run view open."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page

from tests.outputs.site.conftest import Seen, every_kind_of_page

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SHARES = 6  # so that several workers take part
VIEWS = [(1280, "dark", 1), (390, "light", 1), (390, "dark", 1), (820, "light", 1), (1280, "light", 2)]
KINDS = (
    "index",
    "library",
    "coverage",
    "glossary",
    "modules/stress-management",
    "curricula/foundations-4-week",
    "conditions/anxiety",
    "topics/index",
    "authoring/index",
    "authoring/rules/SRC001",
    "patient/index",
    "patient/handouts/stress-signs-and-levers",
    "patient/worksheets/my-stress-plan",
    "404",
)


def faults(page: Page) -> list[str]:
    """Return what axe finds on a page as it is now shown."""
    results = Axe().run(page, options={"runOnly": TAGS, "resultTypes": ["violations"], "preload": False})
    return [f"{v['id']}: {node['html']}" for v in results.response["violations"] for node in v["nodes"]]


@pytest.mark.parametrize("share", range(SHARES))
def test_every_page_in_one_view(context: BrowserContext, site: Path, seen: Seen, share: int) -> None:
    """Its policy in force, each page also asks for nothing from elsewhere and complains of nothing."""
    page = context.new_page()
    seen.watch(page)
    found = []
    for path in every_kind_of_page(site)[share::SHARES]:
        page.goto(path.as_uri())
        found += [f"{path.relative_to(site)}: {fault}" for fault in faults(page)]
    assert found == []
    assert seen.messages == []
    assert [r for r in seen.requests if not r.startswith((site.as_uri(), "data:"))] == []


@pytest.mark.parametrize(("width", "scheme", "zoom"), VIEWS)
def test_each_kind_of_page_in_all_views(browser: Browser, site: Path, width: int, scheme: str, zoom: int) -> None:
    context = browser.new_context(
        bypass_csp=True,
        viewport={"width": width // zoom, "height": 900 // zoom},
        device_scale_factor=zoom,
        color_scheme=scheme,  # type: ignore[arg-type]
    )
    page = context.new_page()
    found = []
    for kind in KINDS:
        page.goto((site / f"{kind}.html").as_uri())
        found += [f"{kind}: {fault}" for fault in faults(page)]
    context.close()
    assert found == []


def search(page: Page) -> None:
    page.get_by_label("Search", exact=True).fill("panic")
    page.wait_for_selector("[data-iop-results] li")


def escalation(page: Page) -> None:
    page.get_by_text("Someone is at risk").first.click()


def run_view(page: Page) -> None:
    page.get_by_role("button", name="Start session").click()


def folded_parts(page: Page) -> None:
    page.evaluate("document.querySelectorAll('main details').forEach((part) => { part.open = true; })")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("opened", [search, escalation, run_view, folded_parts])
def test_what_opens(browser: Browser, site: Path, opened: Callable[[Page], None], width: int, scheme: str) -> None:
    context = browser.new_context(
        bypass_csp=True,
        viewport={"width": width, "height": 900},
        color_scheme=scheme,  # type: ignore[arg-type]
    )
    page = context.new_page()
    page.goto((site / "modules/stress-management.html").as_uri())
    opened(page)
    found = faults(page)
    context.close()
    assert found == []

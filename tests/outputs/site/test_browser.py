"""The site in a real browser, from a folder and from a server: find, prepare, run, document; nothing asked from
elsewhere.
"""

from __future__ import annotations

import contextlib
import functools
import http.server
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from iop_curriculum.outputs.inputs import Inputs
from tests.outputs.site.conftest import Seen

pytestmark = pytest.mark.xdist_group("browser")


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@contextlib.contextmanager
def server_of(site: Path, root: Path) -> Iterator[str]:
    """Serve a site under a sub-path."""
    (root / "sub").symlink_to(site, target_is_directory=True)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=root)) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/sub"
        server.shutdown()


@pytest.fixture(scope="session")
def served(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with server_of(site, tmp_path_factory.mktemp("server")) as address:
        yield address


@pytest.fixture(params=["file", "http"])
def address(request: pytest.FixtureRequest, site: Path) -> str:
    return site.as_uri() if request.param == "file" else str(request.getfixturevalue("served"))


def test_search_finds_by_synonym_and_leads_to_the_guide(page: Page, address: str, seen: Seen) -> None:
    page.goto(f"{address}/curricula/index.html")
    assert not [r for r in seen.requests if "search-index" in r]
    page.get_by_label("Search").fill("panic")
    results = page.locator("[data-iop-results] a")
    expect(results.first).to_contain_text("The Alarm System")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{address}/modules/understanding-anxiety.html")
    assert seen.messages == []
    origin = address if address.startswith("file") else address.removesuffix("/sub")
    assert [r for r in seen.requests if not r.startswith((origin, "data:"))] == []


def test_filters_combine_with_search_and_the_back_button_works(page: Page, address: str, starter: Inputs) -> None:
    total = len(starter.library.modules)
    page.goto(f"{address}/index.html")
    page.get_by_label("Search").fill("panic")
    page.keyboard.press("Enter")
    found = page.locator("[data-iop-found]")
    rows = page.locator("tbody tr:visible")
    expect(rows.first).to_contain_text("The Alarm System")
    page.locator("fieldset[data-facet=minutes] input[value='45']").check()
    expect(rows.first).to_contain_text("Coming Back to Now")
    expect(rows.filter(has_text="The Alarm System")).to_have_count(0)
    expect(found).to_contain_text(f"of {total} modules")
    assert "q=panic&minutes=45" in page.url
    page.go_back()
    expect(page.locator("fieldset[data-facet=minutes] input[value='45']")).not_to_be_checked()
    page.get_by_role("button", name="Clear all").click()
    expect(rows).to_have_count(total)


def test_a_shared_address_shows_the_same_view(page: Page, address: str, starter: Inputs) -> None:
    page.goto(f"{address}/library.html#condition=anxiety")
    specs = [module.spec for module in starter.library.modules.values()]
    expect(page.locator("tbody tr:visible")).to_have_count(
        sum("anxiety" in (*spec.conditions, *spec.adapted_for) for spec in specs)
    )
    expect(page.locator("fieldset[data-facet=condition] input[value=anxiety]")).to_be_checked()


def test_agenda_and_headings_follow_the_start_time(page: Page, address: str) -> None:
    page.goto(f"{address}/modules/sleep-well.html")
    page.get_by_label("Starts at").fill("13:30")
    expect(page.locator(".iop-agenda tbody .iop-clock").first).to_have_text("1:30 PM")
    expect(page.locator("h2[data-minutes] .iop-minutes").nth(1)).to_contain_text("1:37 PM · 5 min")
    page.get_by_label("Short version").check()
    expect(page.locator("h2[data-minutes] .iop-minutes").nth(1)).to_contain_text("1:35 PM · 3 min")
    page.locator(".iop-chip").first.click()
    expect(page.locator(".iop-agenda tbody .iop-clock").first).to_contain_text("9:")


def test_a_whole_session_can_be_run(page: Page, address: str) -> None:
    page.clock.install(time="2027-01-04T09:00:00")
    page.goto(f"{address}/modules/sleep-well.html")
    page.clock.pause_at("2027-01-04T10:00:00")
    page.get_by_role("button", name="Start session").click()
    title, left = page.locator(".iop-run-title"), page.locator("[data-left]")
    expect(title).to_have_text("Check-in")
    expect(left).to_have_text("7:00")
    page.clock.run_for(60_000)
    expect(left).to_have_text("6:00")
    page.get_by_role("button", name="One minute more").click()
    expect(left).to_have_text("7:00")
    page.get_by_role("button", name="Pause").click()
    page.clock.run_for(120_000)
    expect(left).to_have_text("7:00")
    page.get_by_role("button", name="Go on").click()
    page.reload()
    expect(title).to_have_text("Check-in")
    parts = 1
    while page.get_by_role("button", name="Next part").is_enabled():
        page.get_by_role("button", name="Next part").click()
        parts += 1
        expect(page.locator("#iop-main > .iop-callout:visible, #iop-main > p:visible").first).to_be_visible()
    assert parts == 8
    page.get_by_role("button", name="End session").click()
    expect(page.get_by_role("heading", name="Better Sleep")).to_be_visible()


def test_help_is_in_sight_while_a_session_runs(page: Page, address: str) -> None:
    page.goto(f"{address}/modules/sleep-well.html")
    page.get_by_role("button", name="Start session").click()
    page.get_by_text("Someone is at risk").first.click()
    expect(page.locator(".iop-risk-panel")).to_contain_text("Do not leave the person alone")
    page.keyboard.press("Escape")
    expect(page.locator(".iop-risk-panel")).to_be_hidden()


def test_the_note_is_plain_text_that_can_be_copied(page: Page, address: str) -> None:
    page.goto(f"{address}/modules/sleep-well.html")
    note = page.get_by_label("Group note, plain text").input_value()
    assert "Module: Better Sleep (sleep-well, version 1.0.0)" in note.splitlines()
    assert "change what did not happen" in note
    page.get_by_role("button", name="Copy the note").click()
    expect(page.locator("[data-iop-copied]")).to_have_text("Copied.")


def test_a_worksheet_can_be_cleared_and_hides_when_idle(page: Page, address: str) -> None:
    page.clock.install()
    page.goto(f"{address}/patient/worksheets/my-sleep-diary.html")
    field = page.get_by_label("My first change", exact=True)
    field.fill("lights out")
    page.get_by_role("button", name="Clear what I typed").click()
    expect(field).to_have_value("")
    page.clock.run_for(601_000)
    expect(page.locator("main")).to_be_hidden()
    page.get_by_role("button", name="Show the page").click()
    expect(field).to_be_visible()
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0


def test_a_worksheet_is_kept_only_if_program_and_person_want_it(
    page: Page, keeping_site: Path, starter: Inputs, tmp_path: Path
) -> None:
    with server_of(keeping_site, tmp_path) as address:
        page.clock.install()
        page.goto(f"{address}/patient/worksheets/my-sleep-diary.html")
        field = page.get_by_label("My first change", exact=True)
        field.fill("lights out")
        assert page.evaluate("localStorage.length") == 0
        page.get_by_text("Keep it on this device?").click()
        expect(page.get_by_text("People who share this device could read")).to_be_visible()
        page.get_by_role("button", name="Keep what I type here").click()
        page.reload()
        expect(field).to_have_value("lights out")
        page.get_by_role("button", name="Erase it now").click()
        assert page.evaluate("localStorage.length") == 0
        page.get_by_text("Keep it on this device?").click()
        page.get_by_role("button", name="Keep what I type here").click()
        page.clock.fast_forward(15 * 24 * 60 * 60_000)
        page.goto(f"{address}/patient/index.html")
        assert page.evaluate("localStorage.length") == 0
        private = next(d for d in starter.library.worksheets.values() if d.spec.private)
        page.goto(f"{address}/patient/worksheets/{private.key}.html")
        expect(page.locator("[data-iop-keep]")).to_have_count(0)
    page.goto((keeping_site / "patient/worksheets/my-sleep-diary.html").as_uri())
    expect(page.locator("[data-iop-keep]")).to_be_hidden()


@pytest.mark.parametrize("width", [320, 820])
def test_no_page_is_wider_than_the_screen(context: BrowserContext, site: Path, width: int) -> None:
    page = context.new_page()
    page.set_viewport_size({"width": width, "height": 800})
    for path in (
        "index",
        "library",
        "modules/sleep-well",
        "curricula/foundations-4-week",
        "coverage",
        "authoring/index",
    ):
        page.goto((site / f"{path}.html").as_uri())
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
    for path in sorted((site / "patient/worksheets").glob("*.html")):
        page.goto(path.as_uri())
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
